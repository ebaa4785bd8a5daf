import type { Calendar } from '../calendar/calendar';
import { daysBetween, type CivilDate } from '../calendar/civil-date';
import { addMs, civilDateOf, compareInstants, HOUR_MS, MINUTE_MS, type Instant } from '../calendar/instant';
import type { LimitUnit } from '../calendar/limit';
import { remaining } from '../calendar/remaining';
import { workdaysBetween } from '../calendar/workdays';
import type { Words } from '../errors';
import { plural } from '../messages/when';
import { isOverlay, type Clock } from './state';

/** How loud the sign is: overdue, due today or on the next day that counts, anything else; `paused` stands still. */
export const SIGN_TONES = ['overdue', 'soon', 'calm', 'paused'] as const;
export type SignTone = (typeof SIGN_TONES)[number];

/** Weeks and months are told in days. */
export const SIGN_UNITS = ['workday', 'day', 'hour'] as const;
export type SignUnit = (typeof SIGN_UNITS)[number];

/** The time sign: how long there still is, or how late it is, in the unit of the limit. The same on every screen. */
export interface Sign {
  readonly dueAt: Instant;
  readonly dueDate: CivilDate;
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly tone: SignTone;
  readonly unit: SignUnit;
  /** What is left, 0 on the last day; negative once overdue. Hours with their fraction. */
  readonly amount: number;
  /** Since when it stands still, and the last day of that where one is set; then its due date moves by as much. */
  readonly paused: { readonly since: Instant; readonly until: CivilDate | null } | null;
  readonly words: Words;
}

export interface Signed {
  readonly dueAt: Instant;
  /** Left out, it is read from `dueAt`: 24:00 belongs to the day that ends. */
  readonly dueDate?: CivilDate;
  readonly provisional: boolean;
  readonly unit: LimitUnit;
  /** Since when the clock stands still: what was left then is left now. */
  readonly pausedSince?: Instant | null;
  /** When it goes on by itself; null: when what it waits for is there. */
  readonly pausedUntil?: Instant | null;
}

const UNIT_WORDS: Readonly<Record<SignUnit, Words>> = {
  workday: { zh: '个工作日', en: 'working day' },
  day: { zh: '天', en: 'day' },
  hour: { zh: '个工作小时', en: 'working hour' },
};

const HUNDREDTHS = 100;

/** `3 个工作日`; of less than an hour the minutes. */
function amountWords(amount: number, unit: SignUnit): Words {
  if (unit === 'hour' && amount < 1) {
    const minutes = Math.max(1, Math.round((amount * HOUR_MS) / MINUTE_MS));
    return { zh: `${minutes} 分钟`, en: plural(minutes, 'minute') };
  }
  const whole = Math.floor(amount);
  return { zh: `${whole} ${UNIT_WORDS[unit].zh}`, en: plural(whole, UNIT_WORDS[unit].en) };
}

function wordsOf(sign: Omit<Sign, 'words' | 'tone'>, today: CivilDate): Words {
  const { zh, en } = amountWords(Math.abs(sign.amount), sign.unit);
  if (sign.overdue) return { zh: `逾期 ${zh}`, en: `${en} late` };
  if (sign.paused !== null) return { zh: `已暂停，剩 ${zh}`, en: `Paused, ${en} left` };
  if (sign.dueDate === today && sign.unit !== 'hour') return { zh: '今天截止', en: 'Due today' };
  return { zh: `剩 ${zh}`, en: `${en} left` };
}

/** The day that ends at an instant or has it: 24:00 belongs to the day before. */
function lastDay(instant: Instant): CivilDate;
function lastDay(instant: Instant | null | undefined): CivilDate | null;
function lastDay(instant: Instant | null | undefined): CivilDate | null {
  return instant ? civilDateOf(addMs(instant, -1)) : null;
}

/**
 * Makes the time sign of a limit as of `now`, by the calendar of the organisation that owns it. Between rest days there
 * may be no working day left although the limit still runs: then the days are told.
 */
export function signOf(limit: Signed, calendar: Calendar, now: Instant): Sign {
  const { dueAt, provisional } = limit;
  const dueDate = limit.dueDate ?? lastDay(dueAt);
  const pausedSince = limit.pausedSince ?? null;
  const asOf = pausedSince ?? now;
  const today = civilDateOf(asOf);
  const overdue = compareInstants(asOf, dueAt) >= 0;
  const counted: SignUnit = limit.unit === 'week' || limit.unit === 'month' ? 'day' : limit.unit;
  const left = remaining(calendar, asOf, { dueAt, dueDate }, counted);
  const betweenRestDays = counted === 'workday' && !overdue && left === 0 && dueDate !== today;
  const [unit, amount] = betweenRestDays
    ? (['day', daysBetween(today, dueDate)] as const)
    : ([counted, Math.round(left * HUNDREDTHS) / HUNDREDTHS] as const);
  const paused = pausedSince === null ? null : { since: pausedSince, until: lastDay(limit.pausedUntil) };
  const sign = { dueAt, dueDate, provisional, overdue, unit, amount, paused };
  const soon = () => daysBetween(today, dueDate) <= 1 || workdaysBetween(calendar, today, dueDate) <= 1;
  const calm = paused === null ? (soon() ? 'soon' : 'calm') : 'paused';
  return { ...sign, tone: overdue ? 'overdue' : calm, words: wordsOf(sign, today) };
}

/** The sign of one clock of a case; none once it has stopped, and none of a notice whose end only waits to be recorded. */
export function signOfClock(clock: Clock, calendar: Calendar, now: Instant): Sign | null {
  if (clock.status === 'STOPPED') return null;
  if (clock.kind === 'notice' && compareInstants(now, clock.dueAt) >= 0) return null;
  const { dueAt, dueDate, provisional, limit } = clock;
  const pausedSince = clock.status === 'PAUSED' ? (clock.pauses.at(-1)?.from ?? null) : null;
  const pausedUntil = clock.resumesAt;
  return signOf({ dueAt, dueDate, provisional, unit: limit.unit, pausedSince, pausedUntil }, calendar, now);
}

/** The clock whose sign the whole case carries: the next one that can make it late; if all stand still, the next of those. */
export function leadingClock(clocks: readonly Clock[]): Clock | null {
  const binding = clocks
    .filter(({ kind, status }) => status !== 'STOPPED' && !isOverlay(kind) && kind !== 'notice')
    .sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  return binding.find(({ status }) => status === 'RUNNING') ?? binding[0] ?? null;
}
