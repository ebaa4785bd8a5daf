import type { Calendar } from '../calendar/calendar';
import type { Due } from '../calendar/due';
import type { PostRef } from '../roles';
import { dueOf } from './clocks';
import type { CaseState, Clock } from './state';

/** When the limit of a clock ends by another calendar; everything else about it stays as it was. */
export function recomputeClock(
  clock: Pick<Clock, 'startedAt' | 'limit' | 'roll' | 'pauses'>,
  calendar: Calendar,
): Due {
  return dueOf(clock, calendar);
}

/** A clock that another calendar dates differently; `provisional` alone may differ, when a notice confirms the date. */
export interface MovedClock {
  readonly clock: Clock;
  readonly to: Due;
}

/**
 * The clocks of a case that other calendars would date differently. One that has stopped, or is overdue already, keeps
 * what was said of it then.
 */
export function movedClocks(
  state: Pick<CaseState, 'clocks'>,
  calendarFor: (owner: PostRef) => Calendar,
): MovedClock[] {
  return state.clocks.flatMap((clock) => {
    if (clock.status === 'STOPPED' || clock.overdueAt !== null) return [];
    const to = recomputeClock(clock, calendarFor(clock.owner));
    return to.dueAt === clock.dueAt && to.provisional === clock.provisional ? [] : [{ clock, to }];
  });
}
