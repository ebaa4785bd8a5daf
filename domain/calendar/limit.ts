import { CalendarError, quoted } from './errors';

export type LimitUnit = 'workday' | 'day' | 'week' | 'month' | 'hour';

/** How long something may take. `hour` means working hours of the organisation. */
export interface Limit {
  readonly amount: number;
  readonly unit: LimitUnit;
}

export type Lang = 'zh' | 'en';

const MAX_AMOUNT = 3650;

const UNITS: Readonly<Record<string, LimitUnit>> = {
  wd: 'workday',
  workday: 'workday',
  workdays: 'workday',
  d: 'day',
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
  h: 'hour',
  hour: 'hour',
  hours: 'hour',
};

const KNOWN: ReadonlySet<string> = new Set(Object.values(UNITS));

function refuse(value: string): never {
  throw new CalendarError(
    'limit-invalid',
    `${quoted(value)} is not a limit: write a whole number from 1 to ${MAX_AMOUNT} and a unit, ` +
      'such as 10wd (working days), 7d, 1week, 1month or 2h (working hours).',
    { value: quoted(value) },
  );
}

/** Throws 'limit-invalid' unless the amount is a whole number from 1 to 3650 of a known unit. */
export function checkLimit(limit: Limit): void {
  if (
    !KNOWN.has(limit.unit) ||
    !Number.isInteger(limit.amount) ||
    limit.amount < 1 ||
    limit.amount > MAX_AMOUNT
  ) {
    refuse(`${limit.amount} ${limit.unit}`);
  }
}

/** Reads `10wd`, `10 workdays`, `7d`, `1 week`, `2 month`, `2h`. A bare `m` or `w` is refused: it could mean two things. */
export function parseLimit(s: string): Limit {
  const match = /^([1-9]\d{0,3}) ?([a-z]+)$/.exec(s.trim().toLowerCase());
  const unit = match?.[2] !== undefined && Object.hasOwn(UNITS, match[2]) ? UNITS[match[2]] : undefined;
  const amount = Number(match?.[1]);
  if (unit === undefined || amount > MAX_AMOUNT) refuse(s);
  return { amount, unit };
}

const ZH: Readonly<Record<LimitUnit, string>> = {
  workday: '个工作日',
  day: '天',
  week: '周',
  month: '个月',
  hour: '个工作小时',
};

const EN: Readonly<Record<LimitUnit, string>> = {
  workday: 'working day',
  day: 'day',
  week: 'week',
  month: 'month',
  hour: 'working hour',
};

/** `10个工作日` or `10 working days`. */
export function formatLimit({ amount, unit }: Limit, lang: Lang): string {
  return lang === 'zh' ? `${amount}${ZH[unit]}` : `${amount} ${EN[unit]}${amount === 1 ? '' : 's'}`;
}
