import type { LatenessStep } from '../../domain/figures/lateness';
import { Prisma } from '../../prisma/client';

const sql = Prisma.sql;

/**
 * How long each step of a rung `r` took, as an interval; null where the step has not been taken. Asked only of rungs that
 * have an instant of recording: being late with others is none of ours.
 */
export const STEP_TOOK: Readonly<Record<LatenessStep, Prisma.Sql>> = {
  fired: sql`(r.fired_at - r.planned_at)`,
  recorded: sql`(r.recorded_at - r.fired_at)`,
  delivered: sql`(r.delivered_at - greatest(r.planned_at, r.recorded_at))`,
  acknowledged: sql`(r.acknowledged_at - case when r.delivered_at <= r.acknowledged_at then r.delivered_at
    else greatest(r.planned_at, r.recorded_at) end)`,
};

/** How late people were told: from planned to delivered, or to recorded where no channel has delivered it. */
const TOLD_LATE = sql`(greatest(r.recorded_at, r.delivered_at) - r.planned_at)`;

/** What a rung's lateness is as a whole. Recorded and delivered are real time, which says nothing in a simulation. */
export const wholeLateness = (simulation: boolean): Prisma.Sql => (simulation ? STEP_TOOK.fired : TOLD_LATE);

/** How late "overdue" was written of a clock `k`. */
export const OVERDUE_LATE = sql`(k.overdue_recorded_at - k.overdue_at)`;

/** Of an interval; what two machines' clocks disagree by is not lateness. */
export const seconds = (interval: Prisma.Sql): Prisma.Sql =>
  sql`greatest(extract(epoch from ${interval})::float8, 0)`;
