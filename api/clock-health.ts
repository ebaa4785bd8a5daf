import type { PrismaClient } from '../prisma/client';
import { createFeed, type Place } from './feed';
import { LIVING } from './living';
import type { Metrics } from './metrics';
import { toInstant } from './schema';

export interface ClockHealth {
  /** Since when time has been waiting to act on a case; null while clocks keep up. */
  behindSince: string | null;
  engine: 'ok' | 'down';
  workers: number;
}

interface HealthRow {
  oldest_wake: Date | null;
  behind_since: Date | null;
  workers: number;
  engine_ok: boolean;
}

/** How far the clocks are behind, by the database's own time. */
export async function readClockHealth(prisma: PrismaClient): Promise<ClockHealth> {
  const [row] = await prisma.$queryRaw<HealthRow[]>`
    with live as (select * from worker_heartbeats where ${LIVING})
    select (select min(wake_at) from cases where ended_at is null and wake_at < now() - interval '5 seconds') as oldest_wake,
           (select min(behind_since) from live where not engine_ok) as behind_since,
           (select count(*)::int from live) as workers,
           coalesce((select bool_or(engine_ok) from live), false) as engine_ok`;
  const engine = row?.engine_ok ? 'ok' : 'down';
  const since = [row?.oldest_wake, engine === 'down' ? row?.behind_since : null].filter((at) => at != null);
  const earliest = since.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return { behindSince: toInstant(earliest), engine, workers: row?.workers ?? 0 };
}

interface CountRow {
  open: number;
  unarmed: number;
  lag: number;
}

/** Fills the gauges; called when somebody scrapes, never on a timer. */
export async function collectCases(prisma: PrismaClient, metrics: Metrics): Promise<void> {
  const health = await readClockHealth(prisma);
  const [row] = await prisma.$queryRaw<CountRow[]>`
    select count(*)::int as open,
           count(*) filter (where wake_at is not null and (armed_wake_at is null or wake_at < armed_wake_at))::int as unarmed,
           coalesce(extract(epoch from greatest(now() - min(wake_at), interval '0')), 0)::float8 as lag
      from cases where ended_at is null`;
  metrics.openCases.set(row?.open ?? 0);
  metrics.unarmedCases.set(row?.unarmed ?? 0);
  metrics.engineLagSeconds.set(row?.lag ?? 0);
  metrics.engineUp.set(health.engine === 'ok' ? 1 : 0);
  metrics.workers.set(health.workers);
}

interface LateRow extends Place {
  late: number;
}

/** Two seconds behind, so that a transaction that commits late is not passed over. */
const MARGIN_MS = 2_000;

/** Feeds the lateness histogram with the clocks written since the last scrape, each exactly once. */
export function createLatenessFeed(prisma: PrismaClient, metrics: Metrics): () => Promise<void> {
  return createFeed<LateRow>(prisma, {
    marginMs: () => MARGIN_MS,
    read: ({ at, key, until, limit }) => prisma.$queryRaw<LateRow[]>`
      select overdue_recorded_at::text as at, concat_ws(' ', case_id, clock_id) as key,
             extract(epoch from overdue_recorded_at - coalesce(overdue_at, due_at))::float8 as late
        from clocks
       where overdue_recorded_at >= ${at}::timestamptz and overdue_recorded_at < ${until}::timestamptz
         and coalesce(overdue_at, due_at) is not null
         and (overdue_recorded_at, concat_ws(' ', case_id, clock_id)) > (${at}::timestamptz, ${key})
       order by overdue_recorded_at, concat_ws(' ', case_id, clock_id) limit ${limit}`,
    see: ({ late }) => metrics.clockLatenessSeconds.observe(Math.max(0, late)),
  });
}
