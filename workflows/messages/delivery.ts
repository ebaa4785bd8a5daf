import type { Instant } from '../../domain/calendar/instant';
import { TASK_QUEUE } from '../messages';

/** Registered name of the delivery workflow; the exported function in delivery.ts must be called so. */
export const DELIVERY_WORKFLOW = 'deliveryWorkflow';

/**
 * The only way to spell the workflow id of a channel. Another installation in the same namespace has a task queue of
 * its own, and channels of its own.
 */
export function deliveryWorkflowId(channel: string, taskQueue: string = TASK_QUEUE): string {
  return taskQueue === TASK_QUEUE ? `delivery:${channel}` : `delivery:${channel}@${taskQueue}`;
}

/** Signal: there may be more to send. Carries nothing. */
export const MORE = 'more';

/** Query: what the channel waits for. Answers `DeliveryView`. */
export const DELIVERY = 'delivery';

export interface DeliveryInput {
  readonly channel: string;
}

export interface DeliveryView {
  /** Null while sending, and while nothing but a signal can wake it. */
  readonly nextAt: Instant | null;
  /** Drains in a row that did not succeed. */
  readonly failures: number;
}
