import type { Instant } from '../domain/calendar/instant';
import type { RolloutProgress, Rollouts } from '../ledger/rollout/rollouts';

export type { RolloutProgress } from '../ledger/rollout/rollouts';

/** What a changed calendar or programme needs of the ledger to walk through the cases. */
export interface RolloutDeps {
  readonly rollouts: Pick<Rollouts, 'move' | 'review' | 'finish'>;
  /** Cases in one transaction. */
  readonly batch: number;
  /** How long another process may still compute by a calendar that has changed. */
  readonly settleMs: number;
}

export interface RolloutActivityInput {
  readonly rolloutId: string;
  /** The workflow's time; nothing below reads a clock. */
  readonly now: Instant;
}

/** The three steps of a rollout. Each goes on where the last one ended, however often it is called. */
export function createRolloutActivities(deps: RolloutDeps | undefined) {
  const known = (): RolloutDeps => {
    if (deps === undefined) throw new Error('this worker moves no deadlines');
    return deps;
  };
  return {
    async moveDeadlines(input: RolloutActivityInput): Promise<RolloutProgress> {
      const { rollouts, batch: limit, settleMs } = known();
      return rollouts.move({ ...input, limit, settleMs });
    },
    async reviewVerdicts(input: RolloutActivityInput): Promise<RolloutProgress> {
      const { rollouts, batch: limit, settleMs } = known();
      return rollouts.review({ ...input, limit, settleMs });
    },
    async tellPosts(input: RolloutActivityInput): Promise<RolloutProgress> {
      return known().rollouts.finish(input);
    },
  };
}
