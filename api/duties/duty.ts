import { z } from 'zod';
import type { Instant } from '../../domain/calendar/instant';
import { DUTY_ASKS, askedBy } from '../../domain/case/duties';
import { whoWaits } from '../../domain/case/waiting';
import type { Calendars } from '../../ledger/calendar/calendars';
import { caseNamesShape, namesFor } from '../lines/case-names';
import { signOfRow, signSchema } from '../lines/sign';
import type { Deps } from '../ports';
import { shownInstant, toInstant } from '../schema';
import type { DutyRow } from './read-duties';

/** Members that a line of the desk has of its case. */
export const deskCaseShape = {
  caseId: z.string(),
  caseNumber: z.string(),
  title: z.string(),
  kind: z.enum(['PROJECT', 'MATTER']),
  programmeCode: z.string(),
  organisationId: z.string().meta({ description: 'Where the case is' }),
  stageId: z.string().nullable(),
  ...caseNamesShape,
  urgent: z.boolean(),
  seq: z.int().meta({ description: 'For If-Match, so that a command answers what was seen' }),
  sign: signSchema.nullable().meta({ description: 'The time sign; null without a limit that runs' }),
};

export const dutySchema = z
  .strictObject({
    ...deskCaseShape,
    key: z.string(),
    asks: z
      .enum(DUTY_ASKS)
      .meta({ description: 'What is to be done: the stage, a follow-up, or an answer to an order' }),
    role: z.string(),
    ownerOrganisationId: z.string().meta({ description: 'Where the post is whose duty it is' }),
    personId: z
      .string()
      .nullable()
      .meta({ description: 'Whose it is by name; null: whoever holds the post' }),
    waiting: z
      .strictObject({ personId: z.string(), displayName: z.string() })
      .nullable()
      .meta({ description: 'Who handed it on or ordered it, and waits' }),
    suggestions: z.int().meta({ description: 'How many suggestions of residents the case stands for' }),
    since: shownInstant,
    dueAt: shownInstant.nullable(),
    overdue: z.boolean(),
  })
  .meta({ id: 'Duty' });

async function peopleNamed({ prisma }: Pick<Deps, 'prisma'>, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const people = await prisma.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, displayName: true },
  });
  return new Map(people.map(({ id, displayName }) => [id, displayName]));
}

function showDuty(row: DutyRow, calendars: Calendars, now: Instant) {
  const sign = signOfRow(row, calendars, now);
  return {
    ...{ caseId: row.case_id, key: row.key, caseNumber: row.number, title: row.title, kind: row.kind },
    ...{ programmeCode: row.programme_code, organisationId: row.organisation_id, stageId: row.stage_id },
    asks: askedBy(row.key),
    ...{ role: row.role, ownerOrganisationId: row.owner_place, personId: row.person_id },
    ...{ urgent: row.urgent, seq: row.seq, suggestions: row.suggestions, sign },
    ...{ since: toInstant(row.since), dueAt: toInstant(row.due_at), overdue: sign?.overdue ?? false },
  };
}

/** Rows as the desk shows them, in their order, with every name in them. */
export async function showDuties(deps: Deps, rows: readonly DutyRow[], now: Instant) {
  const waiting = rows.map((row) => whoWaits(row.handed, row.key));
  const [calendars, names, people] = await Promise.all([
    deps.ledger.reference.calendars(),
    namesFor(deps.ledger.reference, rows),
    peopleNamed(
      deps,
      waiting.filter((id) => id !== null),
    ),
  ]);
  return rows.map((row, i): z.input<typeof dutySchema> => {
    const personId = waiting[i] ?? null;
    const displayName = personId === null ? undefined : people.get(personId);
    return {
      ...showDuty(row, calendars, now),
      ...names(row),
      // A case opened by somebody whose account is gone: nobody waits any more.
      waiting: personId === null || displayName === undefined ? null : { personId, displayName },
    };
  });
}
