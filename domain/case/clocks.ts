import type { Calendar } from '../calendar/calendar';
import { computeDue } from '../calendar/due';
import { compareInstants, type Instant } from '../calendar/instant';
import type { Limit } from '../calendar/limit';
import type { PostRef } from '../roles';
import type { ClockChange } from './events';
import type { CaseState, Clock, ClockKind, Words } from './state';

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

/** The n-th run of a clock has its own id, so every rung of every run is a fact of its own. */
function clockId(plan: ClockPlan, state: Pick<CaseState, 'clocks'>): string {
  const stem = plan.stageId === null ? plan.kind : `${plan.kind}.${plan.stageId}`;
  const runs = state.clocks.filter((clock) => clock.id.startsWith(`${stem}.`)).length;
  return `${stem}.${runs + 1}`;
}

/**
 * Starts a clock: the one place where a limit becomes a date. A limit that ends on a rest day rolls to the next
 * working day (民法典 203); a notice ends at 24:00 of its last day (domain.md 3.5).
 */
export function startClock(
  state: Pick<CaseState, 'clocks'>,
  plan: ClockPlan,
  at: Instant,
  calendar: Calendar,
): ClockChange {
  const roll = plan.roll ?? true;
  const due = computeDue(calendar, { start: at, limit: plan.limit, roll });
  const clock: Clock = {
    ...plan,
    id: clockId(plan, state),
    roll,
    startedAt: at,
    dueAt: due.dueAt,
    dueDate: due.dueDate,
    provisional: due.provisional,
    pauses: [],
    status: 'RUNNING',
    overdueAt: null,
    stoppedAt: null,
    verdict: null,
  };
  return { op: 'start', clock };
}

/** Stops a clock and freezes the verdict: later calendar corrections never change it. */
export function stopClock(clock: Clock, at: Instant): ClockChange {
  const late =
    clock.overdueAt !== null || (clock.status === 'RUNNING' && compareInstants(at, clock.dueAt) >= 0);
  return { op: 'stop', id: clock.id, at, verdict: late ? 'OVERDUE' : 'ON_TIME' };
}

/** Follow-ups are never paused away with the rest: the case still has to be looked after. */
export function pauseClocks(state: Pick<CaseState, 'clocks'>, at: Instant): ClockChange[] {
  return state.clocks
    .filter((clock) => clock.status === 'RUNNING' && clock.kind !== 'follow-up')
    .map((clock) => ({ op: 'pause', id: clock.id, at }));
}

/** Resumes every paused clock with the days it had left. */
export function resumeClocks(
  state: Pick<CaseState, 'clocks'>,
  at: Instant,
  calendar: Calendar,
): ClockChange[] {
  return state.clocks
    .filter((clock) => clock.status === 'PAUSED')
    .map((clock) => {
      const pauses = clock.pauses.map((pause) => ({ from: pause.from, to: pause.to ?? at }));
      const due = computeDue(calendar, {
        start: clock.startedAt,
        limit: clock.limit,
        roll: clock.roll,
        pauses,
      });
      return {
        op: 'resume',
        id: clock.id,
        at,
        dueAt: due.dueAt,
        dueDate: due.dueDate,
        provisional: due.provisional,
      };
    });
}

/** Clocks that have not stopped. */
export function openClocks(state: Pick<CaseState, 'clocks'>): Clock[] {
  return state.clocks.filter((clock) => clock.status !== 'STOPPED');
}
