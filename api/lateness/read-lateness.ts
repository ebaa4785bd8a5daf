import {
  LATENESS_BOUNDS,
  LATENESS_STEPS,
  WINDOWS,
  type LatenessStep,
  type Window,
} from '../../domain/figures/lateness';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { toInstant } from '../schema';
import { OVERDUE_LATE, seconds, STEP_TOOK, wholeLateness } from './seconds';

/** How something measured is spread: nearest-rank percentiles in seconds, null when nothing was measured. */
export interface Spread {
  count: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
  /** Counted as 0: the second instant lies before the first, so the clocks of two machines disagree. */
  skewed: number;
  /** How many took up to each of `LATENESS_BOUNDS`, and how many longer than the last. */
  buckets: number[];
}

interface Measured {
  count: number;
  skewed: number;
  /** How many took up to each bound, those of the bounds before counted again. */
  upTo: number[];
  at: number[] | null;
}

const spreadOf = (row: Measured | undefined): Spread => ({
  count: row?.count ?? 0,
  p50: row?.at?.[0] ?? null,
  p95: row?.at?.[1] ?? null,
  p99: row?.at?.[2] ?? null,
  max: row?.at?.[3] ?? null,
  skewed: row?.skewed ?? 0,
  buckets: bucketsOf(row),
});

function bucketsOf(row: Measured | undefined): number[] {
  const upTo = [...(row?.upTo ?? LATENESS_BOUNDS.map(() => 0)), row?.count ?? 0];
  return upTo.map((count, at) => count - (upTo[at - 1] ?? 0));
}

/** How many took up to each bound. */
const upToBounds = (interval: Prisma.Sql): Prisma.Sql =>
  Prisma.join(
    LATENESS_BOUNDS.map(
      (bound) => Prisma.sql`count(*) filter (where ${interval} <= ${bound} * interval '1 second')`,
    ),
  );

/** What one query answers of one interval; rows without it do not count. */
const measure = (interval: Prisma.Sql): Prisma.Sql => Prisma.sql`json_build_object(
  'count', count(${interval}), 'skewed', count(*) filter (where ${interval} < interval '0'),
  'upTo', json_build_array(${upToBounds(interval)}),
  'at', percentile_disc(array[0.5, 0.95, 0.99, 1]) within group (order by ${seconds(interval)}) filter (where ${interval} is not null))`;

const since = (window: Window) => Prisma.sql`now() - ${WINDOWS[window]} * interval '1 hour'`;

export type StepSpreads = Record<LatenessStep, Spread | null>;

/** Every step of the rungs recorded within the window; null = not measured in a simulation. */
export async function readSteps(
  prisma: PrismaClient,
  window: Window,
  simulation: boolean,
): Promise<StepSpreads> {
  const steps = simulation ? (['fired'] as const) : LATENESS_STEPS;
  const columns = steps.map((step) => Prisma.sql`${measure(STEP_TOOK[step])} as ${Prisma.raw(step)}`);
  const [row] = await prisma.$queryRaw<Partial<Record<LatenessStep, Measured>>[]>`
    select ${Prisma.join(columns)} from rungs r where r.recorded_at > ${since(window)}`;
  const spread = (step: LatenessStep) => {
    const measured = row?.[step];
    return measured === undefined ? null : spreadOf(measured);
  };
  return {
    fired: spread('fired'),
    recorded: spread('recorded'),
    delivered: spread('delivered'),
    acknowledged: spread('acknowledged'),
  };
}

/** From the due instants of limits to the moments "overdue" was written, of those written within the window. */
export async function readOverdue(prisma: PrismaClient, window: Window): Promise<Spread> {
  const [row] = await prisma.$queryRaw<{ overdue: Measured }[]>`
    select ${measure(OVERDUE_LATE)} as overdue from clocks k
     where k.overdue_recorded_at > ${since(window)} and k.overdue_at is not null`;
  return spreadOf(row?.overdue);
}

/** How many of the slowest are listed. */
const SLOWEST = 20;

interface SlowRow {
  case_id: string;
  number: string;
  organisation_id: string;
  clock_id: string;
  rung: string | null;
  planned_at: Date;
  fired_at: Date | null;
  recorded_at: Date;
  delivered_at: Date | null;
  acknowledged_at: Date | null;
  late: number;
}

const shown = (row: SlowRow) => ({
  ...{ caseId: row.case_id, number: row.number, organisationId: row.organisation_id },
  ...{ clockId: row.clock_id, rung: row.rung, plannedAt: toInstant(row.planned_at) },
  ...{ firedAt: toInstant(row.fired_at), recordedAt: toInstant(row.recorded_at) },
  ...{ deliveredAt: toInstant(row.delivered_at), acknowledgedAt: toInstant(row.acknowledged_at) },
  seconds: row.late,
});
export type Slow = ReturnType<typeof shown>;

/** Cases of these places; null = every case, which spares looking each of them up. */
const within = (paths: readonly string[] | null): Prisma.Sql =>
  paths === null
    ? Prisma.empty
    : Prisma.sql`and exists (select from cases o where o.id = x.case_id
        and o.org_path like any(${paths.map((path) => `${path}%`)}::text[]))`;

/** The rungs that took longest, and the overdue marks that were written latest, with their cases. */
export async function readSlowest(
  prisma: PrismaClient,
  { window, simulation, paths }: { window: Window; simulation: boolean; paths: readonly string[] | null },
): Promise<{ rungs: Slow[]; overdue: Slow[] }> {
  const rungs = prisma.$queryRaw<SlowRow[]>`
    select s.*, c.number, c.organisation_id from (
      select x.* from (
        select r.*, ${seconds(wholeLateness(simulation))} as late from rungs r
         where r.recorded_at > ${since(window)}) x
       where x.late > 0 ${within(paths)} order by x.late desc, x.case_id, x.clock_id, x.rung limit ${SLOWEST}) s
      join cases c on c.id = s.case_id order by s.late desc, s.case_id, s.clock_id, s.rung`;
  const overdue = prisma.$queryRaw<SlowRow[]>`
    select s.*, c.number, c.organisation_id from (
      select x.* from (
        select k.case_id, k.clock_id, null as rung, k.overdue_at as planned_at, null::timestamptz as fired_at,
               k.overdue_recorded_at as recorded_at, null::timestamptz as delivered_at,
               null::timestamptz as acknowledged_at, ${seconds(OVERDUE_LATE)} as late
          from clocks k where k.overdue_recorded_at > ${since(window)} and k.overdue_at is not null) x
       where x.late > 0 ${within(paths)} order by x.late desc, x.case_id, x.clock_id limit ${SLOWEST}) s
      join cases c on c.id = s.case_id order by s.late desc, s.case_id, s.clock_id`;
  return { rungs: (await rungs).map(shown), overdue: simulation ? [] : (await overdue).map(shown) };
}
