import { isWorkdayNumber, type Calendar } from './calendar';
import { dayNumber, type CivilDate } from './civil-date';
import { computeDue } from './due';
import { dayNumberOfMs, epochMs, instantOfEpochMs, startOfDayMs, type Instant } from './instant';
import { readHours } from './opening-hours';

function workingMsFrom(cal: Calendar, atMs: number): number {
  const openings = readHours(cal.hours);
  for (let day = dayNumberOfMs(atMs); ; day++) {
    if (!isWorkdayNumber(cal, day)) continue;
    for (const { openMs, closeMs } of openings) {
      const moment = Math.max(atMs, startOfDayMs(day) + openMs);
      if (moment < startOfDayMs(day) + closeMs) return moment;
    }
  }
}

/** The first moment at or after `at` at which the place of this calendar works; `at` itself if it does already. */
export function workingMoment(cal: Calendar, at: Instant): Instant {
  return instantOfEpochMs(workingMsFrom(cal, epochMs(at)));
}

/** When work begins on a day, or on the next working day if that one is off. */
export function openingOf(cal: Calendar, day: CivilDate): Instant {
  return instantOfEpochMs(workingMsFrom(cal, startOfDayMs(dayNumber(day))));
}

/** The moment at which so many working hours have passed since `from`. */
export function afterWorkingHours(cal: Calendar, from: Instant, hours: number): Instant {
  return computeDue(cal, { start: from, limit: { amount: hours, unit: 'hour' } }).dueAt;
}

/** The moment from which so much working time is left until `to`. */
export function beforeWorkingMs(cal: Calendar, to: Instant, ms: number): Instant {
  const openings = [...readHours(cal.hours)].reverse();
  const toMs = epochMs(to);
  let left = ms;
  for (let day = dayNumberOfMs(toMs); ; day--) {
    if (!isWorkdayNumber(cal, day)) continue;
    for (const { openMs, closeMs } of openings) {
      const open = startOfDayMs(day) + openMs;
      const close = Math.min(startOfDayMs(day) + closeMs, toMs);
      if (close <= open) continue;
      if (close - open >= left) return instantOfEpochMs(close - left);
      left -= close - open;
    }
  }
}
