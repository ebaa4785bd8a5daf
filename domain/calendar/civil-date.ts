import { CalendarError, quoted } from './errors';

/** A day as people write it, `YYYY-MM-DD`. It has no time and no zone, so no machine setting can move it. */
export type CivilDate = string;

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

const ZERO = 48;
const DASH = 45;

/** The number that so many digits make, or NaN. Dates are most of what we compute: a regular expression takes ten times as long. */
export function digitsAt(s: string, from: number, count: number): number {
  let n = 0;
  for (let i = from; i < from + count; i++) {
    const digit = s.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    n = n * 10 + digit;
  }
  return n;
}

/** Year, month and day of a text that begins with `YYYY-MM-DD`, as one number `YYYYMMDD`; NaN when it does not. */
function digitsOf(s: string): number {
  if (s.charCodeAt(4) !== DASH || s.charCodeAt(7) !== DASH) return NaN;
  return digitsAt(s, 0, 4) * 10_000 + digitsAt(s, 5, 2) * 100 + digitsAt(s, 8, 2);
}

/** The day number of the `YYYY-MM-DD` that a text begins with, or null when there is no such day. */
export function leadingDayNumber(s: string): number | null {
  const digits = digitsOf(s);
  if (Number.isNaN(digits)) return null;
  const [year, month, day] = [Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100];
  const real = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return real ? toNumber(year, month, day) : null;
}

/** Days since 1970-01-01 of any text, or null when it is not a day that exists. */
export function dayNumberOrNull(s: string): number | null {
  return s.length === 10 ? leadingDayNumber(s) : null;
}

/** Whether the text is a day that exists: `2026-02-30` is not. */
export function isCivilDate(s: string): boolean {
  return dayNumberOrNull(s) !== null;
}

/** The same text, known to be a day that exists; otherwise `CalendarError` 'date-invalid'. */
export function parseCivilDate(s: string): CivilDate {
  dayNumber(s);
  return s;
}

/** Days since 1970-01-01: the integer all arithmetic here runs on. */
export function dayNumber(d: CivilDate): number {
  const n = dayNumberOrNull(d);
  if (n !== null) return n;
  const shaped = d.length === 10 && !Number.isNaN(digitsOf(d));
  const why = shaped ? 'is not a day of the calendar' : 'is not a date of the form YYYY-MM-DD';
  throw new CalendarError('date-invalid', `${quoted(d)} ${why}.`, { value: quoted(d) });
}

/** Year, month and day of a day that exists. */
function partsOf(d: CivilDate): { year: number; month: number; day: number } {
  return fromNumber(dayNumber(d));
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
