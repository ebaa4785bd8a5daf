import type { Instant } from '../../domain/calendar/instant';

/** Registered name of the spot check workflow; the exported function in spot-check.ts must be called so. */
export const SPOT_CHECK_WORKFLOW = 'spotCheckWorkflow';

/** The only way to spell the workflow id of a spot check. */
export function spotCheckWorkflowId(checkId: string): string {
  return `spot-check:${checkId}`;
}

/** Signal: somebody did something. Carries nothing. */
export const STEP = 'step';

/** Query: where it stands. Answers `SpotCheckView`. */
export const STANDING = 'standing';

export interface SpotCheckInput {
  readonly checkId: string;
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
}

export interface SpotCheckView {
  readonly status: string;
  /** When time acts next; null while it waits for people, and when it is over. */
  readonly wakeAt: Instant | null;
  /** Steps in a row that did not succeed. */
  readonly failures: number;
}
