import { z } from 'zod';
import { defineRoute } from '../../route';
import { countFindings as readCounts } from '../../supervision/findings';
import { findingFilters, findingsAsked } from './list-findings';

const countSchema = z
  .strictObject({
    total: z.int(),
    open: z.int(),
    answered: z.int(),
    verified: z.int(),
    overdue: z.int(),
    byKind: z.array(z.strictObject({ kind: z.string(), n: z.int() })),
    byAge: z.strictObject({
      week: z.int().meta({ description: 'Seven days at most' }),
      month: z.int().meta({ description: '31 days at most' }),
      longer: z.int(),
    }),
  })
  .meta({ id: 'FindingCounts' });

export const countFindings = defineRoute({
  operation: 'countFindings',
  method: 'get',
  path: '/api/v1/findings/counts',
  tag: 'supervision',
  summary: 'How much was found, by kind, by state, and for how long it has been open',
  query: z.strictObject(findingFilters),
  answer: { status: 200, description: 'The counts', body: countSchema },
  refuses: ['not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const counts = await readCounts(deps.prisma, await findingsAsked(deps, scope, query, now));
    const sum = (fits: (one: (typeof counts)[number]) => boolean): number =>
      counts.filter(fits).reduce((all, { n }) => all + n, 0);
    return {
      total: sum(() => true),
      open: sum(({ status }) => status === 'OPEN'),
      answered: sum(({ status }) => status === 'ANSWERED'),
      verified: sum(({ status }) => status === 'VERIFIED'),
      overdue: counts.reduce((all, { overdue }) => all + overdue, 0),
      byKind: [...new Set(counts.map(({ kind }) => kind))].map((kind) => ({
        kind,
        n: sum((one) => one.kind === kind),
      })),
      byAge: {
        week: sum(({ age }) => age === 'week'),
        month: sum(({ age }) => age === 'month'),
        longer: sum(({ age }) => age === 'longer'),
      },
    };
  },
});
