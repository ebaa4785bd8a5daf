import type { CaseView, ClockView, Notification } from './person';

/** The newest clock of a stage. */
export function clockOf(view: CaseView, stage: string): ClockView | undefined {
  return view.clocks.findLast(({ stageId }) => stageId === stage);
}

/** The clocks that count for the whole case. */
export function clocksOfKind(view: CaseView, kind: string): ClockView[] {
  return view.clocks.filter((clock) => clock.kind === kind);
}

/** What was said of one clock. */
export function about(told: readonly Notification[], clock: string): Notification[] {
  return told.filter(({ data }) => data['clock'] === clock);
}
