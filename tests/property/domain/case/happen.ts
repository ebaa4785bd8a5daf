import fc from 'fast-check';
import { addDays, compareDates } from '../../../../domain/calendar/civil-date';
import { civilDateOf } from '../../../../domain/calendar/instant';
import { COMMAND_TYPES, type CommandType } from '../../../../domain/case/commands';
import { fitsNow } from '../../../../domain/case/guard';
import { movableClocks, openOrders } from '../../../../domain/case/open-items';
import { isRefusal } from '../../../../domain/errors';
import { ROLES } from '../../../../domain/roles';
import { actorWith, type Story } from '../../../support/domain';

/** Three people with every post: enough for four eyes, few enough to run into them. */
const PEOPLE = ['a', 'b', 'c'].map((name) => actorWith(name, ROLES));

/** One thing that happens: time passes by some days, and somebody gives one of the commands that fit. */
export const step = fc.record({
  days: fc.oneof(
    { arbitrary: fc.constant(0), weight: 3 },
    { arbitrary: fc.integer({ min: 0, max: 12 }), weight: 2 },
  ),
  wake: fc.boolean(),
  pick: fc.nat(),
  person: fc.nat({ max: 2 }),
  amount: fc.integer({ min: 1, max: 12_000_000 }),
  yes: fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 }),
  grade: fc.nat(),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What varies in the data of a command; the rest is valid sample data. */
function varied(story: Story, type: CommandType, { amount, yes, grade }: Step): object {
  const project = story.state.kind === 'PROJECT';
  const { grades } = story.programme;
  const estimate = project ? { estimateFen: amount } : {};
  const colour = grades.length === 0 ? {} : { grade: grades[grade % grades.length]?.id };
  const some: Partial<Record<CommandType, object>> = {
    accept: { urgent: !yes, ...estimate, ...colour },
    resubmit: estimate,
    shortlist: estimate,
    'finish-revision': estimate,
    'record-decision': yes ? {} : { for: 1, against: 20, publicText: '未通过' },
    'record-count': { elected: yes },
    approve: project
      ? { approvedFen: amount, ...(yes ? {} : { approvedFen: story.state.money.approvedFen ?? amount }) }
      : {},
    disburse: { amountFen: amount },
    pay: { amountFen: amount },
    start: project ? { contractFen: amount } : {},
    'change-plan': project ? { newCostFen: amount * 2 } : {},
    'inspect-works': { passed: yes },
    suspend: { until: addDays(civilDateOf(story.now), (amount % 40) + 1) },
    attach: { kind: story.programme.documents[amount % 4]?.id ?? 'other' },
    ...aboutClocks(story, type, amount),
    regrade: yes && grades.length > 0 ? colour : { urgent: !story.state.urgent, grade: undefined },
  };
  return some[type] ?? {};
}

/** Any of the clocks, calls and orders that a command may be about. */
function aboutClocks(
  { state, now }: Story,
  type: CommandType,
  amount: number,
): Partial<Record<CommandType, object>> {
  const one = (ids: readonly string[]): object =>
    ids.length === 0 ? {} : { clockId: ids[amount % ids.length] };
  const ids = (clocks: readonly { id: string }[]): string[] => clocks.map(({ id }) => id);
  const orders = openOrders(state);
  if (type === 'extend' || type === 'shorten') {
    return { [type]: { ...one(ids(movableClocks(state, type))), amount: (amount % 6) + 1 } };
  }
  return {
    'pause-clock': {
      ...one(ids(movableClocks(state, 'pause-clock'))),
      until: addDays(civilDateOf(now), (amount % 30) + 1),
    },
    'resume-clock': one(ids(state.clocks.filter(({ resumesAt }) => resumesAt !== null))),
    acknowledge: one(state.calls.map(({ clockId }) => clockId)),
    supervise: { workdays: (amount % 9) + 1, to: amount % 2 === 0 ? 'owner' : 'head' },
    'answer-order': { orderId: orders[amount % Math.max(orders.length, 1)]?.id ?? 'order.9' },
  };
}

/** Ends are rare, or every case would be over after three steps. */
const ENDS: readonly CommandType[] = ['reject', 'transfer', 'answer', 'withdraw', 'merge', 'terminate'];

/** Fit always and move little: seldom as well, or nothing else would happen. */
const SELDOM: readonly CommandType[] = [
  'assign',
  'hand-over',
  'supervise',
  'read-message',
  'note',
  'attach',
  'split',
  'join',
];

function mayHappen(type: CommandType, pick: number): boolean {
  if (ENDS.includes(type)) return pick % 17 === 0;
  return !SELDOM.includes(type) || pick % 5 === 0;
}

/** The story after one more thing has happened; what is refused changes nothing. */
export function happen(story: Story, one: Step): Story {
  const day = addDays(civilDateOf(story.now), one.days);
  if (compareDates(day, '2026-12-20') > 0) return story;
  const later = story.on(day, '10:00');
  const now = one.wake ? later.wake(later.now) : later;
  const fitting = COMMAND_TYPES.filter(
    (type) => mayHappen(type, one.pick) && fitsNow(now.state, now.programme, type),
  );
  const type = fitting[one.pick % Math.max(fitting.length, 1)];
  if (type === undefined) return now;
  try {
    return now.papers().do(type, varied(now, type, one), PEOPLE[one.person]);
  } catch (error) {
    if (isRefusal(error)) return now;
    throw error;
  }
}
