import { compareInstants, type Instant } from '../../../domain/calendar/instant';
import { formatLimit, type Limit } from '../../../domain/calendar/limit';
import type { CaseState, Clock } from '../../../domain/case/state';
import { formatPostRef } from '../../../domain/roles';

/** A limit in both languages. */
export const inBoth = (limit: Limit) => ({ zh: formatLimit(limit, 'zh'), en: formatLimit(limit, 'en') });

/** Overdue is computed when read: nothing wakes a case only to change a colour. */
export function showClock(clock: Clock, now: Instant) {
  const late =
    clock.overdueAt !== null || (clock.status === 'RUNNING' && compareInstants(now, clock.dueAt) >= 0);
  const { id, kind, stageId, name, startedAt, dueDate, dueAt, provisional, status } = clock;
  const { verdict, stoppedAt, resumesAt, used, ladder, fired, next } = clock;
  return {
    ...{ id, kind, stageId, name, owner: formatPostRef(clock.owner), limit: inBoth(clock.limit) },
    ...{ startedAt, dueDate, dueAt, provisional, status, overdue: late && kind !== 'notice', verdict },
    ...{ stoppedAt, resumesAt, used, rungs: { ladder, fired, next } },
    changes: clock.changes.map(({ at, from, why }) => ({ at, from: inBoth(from), why })),
  };
}

/** Supervision orders (督办), answered or not. */
export function showOrders({ orders, clocks }: CaseState) {
  return orders.map(({ id, text, givenAs, to, answer, clockId }) => ({
    ...{ id, text, givenAs, to: formatPostRef(to), answer },
    dueAt: clocks.find((clock) => clock.id === clockId)?.dueAt ?? null,
  }));
}
