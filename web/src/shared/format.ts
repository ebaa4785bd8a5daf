import type { Language } from '../i18n/language';

/** Limits end in this zone wherever the reader is (domain.md 3.1). */
const ZONE = 'Asia/Shanghai';

const DATE = { month: 'short', day: 'numeric', weekday: 'short' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const kept = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = kept.get(key) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', options);
  kept.set(key, known);
  return known;
}

/** Between Chinese date and weekday stands a space: 3月4日 周三. */
function spaced(text: string): string {
  return text.replace(/日(?=周)/u, '日 ');
}

/** A civil date, "3月4日 周三"; with its year when that is not the present one. It is never an instant. */
export function formatDay(day: string, language: Language, thisYear = yearNow()): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = Date.UTC(year, month - 1, date);
  const withYear = year === thisYear ? {} : ({ year: 'numeric' } as const);
  return spaced(formatter(language, { ...DATE, ...withYear, timeZone: 'UTC' }).format(at));
}

/** A civil date in a narrow column: 3月4日. */
export function formatMonthDay(day: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const options = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return formatter(language, options).format(Date.UTC(year, month - 1, date));
}

/** A civil date with its year and without its weekday, as a sentence has it: 2026年3月4日. */
export function formatDate(day: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return formatter(language, options).format(Date.UTC(year, month - 1, date));
}

/** An instant as a wall clock in Shanghai shows it. */
export function formatInstant(instant: string, language: Language): string {
  const at = new Date(instant);
  const day = formatter(language, { ...DATE, year: 'numeric', timeZone: ZONE }).format(at);
  return `${spaced(day)} ${formatter(language, { ...CLOCK, timeZone: ZONE }).format(at)}`;
}

/** Hours and minutes of an instant in Shanghai. */
export function formatTime(instant: string, language: Language): string {
  return formatter(language, { ...CLOCK, timeZone: ZONE }).format(new Date(instant));
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago or ahead, in one word: "3天前". For what happened; never for what is left of a limit. */
export function formatRelative(instant: string, language: Language, now = Date.now()): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'minute');
}

function yearNow(): number {
  return Number(formatter('en', { year: 'numeric', timeZone: ZONE }).format(new Date()));
}

const YUAN = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const;

/** Whole fen as ¥43,296.70. */
export function formatYuan(fen: number, language: Language): string {
  return new Intl.NumberFormat(language, YUAN).format(fen / 100);
}

/** Whole fen as people say it in a meeting: 4.33 万元. */
export function formatWan(fen: number, language: Language): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return language === 'en'
    ? `${number.format(fen / 100_000)}k yuan`
    : `${number.format(fen / 1_000_000)} 万元`;
}

/** The civil date of an instant in Shanghai, 2026-03-04. */
export function dayOf(instant: string): string {
  const parts = formatter('en', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: ZONE });
  const part = new Map(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${part.get('year') ?? ''}-${part.get('month') ?? ''}-${part.get('day') ?? ''}`;
}

const KILO = 1024;

/** Bytes as people say them: 3.4 MB. */
export function formatBytes(bytes: number, language: Language): string {
  const isSmall = bytes < KILO * KILO;
  const [unit, size] = [isSmall ? 'KB' : 'MB', isSmall ? KILO : KILO * KILO];
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return `${number.format(Math.max(bytes / size, 0.1))} ${unit}`;
}

/** A month, 2026-03, as "2026年3月". */
export function formatMonth(month: string, language: Language): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return formatter(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, number - 1, 1),
  );
}
