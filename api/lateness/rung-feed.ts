import type { LatenessStep } from '../../domain/figures/lateness';
import { Prisma, type PrismaClient } from '../../prisma/client';
import type { LatenessMetrics } from './metrics';
import { seconds, STEP_TOOK } from './seconds';

const BATCH = 5_000;

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

interface Row {
  at: string;
  case_id: string;
  clock_id: string;
  rung: string;
  took: number[];
}

type Place = Pick<Row, 'at' | 'case_id' | 'clock_id' | 'rung'>;

async function nextRows(prisma: PrismaClient, { at, steps }: Series, from: Place, until: string) {
  const took = Prisma.join(steps.map((step) => seconds(STEP_TOOK[step])));
  return prisma.$queryRaw<Row[]>`
    select ${at}::text as at, r.case_id, r.clock_id, r.rung, array[${took}] as took
      from rungs r
     where ${at} >= ${from.at}::timestamptz and ${at} < ${until}::timestamptz
       and (${at}, r.case_id, r.clock_id, r.rung) > (${from.at}::timestamptz, ${from.case_id}, ${from.clock_id}, ${from.rung})
     order by ${at}, r.case_id, r.clock_id, r.rung limit ${BATCH}`;
}

async function behindNow(prisma: PrismaClient, marginMs: number): Promise<string> {
  const [row] = await prisma.$queryRaw<{ at: string }[]>`
    select (now() - ${marginMs} * interval '1 millisecond')::text as at`;
  return row?.at ?? '-infinity';
}

export interface RungFeedOptions {
  simulation: boolean;
  /** For tests, which cannot wait: how far behind now every series stays. */
  marginMs?: number;
}

/**
 * Feeds the histogram with what became of rungs since the last call, each step of each rung exactly once: it goes on
 * behind the last row it has seen and never reads the table from the start. Begins at the first call.
 */
export function createRungFeed(
  prisma: PrismaClient,
  metrics: Pick<LatenessMetrics, 'rungLatenessSeconds'>,
  { simulation, marginMs }: RungFeedOptions,
): () => Promise<void> {
  const all = seriesOf(simulation).map((one) => ({ ...one, marginMs: marginMs ?? one.marginMs }));
  const seen = new Map<Series, Place>();
  let running: Promise<void> = Promise.resolve();

  async function feed(series: Series): Promise<void> {
    const until = await behindNow(prisma, series.marginMs);
    let from = seen.get(series) ?? { at: until, case_id: '', clock_id: '', rung: '' };
    seen.set(series, from);
    for (;;) {
      const rows = await nextRows(prisma, series, from, until);
      for (const { took } of rows)
        series.steps.forEach((step, i) => metrics.rungLatenessSeconds.observe({ step }, took[i] ?? 0));
      from = rows.at(-1) ?? from;
      seen.set(series, from);
      if (rows.length < BATCH) return;
    }
  }

  const feedAll = async (): Promise<void> => {
    for (const series of all) await feed(series);
  };
  return () => (running = running.then(feedAll, feedAll));
}
