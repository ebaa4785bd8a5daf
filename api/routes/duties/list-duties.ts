import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import { Prisma } from '../../../prisma/client';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { shownInstant, toDate, toInstant } from '../../schema';
import { addressesFor } from '../notifications/mine';

const dutySchema = z
  .strictObject({
    caseId: z.string(),
    key: z.string(),
    caseNumber: z.string(),
    title: z.string(),
    programmeCode: z.string(),
    organisationId: z.string(),
    stageId: z.string().nullable(),
    role: z.string(),
    personId: z
      .string()
      .nullable()
      .meta({ description: 'Whose it is by name; null: whoever holds the post' }),
    since: shownInstant,
    dueAt: shownInstant.nullable(),
    overdue: z.boolean(),
  })
  .meta({ id: 'Duty' });

interface DutyRow {
  case_id: string;
  key: string;
  number: string;
  title: string;
  programme_code: string;
  organisation_id: string;
  stage_id: string | null;
  role: string;
  person_id: string | null;
  since: Date;
  due_at: Date | null;
}

/** Duties without a limit come last. As the indexes have it, so that each address is one short scan. */
const DUE = Prisma.sql`coalesce(d.due_at, 'infinity'::timestamptz)`;

/** Where the page before ended. */
const keys = z.tuple([z.union([z.literal('infinity'), z.iso.datetime()]), z.string(), z.string()]);

function myDuties(actor: Actor, fits: Prisma.Sql, limit: number): Prisma.Sql {
  const { personId, absent, roles, places } = addressesFor(actor);
  const first = Prisma.sql`${fits} order by ${DUE}, d.case_id, d.key limit ${limit}`;
  return Prisma.sql`
    select d.* from unnest(${roles}::text[], ${places}::text[]) as a(role, place) cross join lateral (
      select * from duties d
       where d.person_id is null and d.role = a.role and d.organisation_id = a.place ${first}) d
    union all
    select d.* from unnest(${[personId, ...absent]}::text[]) as a(person) cross join lateral (
      select * from duties d where d.person_id = a.person ${first}) d`;
}

export const listDuties = defineRoute({
  operation: 'listDuties',
  method: 'get',
  path: '/api/v1/duties',
  tag: 'work',
  summary: 'What I must do now, by name, by post, or in place of somebody absent: what is due soonest first',
  query: z.strictObject({ ...pageQuery, overdue: z.enum(['true', 'false']).default('false') }),
  answer: { status: 200, description: 'A page of duties', body: pageOf(dutySchema) },
  handle: async ({ deps, actor, query, now }) => {
    const after = decodeCursor(query.cursor, keys);
    const today = toDate(now);
    const fits = Prisma.sql`
      ${query.overdue === 'true' ? Prisma.sql`and ${DUE} <= ${today}` : Prisma.empty}
      ${after ? Prisma.sql`and (${DUE}, d.case_id, d.key) > (${after[0]}::timestamptz, ${after[1]}, ${after[2]})` : Prisma.empty}`;
    const limit = query.limit + 1;
    const rows = await deps.prisma.$queryRaw<DutyRow[]>`
      select d.*, c.number, c.title, c.programme_code
        from (select * from (${myDuties(actor, fits, limit)}) d order by ${DUE}, d.case_id, d.key limit ${limit}) d
        join cases c on c.id = d.case_id
       order by ${DUE}, d.case_id, d.key`;
    return toPage(
      rows,
      query.limit,
      (row) => [toInstant(row.due_at) ?? 'infinity', row.case_id, row.key],
      (row) => showDuty(row, today),
    );
  },
});

function showDuty(row: DutyRow, today: Date): z.input<typeof dutySchema> {
  return {
    ...{ caseId: row.case_id, key: row.key, caseNumber: row.number, title: row.title },
    ...{ programmeCode: row.programme_code, organisationId: row.organisation_id, stageId: row.stage_id },
    ...{ role: row.role, personId: row.person_id, since: toInstant(row.since), dueAt: toInstant(row.due_at) },
    // It is overdue from the due instant on, not before.
    overdue: row.due_at !== null && row.due_at <= today,
  };
}
