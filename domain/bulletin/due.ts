import type { Calendar } from '../calendar/calendar';
import { addDays } from '../calendar/civil-date';
import { civilDateOf, type Instant } from '../calendar/instant';
import { addWorkdays } from '../calendar/workdays';
import { monthOf, monthsAfter, monthsBetween, type Month } from '../figures/month';

/** So many months are made up for after a time in which nobody kept time; older ones are built by hand. */
export const MADE_UP = 12;

/** The newest month whose bulletin is due: the one before, from the first working day of this month on (ZJ17). */
export function dueMonth(calendar: Calendar, now: Instant): Month {
  const month = monthOf(now);
  const firstWorkday = addWorkdays(calendar, addDays(`${month}-01`, -1), 1);
  return monthsAfter(month, civilDateOf(now) >= firstWorkday ? -1 : -2);
}

/** Months to be built now: those since the newest bulletin that is there, or only the newest due one when there is none. */
export function dueMonths(calendar: Calendar, now: Instant, newest: Month | null): Month[] {
  const due = dueMonth(calendar, now);
  if (newest === null) return [due];
  const first = monthsAfter(newest, 1);
  const oldest = monthsAfter(due, 1 - MADE_UP);
  return monthsBetween(first > oldest ? first : oldest, due);
}
