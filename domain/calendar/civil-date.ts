import { CalendarError, quoted } from './errors';

/** A day as people write it, `YYYY-MM-DD`. It has no time and no zone, so no machine setting can move it. */
export type CivilDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const FIRST_DAY = -719162; // 0001-01-01
const LAST_DAY = 2932896; // 9999-12-31

/** Days since 1970-01-01. Proleptic Gregorian; years run from March, so the leap day comes last. */
function toNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function fromNumber(n: number): { year: number; month: number; day: number } {
  const z = n + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

function split(s: string): { year: number; month: number; day: number } | null {
  const match = SHAPE.exec(s);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const real = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return real ? { year, month, day } : null;
}

function partsOf(d: CivilDate): { year: number; month: number; day: number } {
  const parts = split(d);
  if (parts) return parts;
  const why = SHAPE.test(d) ? 'is not a day of the calendar' : 'is not a date of the form YYYY-MM-DD';
  throw new CalendarError('date-invalid', `${quoted(d)} ${why}.`, { value: quoted(d) });
}

/** Whether the text is a day that exists: `2026-02-30` is not. */
export function isCivilDate(s: string): boolean {
  return split(s) !== null;
}

/** The same text, known to be a day that exists; otherwise `CalendarError` 'date-invalid'. */
export function parseCivilDate(s: string): CivilDate {
  partsOf(s);
  return s;
}

/** Days since 1970-01-01: the integer all arithmetic here runs on. */
export function dayNumber(d: CivilDate): number {
  const { year, month, day } = partsOf(d);
  return toNumber(year, month, day);
}

/** The same of any text, or null when it is not a day that exists. */
export function dayNumberOrNull(s: string): number | null {
  const parts = split(s);
  return parts === null ? null : toNumber(parts.year, parts.month, parts.day);
}

/** The day of a day number. */
export function dateOfDayNumber(n: number): CivilDate {
  if (!Number.isInteger(n) || n < FIRST_DAY || n > LAST_DAY) {
    throw new CalendarError('date-invalid', `Day number ${n} is outside the years 0001 to 9999.`, {
      value: n,
    });
  }
  const { year, month, day } = fromNumber(n);
  return `${year > 999 ? year : String(year).padStart(4, '0')}-${TWO[month]}-${TWO[day]}`;
}

/** Padding once is a third of the cost of a date. */
const TWO = Array.from({ length: 32 }, (_, n) => String(n).padStart(2, '0'));

export function yearOf(d: CivilDate): number {
  return partsOf(d).year;
}

export function addDays(d: CivilDate, n: number): CivilDate {
  return dateOfDayNumber(dayNumber(d) + n);
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: CivilDate, b: CivilDate): number {
  return dayNumber(b) - dayNumber(a);
}

/** The matching day `n` months later, or the last day of that month when it has none (民法典 202). */
export function addMonths(d: CivilDate, n: number): CivilDate {
  const { year, month, day } = partsOf(d);
  const months = year * 12 + (month - 1) + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return dateOfDayNumber(toNumber(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))));
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Monday = 1 … Sunday = 7, of a day number. */
export function weekdayOfNumber(n: number): Weekday {
  return (((((n + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Monday = 1 … Sunday = 7. */
export function weekday(d: CivilDate): Weekday {
  return weekdayOfNumber(dayNumber(d));
}

/** Negative, zero or positive, as `sort` wants it. */
export function compareDates(a: CivilDate, b: CivilDate): number {
  return dayNumber(a) - dayNumber(b);
}
