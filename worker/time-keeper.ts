import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';
import type { Activities } from '../activities';
import type { Log } from './ports';

export interface TimeKeeperOptions {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly identity: string;
  readonly localActivities: number;
  readonly bundle: WorkflowBundle;
  readonly activities: Activities;
  readonly log: Log;
  readonly onReady: () => void;
}

/** What is under way may finish; whatever does not is done again by the next worker. */
const GRACE = '15 seconds';

/** Timers of a worker that died wait this long for it before another one gets them; the default is 10 s. */
const STICKY = '3 seconds';

const RETRY_MS = { first: 500, most: 10_000 };

/** Runs workflows and activities until `signal`; an engine that is away is waited for. */
export async function keepTime(options: TimeKeeperOptions, signal: AbortSignal): Promise<void> {
  const { log } = options;
  let waitMs = RETRY_MS.first;
  while (!signal.aborted) {
    try {
      await serve(options, signal, () => (waitMs = RETRY_MS.first));
    } catch (error) {
      if (waitMs === RETRY_MS.first) log.warn({ err: error }, 'the engine is not there yet');
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, RETRY_MS.most);
    }
  }
}

async function serve(
  options: TimeKeeperOptions,
  signal: AbortSignal,
  onConnected: () => void,
): Promise<void> {
  const { address, namespace, taskQueue, identity, log } = options;
  const connection = await NativeConnection.connect({ address });
  try {
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      identity,
      workflowBundle: options.bundle,
      activities: options.activities,
      maxConcurrentLocalActivityExecutions: options.localActivities,
      stickyQueueScheduleToStartTimeout: STICKY,
      shutdownGraceTime: GRACE,
    });
    onConnected();
    const stopped = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    log.info({ taskQueue, namespace }, 'worker ready');
    options.onReady();
    await worker.runUntil(stopped);
  } finally {
    await connection.close();
  }
}
