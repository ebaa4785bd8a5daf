import { condition, defineUpdate, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { Record } from './activities';

const { record } = proxyLocalActivities<{ record: Record }>({ startToCloseTimeout: '20 seconds' });

/** A workflow that does nothing but record what it is asked: the least that "a command goes through the engine" costs. */
export async function bareCase(): Promise<void> {
  setHandler(defineUpdate<unknown, [string]>('give'), (id) => record({ id, due: null }));
  await condition(() => false);
}

/** A workflow that sleeps until an instant and records that it woke: the least that a deadline costs. */
export async function bareTimer(id: string, dueMs: number): Promise<void> {
  const ms = dueMs - Date.now();
  if (ms > 0) await sleep(ms);
  await record({ id, due: new Date(dueMs).toISOString() });
}
