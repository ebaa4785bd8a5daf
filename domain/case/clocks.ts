import type { Calendar } from '../calendar/calendar';
import { daysBetween } from '../calendar/civil-date';
import { computeDue, type Due } from '../calendar/due';
import { civilDateOf, compareInstants, HOUR_MS, type Instant } from '../calendar/instant';
import type { Limit } from '../calendar/limit';
import { workingMsBetween } from '../calendar/remaining';
import { workdaysBetween } from '../calendar/workdays';
import type { PostRef } from '../roles';
import type { DecideContext } from './context';
import type { ClockChange, Dates, MovedLimit, Used } from './events';
import { ladderCalled, ladderFor, nextRung } from './ladder';
import { OVERLAY_KINDS, type CaseState, type Clock, type ClockKind, type Words } from './state';

/** What a clock is of, before it has dates. */
export interface ClockPlan {
  kind: ClockKind;
  stageId: string | null;
  name: Words;
  owner: PostRef;
  limit: Limit;
  /** A day that people named themselves is kept even when it is a rest day. */
  roll?: boolean;
}

/** The place and the programme: everything a date depends on besides the clock itself. */
export type Dating = Pick<DecideContext, 'programme' | 'place'>;

type Graded = Pick<CaseState, 'clocks' | 'kind' | 'track' | 'grade' | 'stageId' | 'money'>;

/** The n-th run of a clock has its own id, so every rung of every run is a fact of its own. */
function clockId(plan: ClockPlan, state: Pick<CaseState, 'clocks'>): string {
  const stem = plan.stageId === null ? plan.kind : `${plan.kind}.${plan.stageId}`;
  const runs = state.clocks.filter((clock) => clock.id.startsWith(`${stem}.`)).length;
  return `${stem}.${runs + 1}`;
}

/** When the limit of a clock ends by a calendar, its pauses given back. */
export function dueOf(
  clock: Pick<Clock, 'startedAt' | 'limit' | 'roll' | 'pauses'>,
  calendar: Calendar,
): Due {
  const { startedAt: start, limit, roll, pauses } = clock;
  return computeDue(calendar, { start, limit, roll, pauses });
}

/** The dates of a clock with its next rung: the one place where a limit becomes a date. */
export function datesOf(clock: Clock, { programme, place }: Dating): Dates {
  const calendar = place.calendarFor(clock.owner);
  const { dueAt, dueDate, provisional } = dueOf(clock, calendar);
  const dated = { ...clock, dueAt, dueDate };
  return {
    dueAt,
    dueDate,
    provisional,
    next: nextRung(ladderCalled(programme, clock.ladder), dated, calendar),
  };
}

/** A notice simply ends: nobody is late with it, so nobody is reminded. */
export function climbs(kind: ClockKind): boolean {
  return kind !== 'notice';
}

/**
 * Starts a clock. A limit that ends on a rest day rolls to the next working day (民法典 203); a notice ends at 24:00
 * of its last day (domain.md 3.5). It takes over what an earlier clock of the same limit has left.
 */
export function startClock(
  state: Graded,
  plan: ClockPlan,
  at: Instant,
  dating: Dating,
  takesOver: Pick<Clock, 'fired' | 'pauses'> = { fired: [], pauses: [] },
): ClockChange {
  const ladder = climbs(plan.kind) ? ladderFor(state, dating.programme, plan.stageId) : null;
  const clock: Clock = {
    ...plan,
    id: clockId(plan, state),
    roll: plan.roll ?? true,
    startedAt: at,
    ...{ dueAt: at, dueDate: civilDateOf(at), provisional: false },
    status: 'RUNNING',
    resumesAt: null,
    changes: [],
    ladder: ladder?.id ?? null,
    ...{ next: null, used: null },
    ...{ overdueAt: null, stoppedAt: null, verdict: null },
    ...takesOver,
  };
  return { op: 'start', clock: { ...clock, ...datesOf(clock, dating) } };
}

/** A limit in other terms (extended, another urgency), or by another calendar: the time already used is kept, no rung fires again. */
export function moveClock(
  clock: Clock,
  why: Extract<ClockChange, { op: 'move' }>['why'],
  change: Partial<Pick<Clock, 'limit' | 'name' | 'ladder'>>,
  at: Instant,
  dating: Dating,
): Extract<ClockChange, { op: 'move' }> {
  const changed = { ...clock, ...change };
  const { id, limit, name, ladder } = changed;
  const dates = datesOf(changed, dating);
  const next = clock.status === 'PAUSED' ? null : dates.next;
  return { op: 'move', id, at, why, limit, name, ladder, ...dates, next };
}

/** The old and the new end of a limit that moved. */
export function movedFrom(clock: Clock, change: { dueAt: Instant }): MovedLimit {
  return { clockId: clock.id, oldDueAt: clock.dueAt, newDueAt: change.dueAt };
}

/** Time used between two instants in the unit of a limit; working hours with their fraction. */
function amountUsed(clock: Clock, from: Instant, to: Instant, calendar: Calendar): number {
  if (clock.limit.unit === 'workday') return workdaysBetween(calendar, civilDateOf(from), civilDateOf(to));
  if (clock.limit.unit === 'hour') return workingMsBetween(calendar, from, to) / HOUR_MS;
  return daysBetween(civilDateOf(from), civilDateOf(to));
}

/** What a clock has used by an instant: working days, days (weeks and months too) or working hours. */
export function usedBy(clock: Clock, at: Instant, calendar: Calendar): Used {
  const gross = amountUsed(clock, clock.startedAt, at, calendar);
  const paused = clock.pauses
    .map(({ from, to }) => amountUsed(clock, from, to ?? at, calendar))
    .reduce((sum, used) => sum + used, 0);
  return { net: Math.max(0, gross - paused), gross };
}

/** Stops a clock and freezes the verdict: later calendar corrections never change it. */
export function stopClock(clock: Clock, at: Instant, { place }: Pick<Dating, 'place'>): ClockChange {
  const late =
    clock.overdueAt !== null || (clock.status === 'RUNNING' && compareInstants(at, clock.dueAt) >= 0);
  const used = usedBy(clock, at, place.calendarFor(clock.owner));
  return { op: 'stop', id: clock.id, at, verdict: late ? 'OVERDUE' : 'ON_TIME', used };
}

/** Whoever follows up, completes a file or answers an order goes on while the case stands still. */
const NEVER_PAUSED: readonly ClockKind[] = ['returned', 'order', ...OVERLAY_KINDS];

/** Pauses one clock; `resumesAt` when it runs on by itself. */
export function pauseClock(
  clock: Clock,
  at: Instant,
  resumesAt: Instant | null,
  { place }: Pick<Dating, 'place'>,
): ClockChange {
  return {
    op: 'pause',
    id: clock.id,
    at,
    used: usedBy(clock, at, place.calendarFor(clock.owner)),
    resumesAt,
  };
}

/** The case stands still: every limit with it, also those that were paused by themselves. */
export function pauseClocks(
  state: Pick<CaseState, 'clocks'>,
  at: Instant,
  dating: Pick<Dating, 'place'>,
): ClockChange[] {
  return state.clocks.flatMap((clock): ClockChange[] => {
    if (NEVER_PAUSED.includes(clock.kind)) return [];
    if (clock.status === 'RUNNING') return [pauseClock(clock, at, null, dating)];
    return clock.status === 'PAUSED' && clock.resumesAt !== null ? [{ op: 'hold', id: clock.id }] : [];
  });
}

/** Runs on with the time that was left. */
export function resumeClock(clock: Clock, at: Instant, dating: Dating): ClockChange {
  const pauses = clock.pauses.map((pause) => ({ from: pause.from, to: pause.to ?? at }));
  return { op: 'resume', id: clock.id, at, ...datesOf({ ...clock, pauses }, dating) };
}

/** Resumes every clock that waited for the case. */
export function resumeClocks(state: Pick<CaseState, 'clocks'>, at: Instant, dating: Dating): ClockChange[] {
  return state.clocks
    .filter((clock) => clock.status === 'PAUSED' && clock.resumesAt === null)
    .map((clock) => resumeClock(clock, at, dating));
}

/** Clocks that have not stopped. */
export function openClocks(state: Pick<CaseState, 'clocks'>): Clock[] {
  return state.clocks.filter((clock) => clock.status !== 'STOPPED');
}
