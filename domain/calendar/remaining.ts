import { isWorkdayNumber, type Calendar } from './calendar';
import { daysBetween } from './civil-date';
import { civilDateOf, dayNumberOf, epochMs, HOUR_MS, MINUTE_MS, startOfDayMs, type Instant } from './instant';
import type { LimitUnit } from './limit';
import { readHours, type OpeningHours } from './opening-hours';
import type { Due } from './why';
import { workdaysBetween } from './workdays';

/** Working time between two instants, in milliseconds. */
export function workingMsBetween(
  cal: Calendar,
  from: Instant,
  to: Instant,
  hours: readonly OpeningHours[] = cal.hours,
): number {
  const openings = readHours(hours);
  const [fromMs, toMs] = [epochMs(from), epochMs(to)];
  let sum = 0;
  for (let day = dayNumberOf(from); startOfDayMs(day) < toMs; day++) {
    if (!isWorkdayNumber(cal, day)) continue;
    for (const { openMs, closeMs } of openings) {
      const open = Math.max(startOfDayMs(day) + openMs, fromMs);
      sum += Math.max(0, Math.min(startOfDayMs(day) + closeMs, toMs) - open);
    }
  }
  return sum;
}

/**
 * How much is left, for "剩 3 个工作日": 0 on the due day itself, always negative once overdue ("overdue by"), a day begun
 * counting as one, so that overdue on the Saturday after a Friday is -1 and never 0. Weeks and months are told in days,
 * hours in working hours with their fraction.
 */
export function remaining(
  cal: Calendar,
  now: Instant,
  due: Pick<Due, 'dueDate' | 'dueAt'>,
  unit: LimitUnit,
  hours: readonly OpeningHours[] = cal.hours,
): number {
  const today = civilDateOf(now);
  const overdue = epochMs(now) >= epochMs(due.dueAt);
  if (unit === 'hour') {
    if (!overdue) return workingMsBetween(cal, now, due.dueAt, hours) / HOUR_MS;
    return -Math.max(MINUTE_MS, workingMsBetween(cal, due.dueAt, now, hours)) / HOUR_MS;
  }
  const left =
    unit === 'workday' ? workdaysBetween(cal, today, due.dueDate) : daysBetween(today, due.dueDate);
  return overdue ? Math.min(left, -1) : left;
}
