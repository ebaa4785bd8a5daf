import { Context } from '@temporalio/activity';

/** Well within every heartbeat timeout of `workflows/activity-profiles.ts`. */
const BEAT_MS = 5_000;

/** Says every few seconds that the work goes on: a worker that is killed within it is noticed soon, however long it may take. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
