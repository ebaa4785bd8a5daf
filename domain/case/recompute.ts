import type { Calendar } from '../calendar/calendar';
import type { Due } from '../calendar/due';
import { CalendarError } from '../calendar/errors';
import type { PostRef } from '../roles';
import { dueOf, openClocks } from './clocks';
import type { CaseState, Clock } from './state';

/** A clock that another calendar dates differently; `provisional` alone may differ, when a notice confirms the date. */
export interface MovedClock {
  readonly clock: Clock;
  readonly to: Due;
}

/**
 * Limits that a changed calendar may move: those that run, stand still or are overdue. What has stopped keeps what was
 * said of it, and a notice its end, because that was published.
 */
export function movableLimits(state: Pick<CaseState, 'clocks'>): Clock[] {
  return openClocks(state).filter(({ kind }) => kind !== 'notice');
}

/** Null for a clock from before the first year of the calendar: there is nothing to compute it by, so it keeps its date. */
export function unlessUnknown<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof CalendarError && error.code === 'year-missing') return null;
    throw error;
  }
}

/** The clocks of a case that other calendars would date differently. */
export function movedClocks(
  state: Pick<CaseState, 'clocks'>,
  calendarFor: (owner: PostRef) => Calendar,
): MovedClock[] {
  return movableLimits(state).flatMap((clock) => {
    const to = unlessUnknown(() => dueOf(clock, calendarFor(clock.owner)));
    if (to === null) return [];
    return to.dueAt === clock.dueAt && to.provisional === clock.provisional ? [] : [{ clock, to }];
  });
}
