import { TASK_QUEUE } from '../messages';

/** Registered name of the bulletin workflow; the exported function in bulletin.ts must be called so. */
export const BULLETIN_WORKFLOW = 'bulletinWorkflow';

/** The only way to spell the schedule's id: one for an installation, which a task queue stands for. */
export function bulletinScheduleId(taskQueue: string = TASK_QUEUE): string {
  return taskQueue === TASK_QUEUE ? 'bulletins' : `bulletins@${taskQueue}`;
}

export interface BulletinInput {
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
}

/** What one run of the schedule came to. */
export interface BulletinRun {
  /** Drafts that are there now, as `programme organisation month`. */
  readonly built: readonly string[];
  /** Those that could not be built, with the reason; the next run tries them again. */
  readonly refused: readonly string[];
}
