import { Context } from '@temporalio/activity';
import type { Instant } from '../domain/calendar/instant';
import type { Advanced, SpotChecks } from '../ledger/spot-check/checks';

export type { Advanced } from '../ledger/spot-check/checks';

/** What a spot check needs of the ledger to go on. */
export interface SpotCheckDeps {
  readonly spotChecks: Pick<SpotChecks, 'advance'>;
}

export interface SpotCheckActivityInput {
  readonly checkId: string;
  /** The workflow's time; nothing below reads a clock. */
  readonly now: Instant;
}

/** Well within the heartbeat timeout of ADVANCE_SPOT_CHECK. */
const BEAT_MS = 5_000;

/** The one step of a spot check: freeze, go on with the witnesses, draw. However often it is called, each is done once. */
export function createSpotCheckActivities(deps: SpotCheckDeps | undefined) {
  return {
    async advanceSpotCheck(input: SpotCheckActivityInput): Promise<Advanced> {
      if (deps === undefined) throw new Error('this worker draws no spot checks');
      // A worker that is killed within a step is noticed soon, however long the step may take.
      const context = Context.current();
      const beating = setInterval(() => context.heartbeat(), BEAT_MS);
      try {
        return await deps.spotChecks.advance(input);
      } finally {
        clearInterval(beating);
      }
    },
  };
}
