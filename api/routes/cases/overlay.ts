import { z } from 'zod';
import { awaited } from '../../../domain/case/inspections';
import { checkListFor, FINDING_STATUS_NAMES, SOURCE_NAMES } from '../../../domain/case/choices-overlay';
import { findingName, RESULT_NAMES } from '../../../domain/case/line-overlay';
import { namesOfClocks } from '../../../domain/case/open-items';
import { FINDING_SOURCES, INSPECTION_RESULTS, type CaseState } from '../../../domain/case/state';
import { postName } from '../../../domain/programme/render-words';
import type { Programme } from '../../../domain/programme/schema';
import type { Deps } from '../../ports';
import { civilDate, shownInstant, words } from '../../schema';

const by = z.string().meta({ description: 'Name of a member of staff' });

/** What lies over a case (domain.md 3.1): inspections, findings put right, opinions answered. */
export const overlayShape = {
  inspections: z.array(
    z.strictObject({
      id: z.string(),
      visitedOn: civilDate,
      recordedAt: shownInstant,
      result: z.enum(INSPECTION_RESULTS),
      resultName: words,
      by,
      percentDone: z.number().nullable(),
      percentPlanned: z.number().nullable(),
      findings: z.int(),
      madeUpFor: z.array(words).meta({
        description: 'What was awaited and is done by it; empty: a visit outside the plan (计划外检查)',
      }),
    }),
  ),
  worksBeganOn: civilDate.nullable().meta({ description: 'Nobody can have inspected the works before' }),
  awaited: z
    .array(
      z.strictObject({
        clockId: z.string(),
        name: words,
        from: civilDate.meta({ description: 'A visit on this day or later makes up for it' }),
        personId: z
          .string()
          .nullable()
          .meta({ description: 'Whom a spot check has sent; null: the inspector' }),
      }),
    )
    .meta({ description: 'Inspections and ordered visits that are still to be made' }),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      kindName: words,
      text: z.string(),
      source: z.enum(FINDING_SOURCES),
      sourceName: words,
      status: z.enum(['OPEN', 'ANSWERED', 'VERIFIED']),
      statusName: words,
      responsible: words,
      raisedAt: shownInstant,
      clockId: z.string().meta({ description: 'Of the limit that runs for it, or ran last' }),
      repeated: z.boolean(),
      answers: z
        .array(z.strictObject({ at: shownInstant, by, text: z.string(), fileIds: z.array(z.string()) }))
        .meta({ description: 'Each time it was reported as put right, with the documents that prove it' }),
      verdicts: z
        .array(z.strictObject({ at: shownInstant, by, passed: z.boolean(), note: z.string().nullable() }))
        .meta({ description: 'Each time somebody looked whether it was' }),
    }),
  ),
  opinions: z.array(
    z.strictObject({
      id: z.string(),
      by: z.string(),
      text: z.string(),
      clockId: z.string(),
      answer: z.string().nullable(),
    }),
  ),
  checkList: z
    .array(z.strictObject({ id: z.string(), name: words }))
    .meta({ description: 'What an inspector of this type of item goes through' }),
};
type Overlay = z.input<z.ZodObject<typeof overlayShape>>;

/** The overlay of one case, with every name in it. */
export async function showOverlay(deps: Deps, state: CaseState, programme: Programme): Promise<Overlay> {
  const who = [
    ...state.inspections.map(({ by }) => by),
    ...state.findings.flatMap(({ answers, verdicts }) => [...answers, ...verdicts].map(({ by }) => by)),
  ];
  const people =
    who.length === 0
      ? []
      : await deps.prisma.person.findMany({
          where: { id: { in: who } },
          select: { id: true, displayName: true },
        });
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.displayName ?? id;
  return {
    inspections: state.inspections.map(({ id, visitedOn, recordedAt, result, by, ...more }) => ({
      ...{ id, visitedOn, recordedAt, result, resultName: RESULT_NAMES[result], by: nameOf(by) },
      ...{ percentDone: more.percentDone, percentPlanned: more.percentPlanned },
      findings: more.findingIds.length,
      madeUpFor: namesOfClocks(state, more.clockIds),
    })),
    worksBeganOn: state.worksBeganOn,
    awaited: awaited(state, programme).map(({ clock, from, visit }) => ({
      ...{ clockId: clock.id, name: clock.name, from, personId: visit?.inspectorId ?? null },
    })),
    findings: state.findings.map((finding) => {
      const { id, kind, text, source, status, responsible, raisedAt, clockId, repeatOf } = finding;
      return {
        ...{ id, kindName: findingName({ programme }, kind), text, source, sourceName: SOURCE_NAMES[source] },
        ...{
          status,
          statusName: FINDING_STATUS_NAMES[status],
          responsible: postName(responsible),
          raisedAt,
          clockId,
          repeated: repeatOf !== null,
        },
        answers: finding.answers.map((one) => ({ ...one, by: nameOf(one.by) })),
        verdicts: finding.verdicts.map((one) => ({ ...one, by: nameOf(one.by) })),
      };
    }),
    opinions: state.opinions.map(({ id, by, text, clockId, answer }) => ({ id, by, text, clockId, answer })),
    checkList: checkListFor(state, programme).map(({ id, name }) => ({ id, name })),
  };
}
