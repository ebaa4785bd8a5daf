import { isWorkdayNumber, type Calendar } from './calendar';
import { dateOfDayNumber, dayNumber, type CivilDate } from './civil-date';
import { CalendarError } from './errors';

/** The nth working day after `d`, before it when negative; `d` itself for 0. */
export function addWorkdays(cal: Calendar, d: CivilDate, n: number): CivilDate {
  if (!Number.isInteger(n)) {
    throw new CalendarError('limit-invalid', `${n} is not a whole number of working days.`, { value: n });
  }
  const step = n < 0 ? -1 : 1;
  let day = dayNumber(d);
  for (let left = Math.abs(n); left > 0;) {
    day += step;
    if (isWorkdayNumber(cal, day)) left--;
  }
  return dateOfDayNumber(day);
}

/** Working days after `a` up to and including `b`; negative when `b` is earlier. */
export function workdaysBetween(cal: Calendar, a: CivilDate, b: CivilDate): number {
  const [from, to] = [dayNumber(a), dayNumber(b)];
  if (to < from) return 0 - workdaysBetween(cal, b, a); // never -0
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (isWorkdayNumber(cal, day)) count++;
  return count;
}
