import type { WhyThisDate } from '../../api/generated/schema';
import { dayOf } from '../../shared/format';

/** How one day of the calendar was treated. */
export type DayKind = 'start' | 'work' | 'swap' | 'rest' | 'closed' | 'paused' | 'due';

/** The members of a step that say which days it is about. */
interface Step {
  readonly kind?: string;
  readonly date?: string;
  readonly from?: string;
  readonly to?: string | null;
  readonly local?: boolean;
}

const DAY_MS = 86_400_000;

/** A civil date as a number of days; no zone has a say in it. */
export function numberOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

export function dayFrom(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** A step dates its ends by civil dates, or by instants where hours count. */
const civil = (text: string) => (text.includes('T') ? dayOf(text) : text);

const KINDS: Readonly<Record<string, (step: Step) => DayKind>> = {
  started: () => 'start',
  counted: () => 'work',
  worked: () => 'work',
  makeup: () => 'swap',
  skipped: ({ local }) => (local === true ? 'closed' : 'rest'),
  paused: () => 'paused',
  rolled: ({ local }) => (local === true ? 'closed' : 'rest'),
};

/** What became of each day that the steps name; the due date has the last word. */
export function kindsOfDays({ steps, dueDate }: WhyThisDate): Map<string, DayKind> {
  const kinds = new Map<string, DayKind>();
  for (const { step } of steps as readonly { step: Step }[]) {
    const kind = KINDS[step.kind ?? '']?.(step);
    const from = step.from ?? step.date;
    if (kind === undefined || from === undefined) continue;
    const last = numberOf(civil(step.to ?? from));
    for (let n = numberOf(civil(from)); n <= last; n++) {
      // The day on which a pause begins or a roll ends is told by the step beside it.
      const day = dayFrom(n);
      if (!kinds.has(day)) kinds.set(day, kind);
    }
  }
  kinds.set(dueDate, 'due');
  return kinds;
}

/** The months from the first to the last of these days, as YYYY-MM. */
export function monthsOf(days: Iterable<string>): string[] {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const months: string[] = [];
  let [year = 0, month = 1] = first.split('-').map(Number);
  while (`${year}-${String(month).padStart(2, '0')}` <= last.slice(0, 7)) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
    if (++month > 12) [year, month] = [year + 1, 1];
  }
  return months;
}

/** The days of a month in weeks that begin on Monday; null: a place before or after it. */
export function weeksOf(month: string): (string | null)[][] {
  const first = numberOf(`${month}-01`);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = Date.UTC(year, number, 1) / DAY_MS - first;
  // 1 January 1970 was a Thursday.
  const before = (first + 3) % 7;
  const places = Array.from({ length: Math.ceil((before + count) / 7) * 7 }, (_, i) => {
    const n = i - before;
    return n >= 0 && n < count ? dayFrom(first + n) : null;
  });
  return Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7));
}
