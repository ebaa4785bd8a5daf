import { remaining } from '../calendar/due';
import { compareInstants, epochMs, instantOfEpochMs, minInstant, type Instant } from '../calendar/instant';
import { finishStage } from './advance';
import { resumeClock, startClock, stopClock, type Dating } from './clocks';
import { callClimbed, rungsReached } from './climb';
import type { CaseEvent, ClockChange } from './events';
import { evolve } from './evolve';
import { nextInspection } from './inspections';
import { gradeOf } from './path';
import type { CaseState, Clock } from './state';

export interface TimeContext extends Dating {
  now: Instant;
}

/** A year of daily follow-ups: more than this at once is a mistake in a programme, not a backlog. */
const MOST_AT_ONCE = 400;

/** Clocks whose limit has still to end. */
function waiting(state: CaseState): Clock[] {
  return state.clocks.filter((clock) => clock.status === 'RUNNING' && clock.overdueAt === null);
}

/**
 * The next instant at which time itself must act on the case, or null. One instant for everything that can fall due
 * (limits, rungs, follow-ups, notices, answers that are awaited), so each case needs one timer only (design.md 4).
 */
export function nextWake(state: CaseState): Instant | null {
  return minInstant(
    ...waiting(state).map((clock) => clock.dueAt),
    ...state.clocks.map((clock) => clock.next?.at),
    ...state.clocks.map((clock) => clock.resumesAt),
    ...state.calls.map((call) => call.until),
  );
}

/** Objections that nobody has answered yet keep a notice from being over (T14). */
export function unanswered(state: CaseState): string[] {
  return state.notice?.objections.filter((o) => o.answer === null).map((o) => o.id) ?? [];
}

/** The notice is over and every objection answered: the case moves on by itself. */
export function afterNotice(state: CaseState, when: TimeContext): ReturnType<typeof finishStage> {
  return finishStage(state, 'ON_NOTICE', when);
}

type Facts<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>['facts'];

/** An event that time makes. It carries the instant it is about, but never one before the newest event. */
function event<T extends CaseEvent['type']>(
  state: CaseState,
  about: { type: T; at: Instant; facts: Facts<T>; moves: CaseEvent['moves'] },
): CaseEvent {
  const at = compareInstants(about.at, state.lastAt) < 0 ? state.lastAt : about.at;
  return { ...about, at, actorId: null, actorPost: null } as unknown as CaseEvent;
}

/** 24:00 belongs to the day that ends, although it is written as the midnight of the day after. */
const lastMoment = (midnight: Instant): Instant => instantOfEpochMs(epochMs(midnight) - 1);

/**
 * From when the next limit is counted if time itself starts it. A day limit ends at 24:00 of its last day (民法典 203),
 * so the next one is counted from that day (201).
 */
function countedFrom(clock: Clock): Instant {
  return clock.limit.unit === 'hour' ? clock.dueAt : lastMoment(clock.dueAt);
}

function endNotice(state: CaseState, clock: Clock, context: TimeContext): CaseEvent {
  const at = clock.dueAt;
  const stop = stopClock({ ...clock, overdueAt: null, status: 'PAUSED' }, at, context);
  const moves =
    unanswered(state).length === 0 ? afterNotice(state, { ...context, now: countedFrom(clock) }) : {};
  const others = (moves.clocks ?? []).filter((change) => change.op === 'start' || change.id !== clock.id);
  const facts = { clockId: clock.id };
  return event(state, { type: 'NoticeEnded', at, facts, moves: { ...moves, clocks: [stop, ...others] } });
}

/** What one clock's due instant does. */
function fall(state: CaseState, clock: Clock, context: TimeContext): CaseEvent {
  if (clock.kind === 'notice') return endNotice(state, clock, context);
  const at = clock.dueAt;
  const overdue = { op: 'overdue', id: clock.id, dueAt: at } as const;
  const next = nextOfRhythm(state, clock, context);
  const facts = { clockId: clock.id, dueAt: at };
  return event(state, { type: 'ClockOverdue', at, facts, moves: { clocks: [overdue, ...next] } });
}

/** What comes round is due again although it was missed once. */
function nextOfRhythm(state: CaseState, clock: Clock, context: TimeContext): ClockChange[] {
  if (clock.kind === 'follow-up') return followUpClock(state, countedFrom(clock), context);
  return clock.kind === 'inspection' ? nextInspection(state, clock, countedFrom(clock), context) : [];
}

/** The next follow-up, counted from `at`; none if the programme (no longer) asks for follow-ups of this grade. */
export function followUpClock(state: CaseState, at: Instant, dating: Dating): ClockChange[] {
  const grade = gradeOf(state, dating.programme);
  const every = grade?.['follow-up-every'];
  const owner = dating.programme['grade-owner'];
  if (grade === null || every === undefined || owner === undefined) return [];
  const plan = { kind: 'follow-up', stageId: null, name: grade.name, owner, limit: every } as const;
  return [startClock(state, plan, at, dating)];
}

/** Something that is due: at which instant, and the event it makes. */
interface Pending {
  at: Instant;
  make: () => CaseEvent;
}

/** What time has to do on a case by `now`, in no order. */
function pending(state: CaseState, context: TimeContext): Pending[] {
  const { now, place } = context;
  const passed = (at: Instant | null | undefined): at is Instant =>
    at !== null && at !== undefined && compareInstants(at, now) <= 0;
  const left = (clock: Clock): number =>
    remaining(place.calendarFor(clock.owner), now, clock, clock.limit.unit);
  const limits = waiting(state)
    .filter((clock) => passed(clock.dueAt))
    .map((clock): Pending => ({ at: clock.dueAt, make: () => fall(state, clock, context) }));
  const rungs = state.clocks
    .filter((clock) => passed(clock.next?.at))
    .map((clock): Pending => {
      const reached = rungsReached(state, clock, left(clock), context);
      return { at: reached.at, make: () => event(state, reached) };
    });
  const calls = state.calls.flatMap((call): Pending[] => {
    const { until: at, clockId } = call;
    const clock = state.clocks.find(({ id }) => id === clockId);
    if (clock === undefined || !passed(at)) return [];
    return [
      { at, make: () => event(state, callClimbed({ ...call, until: at }, clock, left(clock), context)) },
    ];
  });
  const resumed = state.clocks.flatMap((clock): Pending[] => {
    const at = clock.resumesAt;
    return passed(at) ? [{ at, make: () => runOn(state, clock, at, context) }] : [];
  });
  return [...limits, ...rungs, ...calls, ...resumed];
}

/** A pause ends with the last day that was named for it, so the day after is the first that counts again. */
function runOn(state: CaseState, clock: Clock, at: Instant, context: TimeContext): CaseEvent {
  const facts = { clockId: clock.id, note: null };
  const moves = { clocks: [resumeClock(clock, lastMoment(at), context)] };
  return event(state, { type: 'ClockResumed', at, facts, moves });
}

/**
 * Everything that fell due up to now, in order, each once: facts already in the state are not repeated, so a
 * retried or late call adds only what is missing. Commands bring the case up to date with this first, so a
 * stopped engine never makes a late case look on time.
 */
export function timeEvents(state: CaseState, context: TimeContext): CaseEvent[] {
  const events: CaseEvent[] = [];
  let current = state;
  while (events.length < MOST_AT_ONCE) {
    const wake = nextWake(current);
    if (wake === null || compareInstants(wake, context.now) > 0) break;
    const [first] = pending(current, context).sort((a, b) => compareInstants(a.at, b.at));
    if (first === undefined) break;
    const next = first.make();
    events.push(next);
    current = evolve(current, next);
  }
  return events;
}
