import { z } from 'zod';
import type { Instant } from '../../../domain/calendar/instant';
import { FINDING_SOURCES } from '../../../domain/case/state';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { placeAsked } from '../../lines/place';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import type { Scope } from '../../scope';
import { id, toInstant } from '../../schema';
import { findingSchema, showFindings } from '../../supervision/finding';
import {
  AGES,
  FINDING_FILTERS,
  readFindings,
  type FindingListRow,
  type FindingsAsked,
} from '../../supervision/findings';

export const findingFilters = {
  organisationId: id.optional().meta({ description: 'This organisation and everything below it' }),
  status: z.enum(FINDING_FILTERS).default('open').meta({ description: '`open`: not verified yet' }),
  kind: id.optional(),
  source: z.enum(FINDING_SOURCES).optional(),
  checkId: id.optional().meta({ description: 'The spot check or look-back it came from' }),
  age: z
    .enum(AGES)
    .optional()
    .meta({ description: 'Open for seven days at most, more than that up to 31 days, longer' }),
  overdue: z.enum(['true', 'false']).default('false'),
};

/** What a request asks for, of the places its caller covers. */
export async function findingsAsked(
  deps: Deps,
  scope: Scope,
  query: z.output<z.ZodObject<typeof findingFilters>>,
  now: Instant,
): Promise<FindingsAsked> {
  const place = await placeAsked(deps, query.organisationId, scope);
  return {
    paths: place === null ? scope.paths : [place.path],
    ...{ status: query.status, kind: query.kind ?? null, source: query.source ?? null },
    ...{ checkId: query.checkId ?? null, age: query.age ?? null, overdue: query.overdue === 'true', now },
  };
}

const keys = z.tuple([
  z.union([z.literal('infinity'), z.iso.datetime()]),
  z.string().max(64),
  z.string().max(64),
]);

export const listFindings = defineRoute({
  operation: 'listFindings',
  method: 'get',
  path: '/api/v1/findings',
  tag: 'supervision',
  summary: 'What was found and must be put right, the longest overdue first',
  query: z.strictObject({ ...pageQuery, ...findingFilters }),
  answer: { status: 200, description: 'A page of findings', body: pageOf(findingSchema) },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const after = decodeCursor(query.cursor, keys);
    const rows = await readFindings(
      deps.prisma,
      await findingsAsked(deps, scope, query, now),
      after,
      query.limit + 1,
    );
    const keysOf = (row: FindingListRow) => [
      (row.status === 'VERIFIED' ? null : toInstant(row.due_at)) ?? 'infinity',
      row.case_id,
      row.finding_id,
    ];
    const page = toPage(rows, query.limit, keysOf, (row) => row);
    return { ...page, items: await showFindings(deps, page.items, now) };
  },
});
