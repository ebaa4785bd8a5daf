import { epochMs, type Instant } from '../domain/calendar/instant';
import type { ActivityLog, EnforceAnswer, EnforceLedger, EnforceMetrics } from './ports';

export interface EnforceDeps {
  readonly ledger: EnforceLedger;
  /** Virtual time belongs to one case, so in simulation no case may act for another. */
  readonly simulation: boolean;
  readonly log: ActivityLog;
  readonly metrics: EnforceMetrics;
}

export interface Due {
  readonly caseId: string;
  readonly dueAt: Instant;
  /** The workflow's time; nothing below reads a clock. */
  readonly now: Instant;
}

/** Well below the engine's 10 s for a workflow task, within which a local activity should end. */
const BUDGET_MS = 4_000;

/** Records what is due for a case by `now`, then for others that are due, and answers when to wake next. */
export function createEnforce(deps: EnforceDeps): (due: Due) => Promise<EnforceAnswer> {
  const { ledger, simulation: ownCaseOnly, log, metrics } = deps;
  return async ({ caseId, dueAt, now }) => {
    const started = performance.now();
    const seconds = (): number => (performance.now() - started) / 1000;
    metrics.late((epochMs(now) - epochMs(dueAt)) / 1000);
    try {
      const answer = await ledger.enforce({ caseId, now, ownCaseOnly, budgetMs: BUDGET_MS });
      metrics.enforced(answer.recorded > 0 ? 'recorded' : 'nothing-due', seconds());
      return answer;
    } catch (error) {
      metrics.enforced('failed', seconds());
      log.warn({ caseId, dueAt, err: error }, 'enforce failed');
      throw error;
    }
  };
}
