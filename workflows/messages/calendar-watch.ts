import { TASK_QUEUE } from '../messages';

/** Registered name of the calendar watch; the exported function in calendar-watch.ts must be called so. */
export const CALENDAR_WATCH_WORKFLOW = 'calendarWatchWorkflow';

/** The only way to spell its workflow id: one for an installation, which a task queue stands for. */
export function calendarWatchId(taskQueue: string = TASK_QUEUE): string {
  return taskQueue === TASK_QUEUE ? 'calendar-watch' : `calendar-watch@${taskQueue}`;
}

export interface CalendarWatchInput {
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
}
