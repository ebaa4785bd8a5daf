import { isWorked, type Calendar, type CalendarDay } from './calendar';
import { addDays, daysBetween, dayNumber, type CivilDate } from './civil-date';
import { readHours, type OpeningHours } from './opening-hours';

/** CLOSED: a place rests on a working day (a typhoon). OPEN: it works although others rest. */
export const CLOSURE_KINDS = ['CLOSED', 'OPEN'] as const;
export type ClosureKind = (typeof CLOSURE_KINDS)[number];

/** One day that differs from the calendar of the country for one place and all below it (临时停工日). */
export interface Closure {
  readonly date: CivilDate;
  readonly kind: ClosureKind;
  /** What people call it, such as 台风停工. */
  readonly name: string;
}

/** Days that one entry may cover: a month. What lasts longer is decided anew. */
export const MOST_CLOSURE_DAYS = 31;

/** An entry of one day or of several, one after the other. */
export interface ClosureSpan extends Closure {
  /** The last day; the same as `date` for a single one. */
  readonly until: CivilDate;
}

/** Every day of an entry, in order. */
export function closureDays({ date, until, kind, name }: ClosureSpan): Closure[] {
  return Array.from({ length: daysBetween(date, until) + 1 }, (_, i) => ({
    date: addDays(date, i),
    ...{ kind, name },
  }));
}

function closed(day: CalendarDay, { kind, name }: Closure): CalendarDay {
  if (isWorked(day) === (kind === 'OPEN')) return day;
  return {
    kind: kind === 'OPEN' ? 'makeup-workday' : 'holiday',
    name,
    provisional: day.provisional,
    local: true,
  };
}

/**
 * The calendar of one place: its closures in the order of the tree, the highest first, so that the nearest one has the
 * last word. A closure that the calendar already says is left out, and so is one of a year it does not hold.
 */
export function withClosures(cal: Calendar, closures: readonly Closure[]): Calendar {
  if (closures.length === 0) return cal;
  const days = [...cal.days];
  for (const closure of closures) {
    const index = dayNumber(closure.date) - cal.firstDay;
    const day = days[index];
    if (day !== undefined) days[index] = closed(day, closure);
  }
  return { ...cal, days };
}

/** The same days under other working hours; throws 'calendar-invalid' when these contradict themselves. */
export function withHours(cal: Calendar, hours: readonly OpeningHours[]): Calendar {
  readHours(hours);
  return { ...cal, hours };
}
