import { yearsBetween, type Calendar } from './calendar';
import { dateOfDayNumber } from './civil-date';
import { dayNumberOfMs, endOfDayNumber, epochMs, instantOfEpochMs, type Instant } from './instant';
import { checkLimit, type Limit } from './limit';
import { readHours, type OpeningHours } from './opening-hours';
import { planPauses, type Pause } from './pauses';
import { walkDays, walkHours, walkWorkdays } from './walk';
import { NoTrail, Trail, type Due, type WhyStep } from './why';

export { describeStep } from './describe-step';
export { remaining } from './remaining';
export { addWorkdays, workdaysBetween } from './workdays';
export { DEFAULT_HOURS, type OpeningHours } from './opening-hours';
export type { Pause } from './pauses';
export type { Due, WhyStep } from './why';

export interface DueInput {
  readonly start: Instant;
  readonly limit: Limit;
  /** Move an end on a rest day to the next working day (民法典 203). Default true; only days, weeks and months ask. */
  readonly roll?: boolean | undefined;
  readonly pauses?: readonly Pause[] | undefined;
  /** Working hours for hour limits; left out, those of the calendar. */
  readonly hours?: readonly OpeningHours[] | undefined;
}

function walk(cal: Calendar, input: DueInput, trail: Trail): Due {
  const { limit } = input;
  checkLimit(limit);
  const startMs = epochMs(input.start);
  const start = { ms: startMs, day: dayNumberOfMs(startMs) };
  trail.add(() => ({
    ...{ kind: 'started', at: instantOfEpochMs(start.ms), date: dateOfDayNumber(start.day) },
    limit,
  }));
  const { closed, openFromMs } = planPauses(input.pauses ?? [], start.ms);
  let day: number;
  let dueAt: Instant | null = null;
  if (limit.unit === 'hour') {
    const end = walkHours(cal, start, limit.amount, readHours(input.hours ?? cal.hours), closed, trail);
    day = end.day;
    dueAt = instantOfEpochMs(end.dueMs);
  } else if (limit.unit === 'workday') {
    day = walkWorkdays(cal, start.day, limit.amount, closed, trail);
  } else {
    day = walkDays(cal, start.day, limit, input.roll ?? true, closed, trail);
  }
  if (openFromMs !== null) {
    const from = openFromMs;
    trail.add(() => ({ kind: 'paused', from: instantOfEpochMs(from), to: null, days: 0, onLastDay: false }));
  }
  const open = yearsBetween(cal, start.day, day).filter((year) => year.provisional);
  if (open.length > 0) trail.add(() => ({ kind: 'provisional', years: open.map(({ year }) => year) }));
  const due: Due = {
    dueDate: dateOfDayNumber(day),
    dueAt: dueAt ?? endOfDayNumber(day),
    provisional: open.length > 0,
  };
  trail.add(() => ({ kind: 'due', due }));
  return due;
}

const NO_TRAIL = new NoTrail();

/**
 * When a limit ends. The start day is not counted (民法典 201); a day limit ends at 24:00 (203). While a pause lasts
 * the answer is the one of resuming the moment it began; that the clock stands is the caller's to say.
 */
export function computeDue(cal: Calendar, input: DueInput): Due {
  return walk(cal, input, NO_TRAIL);
}

/** The same walk, step by step; the last step is `due` and equals `computeDue`. */
export function explainDue(cal: Calendar, input: DueInput): WhyStep[] {
  const trail = new Trail();
  walk(cal, input, trail);
  return trail.steps;
}
