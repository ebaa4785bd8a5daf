import type { Instant } from '../domain/calendar/instant';
import type { Advanced, SpotChecks } from '../ledger/spot-check/checks';
import { beating } from './beating';

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

/** The one step of a spot check: freeze, go on with the witnesses, draw. However often it is called, each is done once. */
export function createSpotCheckActivities(deps: SpotCheckDeps | undefined) {
  return {
    async advanceSpotCheck(input: SpotCheckActivityInput): Promise<Advanced> {
      if (deps === undefined) throw new Error('this worker draws no spot checks');
      return beating(() => deps.spotChecks.advance(input));
    },
  };
}
