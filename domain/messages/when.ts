import { daysBetween, type CivilDate } from '../calendar/civil-date';
import {
  addMs,
  civilDateOf,
  compareInstants,
  HOUR_MS,
  localTextOf,
  localTimeOf,
  MINUTE_MS,
  msBetween,
  type Instant,
} from '../calendar/instant';
import type { Words } from '../errors';

/** A limit as a message tells it. */
export interface DueBy {
  readonly dueAt: Instant;
  /** The last day; left out, it is read from `dueAt`. */
  readonly dueDate: CivilDate | null;
  readonly provisional: boolean;
}

export function isLate({ dueAt }: DueBy, asOf: Instant): boolean {
  return compareInstants(asOf, dueAt) >= 0;
}

/** Limits in days end at 24:00: what ends at another time is a limit in hours and is told with its time. */
function endsWithDay(dueAt: Instant): boolean {
  const { hour, minute } = localTimeOf(dueAt);
  return hour === 0 && minute === 0;
}

/** The last day on which it is still in time: 24:00 belongs to the day that ends. */
function lastDay({ dueAt, dueDate }: DueBy): CivilDate {
  return dueDate ?? civilDateOf(addMs(dueAt, -1));
}

/** Until when: `2026-03-10（暂定）`, with the time for limits in hours. */
export function dueWords(due: DueBy): Words {
  const until = endsWithDay(due.dueAt) ? lastDay(due) : localTextOf(due.dueAt);
  return due.provisional
    ? { zh: `${until}（暂定）`, en: `${until} (provisional)` }
    : { zh: until, en: until };
}

function span(ms: number): Words {
  const hours = Math.floor(ms / HOUR_MS);
  const [amount, zh, en] =
    hours > 0 ? [hours, '小时', 'hour'] : [Math.max(1, Math.floor(ms / MINUTE_MS)), '分钟', 'minute'];
  return { zh: `${amount} ${zh}`, en: plural(amount, en) };
}

const days = (amount: number): Words => ({ zh: `${amount} 天`, en: plural(amount, 'day') });

/** `1 day`, `2 days`. */
export function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/**
 * How late, or how long still, as of the moment it is read. In calendar days, whatever the limit was counted in: a
 * message may be read days after it was written, and a day is a day for everybody.
 */
export function lateness(due: DueBy, asOf: Instant): Words {
  const late = isLate(due, asOf);
  const left = daysBetween(civilDateOf(asOf), lastDay(due));
  if (late) {
    const by =
      endsWithDay(due.dueAt) || left < 0 ? days(Math.max(1, -left)) : span(msBetween(due.dueAt, asOf));
    return { zh: `已逾期 ${by.zh}`, en: `${by.en} late` };
  }
  if (!endsWithDay(due.dueAt) && left === 0) {
    const still = span(msBetween(asOf, due.dueAt));
    return { zh: `还有 ${still.zh}`, en: `${still.en} left` };
  }
  if (left <= 0) return { zh: '今天截止', en: 'due today' };
  return { zh: `还有 ${days(left).zh}`, en: `${days(left).en} left` };
}
