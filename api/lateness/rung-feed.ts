import type { LatenessStep } from '../../domain/figures/lateness';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { createFeed, type Place, type Span } from '../feed';
import type { LatenessMetrics } from './metrics';
import { seconds, STEP_TOOK } from './seconds';

/** Where one series of rungs is read from, and what is measured on each. */
interface Series {
  readonly at: Prisma.Sql;
  readonly steps: readonly LatenessStep[];
  /** How far behind now it stays, so that a transaction that commits late is not passed over. */
  readonly marginMs: number;
}

/** The database's own time is exact; delivering and acknowledging are dated by other machines, and before they commit. */
const RECORDED = { at: Prisma.sql`r.recorded_at`, marginMs: 2_000 };
const DELIVERED = { at: Prisma.sql`r.delivered_at`, marginMs: 30_000 };
const ACKNOWLEDGED = { at: Prisma.sql`r.acknowledged_at`, marginMs: 30_000 };

/** In a simulation only planned and fired are of the same time. */
function seriesOf(simulation: boolean): Series[] {
  if (simulation) return [{ ...RECORDED, steps: ['fired'] }];
  return [
    { ...RECORDED, steps: ['fired', 'recorded'] },
    { ...DELIVERED, steps: ['delivered'] },
    { ...ACKNOWLEDGED, steps: ['acknowledged'] },
  ];
}

interface Row extends Place {
  took: number[];
}

const KEY = Prisma.sql`concat_ws(' ', r.case_id, r.clock_id, r.rung)`;

function nextRows(prisma: PrismaClient, { at, steps }: Series, from: Span): Promise<Row[]> {
  const took = Prisma.join(steps.map((step) => seconds(STEP_TOOK[step])));
  return prisma.$queryRaw<Row[]>`
    select ${at}::text as at, ${KEY} as key, array[${took}] as took
      from rungs r
     where r.recorded_at is not null and ${at} >= ${from.at}::timestamptz and ${at} < ${from.until}::timestamptz
       and (${at}, ${KEY}) > (${from.at}::timestamptz, ${from.key})
     order by ${at}, ${KEY} limit ${from.limit}`;
}

export interface RungFeedOptions {
  simulation: boolean;
  /** For tests, which cannot wait: how far behind now every series stays. */
  marginMs?: number;
}

/** Feeds the histogram with what became of rungs since the last call, each step of each rung exactly once. */
export function createRungFeed(
  prisma: PrismaClient,
  metrics: Pick<LatenessMetrics, 'rungLatenessSeconds'>,
  options: RungFeedOptions,
): () => Promise<void> {
  const feeds = seriesOf(options.simulation).map((series) =>
    createFeed<Row>(prisma, {
      marginMs: () => options.marginMs ?? series.marginMs,
      read: (span) => nextRows(prisma, series, span),
      see: ({ took }) =>
        series.steps.forEach((step, i) => metrics.rungLatenessSeconds.observe({ step }, took[i] ?? 0)),
    }),
  );
  return async () => {
    for (const feed of feeds) await feed();
  };
}
