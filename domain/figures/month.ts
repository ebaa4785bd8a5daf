import { addMonths, isCivilDate } from '../calendar/civil-date';
import { civilDateOf, startOfDay, type Instant } from '../calendar/instant';
import type { Words } from '../errors';

/** A civil month in Asia/Shanghai, `YYYY-MM`; text order is time order. */
export type Month = string;

export function isMonth(s: string): boolean {
  return /^\d{4}-\d{2}$/.test(s) && isCivilDate(`${s}-01`);
}

/** The month an instant belongs to in Asia/Shanghai. */
export function monthOf(at: Instant): Month {
  return civilDateOf(at).slice(0, 7);
}

/** The month `n` months later. */
export function monthsAfter(month: Month, n: number): Month {
  return addMonths(`${month}-01`, n).slice(0, 7);
}

const IN_ENGLISH = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];

/** As people read it: 2026年10月, October 2026. */
export function monthWords(month: Month): Words {
  const [year, number] = month.split('-').map(Number);
  return { zh: `${year}年${number}月`, en: `${IN_ENGLISH[(number ?? 0) - 1] ?? ''} ${year}` };
}

/** Every month from the first to the last, both included; none when the last comes before the first. */
export function monthsBetween(from: Month, until: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= until; month = monthsAfter(month, 1)) months.push(month);
  return months;
}

/** 00:00 of its first day in Asia/Shanghai; the month ends where the next one starts. */
export function startOfMonth(month: Month): Instant {
  return startOfDay(`${month}-01`);
}
