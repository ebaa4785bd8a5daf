import { checkCalendarYear, type CalendarYear } from './calendar-year';
import { dateOfDayNumber, dayNumber, weekdayOfNumber, yearOf, type CivilDate } from './civil-date';
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
}

/** Every day of the years it holds, and nothing about any other: a missing year is an error, never a guess. */
export interface Calendar {
  readonly years: readonly CalendarYear[];
  /** By day number, so that walking is integer steps. */
  readonly days: ReadonlyMap<number, CalendarDay>;
  /** When the place that keeps this calendar works; hour limits and messages go by it. */
  readonly hours: readonly OpeningHours[];
}

function fillYear(days: Map<number, CalendarDay>, year: CalendarYear): void {
  const provisional = year.status === 'PROVISIONAL';
  const text = String(year.year);
  const last = dayNumber(`${text}-12-31`);
  for (let n = dayNumber(`${text}-01-01`); n <= last; n++) {
    days.set(n, { kind: weekdayOfNumber(n) >= 6 ? 'weekend' : 'workday', name: null, provisional });
  }
  for (const { date, name } of year.rest) days.set(dayNumber(date), { kind: 'holiday', name, provisional });
  for (const { date, name } of year.work)
    days.set(dayNumber(date), { kind: 'makeup-workday', name, provisional });
}

/** Builds a calendar from checked years; `CalendarError` 'calendar-invalid' when they contradict themselves. */
export function makeCalendar(
  years: readonly CalendarYear[],
  hours: readonly OpeningHours[] = DEFAULT_HOURS,
): Calendar {
  if (years.length === 0) throw new CalendarError('calendar-invalid', 'A calendar needs at least one year.');
  const days = new Map<number, CalendarDay>();
  const sorted = [...years].sort((a, b) => a.year - b.year);
  sorted.forEach((year, i) => {
    checkCalendarYear(year);
    if (sorted[i - 1]?.year === year.year) {
      throw new CalendarError('calendar-invalid', `Calendar ${year.year} is there twice.`, {
        year: year.year,
      });
    }
    fillYear(days, year);
  });
  return { years: sorted, days, hours };
}

/** What is known of the day with this number; 'year-missing' outside the calendar's years. */
export function dayAt(cal: Calendar, n: number): CalendarDay {
  const day = cal.days.get(n);
  if (day) return day;
  const year = yearOf(dateOfDayNumber(n));
  throw new CalendarError(
    'year-missing',
    `The calendar holds ${cal.years.map((y) => y.year).join(', ')} and not ${year}: ` +
      `import the State Council notice for ${year}, or add ${year} as a provisional year.`,
    { year },
  );
}

export function isWorkdayNumber(cal: Calendar, n: number): boolean {
  const { kind } = dayAt(cal, n);
  return kind === 'workday' || kind === 'makeup-workday';
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
