import type { Instant } from '../domain/calendar/instant';

export interface EnforceInput {
  readonly caseId: string;
  readonly now: Instant;
  readonly ownCaseOnly: boolean;
  readonly budgetMs: number;
}

export interface EnforceAnswer {
  readonly wakeAt: Instant | null;
  readonly ended: boolean;
  /** How many events were written, other cases included. */
  readonly recorded: number;
  /** What is waited for next, in words. */
  readonly summary: string;
  /** Where the case stands now, for the engine's lists; left out, they stay as they were. */
  readonly stage?: string | null;
  readonly urgency?: string | null;
}

/** What activities need of the ledger. */
export interface EnforceLedger {
  enforce(input: EnforceInput): Promise<EnforceAnswer>;
}

/** What activities tell about themselves; seconds. */
export interface EnforceMetrics {
  enforced(outcome: 'recorded' | 'nothing-due' | 'failed', seconds: number): void;
  /** From the instant a case should wake to the moment the engine woke it. */
  late(seconds: number): void;
}

export interface ActivityLog {
  warn(data: object, message: string): void;
}
