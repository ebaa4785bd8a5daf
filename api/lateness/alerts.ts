import type { Words } from '../../domain/errors';
import {
  ALERT_WORDS,
  LATENESS_TOLERANCE_SECONDS,
  WINDOWS,
  type AlertKind,
  type Window,
} from '../../domain/figures/lateness';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { OVERDUE_LATE, wholeLateness } from './seconds';

/** How much of one programme is later than it tolerates. */
export interface LatenessAlert {
  kind: AlertKind;
  programme: string;
  toleranceSeconds: number;
  over: number;
  worstSeconds: number;
  words: Words;
}

/** What every version of every programme tolerates; a case keeps the version it started under. */
const TOLERATED = Prisma.sql`tolerated as materialized (
  select id, code, coalesce((definition->>'lateness-tolerance')::float8, ${LATENESS_TOLERANCE_SECONDS}) as seconds
    from programme_versions),
  least_tolerated as materialized (select min(seconds) * interval '1 second' as late from tolerated)`;

const GROUPED = Prisma.sql`select t.code as programme, t.seconds as "toleranceSeconds", count(*)::int as over,
    max(l.seconds)::float8 as "worstSeconds"
  from late l join cases c on c.id = l.case_id join tolerated t on t.id = c.programme_version_id
 where l.seconds > t.seconds group by t.code, t.seconds order by t.code, t.seconds`;

type Found = Omit<LatenessAlert, 'kind' | 'words'>;

const since = (window: Window) => Prisma.sql`now() - ${WINDOWS[window]} * interval '1 hour'`;

/** The few that are later than the least that any programme tolerates are looked up with their case. */
const lateRungs = (window: Window, simulation: boolean) => Prisma.sql`
  with ${TOLERATED}, late as (
    select r.case_id, extract(epoch from ${wholeLateness(simulation)}) as seconds from rungs r
     where r.recorded_at > ${since(window)} and ${wholeLateness(simulation)} > (select late from least_tolerated))
  ${GROUPED}`;

const lateOverdue = (window: Window) => Prisma.sql`
  with ${TOLERATED}, late as (
    select k.case_id, extract(epoch from ${OVERDUE_LATE}) as seconds from clocks k
     where k.overdue_recorded_at > ${since(window)} and ${OVERDUE_LATE} > (select late from least_tolerated))
  ${GROUPED}`;

/** Messages of rungs that nobody has been reached by: they stand in the way of no figure, so they are looked for. */
const WAITING = Prisma.sql`
  with ${TOLERATED}, stuck as (
    select o.notification_id, o.send_from from outbox o where o.queued_at is null
    union all
    select o.notification_id, o.send_from from deliveries d
      join delivery_items i on i.delivery_id = d.id join outbox o on o.id = i.outbox_id
     where d.state in ('PENDING', 'SENDING')
  ), late as (
    select r.case_id, max(extract(epoch from now() - s.send_from)) as seconds
      from stuck s join notifications n on n.id = s.notification_id
      join rungs r on r.case_id = n.case_id and r.clock_id = n.clock_id and r.rung = n.rung and r.delivered_at is null
     where s.send_from < now() - (select late from least_tolerated)
     group by r.case_id, r.clock_id, r.rung)
  ${GROUPED}`;

/** What is later than tolerated within a window; messages that wait are told whenever they should have left. */
export async function readAlerts(
  prisma: PrismaClient,
  window: Window,
  simulation: boolean,
): Promise<LatenessAlert[]> {
  const ask = async (kind: AlertKind, query: Prisma.Sql): Promise<LatenessAlert[]> =>
    (await prisma.$queryRaw<Found[]>(query)).map((found) => ({
      ...{ kind, ...found, words: ALERT_WORDS[kind] },
    }));
  const rungs = ask('rungs', lateRungs(window, simulation));
  if (simulation) return rungs;
  return (await Promise.all([rungs, ask('overdue', lateOverdue(window)), ask('waiting', WAITING)])).flat();
}

/** What the gauge and the warning of /readyz look back on: long enough to be seen, short enough to pass. */
export const ALERT_WINDOW: Window = '1h';
