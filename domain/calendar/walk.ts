import { dayAt, isWorked, isWorkdayNumber, nextWorkdayNumber, type Calendar } from './calendar';
import { addMonths, dateOfDayNumber, dayNumber } from './civil-date';
import { HOUR_MS, instantOfEpochMs, startOfDayMs } from './instant';
import type { Limit } from './limit';
import type { Opening } from './opening-hours';
import type { PauseSpan } from './pauses';
import type { Trail } from './why';

/**
 * The day number of the Nth counted working day. The day of a pause counts as used, the day of resuming does not
 * count, like a start day (民法典 201). A clock paused on its very last day is due on the day of resuming.
 */
export function walkWorkdays(
  cal: Calendar,
  start: number,
  amount: number,
  pauses: readonly PauseSpan[],
  trail: Trail,
): number {
  let left = amount;
  let day = start;
  let resumed: number | null = null;
  let next = 0;
  const passPauses = () => {
    for (let pause = pauses[next]; pause && pause.from <= day; pause = pauses[++next]) {
      trail.addPause(pause, left === 0 && pause.to > day);
      day = Math.max(day, pause.to);
      if (left === 0) resumed = day;
    }
  };
  passPauses();
  while (left > 0 || !isWorkdayNumber(cal, day)) {
    day++;
    if (left > 0) {
      const known = dayAt(cal, day);
      if (isWorked(known)) {
        trail.countWorkday(day, known);
        left--;
      } else trail.skip(day, known);
    }
    passPauses();
  }
  if (resumed !== null) trail.addRoll(cal, resumed, day);
  return day;
}

function unpausedEnd(start: number, limit: Limit, trail: Trail): number {
  if (limit.unit === 'month') {
    const startDate = dateOfDayNumber(start);
    const date = addMonths(startDate, limit.amount);
    const lastOfMonth = date.slice(8) !== startDate.slice(8);
    trail.add(() => ({ kind: 'matched', date, months: limit.amount, lastOfMonth }));
    return dayNumber(date);
  }
  const days = limit.amount * (limit.unit === 'week' ? 7 : 1);
  trail.add(() => {
    const [from, to] = [dateOfDayNumber(start + 1), dateOfDayNumber(start + days)];
    return { kind: 'counted', unit: 'day', from, to, days, total: days };
  });
  return start + days;
}

/**
 * The day number on which a limit of days, weeks or months ends: the plain end (民法典 201, 202), moved by every pause
 * that began before it was reached, then out of rest days if `roll` (民法典 203).
 */
export function walkDays(
  cal: Calendar,
  start: number,
  limit: Limit,
  roll: boolean,
  pauses: readonly PauseSpan[],
  trail: Trail,
): number {
  const settle = (n: number) => (roll ? nextWorkdayNumber(cal, n) : n);
  let end = unpausedEnd(start, limit, trail);
  for (const pause of pauses) {
    if (pause.from > end && pause.from > settle(end)) break;
    trail.addPause(pause, pause.from >= end && pause.to > pause.from);
    // Past `end` there is nothing left to give back; the last day itself is the day of resuming.
    end = pause.from <= end ? end + (pause.to - pause.from) : Math.max(end, pause.to);
  }
  const due = settle(end);
  if (roll) trail.addRoll(cal, end, due);
  return due;
}

/** The day and moment at which the limit's working hours are used up. */
export function walkHours(
  cal: Calendar,
  start: { readonly ms: number; readonly day: number },
  amount: number,
  hours: readonly Opening[],
  pauses: readonly PauseSpan[],
  trail: Trail,
): { day: number; dueMs: number } {
  const wanted = amount * HOUR_MS;
  let used = 0;
  const shown = new Set<PauseSpan>();
  const work = (from: number, to: number) => {
    const ms = Math.min(to - from, wanted - used);
    if (ms <= 0) return from;
    used += ms;
    const totalMs = used;
    trail.add(() => ({
      ...{ kind: 'worked', from: instantOfEpochMs(from), to: instantOfEpochMs(from + ms) },
      ...{ ms, totalMs },
    }));
    return from + ms;
  };
  for (let day = start.day; ; day++) {
    const known = dayAt(cal, day);
    if (!isWorked(known)) {
      trail.skip(day, known);
      continue;
    }
    if (known.kind === 'makeup-workday') trail.addMakeup(day, known, null);
    for (const { openMs, closeMs } of hours) {
      let at = Math.max(startOfDayMs(day) + openMs, start.ms);
      const close = startOfDayMs(day) + closeMs;
      for (const pause of pauses) {
        if (pause.toMs <= at || pause.fromMs >= close) continue;
        at = work(at, pause.fromMs);
        if (used === wanted) return { day, dueMs: at };
        if (!shown.has(pause)) trail.addPause(pause, false);
        shown.add(pause);
        at = pause.toMs;
      }
      at = work(at, close);
      if (used === wanted) return { day, dueMs: at };
    }
  }
}
