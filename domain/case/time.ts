import { compareInstants, epochMs, instantOfEpochMs, minInstant, type Instant } from '../calendar/instant';
import type { Calendar } from '../calendar/calendar';
import type { Programme } from '../programme/schema';
import { finishStage } from './advance';
import { startClock, stopClock } from './clocks';
import type { CaseEvent, ClockChange } from './events';
import { byDue, evolve } from './evolve';
import { gradeOf } from './path';
import type { CaseState, Clock } from './state';
import { isTerminal } from './status';

export interface TimeContext {
  now: Instant;
  programme: Programme;
  calendar: Calendar;
}

/** A year of daily follow-ups: more than this at once is a mistake in a programme, not a backlog. */
const MOST_AT_ONCE = 400;

/** Clocks that time has still something to say about. */
function waiting(state: CaseState): Clock[] {
  return state.clocks.filter((clock) => clock.status === 'RUNNING' && clock.overdueAt === null);
}

/**
 * The next instant at which time itself must act on the case, or null. One instant for everything that can fall
 * due (limits, follow-ups, notices), so each case needs one timer only (design.md 4).
 */
export function nextWake(state: CaseState): Instant | null {
  if (isTerminal(state.status)) return null;
  return minInstant(...waiting(state).map((clock) => clock.dueAt));
}

/** Objections that nobody has answered yet keep a notice from being over (T14). */
export function unanswered(state: CaseState): string[] {
  return state.notice?.objections.filter((o) => o.answer === null).map((o) => o.id) ?? [];
}

/** The notice is over and every objection answered: the case moves on by itself. */
export function afterNotice(state: CaseState, when: TimeContext): ReturnType<typeof finishStage> {
  return finishStage(state, 'ON_NOTICE', when);
}

function event<T extends CaseEvent['type']>(
  type: T,
  at: Instant,
  facts: Extract<CaseEvent, { type: T }>['facts'],
  moves: CaseEvent['moves'],
): CaseEvent {
  return { type, at, actorId: null, actorPost: null, facts, moves } as CaseEvent;
}

/**
 * From when the next limit is counted if time itself starts it. A day limit ends at 24:00 of its last day (民法典 203),
 * so the next one is counted from that day (201) and not from the midnight that is written as the day after.
 */
function countedFrom(clock: Clock): Instant {
  return clock.limit.unit === 'hour' ? clock.dueAt : instantOfEpochMs(epochMs(clock.dueAt) - 1);
}

/** What one clock's due instant does. The event carries the due instant, not the moment somebody looked. */
function fall(state: CaseState, clock: Clock, context: TimeContext): CaseEvent {
  const at = clock.dueAt;
  if (clock.kind === 'notice') {
    const stop = stopClock({ ...clock, overdueAt: null, status: 'PAUSED' }, at);
    const moves =
      unanswered(state).length === 0 ? afterNotice(state, { ...context, now: countedFrom(clock) }) : {};
    const others = (moves.clocks ?? []).filter((change) => change.op === 'start' || change.id !== clock.id);
    return event('NoticeEnded', at, { clockId: clock.id }, { ...moves, clocks: [stop, ...others] });
  }
  const overdue = { op: 'overdue', id: clock.id, dueAt: at } as const;
  const next = clock.kind === 'follow-up' ? followUpClock(state, countedFrom(clock), context) : [];
  return event('ClockOverdue', at, { clockId: clock.id, dueAt: at }, { clocks: [overdue, ...next] });
}

/** The next follow-up, counted from `at`; none if the programme (no longer) asks for follow-ups of this grade. */
export function followUpClock(
  state: CaseState,
  at: Instant,
  context: Pick<TimeContext, 'programme' | 'calendar'>,
): ClockChange[] {
  const grade = gradeOf(state, context.programme);
  const every = grade?.['follow-up-every'];
  const owner = context.programme['grade-owner'];
  if (grade === null || every === undefined || owner === undefined) return [];
  return [
    startClock(
      state,
      { kind: 'follow-up', stageId: null, name: grade.name, owner, limit: every },
      at,
      context.calendar,
    ),
  ];
}

/**
 * Everything that fell due up to now, in order, each once: facts already in the state are not repeated, so a
 * retried or late call adds only what is missing. Commands bring the case up to date with this first, so a
 * stopped engine never makes a late case look on time.
 */
export function timeEvents(state: CaseState, context: TimeContext): CaseEvent[] {
  const events: CaseEvent[] = [];
  let current = state;
  while (!isTerminal(current.status) && events.length < MOST_AT_ONCE) {
    const due = byDue(waiting(current)).find((clock) => compareInstants(clock.dueAt, context.now) <= 0);
    if (due === undefined) break;
    const next = fall(current, due, context);
    events.push(next);
    current = evolve(current, next);
  }
  return events;
}
