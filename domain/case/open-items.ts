import type { CaseState, Clock, ClockKind, Order, Words } from './state';

/** Limits that people may move. A notice may not end early, a follow-up is a rhythm, a suspension has its own day. */
const MOVABLE: readonly ClockKind[] = ['stage', 'grade', 'rework', 'waiting', 'returned'];

/** Clocks whose limit may be extended, shortened or paused now. */
export function movableClocks(state: CaseState, by: 'extend' | 'shorten' | 'pause-clock'): Clock[] {
  return state.clocks.filter(
    (clock) =>
      MOVABLE.includes(clock.kind) &&
      clock.overdueAt === null &&
      (by === 'pause-clock' ? clock.status === 'RUNNING' : clock.status !== 'STOPPED'),
  );
}

/** Supervision orders (督办) that nobody has answered yet. */
export function openOrders(state: Pick<CaseState, 'orders'>): Order[] {
  return state.orders.filter((order) => order.answer === null);
}

/** What clocks of a case are called, in the order asked for. */
export function namesOfClocks({ clocks }: Pick<CaseState, 'clocks'>, ids: readonly string[]): Words[] {
  return ids.flatMap((id) => clocks.find((clock) => clock.id === id)?.name ?? []);
}
