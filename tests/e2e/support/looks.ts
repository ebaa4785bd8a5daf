import type { CaseView, ClockView, Notification } from './person';

/** The newest clock of a stage, not of its waiting to be opened. */
export function clockOf(view: CaseView, stage: string): ClockView | undefined {
  return view.clocks.findLast(({ stageId, kind }) => stageId === stage && kind !== 'waiting');
}

/** The clocks that count for the whole case. */
export function clocksOfKind(view: CaseView, kind: string): ClockView[] {
  return view.clocks.filter((clock) => clock.kind === kind);
}

/** What was said of one clock. */
export function about(told: readonly Notification[], clock: string): Notification[] {
  return told.filter(({ data }) => data['clock'] === clock);
}

/** Reminders, of one clock if it is named, that came after its limit had ended; calls that climbed are others. */
export function late(told: readonly Notification[], clock?: string): Notification[] {
  const of = clock === undefined ? told : about(told, clock);
  return of.filter(({ kind, data }) => kind === 'rung' && Number(data['left']) < 0);
}
