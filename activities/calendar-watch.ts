import type { Instant } from '../domain/calendar/instant';
import type { ActivityLog } from './ports';

export interface CalendarLook {
  /** The year whose notice should be out. */
  readonly year: number;
  readonly missing: boolean;
  /** Places that were reminded now. */
  readonly told: number;
  readonly nextAt: Instant;
}

/** What looking at the calendar needs of the ledger: a reminder exists once, however often this is called. */
export interface CalendarReminder {
  remind(now: Instant): Promise<CalendarLook>;
}

/** Looks whether the next year is official, reminds if it is not, and answers when to look again. */
export function createLookAtCalendar(
  calendar: CalendarReminder,
  log: ActivityLog,
): (input: { readonly now: Instant }) => Promise<CalendarLook> {
  return async ({ now }) => {
    const look = await calendar.remind(now);
    const { year, missing, told } = look;
    if (missing) log.warn({ year, told }, 'the calendar has no notice for this year');
    return look;
  };
}
