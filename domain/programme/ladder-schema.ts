import { z } from 'zod';
import { parseLimit } from '../calendar/limit';

/**
 * A ladder (催办阶梯): who is told when, before, at and after a limit. Instants are counted from the due date, so they
 * move with it, and are moved into working time when they are computed.
 */

/** When a rung fires. */
export type RungMoment =
  /** When this share of the limit is used up. */
  | { kind: 'share'; percent: number }
  /** In the morning, so many working days before (negative) or after the last day; 0 = of the last day. */
  | { kind: 'days'; days: number }
  /** As soon as people work once the limit has ended. */
  | { kind: 'due' }
  /** So many working hours after the limit has ended. */
  | { kind: 'hours'; hours: number };

const MOMENT =
  'expected "50%", "1 workday before", "last day", "due", "3 workday after" or "2 hour after" the limit';

function readMoment(text: string): RungMoment | null {
  if (text === 'due') return { kind: 'due' };
  if (text === 'last day') return { kind: 'days', days: 0 };
  const percent = Number(/^(\d{1,2})%$/.exec(text)?.[1] ?? 0);
  if (percent > 0) return { kind: 'share', percent };
  const offset = /^(\d{1,3}) (workday|hour) (before|after)$/.exec(text);
  const amount = Number(offset?.[1] ?? 0);
  if (amount === 0) return null;
  if (offset?.[2] === 'workday') return { kind: 'days', days: offset[3] === 'before' ? -amount : amount };
  return offset?.[3] === 'after' ? { kind: 'hours', hours: amount } : null;
}

const moment = z.string({ error: MOMENT }).transform((text, ctx): RungMoment => {
  const read = readMoment(text);
  if (read !== null) return read;
  ctx.addIssue({ code: 'custom', message: MOMENT });
  return z.NEVER;
});

const WORKING_HOURS = 'expected working hours, e.g. "4 hour"';
const workingHours = z.string({ error: WORKING_HOURS }).transform((text, ctx): number => {
  try {
    const { amount, unit } = parseLimit(text);
    if (unit === 'hour') return amount;
  } catch {
    // told below, like any other value that is not hours
  }
  ctx.addIssue({ code: 'custom', message: WORKING_HOURS });
  return z.NEVER;
});

const EVERY = 'expected working days, e.g. "5 workday"';
const workdays = z.string({ error: EVERY }).transform((text, ctx): number => {
  const amount = Number(/^([1-9]\d?) workday$/.exec(text)?.[1] ?? 0);
  if (amount > 0) return amount;
  ctx.addIssue({ code: 'custom', message: EVERY });
  return z.NEVER;
});

/**
 * Whom a rung tells, by how they stand to the owner of the clock: the owner, the deputy and the head of the same
 * organisation, the officer one level up, the officer of the street, the officer and the leader of the bureau.
 */
export const RELATIONS = [
  'owner',
  'deputy',
  'head',
  'above',
  'street',
  'bureau',
  'supervising-leader',
] as const;
export type Relation = (typeof RELATIONS)[number];
const relation = z.enum(RELATIONS);
/** Besides the message in the product, which everybody gets. */
const channel = z.enum(['wecom', 'dingtalk', 'mail', 'sms', 'webhook']);

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a short name of a-z, 0-9 and "-"');
const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });

export const rungSchema = z.strictObject({
  id,
  at: moment,
  to: z.array(relation).min(1),
  channels: z.array(channel).default(['wecom', 'dingtalk', 'mail', 'webhook']),
  /** Put before the plain facts; no personal data, it goes to group robots as well. */
  text: words.optional(),
  /** Somebody must say "seen, mine" (签收) within so many working hours; without it the ladder climbs by itself. */
  'acknowledge-within': workingHours.optional(),
  /** Told again every so many working days until the clock stops. Only for rungs counted in working days. */
  'again-every': workdays.optional(),
});

export const ladderSchema = z.strictObject({ id, name: words, rungs: z.array(rungSchema).min(1).max(20) });

/** Of a programme that names no ladder (domain.md 3.5 (8)); as a file would write it. */
export const DEFAULT_LADDERS: z.input<typeof ladderSchema>[] = [
  {
    id: 'standard',
    name: { zh: '标准催办', en: 'Standard ladder' },
    rungs: [
      { id: 'half', at: '50%', to: ['owner'] },
      { id: 'day-before', at: '1 workday before', to: ['owner'] },
      { id: 'last-day', at: 'last day', to: ['owner'] },
      { id: 'overdue', at: 'due', to: ['owner', 'head', 'above'], 'acknowledge-within': '4 hour' },
      { id: 'overdue-3', at: '3 workday after', to: ['owner', 'head'], 'acknowledge-within': '4 hour' },
      {
        id: 'overdue-5',
        at: '5 workday after',
        to: ['owner', 'head', 'bureau'],
        'acknowledge-within': '8 hour',
        'again-every': '5 workday',
      },
    ],
  },
];

export type Rung = z.output<typeof rungSchema>;
export type Ladder = z.output<typeof ladderSchema>;
export type Channel = z.output<typeof channel>;
