import { z } from 'zod';
import { addressesOf } from '../../../domain/actor';
import { Prisma } from '../../../prisma/client';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { shownInstant, toDate, toInstant } from '../../schema';

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
  since: Date;
  due_at: Date | null;
  sort: string;
}

export const listDuties = defineRoute({
  operation: 'listDuties',
  method: 'get',
  path: '/api/v1/duties',
  tag: 'work',
  summary: 'What I must do now, by name or by post: overdue first, then what is due soonest',
  query: z.strictObject({ ...pageQuery, overdue: z.enum(['true', 'false']).default('false') }),
  answer: { status: 200, description: 'A page of duties', body: pageOf(dutySchema) },
  handle: async ({ deps, actor, query, now }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string().max(40), z.string(), z.string()]));
    const today = toDate(now);
    const addresses = addressesOf(actor);
    const roles = addresses.map((address) => address.role);
    const places = addresses.map((address) => address.organisationId);
    // Text of fixed width in UTC: its order is the order of time, and duties without a limit come last.
    const sort = Prisma.sql`coalesce(to_char(d.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), '9999')`;
    const rows = await deps.prisma.$queryRaw<DutyRow[]>`
      select d.*, c.number, c.title, c.programme_code, ${sort} as sort
        from duties d join cases c on c.id = d.case_id
       where (d.person_id = ${actor.personId}
              or (d.person_id is null and (d.role, d.organisation_id) in (select * from unnest(${roles}::text[], ${places}::text[]))))
         ${query.overdue === 'true' ? Prisma.sql`and d.due_at <= ${today}` : Prisma.empty}
         ${after ? Prisma.sql`and (${sort}, d.case_id, d.key) > (${after[0]}, ${after[1]}, ${after[2]})` : Prisma.empty}
       order by sort, d.case_id, d.key limit ${query.limit + 1}`;
    return toPage(
      rows,
      query.limit,
      (row) => [row.sort, row.case_id, row.key],
      (row) => ({
        caseId: row.case_id,
        key: row.key,
        caseNumber: row.number,
        title: row.title,
        programmeCode: row.programme_code,
        organisationId: row.organisation_id,
        stageId: row.stage_id,
        role: row.role,
        since: toInstant(row.since),
        dueAt: toInstant(row.due_at),
        // It is overdue from the due instant on, not before.
        overdue: row.due_at !== null && row.due_at <= today,
      }),
    );
  },
});
