import { z } from 'zod';
import { STATUSES } from '../../../domain/case/status';
import { Prisma } from '../../../prisma/client';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { hasWords } from '../../lines/words';
import { caseLines, readCases, type CaseLineRow } from '../../lines/case-line';
import { placeAsked } from '../../lines/place';
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

function conditions(q: Query, paths: readonly string[], now: Date): Prisma.Sql[] {
  const places = Prisma.join(
    paths.map((path) => Prisma.sql`c.org_path like ${`${path}%`}`),
    ' or ',
  );
  return [
    Prisma.sql`(${places})`,
    ...(q.programme === undefined ? [] : [Prisma.sql`c.programme_code = ${q.programme}`]),
    ...(q.stage === undefined ? [] : [Prisma.sql`c.stage_id = ${q.stage}`]),
    ...(q.status === undefined ? [] : [Prisma.sql`c.status = ${q.status}`]),
    ...(q.open === undefined
      ? []
      : [q.open === 'true' ? Prisma.sql`c.ended_at is null` : Prisma.sql`c.ended_at is not null`]),
    ...(q.overdue === undefined ? [] : [Prisma.sql`c.ended_at is null and c.due_at <= ${now}`]),
    ...(q.dueBefore === undefined
      ? []
      : [Prisma.sql`c.ended_at is null and c.due_at < ${toDate(q.dueBefore)}`]),
    ...(q.text === undefined ? [] : [hasWords(q.text)]),
  ];
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
    const byDue = q.overdue !== undefined || q.dueBefore !== undefined;
    const after = decodeCursor(q.cursor, keys);
    const from = after && new Date(after[0]);
    const start = !after
      ? []
      : [
          byDue
            ? Prisma.sql`(c.due_at, c.id) > (${from}, ${after[1]})`
            : Prisma.sql`(c.opened_at, c.id) < (${from}, ${after[1]})`,
        ];
    const where = Prisma.join(
      [...conditions(q, wanted === null ? scope.paths : [wanted.path], today), ...start],
      ' and ',
    );
    const order = byDue ? Prisma.sql`c.due_at, c.id` : Prisma.sql`c.opened_at desc, c.id desc`;
    const rows = await readCases(deps.prisma, where, order, q.limit + 1);
    const keyOf = (row: CaseLineRow) => [
      (byDue ? (row.due_at ?? row.opened_at) : row.opened_at).toISOString(),
      row.id,
    ];
    const show = await caseLines(deps, rows, now);
    return toPage(rows, q.limit, keyOf, show);
  },
});
