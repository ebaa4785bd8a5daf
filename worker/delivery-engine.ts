import { Client, type Connection } from '@temporalio/client';
import {
  DELIVERY_WORKFLOW,
  deliveryWorkflowId,
  MORE,
  type DeliveryInput,
} from '../workflows/messages/delivery';
import { CALL_LIMIT_MS, type CaseEngineOptions } from './case-engine';

/** What sending messages asks of the engine. */
export interface DeliveryEngine {
  /** Starts the channel's workflow if it does not run, and tells it that there may be more to send. */
  more(channel: string): Promise<void>;
}

/** The engine as seen from the outbox: one workflow per channel. */
export function createDeliveryEngine(options: Omit<CaseEngineOptions, 'shiftMs'>): DeliveryEngine {
  const { connection, namespace, taskQueue } = options;
  const { workflow } = new Client({ connection, namespace });
  return {
    async more(channel) {
      const input: DeliveryInput = { channel };
      await within(connection, () =>
        workflow.signalWithStart(DELIVERY_WORKFLOW, {
          workflowId: deliveryWorkflowId(channel, taskQueue),
          taskQueue,
          args: [input],
          signal: MORE,
          signalArgs: [],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: `messages by ${channel}`,
        }),
      );
    },
  };
}

const within = <T>(connection: Connection, call: () => Promise<T>): Promise<T> =>
  connection.withDeadline(Date.now() + CALL_LIMIT_MS, call);
