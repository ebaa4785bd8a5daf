import { CalendarError, quoted } from './errors';
import { isCivilDate, weekday, yearOf, type CivilDate } from './civil-date';

/** A day the notice takes out of its weekday or weekend, with the festival it is for. */
export interface NamedDay {
  readonly date: CivilDate;
  readonly name: string;
}

/** One year as published (OFFICIAL) or as the law alone lets us foresee it (PROVISIONAL, 暂定). */
export interface CalendarYear {
  readonly year: number;
  readonly status: 'OFFICIAL' | 'PROVISIONAL';
  /** The notice it comes from. */
  readonly source: string;
  /** Days off, weekend days inside a festival included. */
  readonly rest: readonly NamedDay[];
  /** Saturdays and Sundays worked in exchange (调休). */
  readonly work: readonly NamedDay[];
}

function refuse(year: number, why: string): never {
  throw new CalendarError('calendar-invalid', `Calendar ${year}: ${why}.`, { year });
}

function checkList(year: number, list: 'rest' | 'work', days: readonly NamedDay[]): void {
  let previous = '';
  for (const { date, name } of days) {
    if (!isCivilDate(date)) refuse(year, `${quoted(date)} in ${list} is not a day of the calendar`);
    if (yearOf(date) !== year) refuse(year, `${date} in ${list} belongs to another year`);
    if (date === previous) refuse(year, `${date} is in ${list} twice`);
    if (date < previous) refuse(year, `${list} is not in order: ${date} comes after ${previous}`);
    if (name.trim() === '') refuse(year, `${date} in ${list} has no name`);
    if (list === 'work' && weekday(date) < 6) refuse(year, `make-up day ${date} is not a Saturday or Sunday`);
    previous = date;
  }
}

/** Throws `CalendarError` 'calendar-invalid' when a year contradicts itself: such a year must never reach a clock. */
export function checkCalendarYear(year: CalendarYear): void {
  if (!Number.isInteger(year.year) || year.year < 1949 || year.year > 9998) refuse(year.year, 'not a year');
  checkList(year.year, 'rest', year.rest);
  checkList(year.year, 'work', year.work);
  const rest = new Set(year.rest.map((day) => day.date));
  for (const { date } of year.work) {
    if (rest.has(date)) refuse(year.year, `${date} is both a day off and a make-up working day`);
  }
}

/** As a JSON file or a database column holds a year: the status is any text until looked at. */
export type RawCalendarYear = Omit<CalendarYear, 'status'> & { readonly status: string };

/** Narrows and checks a stored year. */
export function readCalendarYear(raw: RawCalendarYear): CalendarYear {
  const { status } = raw;
  if (status !== 'OFFICIAL' && status !== 'PROVISIONAL') {
    refuse(raw.year, `status ${quoted(status)} is neither OFFICIAL nor PROVISIONAL`);
  }
  const year: CalendarYear = { ...raw, status };
  checkCalendarYear(year);
  return year;
}
