import { z } from 'zod';
import { caseNamesShape } from '../../lines/case-names';
import { signSchema } from '../../lines/sign';
import { civilDate, shownInstant, words } from '../../schema';
import { attachableSchema } from './attachable';
import { caseWordsShape } from './case-words';
import { linkedShape } from './linked';
import { overlayShape } from './overlay';

const clock = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    stageId: z.string().nullable(),
    name: words,
    owner: z.string().meta({ description: 'role@level' }),
    limit: words,
    startedAt: shownInstant,
    dueDate: civilDate,
    dueAt: shownInstant,
    provisional: z
      .boolean()
      .meta({ description: '暂定: the holidays of a year it touches are not published yet' }),
    status: z.enum(['RUNNING', 'PAUSED', 'STOPPED']),
    overdue: z.boolean(),
    sign: signSchema.nullable().meta({ description: 'The time sign; null once it has stopped' }),
    verdict: z.enum(['ON_TIME', 'OVERDUE']).nullable().meta({ description: 'Frozen when the clock stopped' }),
    stoppedAt: shownInstant.nullable(),
    resumesAt: shownInstant.nullable().meta({ description: 'When a clock paused by itself runs on' }),
    changes: z
      .array(z.strictObject({ at: shownInstant, from: words, why: z.string() }))
      .meta({ description: 'What the limit was before, each time it was extended, shortened or regraded' }),
    rungs: z
      .strictObject({
        ladder: z.string().nullable(),
        fired: z.array(z.string()),
        next: z.strictObject({ rung: z.string(), at: shownInstant }).nullable(),
      })
      .meta({ description: 'The ladder (催办阶梯): which rungs have fired, and which fires when' }),
    used: z.strictObject({ net: z.number(), gross: z.number() }).nullable().meta({
      description: 'Time used when it stopped, in the unit of the limit: without pauses, and with them',
    }),
  })
  .meta({ id: 'Clock' });

const call = z
  .strictObject({
    clockId: z.string(),
    rung: z.string(),
    to: z.array(z.string()).meta({ description: 'role@level of everybody told, the highest last' }),
    earlier: z
      .array(z.string())
      .meta({ description: 'role@level of those told by earlier rungs only: they may answer too' }),
    until: shownInstant.nullable().meta({ description: 'Null once there is nobody above to tell' }),
    step: z.number().int().meta({ description: 'How often it has climbed because nobody acknowledged' }),
    climbed: z.array(z.string()).meta({ description: 'Every climb so far, also of earlier rungs' }),
  })
  .meta({ id: 'AwaitedAcknowledgement' });

const order = z
  .strictObject({
    id: z.string(),
    text: z.string(),
    givenAs: z.string().nullable(),
    to: z.string(),
    clockId: z.string(),
    dueAt: shownInstant.nullable(),
    sign: signSchema.nullable(),
    answer: z.string().nullable(),
  })
  .meta({ id: 'SupervisionOrder' });

const stage = z.strictObject({
  id: z.string(),
  name: words,
  kind: z.string(),
  owner: z.string(),
  limit: words.nullable(),
  at: z.enum(['done', 'now', 'later']),
});

const commandForm = z
  .strictObject({
    type: z.string(),
    name: words,
    schema: z.record(z.string(), z.unknown()).meta({
      description:
        'JSON schema of the data. Fields carry title (by Accept-Language), x-title {zh, en}, x-hint, x-widget (money: whole ' +
        'fen, long-text, confirm, percent, person, person-label, case, suggestions), x-enum-names beside enum, x-post (who ' +
        'can be chosen) and x-suggested; they stand in the order in which a form asks for them',
    }),
    missing: z
      .array(z.strictObject({ kind: z.string(), name: words }))
      .meta({ description: 'Documents that must be attached before this can be done' }),
  })
  .meta({ id: 'CommandForm' });

const fen = z.number().int();

export const caseSummarySchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    kind: z.enum(['PROJECT', 'MATTER']),
    programmeCode: z.string(),
    organisationId: z.string(),
    status: z.string(),
    stageId: z.string().nullable(),
    grade: z.string().nullable(),
    seq: z.number().int(),
    openedAt: shownInstant,
    endedAt: shownInstant.nullable(),
    dueAt: shownInstant.nullable(),
    provisional: z.boolean(),
    overdue: z.boolean(),
    ...caseNamesShape,
    statusName: words,
    sign: signSchema.nullable().meta({ description: 'The time sign; null without a limit that runs' }),
  })
  .meta({ id: 'CaseSummary' });

export const caseSchema = z
  .strictObject({
    ...caseSummarySchema.shape,
    programmeVersion: z.number().int(),
    organisationPath: z.string(),
    ...caseWordsShape,
    ...linkedShape,
    ...overlayShape,
    track: z.string().nullable(),
    urgent: z.boolean(),
    category: z.string().nullable(),
    itemType: z.string().nullable(),
    place: z.string().nullable().meta({ description: 'Where it is, in words' }),
    money: z.strictObject({
      estimateFen: fen.nullable(),
      approvedFen: fen.nullable(),
      contractFen: fen.nullable(),
      disbursedFen: fen,
      paidFen: fen,
      capOverrides: z.array(
        z.strictObject({ per: z.string(), amountFen: fen, reason: z.string(), approver: z.string() }),
      ),
    }),
    suggestions: z.array(z.string()),
    path: z.array(stage),
    turn: z.string().nullable().meta({ description: 'role@level of the post whose turn it is' }),
    handler: z
      .strictObject({ personId: z.string(), label: z.string() })
      .nullable()
      .meta({ description: 'The colleague who has taken over the current stage' }),
    clocks: z.array(clock),
    calls: z.array(call),
    orders: z.array(order),
    decisions: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    notice: z
      .strictObject({
        openedAt: shownInstant,
        endedAt: shownInstant.nullable(),
        objections: z.array(
          z.strictObject({
            id: z.string(),
            receivedOn: z.string(),
            answer: z.string().nullable(),
            valid: z.boolean().nullable(),
          }),
        ),
      })
      .nullable(),
    evidence: z.array(
      z.strictObject({
        fileId: z.string(),
        kind: z.string(),
        sha256: z.string(),
        stageId: z.string().nullable(),
      }),
    ),
    outcome: z
      .strictObject({ reasonCode: z.string(), publicText: z.string(), success: z.boolean() })
      .nullable(),
    allowed: z
      .array(commandForm)
      .meta({ description: 'What you may do next, each with the JSON schema of its data' }),
    attachable: attachableSchema,
    engine: z.strictObject({ workflowId: z.string(), wakeAt: shownInstant.nullable() }),
  })
  .meta({ id: 'Case' });
