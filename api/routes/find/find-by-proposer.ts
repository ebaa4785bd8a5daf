import { z } from 'zod';
import { Prisma } from '../../../prisma/client';
import { audit } from '../../audit';
import { decodeCursor, MAX_PAGE, pageOf, toPage } from '../../cursor';
import { caseLines, readCases } from '../../lines/case-line';
import { defineRoute } from '../../route';
import { line } from '../../schema';
import { startsWith } from '../../where';
import { caseSummarySchema } from '../cases/case-schema';

const sql = Prisma.sql;
const keys = z.tuple([z.iso.datetime(), z.string().max(64)]);

/** A phone number, however it is written. */
const PHONE = /^[+\d][\d\s()-]{5,}$/;

/** SQL: proposers with exactly this phone number, or exactly this name. */
function called(proposer: string): Prisma.Sql {
  if (PHONE.test(proposer)) return sql`phone_digits(o.phone) = phone_digits(${proposer})`;
  return sql`(o.name = ${proposer} or o.name is null and o.person_id in (
    select p.id from persons p where p.display_name = ${proposer}))`;
}

export const findByProposer = defineRoute({
  operation: 'findByProposer',
  method: 'post',
  path: '/api/v1/find/by-proposer',
  tag: 'cases',
  summary: 'Find the cases of a resident by full name or phone number; the search is recorded',
  description:
    'Of the places in which you may see who made a suggestion. Only the whole name or the whole number finds anything, so that nobody can leaf through residents. What was looked for is not written down, who looked and which cases were found is. A POST, because addresses of pages end up in logs.',
  body: z.strictObject({
    proposer: line(60).refine((text) => text.length >= 2, 'expected a whole name or a whole phone number'),
    limit: z.number().int().min(1).max(MAX_PAGE).default(50),
    cursor: z.string().max(500).optional(),
  }),
  answer: { status: 200, description: 'A page of cases, newest first', body: pageOf(caseSummarySchema) },
  refuses: ['cursor-invalid'],
  handle: async ({ deps, actor, scope, body, now }) => {
    const after = decodeCursor(body.cursor, keys);
    const paths = scope.paths.map(startsWith);
    const start =
      after === null ? sql`true` : sql`(c.opened_at, c.id) < (${after[0]}::timestamptz, ${after[1]})`;
    const where = sql`c.org_path like any(${paths}::text[]) and ${start} and c.id in (
      select l.case_id from proposers o join suggestions s on s.proposer_id = o.id
        join suggestion_cases l on l.suggestion_id = s.id
       where ${called(body.proposer)} and s.org_path like any(${paths}::text[]))`;
    const rows = await readCases(deps.prisma, where, sql`c.opened_at desc, c.id desc`, body.limit + 1);
    const shown = rows.slice(0, body.limit);
    // Recorded before it is shown: what cannot be recorded is not shown.
    await audit(deps.prisma, {
      at: deps.clock.now(),
      personId: actor.personId,
      action: 'personal-data-searched',
      data: {
        by: PHONE.test(body.proposer) ? 'phone' : 'name',
        found: shown.length,
        cases: shown.map(({ id }) => id).join(','),
      },
    });
    const show = await caseLines(deps, rows, now);
    return toPage(rows, body.limit, (row) => [row.opened_at.toISOString(), row.id], show);
  },
});
