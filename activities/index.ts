import { Context } from '@temporalio/activity';
import { createDeliver } from './delivery';
import type { DeliverAnswer, DeliverInput, DeliveryDeps } from './delivery-ports';
import { createEnforce, type EnforceDeps } from './enforce';

export type {
  DeliverAnswer,
  DeliverInput,
  DeliveryDeps,
  DeliveryMetrics,
  DeliveryTimes,
} from './delivery-ports';
export type { Due } from './enforce';
export type { ActivityLog, EnforceAnswer, EnforceInput, EnforceLedger, EnforceMetrics } from './ports';

export interface ActivityDeps extends EnforceDeps {
  /** Left out by a worker that sends nothing. */
  readonly delivery?: DeliveryDeps;
}

/** Everything workflows may do to the world, over what it is done with. */
export function createActivities(deps: ActivityDeps) {
  const deliver = deps.delivery && createDeliver(deps.delivery);
  return {
    enforce: createEnforce(deps),
    async deliver(input: DeliverInput): Promise<DeliverAnswer> {
      if (deliver === undefined) throw new Error('this worker sends no messages');
      const context = Context.current();
      return deliver(input, { beat: () => context.heartbeat(), signal: context.cancellationSignal });
    },
  };
}

/** Workflows import this type and nothing else of this room. */
export type Activities = ReturnType<typeof createActivities>;
