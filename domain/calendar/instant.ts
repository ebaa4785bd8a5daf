import { CalendarError, quoted } from './errors';
import {
  dateOfDayNumber,
  dayNumber,
  dayNumberOrNull,
  digitsAt,
  leadingDayNumber,
  type CivilDate,
} from './civil-date';

/** A moment, as UTC ISO text with milliseconds and `Z`, so that text order is time order. */
export type Instant = string;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Asia/Shanghai has been UTC+8 all year round since 1992; case files do not go back further. */
const SHANGHAI_MS = 8 * HOUR_MS;

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/;

function offsetMs(zone: string): number | null {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}

/** Midnight may be written 24:00 of the day before, as the law does (民法典 203). */
function timeOfDayMs(hour: number, minute: number, second: number, ms: number): number | null {
  const total = hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + ms;
  return minute > 59 || second > 59 || total > DAY_MS ? null : total;
}

/** Any ISO instant with an offset. */
function parseAny(s: string): number | null {
  const match = ISO.exec(s);
  if (!match) return null;
  const [, date = '', hour, minute, second = '0', fraction = '', zone = ''] = match;
  const day = dayNumberOrNull(date);
  const time = timeOfDayMs(
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  const offset = offsetMs(zone);
  return day === null || time === null || offset === null ? null : day * DAY_MS + time - offset;
}

const FORM = 'YYYY-MM-DDTHH:MM:SS.mmmZ';
const SIGNS = [10, 13, 16, 19, 23];

/** The one form that instants have in here, which is nearly every one that is read; null for all others. */
function parseOwn(s: string): number | null {
  if (s.length !== FORM.length || SIGNS.some((at) => s[at] !== FORM[at])) return null;
  const day = leadingDayNumber(s);
  const [hour, minute, second] = [digitsAt(s, 11, 2), digitsAt(s, 14, 2), digitsAt(s, 17, 2)];
  const ms = timeOfDayMs(hour, minute, second, digitsAt(s, 20, 3));
  return day === null || ms === null || Number.isNaN(ms) ? null : day * DAY_MS + ms;
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function epochMs(at: Instant): number {
  const ms = parseOwn(at) ?? parseAny(at);
  if (ms !== null) return ms;
  throw new CalendarError(
    'instant-invalid',
    `${quoted(at)} is not an instant: write date, time and offset, such as 2026-02-12T16:30:00+08:00.`,
    { value: quoted(at) },
  );
}

const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

export function instantOfEpochMs(epoch: number): Instant {
  const ms = Math.floor(epoch);
  const day = Math.floor(ms / DAY_MS);
  const inDay = ms - day * DAY_MS;
  const [hour, minute] = [Math.floor(inDay / HOUR_MS), Math.floor((inDay % HOUR_MS) / MINUTE_MS)];
  const second = Math.floor((inDay % MINUTE_MS) / 1000);
  const time = `${TWO[hour]}:${TWO[minute]}:${TWO[second]}`;
  const fraction = inDay % 1000;
  return `${dateOfDayNumber(day)}T${time}.${fraction > 99 ? fraction : String(fraction).padStart(3, '0')}Z`;
}

/** Normalises any ISO instant that carries an offset; otherwise `CalendarError` 'instant-invalid'. */
export function parseInstant(s: string): Instant {
  return instantOfEpochMs(epochMs(s));
}

/** The day number, in Asia/Shanghai, of epoch milliseconds. */
export function dayNumberOfMs(ms: number): number {
  return Math.floor((ms + SHANGHAI_MS) / DAY_MS);
}

/** The day number of an instant in Asia/Shanghai. */
export function dayNumberOf(at: Instant): number {
  return dayNumberOfMs(epochMs(at));
}

/** The day an instant belongs to in Asia/Shanghai. */
export function civilDateOf(at: Instant): CivilDate {
  return dateOfDayNumber(dayNumberOf(at));
}

/** Epoch milliseconds of 00:00 in Asia/Shanghai of a day number. */
export function startOfDayMs(day: number): number {
  return day * DAY_MS - SHANGHAI_MS;
}

export function startOfDay(d: CivilDate): Instant {
  return instantOfEpochMs(startOfDayMs(dayNumber(d)));
}

/** 24:00 of the day, which is 00:00 of the next one: what is due on a day is overdue the day after. */
export function endOfDay(d: CivilDate): Instant {
  return endOfDayNumber(dayNumber(d));
}

/** 24:00 of a day number. */
export function endOfDayNumber(day: number): Instant {
  return instantOfEpochMs(startOfDayMs(day + 1));
}

/** Wall-clock time in Asia/Shanghai. */
export function localTimeOf(at: Instant): { hour: number; minute: number } {
  const inDay = epochMs(at) - startOfDayMs(dayNumberOf(at));
  return { hour: Math.floor(inDay / HOUR_MS), minute: Math.floor((inDay % HOUR_MS) / MINUTE_MS) };
}

/** `2026-02-12 16:30`, as an officer reads it. */
export function localTextOf(at: Instant): string {
  const { hour, minute } = localTimeOf(at);
  return `${civilDateOf(at)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

export function addMs(at: Instant, ms: number): Instant {
  return instantOfEpochMs(epochMs(at) + ms);
}

/** Milliseconds from `a` to `b`; negative when `b` is earlier. */
export function msBetween(a: Instant, b: Instant): number {
  return epochMs(b) - epochMs(a);
}

/** Negative, zero or positive, as `sort` wants it. */
export function compareInstants(a: Instant, b: Instant): number {
  return epochMs(a) - epochMs(b);
}

/** The earliest of those that are there, or null. */
export function minInstant(...xs: (Instant | null | undefined)[]): Instant | null {
  let earliest: Instant | null = null;
  for (const x of xs) {
    if (x !== null && x !== undefined && (earliest === null || compareInstants(x, earliest) < 0))
      earliest = x;
  }
  return earliest;
}

/** The latest of those that are there. */
export function maxInstant(first: Instant, ...others: (Instant | null)[]): Instant {
  return others.reduce<Instant>((a, b) => (b !== null && compareInstants(b, a) > 0 ? b : a), first);
}
