import { addDays, weekday, yearOf, type CivilDate } from './civil-date';
import { civilDateOf, compareInstants, HOUR_MS, addMs, startOfDay, type Instant } from './instant';

/** Reminders come at the beginning of a working morning. */
const AT_MS = 9 * HOUR_MS;

const at = (day: CivilDate): Instant => addMs(startOfDay(day), AT_MS);
const has = (day: CivilDate, now: Instant): boolean => compareInstants(at(day), now) <= 0;

/** From 1 November on the notice of the next year should be there; it usually comes in the first days of that month. */
const firstOf = (year: number): CivilDate => `${year}-11-01`;

/** The year whose notice should be out by now: the next one from 1 November, 09:00, on, the current one before. */
export function wantedYear(now: Instant): number {
  const year = yearOf(civilDateOf(now));
  return has(firstOf(year), now) ? year + 1 : year;
}

/** The day of the newest reminder that is due while the wanted year is missing: 1 November, then every Monday. */
export function lastReminder(now: Instant): CivilDate {
  const today = civilDateOf(now);
  const monday = addDays(today, 1 - weekday(today));
  const last = has(monday, now) ? monday : addDays(monday, -7);
  const first = firstOf(wantedYear(now) - 1);
  return last < first ? first : last;
}

/** When to look again: next Monday while the year is missing, otherwise the next 1 November; 09:00 in Shanghai. */
export function nextLook(now: Instant, missing: boolean): Instant {
  const today = civilDateOf(now);
  const thisYear = firstOf(yearOf(today));
  const november = has(thisYear, now) ? firstOf(yearOf(today) + 1) : thisYear;
  if (!missing) return at(november);
  const monday = addDays(today, 1 - weekday(today));
  const next = has(monday, now) ? addDays(monday, 7) : monday;
  return at(next < november ? next : november);
}
