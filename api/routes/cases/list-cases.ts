import { z } from 'zod';
import { STATUSES } from '../../../domain/case/status';
import { Prisma } from '../../../prisma/client';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { fewPlaces, hasWords, newestWithWords } from '../../lines/words';
import { caseLines, readCases, type CaseLineRow } from '../../lines/case-line';
import { placeAsked } from '../../lines/place';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import { id, instant, toDate } from '../../schema';
import { caseSummarySchema } from './case-schema';

const query = z.strictObject({
  ...pageQuery,
  organisationId: id.optional().meta({ description: 'This organisation and everything below it' }),
  programme: id.optional(),
  stage: id.optional(),
  status: z.enum(STATUSES).optional(),
  open: z.enum(['true', 'false']).optional(),
  overdue: z.literal('true').optional().meta({ description: 'Only what is overdue now, most overdue first' }),
  dueBefore: instant
    .optional()
    .meta({ description: 'Only what falls due before this instant, soonest first' }),
  text: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Part of the title or of the number' }),
});
type Query = z.output<typeof query>;

const sql = Prisma.sql;

function conditions(q: Query, paths: readonly string[], now: Date): Prisma.Sql[] {
  const places = Prisma.join(
    paths.map((path) => sql`c.org_path like ${`${path}%`}`),
    ' or ',
  );
  return [
    sql`(${places})`,
    ...(q.programme === undefined ? [] : [sql`c.programme_code = ${q.programme}`]),
    ...(q.stage === undefined ? [] : [sql`c.stage_id = ${q.stage}`]),
    ...(q.status === undefined ? [] : [sql`c.status = ${q.status}`]),
    ...(q.open === undefined
      ? []
      : [q.open === 'true' ? sql`c.ended_at is null` : sql`c.ended_at is not null`]),
    ...(q.overdue === undefined ? [] : [sql`c.ended_at is null and c.due_at <= ${now}`]),
    ...(q.dueBefore === undefined ? [] : [sql`c.ended_at is null and c.due_at < ${toDate(q.dueBefore)}`]),
  ];
}

/** Asked by date, only open cases answer, soonest due first. */
const isByDue = (q: Query): boolean => q.overdue !== undefined || q.dueBefore !== undefined;

/** SQL: what is asked and where the page before ended; by words, the newest are looked for apart. */
async function narrowed(
  { ledger, prisma }: Pick<Deps, 'ledger' | 'prisma'>,
  q: Query,
  paths: readonly string[],
  asked: { now: Date; after: readonly [string, string] | null },
): Promise<Prisma.Sql> {
  const where = Prisma.join(conditions(q, paths, asked.now), ' and ');
  const { after } = asked;
  if (isByDue(q)) {
    const start =
      after === null ? sql`true` : sql`(c.due_at, c.id) > (${after[0]}::timestamptz, ${after[1]})`;
    const words = q.text === undefined ? sql`true` : hasWords(q.text, { open: true });
    return sql`${where} and ${words} and ${start}`;
  }
  if (q.text !== undefined) {
    const places = fewPlaces(await ledger.reference.organisations(), paths);
    const newest = { text: q.text, where, open: q.open === 'true', places, after, limit: q.limit + 1 };
    return sql`c.id = any(${await newestWithWords(prisma, newest)}::text[])`;
  }
  const start =
    after === null ? sql`true` : sql`(c.opened_at, c.id) < (${after[0]}::timestamptz, ${after[1]})`;
  return sql`${where} and ${start}`;
}

const keys = z.tuple([z.iso.datetime(), z.string().max(64)]);

export const listCases = defineRoute({
  operation: 'listCases',
  method: 'get',
  path: '/api/v1/cases',
  tag: 'cases',
  summary: 'Cases of the places you cover: newest first, or soonest due first when you ask by date',
  query,
  answer: { status: 200, description: 'A page of cases', body: pageOf(caseSummarySchema) },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, scope, query: q, now }) => {
    const today = toDate(now);
    const wanted = await placeAsked(deps, q.organisationId, scope);
    const byDue = isByDue(q);
    const after = decodeCursor(q.cursor, keys);
    const paths = wanted === null ? scope.paths : [wanted.path];
    const where = await narrowed(deps, q, paths, { now: today, after });
    const order = byDue ? sql`c.due_at, c.id` : sql`c.opened_at desc, c.id desc`;
    const rows = await readCases(deps.prisma, where, order, q.limit + 1);
    const keyOf = (row: CaseLineRow) => [
      (byDue ? (row.due_at ?? row.opened_at) : row.opened_at).toISOString(),
      row.id,
    ];
    const show = await caseLines(deps, rows, now);
    return toPage(rows, q.limit, keyOf, show);
  },
});
