import { checkCalendarYear, type CalendarYear } from './calendar-year';
import {
  dateOfDayNumber,
  dayNumber,
  weekdayOfNumber,
  yearOf,
  type CivilDate,
  type Weekday,
} from './civil-date';
import { CalendarError } from './errors';
import { DEFAULT_HOURS, type OpeningHours } from './opening-hours';

export { readCalendarYear, type CalendarYear, type NamedDay, type RawCalendarYear } from './calendar-year';

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup-workday';

/** What is known of one day. */
export interface CalendarDay {
  readonly kind: DayKind;
  /** The festival of a holiday or make-up day. */
  readonly name: string | null;
  readonly provisional: boolean;
  /** A local closure or opening says so, not the notice; its `name` is then the reason that people gave. */
  readonly local?: true;
}

/** One year as day numbers. */
export interface YearSpan {
  readonly year: number;
  readonly first: number;
  readonly last: number;
  readonly provisional: boolean;
}

/** Every day of the years it holds, and nothing about any other: a missing year is an error, never a guess. */
export interface Calendar {
  readonly years: readonly CalendarYear[];
  readonly spans: readonly YearSpan[];
  /** From `firstDay` on by day number, with holes where a year is missing: walking is integer steps. */
  readonly firstDay: number;
  readonly days: readonly (CalendarDay | undefined)[];
  /** When the place that keeps this calendar works; hour limits and messages go by it. */
  readonly hours: readonly OpeningHours[];
}

/** Plain days are all alike, so they are one object. */
const PLAIN = [false, true].map((provisional) => ({
  workday: { kind: 'workday', name: null, provisional } as const,
  weekend: { kind: 'weekend', name: null, provisional } as const,
}));

function spanOf({ year, status }: CalendarYear): YearSpan {
  const [first, next] = [dayNumber(`${year}-01-01`), dayNumber(`${year + 1}-01-01`)];
  return { year, first, last: next - 1, provisional: status === 'PROVISIONAL' };
}

function fillYear(
  days: (CalendarDay | undefined)[],
  { first, last, provisional }: YearSpan,
  firstDay: number,
  { rest, work }: CalendarYear,
): void {
  const plain = PLAIN[provisional ? 1 : 0];
  let weekday = weekdayOfNumber(first);
  for (let n = first; n <= last; n++) {
    days[n - firstDay] = weekday >= 6 ? plain?.weekend : plain?.workday;
    weekday = weekday === 7 ? 1 : ((weekday + 1) as Weekday);
  }
  for (const { date, name } of rest)
    days[dayNumber(date) - firstDay] = { kind: 'holiday', name, provisional };
  for (const { date, name } of work)
    days[dayNumber(date) - firstDay] = { kind: 'makeup-workday', name, provisional };
}

/** Builds a calendar from checked years; `CalendarError` 'calendar-invalid' when they contradict themselves. */
export function makeCalendar(
  years: readonly CalendarYear[],
  hours: readonly OpeningHours[] = DEFAULT_HOURS,
): Calendar {
  if (years.length === 0) throw new CalendarError('calendar-invalid', 'A calendar needs at least one year.');
  const sorted = [...years].sort((a, b) => a.year - b.year);
  sorted.forEach((year, i) => {
    checkCalendarYear(year);
    if (sorted[i - 1]?.year === year.year) {
      throw new CalendarError('calendar-invalid', `Calendar ${year.year} is there twice.`, {
        year: year.year,
      });
    }
  });
  const spans = sorted.map(spanOf);
  const firstDay = spans[0]?.first ?? 0;
  const days = new Array<CalendarDay | undefined>((spans.at(-1)?.last ?? 0) - firstDay + 1).fill(undefined);
  sorted.forEach((year, i) => {
    const span = spans[i];
    if (span) fillYear(days, span, firstDay, year);
  });
  return { years: sorted, spans, firstDay, days, hours };
}

/** What is known of the day with this number; 'year-missing' outside the calendar's years. */
export function dayAt(cal: Calendar, n: number): CalendarDay {
  const day = cal.days[n - cal.firstDay];
  if (day) return day;
  throw missing(cal, n);
}

function missing(cal: Calendar, n: number): CalendarError {
  const year = yearOf(dateOfDayNumber(n));
  return new CalendarError(
    'year-missing',
    `The calendar holds ${cal.years.map((y) => y.year).join(', ')} and not ${year}: ` +
      `import the State Council notice for ${year}, or add ${year} as a provisional year.`,
    { year },
  );
}

/** Whether people work on such a day. */
export function isWorked({ kind }: CalendarDay): boolean {
  return kind === 'workday' || kind === 'makeup-workday';
}

export function isWorkdayNumber(cal: Calendar, n: number): boolean {
  return isWorked(dayAt(cal, n));
}

/** The years from one day to another; a missing one between them is an error even where none of its days was asked for. */
export function yearsBetween(cal: Calendar, from: number, to: number): YearSpan[] {
  const found = cal.spans.filter(({ first, last }) => first <= to && from <= last);
  let day = from;
  for (const { first, last } of found) {
    if (first > day) throw missing(cal, day);
    day = last + 1;
  }
  if (day <= to) throw missing(cal, day);
  return found;
}

/** The first working day on or after this day number. */
export function nextWorkdayNumber(cal: Calendar, n: number): number {
  let day = n;
  while (!isWorkdayNumber(cal, day)) day++;
  return day;
}

export function dayKind(cal: Calendar, d: CivilDate): DayKind {
  return dayAt(cal, dayNumber(d)).kind;
}

/** The festival a holiday or make-up day belongs to; null for plain days. */
export function dayName(cal: Calendar, d: CivilDate): string | null {
  return dayAt(cal, dayNumber(d)).name;
}

/** Whether people work that day: neither weekend nor holiday, or a make-up day. */
export function isWorkday(cal: Calendar, d: CivilDate): boolean {
  return isWorkdayNumber(cal, dayNumber(d));
}

/** Whether the day's year still waits for its notice (暂定). */
export function isProvisional(cal: Calendar, d: CivilDate): boolean {
  return dayAt(cal, dayNumber(d)).provisional;
}

/** The first working day on or after `d`. */
export function nextWorkday(cal: Calendar, d: CivilDate): CivilDate {
  return dateOfDayNumber(nextWorkdayNumber(cal, dayNumber(d)));
}
