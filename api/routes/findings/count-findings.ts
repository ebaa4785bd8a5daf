import { z } from 'zod';
import { findingName } from '../../../domain/case/line-overlay';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import { words } from '../../schema';
import { AGES, countFindings as readCounts, type FindingCount } from '../../supervision/findings';
import { findingFilters, findingsAsked } from './list-findings';

const count = z.int();
const countSchema = z
  .strictObject({
    total: count,
    open: count,
    answered: count,
    verified: count,
    overdue: count,
    byKind: z.array(z.strictObject({ kind: z.string(), kindName: words, n: count })),
    byAge: z
      .array(
        z.strictObject({
          age: z.enum(AGES).meta({ description: 'Seven days at most, 31 days at most, longer' }),
          ...{ total: count, open: count, answered: count, overdue: count },
        }),
      )
      .meta({ description: 'Every age, also those without a finding' }),
  })
  .meta({ id: 'FindingCounts' });

const sumOf = (counts: readonly FindingCount[], status?: FindingCount['status']): number =>
  counts.reduce((all, one) => all + (status === undefined || one.status === status ? one.n : 0), 0);
const overdueOf = (counts: readonly FindingCount[]): number =>
  counts.reduce((all, { overdue }) => all + overdue, 0);

/** How much there is of each kind, with the name that a programme gives it. */
async function byKind({ ledger }: Pick<Deps, 'ledger'>, counts: readonly FindingCount[]) {
  const kinds = [...new Map(counts.map((one) => [one.kind, one.programme_version_id]))];
  return Promise.all(
    kinds.map(async ([kind, version]) => ({
      kind,
      kindName: findingName({ programme: await ledger.reference.programme(version) }, kind),
      n: sumOf(counts.filter((one) => one.kind === kind)),
    })),
  );
}

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
    return {
      total: sumOf(counts),
      open: sumOf(counts, 'OPEN'),
      answered: sumOf(counts, 'ANSWERED'),
      verified: sumOf(counts, 'VERIFIED'),
      overdue: overdueOf(counts),
      byKind: await byKind(deps, counts),
      byAge: AGES.map((age) => {
        const own = counts.filter((one) => one.age === age);
        return {
          ...{ age, total: sumOf(own), open: sumOf(own, 'OPEN') },
          ...{ answered: sumOf(own, 'ANSWERED'), overdue: overdueOf(own) },
        };
      }),
    };
  },
});
