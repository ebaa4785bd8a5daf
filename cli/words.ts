import type { CalendarYear } from '../domain/calendar/calendar-year';
import type { ClosureKind } from '../domain/calendar/closures';
import type { Clock, Verdict } from '../domain/case/state';
import type { Words } from '../domain/errors';
import type { LatenessStep } from '../domain/figures/lateness';
import { postName } from '../domain/programme/render-words';
import { LEVELS, STAGE_ROLES } from '../domain/roles';
import type { RolloutStatus } from '../domain/rollout';
import type { DeliveryState } from '../ledger/outbox/types';

/* What the command line calls what the API and the ledger tell in their own names; `--json` prints those as they are. */

const w = (zh: string, en: string): Words => ({ zh, en });

export const CLOCK_STATUS: Readonly<Record<Clock['status'], Words>> = {
  RUNNING: w('计时中', 'running'),
  PAUSED: w('已暂停', 'paused'),
  STOPPED: w('已停止', 'stopped'),
};

export const VERDICTS: Readonly<Record<Verdict, Words>> = {
  ON_TIME: w('按时', 'on time'),
  OVERDUE: w('逾期', 'late'),
};

export const LATENESS_NAMES: Readonly<Record<LatenessStep | 'overdue', Words>> = {
  fired: w('应发→触发', 'planned to fired'),
  recorded: w('触发→入账', 'fired to recorded'),
  delivered: w('入账→送达', 'recorded to delivered'),
  acknowledged: w('送达→签收', 'delivered to acknowledged'),
  overdue: w('到期→逾期入账', 'due to overdue recorded'),
};

export const ROLLOUT_STATUS: Readonly<Record<RolloutStatus, string>> = {
  RUNNING: 'under way',
  DONE: 'done',
  CANCELLED: 'ended early',
};

export const DELIVERY_STATE: Readonly<Record<DeliveryState, string>> = {
  PENDING: 'waiting',
  SENDING: 'being sent',
  SENT: 'sent',
  DEAD: 'failed',
  UNKNOWN: 'fate unknown',
  CANCELLED: 'cancelled',
};

export const YEAR_STATUS: Readonly<Record<CalendarYear['status'], string>> = {
  OFFICIAL: 'official',
  PROVISIONAL: 'provisional',
};

export const CLOSURE_KIND: Readonly<Record<ClosureKind, string>> = { CLOSED: 'off', OPEN: 'worked' };

/** `1 date`, `2 dates`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** A post as the API writes it (`reviewer@street`), in words; anything else as it stands. */
export function postCalled(ref: string): Words {
  const [name, at] = ref.split('@');
  const role = STAGE_ROLES.find((one) => one === name);
  const level = LEVELS.find((one) => one.toLowerCase() === at);
  return role === undefined || level === undefined ? w(ref, ref) : postName({ role, level });
}
