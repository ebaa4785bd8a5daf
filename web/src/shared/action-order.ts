import type { Case } from '../api/generated/schema';

type Allowed = Case['allowed'];

/** What does not move the case on. */
const ASIDE: ReadonlySet<string> = new Set([
  ...['acknowledge', 'note', 'extend', 'shorten', 'pause-clock', 'resume-clock', 'regrade', 'hand-over'],
  ...[
    'raise-finding',
    'give-opinion',
    'supervise',
    'assign',
    'withdraw',
    'suspend',
    'terminate',
    'change-plan',
    'merge',
    'split',
    'transfer',
  ],
]);
/** What somebody asked for by name comes before the stage itself, and what sends it back after it. */
const RANKS: Readonly<Record<string, number>> = {
  'answer-order': 0,
  'answer-finding': 0,
  'verify-finding': 0,
  'answer-opinion': 0,
  return: 2,
  adjourn: 2,
  revise: 2,
  reject: 3,
};
const USUAL = 1;
/** Ends the case or takes something away that does not come back by itself. */
const GRAVE: ReadonlySet<string> = new Set(['reject', 'terminate', 'withdraw', 'merge']);
const SHOWN = 2;

/** The one or two commands that matter now, and all others. */
export function orderActions(allowed: Allowed): { first: Allowed; others: Allowed } {
  const rank = ({ type }: Allowed[number]) => RANKS[type] ?? USUAL;
  const first = allowed
    .filter(({ type }) => !ASIDE.has(type))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN);
  return { first, others: allowed.filter((one) => !first.includes(one)) };
}

/** Whether a command asks for care: shown in red, and it always asks for its reason. */
export function isGrave(type: string): boolean {
  return GRAVE.has(type);
}
