/** Registered name of the rollout workflow; the exported function in rollout.ts must be called so. */
export const ROLLOUT_WORKFLOW = 'rolloutWorkflow';

/** The only way to spell the workflow id of a rollout. */
export function rolloutWorkflowId(rolloutId: string): string {
  return `rollout:${rolloutId}`;
}

/** Query: how far it has come. Answers `RolloutView`. */
export const PROGRESS = 'progress';

export interface RolloutInput {
  readonly rolloutId: string;
  /** What it is about, in words for operators; nothing that somebody typed. */
  readonly summary: string;
  /** Between two batches of cases, so that commands of people come first. */
  readonly pauseMs: number;
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
}

/** Open limits are moved, stopped clocks judged anew, and the posts concerned told: in this order. */
export const ROLLOUT_STEPS = ['moving', 'reviewing', 'telling'] as const;
export type RolloutStepName = (typeof ROLLOUT_STEPS)[number];

export interface RolloutView {
  readonly step: RolloutStepName | 'ended';
  /** Open cases that were concerned when it began, and how many it has come to. */
  readonly total: number;
  readonly done: number;
  /** Dates that moved. */
  readonly moved: number;
  /** Cases whose stopped clocks were judged anew. */
  readonly reviewed: number;
  /** Steps in a row that did not succeed. */
  readonly failures: number;
}
