import type { Instant } from '../domain/calendar/instant';

/** One queue for everything: the worker process runs workflows and activities alike. */
export const TASK_QUEUE = 'banjie';

/** Registered name of the case workflow; the exported function in case.ts must be called so. */
export const CASE_WORKFLOW = 'caseWorkflow';

const CASE_PREFIX = 'case:';

/** The only way to spell the workflow id of a case. */
export function caseWorkflowId(caseId: string): string {
  return `${CASE_PREFIX}${caseId}`;
}

/** The case a workflow belongs to, or null when it is no case's workflow. */
export function caseIdOf(workflowId: string): string | null {
  return workflowId.startsWith(CASE_PREFIX) ? workflowId.slice(CASE_PREFIX.length) : null;
}

/** Signal: the case must wake no later than this. Carries `Rearm`. */
export const REARM = 'rearm';

/** Signal: the case has ended, nothing is left to keep time for. Carries nothing. */
export const ENDED = 'ended';

/** Query: what the workflow is waiting for. Answers `ClockView`. */
export const CLOCK = 'clock';

/** Plain JSON only, and no rules: a changed programme never meets the history of an open case. */
export interface CaseInput {
  readonly caseId: string;
  readonly wakeAt: Instant | null;
  /** What is waited for, in words for operators, such as "town review, due 2026-03-04". */
  readonly summary: string;
  /** Simulation only: scenario time minus engine time, so that virtual time can play in any year. */
  readonly shiftMs?: number;
}

export interface Rearm {
  readonly wakeAt: Instant;
  readonly summary: string;
  readonly stage?: string | null;
  readonly urgency?: string | null;
}

export interface ClockView {
  /** Null while enforcing, and while nothing but a re-arm can wake the case. */
  readonly wakeAt: Instant | null;
  readonly summary: string;
}
