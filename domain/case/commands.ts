import { z } from 'zod';
import { isCivilDate } from '../calendar/civil-date';
import { MAX_FEN } from '../money';
import { TERMINAL_REASONS } from './reasons';
import { FINDING_SOURCES, INSPECTION_RESULTS, RESPONSIBLE } from './state';

/**
 * What people may ask of a case, with the shape of each request. The API publishes these as JSON schemas, so
 * screens and scripts are driven by the same definitions that guard the ledger.
 */

/** PostgreSQL cannot keep U+0000, and a lone surrogate is not text: both are refused, everything else survives. */
const BROKEN_TEXT = /\u0000|\p{Surrogate}/u;
export const text = (max = 2000) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(
      (s) => !BROKEN_TEXT.test(s),
      'contains characters that are not text (U+0000 or half of a surrogate pair)',
    );
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/, 'expected letters, digits, "-" or "_"');
const day = z
  .string()
  .refine(isCivilDate, 'expected a date that exists, as YYYY-MM-DD')
  .meta({ format: 'date' });
const fen = z.number().int('expected whole fen').min(0).max(MAX_FEN);
const paid = fen.min(1);
const count = z.number().int().min(0).max(10_000_000);
/** A clock of the case, as `GET /cases/:id` lists them: `stage.town-review.1`. */
const clockId = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9.-]+$/, 'expected the id of a clock, such as stage.town-review.1');
/** In the unit of the limit. */
const amount = z.number().int().min(1).max(365);
const reasonCode = z.enum(TERMINAL_REASONS);
const person = z.strictObject({ personId: id.nullable().default(null), label: text(100) });
const served = z
  .strictObject({ personTimes: count, people: count })
  .refine((s) => s.people <= s.personTimes, 'person-times cannot be fewer than distinct people (NT1)');
const percentOf = z.number().min(0).max(100);
/** What a device says the time is; its clock may be wrong, so it is kept as said and nothing is counted by it. */
const deviceTime = z.iso.datetime({ offset: true });
const files = z.array(id).max(50);
const photo = z.strictObject({
  fileId: id,
  takenAt: deviceTime.optional(),
  place: z
    .strictObject({
      lat: z.number().min(-90).max(90),
      lng: z.number().min(-180).max(180),
      accuracyM: z.number().min(0).max(100_000),
    })
    .optional(),
});

/** What may be known of a case when it is opened, besides what it is about. */
export const openingFacts = {
  place: text(200).optional(),
  category: id.optional(),
  itemType: id.optional(),
  estimateFen: fen.optional(),
};

export const commandSchemas = {
  submit: z.strictObject({}),
  accept: z.strictObject({
    duplicatesChecked: z.literal(true, 'confirm that near-duplicates were looked for (T3)'),
    category: id.optional(),
    grade: id.optional(),
    urgent: z.boolean().default(false),
    itemType: id.optional(),
    estimateFen: fen.optional(),
    personInCharge: person.optional(),
  }),
  return: z.strictObject({ reason: text(), missing: z.array(text(200)).max(50).default([]) }),
  resubmit: z.strictObject({ note: text().optional(), estimateFen: fen.optional() }),
  reject: z.strictObject({ reasonCode, publicText: text(), negativeItem: id.optional() }),
  transfer: z.strictObject({ to: text(200), reasonCode, publicText: text() }),
  answer: z.strictObject({ publicText: text() }),
  merge: z.strictObject({ into: id, publicText: text() }),
  split: z.strictObject({ title: text(300), suggestions: z.array(id).min(1).max(500) }),
  /** Sent by the route that joins suggestions to a case, which may have received them in the same moment. */
  join: z.strictObject({ suggestions: z.array(id).min(1).max(500) }),
  shortlist: z.strictObject({
    estimateFen: fen.optional(),
    itemType: id.optional(),
    library: z.enum(['community', 'street']).optional(),
    capOverride: z.strictObject({ reason: text(), approver: text(100) }).optional(),
  }),
  'call-meeting': z.strictObject({
    meetingDate: day,
    agendaSentOn: day.optional(),
    place: text(200).optional(),
  }),
  'record-decision': z.strictObject({
    body: id,
    heldOn: day,
    eligible: count.min(1),
    present: count,
    remote: count.default(0),
    for: count,
    against: count,
    abstained: count,
    minutes: text(20_000),
    publicText: text().optional(),
  }),
  adjourn: z.strictObject({ body: id, heldOn: day, reason: text() }),
  'open-voting': z.strictObject({
    papers: z
      .array(z.strictObject({ paper: id, budgetFen: fen }))
      .min(1)
      .max(10),
    opensOn: day,
    closesOn: day,
    briefingHeldOn: day.optional(),
  }),
  'record-count': z.strictObject({
    papers: z
      .array(z.strictObject({ paper: id, issued: count, valid: count, invalid: count }))
      .min(1)
      .max(10),
    paper: id,
    votes: count,
    rank: count.min(1),
    elected: z.boolean(),
    line: text(),
    tiedAtLine: z.boolean().default(false),
    tie: z.strictObject({ decidedBy: text(100), reason: text() }).optional(),
    publicText: text().optional(),
  }),
  'submit-for-review': z.strictObject({ note: text().optional() }),
  review: z.strictObject({ opinion: text(), signedBy: text(100) }),
  'open-notice': z.strictObject({ publicText: text(), place: text(200), objectTo: text(200) }),
  'record-objection': z.strictObject({ text: text(), receivedOn: day }),
  'answer-objection': z.strictObject({ objectionId: id, valid: z.boolean(), answer: text() }),
  revise: z.strictObject({ reason: text() }),
  'finish-revision': z.strictObject({ plan: text(20_000), estimateFen: fen.optional() }),
  approve: z.strictObject({
    approvedFen: fen.optional(),
    documentNo: text(100).optional(),
    publicText: text(),
    capOverride: z.strictObject({ reason: text(), approver: text(100) }).optional(),
  }),
  disburse: z.strictObject({ amountFen: paid, account: text(100), paidOn: day }),
  pay: z.strictObject({ amountFen: paid, payee: text(200), purpose: text(500), paidOn: day }),
  start: z.strictObject({
    plan: text(20_000).optional(),
    personInCharge: person.optional(),
    milestones: z
      .array(z.strictObject({ title: text(200), dueOn: day }))
      .max(100)
      .default([]),
    procurement: z.strictObject({ method: text(100), suppliersAsked: count, reason: text() }).optional(),
    contractFen: fen.optional(),
  }),
  'report-progress': z.strictObject({ text: text(), percent: percentOf.optional() }),
  'change-plan': z.strictObject({ reason: text(), approver: text(100), newCostFen: fen.optional() }),
  suspend: z.strictObject({ reason: text(), until: day, approver: text(100) }),
  resume: z.strictObject({ note: text().optional() }),
  terminate: z.strictObject({ reasonCode, publicText: text(), approver: text(100) }),
  complete: z.strictObject({ summary: text(), finishedOn: day, served: served.optional() }),
  'inspect-works': z.strictObject({
    passed: z.boolean(),
    sheet: text(20_000),
    signboard: z.boolean().optional(),
  }),
  'finish-rework': z.strictObject({ summary: text() }),
  'record-survey': z.strictObject({
    groups: z
      .array(
        z
          .strictObject({ group: text(100), asked: count, answered: count, satisfied: count })
          .refine(
            (g) => g.satisfied <= g.answered && g.answered <= g.asked,
            'expected satisfied ≤ answered ≤ asked',
          ),
      )
      .min(1)
      .max(50),
    comments: text(20_000).optional(),
  }),
  settle: z.strictObject({ invoices: count, note: text().optional() }),
  close: z.strictObject({
    publicText: text(),
    callback: z
      .strictObject({
        reached: z.boolean(),
        resolved: z.boolean().optional(),
        satisfied: z.boolean().optional(),
      })
      .optional(),
    served: served.optional(),
  }),
  withdraw: z.strictObject({ reasonCode, publicText: text() }),
  'follow-up': z.strictObject({ text: text(), nextStep: text().optional() }),
  assign: z.strictObject({ personInCharge: person, reason: text() }),
  note: z.strictObject({ text: text() }),
  extend: z.strictObject({ clockId, amount, reason: text(), approver: text(100).optional() }),
  shorten: z.strictObject({ clockId, amount, reason: text(), approver: text(100).optional() }),
  'pause-clock': z.strictObject({ clockId, reason: text(), until: day }),
  'resume-clock': z.strictObject({ clockId, note: text().optional() }),
  regrade: z.strictObject({ grade: id.optional(), urgent: z.boolean().optional(), reason: text() }),
  acknowledge: z.strictObject({ clockId, note: text().optional() }),
  'hand-over': z.strictObject({ personId: id, label: text(100), reason: text() }),
  supervise: z.strictObject({
    text: text(),
    workdays: z.number().int().min(1).max(60),
    to: z.enum(['owner', 'head']).default('owner'),
  }),
  'answer-order': z.strictObject({ orderId: clockId, text: text() }),
  'record-inspection': z.strictObject({
    visitedOn: day,
    recordedAt: deviceTime.optional(),
    result: z.enum(INSPECTION_RESULTS),
    items: z
      .array(z.strictObject({ id, answer: z.enum(['yes', 'no', 'n/a']), note: text(500).optional() }))
      .max(100)
      .default([]),
    percentDone: percentOf.optional(),
    percentPlanned: percentOf.optional(),
    opinion: text(),
    signedBy: text(100),
    signatureFileId: id.optional(),
    photos: z.array(photo).max(50).default([]),
    findings: z
      .array(z.strictObject({ kind: id, text: text() }))
      .max(20)
      .default([]),
  }),
  /** Sent by a spot check for each case that it has drawn. */
  'order-visit': z.strictObject({
    checkId: id,
    purpose: z.enum(['spot-check', 'look-back']),
    inspectorId: id,
    /** Left out: as the programme says for this kind of check. */
    workdays: z.number().int().min(1).max(120).optional(),
  }),
  /** Sent when the check does without this case, or has ended. */
  'withdraw-visit': z.strictObject({ checkId: id, reason: text() }),
  'raise-finding': z.strictObject({
    kind: id,
    text: text(),
    source: z.enum(FINDING_SOURCES),
    checkId: id.optional(),
    responsible: z.enum(RESPONSIBLE).default('implementer'),
    fileIds: files.default([]),
  }),
  'answer-finding': z.strictObject({ findingId: id, text: text(), fileIds: files.min(1) }),
  'verify-finding': z.strictObject({ findingId: id, passed: z.boolean(), note: text().optional() }),
  'give-opinion': z.strictObject({ by: text(100), text: text() }),
  'answer-opinion': z.strictObject({ opinionId: id, publicText: text() }),
  /** Sent by the inbox when somebody opens a message that asks for an answer. */
  'read-message': z.strictObject({ key: text(200) }),
  /** Sent by the upload route after the file is stored; the content itself never passes through a command. */
  attach: z.strictObject({
    fileId: id,
    kind: id,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    name: text(255),
  }),
} as const;

export type CommandType = keyof typeof commandSchemas;
export const COMMAND_TYPES = Object.keys(commandSchemas) as CommandType[];
export type CommandData<T extends CommandType> = z.output<(typeof commandSchemas)[T]>;

/** A parsed request: what the domain decides on. */
export type Command = { [T in CommandType]: { type: T; data: CommandData<T> } }[CommandType];
export type CommandOf<T extends CommandType> = { type: T; data: CommandData<T> };
