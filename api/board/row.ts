import { z } from 'zod';
import type { Instant } from '../../domain/calendar/instant';
import type { Words } from '../../domain/errors';
import { workdaysLate } from '../../domain/figures/board';
import { ROLE_WORDS } from '../../domain/programme/render-words';
import { rungWords } from '../../domain/programme/rung-words';
import type { StageRole } from '../../domain/roles';
import type { Calendars } from '../../ledger/calendar/calendars';
import type { Reference } from '../../ledger/reference';
import type { OrganisationNode } from '../../ledger/organisations';
import { caseLines } from '../lines/case-line';
import type { Deps } from '../ports';
import { caseSummarySchema } from '../routes/cases/case-schema';
import { shownInstant, toInstant, words } from '../schema';
import type { BoardRow } from './read-rows';

const person = z.strictObject({ id: z.string(), displayName: z.string() });

export const boardCaseSchema = z
  .strictObject({
    ...caseSummarySchema.shape,
    workdaysLate: z
      .int()
      .meta({ description: 'Working days late, whatever the limit was counted in; 0 while it is not' }),
    owner: z
      .strictObject({
        role: z.string(),
        roleName: words,
        organisationId: z.string(),
        organisationName: z.string(),
        people: z
          .array(person)
          .meta({ description: 'Who is named, or who holds the post today; five at most' }),
        since: shownInstant,
      })
      .nullable()
      .meta({ description: 'Whose turn it is (责任岗位)' }),
    rung: z
      .strictObject({ id: z.string(), name: words, at: shownInstant })
      .nullable()
      .meta({ description: 'The last rung reached (催办级)' }),
    acknowledgement: z
      .strictObject({
        askedAt: shownInstant,
        by: shownInstant.meta({ description: 'Until when somebody had to' }),
        at: shownInstant.nullable(),
        person: person.nullable(),
      })
      .nullable()
      .meta({ description: 'The last reminder that asked for it (签收); null when none has' }),
  })
  .meta({ id: 'BoardCase' });
export type BoardCase = z.input<typeof boardCaseSchema>;

function showOwner(row: BoardRow, tree: ReadonlyMap<string, OrganisationNode>): BoardCase['owner'] {
  const { owner_role: role, owner_place: place, held_since: since } = row;
  if (role === null || place === null || since === null) return null;
  const roleName: Words = ROLE_WORDS[role as StageRole];
  const organisationName = tree.get(place)?.name ?? place;
  const people = row.holders ?? [];
  return { role, roleName, organisationId: place, organisationName, people, since: toInstant(since) };
}

function showAcknowledgement(row: BoardRow): BoardCase['acknowledgement'] {
  const {
    call_by: by,
    called_at: askedAt,
    acknowledged_at: at,
    acknowledged_by: id,
    acknowledged_name: name,
  } = row;
  if (by === null || askedAt === null) return null;
  const who = id === null ? null : { id, displayName: name ?? id };
  return { askedAt: toInstant(askedAt), by: toInstant(by), at: toInstant(at), person: who };
}

function lateness(row: BoardRow, calendars: Calendars, now: Instant): number {
  if (row.due_at === null) return 0;
  return workdaysLate(
    calendars.of(row.owner_organisation_id ?? row.organisation_id),
    now,
    toInstant(row.due_at),
  );
}

async function programmesOf(reference: Pick<Reference, 'programme'>, rows: readonly BoardRow[]) {
  const ids = [...new Set(rows.map((row) => row.programme_version_id))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await reference.programme(id)] as const)));
}

/** Rows of the board as they are shown and exported. */
export async function boardCases(deps: Pick<Deps, 'ledger'>, rows: readonly BoardRow[], now: Instant) {
  const { reference } = deps.ledger;
  const [line, tree, calendars, programmes] = await Promise.all([
    caseLines(deps, rows, now),
    reference.organisations(),
    reference.calendars(),
    programmesOf(reference, rows),
  ]);
  return (row: BoardRow): BoardCase => {
    const programme = programmes.get(row.programme_version_id);
    const { rung, rung_at: at, ladder } = row;
    const reached = rung !== null && at !== null && programme !== undefined;
    return {
      ...line(row),
      workdaysLate: lateness(row, calendars, now),
      owner: showOwner(row, tree),
      rung: reached ? { id: rung, name: rungWords(programme, ladder, rung), at: toInstant(at) } : null,
      acknowledgement: showAcknowledgement(row),
    };
  };
}
