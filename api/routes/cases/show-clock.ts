import type { Calendar } from '../../../domain/calendar/calendar';
import { compareInstants, type Instant } from '../../../domain/calendar/instant';
import { formatLimit, type Limit } from '../../../domain/calendar/limit';
import { leadingClock, signOfClock } from '../../../domain/case/sign';
import type { CaseState, Clock } from '../../../domain/case/state';
import { formatPostRef, type PostRef } from '../../../domain/roles';

/** A limit in both languages. */
export const inBoth = (limit: Limit) => ({ zh: formatLimit(limit, 'zh'), en: formatLimit(limit, 'en') });

/** By whose calendar a limit is told: that of the post which owns it. */
export type CalendarFor = (owner: PostRef) => Calendar;

/** The time sign of the whole case. */
export function showCaseSign({ clocks }: CaseState, calendarFor: CalendarFor, now: Instant) {
  const clock = leadingClock(clocks);
  return clock && signOfClock(clock, calendarFor(clock.owner), now);
}

/** Overdue is computed when read: nothing wakes a case only to change a colour. */
export function showClock(clock: Clock, calendarFor: CalendarFor, now: Instant) {
  const late =
    clock.overdueAt !== null || (clock.status === 'RUNNING' && compareInstants(now, clock.dueAt) >= 0);
  const { id, kind, stageId, name, startedAt, dueDate, dueAt, provisional, status } = clock;
  const { verdict, stoppedAt, resumesAt, used, ladder, fired, next } = clock;
  return {
    ...{ id, kind, stageId, name, owner: formatPostRef(clock.owner), limit: inBoth(clock.limit) },
    ...{ startedAt, dueDate, dueAt, provisional, status, overdue: late && kind !== 'notice', verdict },
    ...{ stoppedAt, resumesAt, used, rungs: { ladder, fired, next } },
    sign: signOfClock(clock, calendarFor(clock.owner), now),
    changes: clock.changes.map(({ at, from, why }) => ({ at, from: inBoth(from), why })),
  };
}

/** Supervision orders (督办), answered or not. */
export function showOrders({ orders, clocks }: CaseState, calendarFor: CalendarFor, now: Instant) {
  return orders.map(({ id, text, givenAs, to, answer, clockId }) => {
    const clock = clocks.find((one) => one.id === clockId);
    const sign = clock === undefined ? null : signOfClock(clock, calendarFor(clock.owner), now);
    return { id, text, givenAs, to: formatPostRef(to), answer, clockId, dueAt: clock?.dueAt ?? null, sign };
  });
}
