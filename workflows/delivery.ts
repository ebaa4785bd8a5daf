import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, DeliverAnswer } from '../activities';
import { epochMs, instantOfEpochMs, type Instant } from '../domain/calendar/instant';
import { DELIVER } from './activity-profiles';
import { DELIVERY, MORE, type DeliveryInput, type DeliveryView } from './messages/delivery';

const { deliver } = proxyActivities<Activities>(DELIVER);
const moreSignal = defineSignal(MORE);
const deliveryQuery = defineQuery<DeliveryView>(DELIVERY);

/** Between two drains that found nothing although something was due, and after one that failed: never in a tight circle. */
const PAUSE_MS = { idle: 5_000, failed: 5_000, most: 60_000 };

/** Drains one channel for ever: when it is told that there is more, and when something that waits has its time. */
export async function deliveryWorkflow({ channel }: DeliveryInput): Promise<void> {
  let more = false;
  let nextAt: Instant | null = null;
  let failures = 0;
  setHandler(moreSignal, () => void (more = true));
  setHandler(deliveryQuery, () => ({ nextAt, failures }));

  for (;;) {
    // The next run begins with a drain, so a signal that came meanwhile is not lost.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof deliveryWorkflow>({ channel });
    [more, nextAt] = [false, null];
    setCurrentDetails('sending');
    const answer = await drained(channel);
    if (answer === null) {
      failures += 1;
      setCurrentDetails(`the last ${failures} drains failed`);
      // Deaf: whoever signals cannot know that nothing works at the moment.
      await sleep(Math.min(PAUSE_MS.most, PAUSE_MS.failed * 2 ** (failures - 1)));
      continue;
    }
    failures = 0;
    nextAt = answer.nextAt;
    setCurrentDetails(nextAt === null ? 'nothing waits' : `waits until ${nextAt}`);
    await comes(answer, () => more);
  }
}

/** Until there is something to do. */
async function comes({ nextAt, handled }: DeliverAnswer, more: () => boolean): Promise<void> {
  if (nextAt === null) {
    await condition(more);
    return;
  }
  const ms = epochMs(nextAt) - Date.now();
  if (ms > 0) await condition(more, ms, { summary: `next message at ${nextAt}` });
  else if (handled === 0) await sleep(PAUSE_MS.idle);
}

async function drained(channel: string): Promise<DeliverAnswer | null> {
  try {
    return await deliver({ channel, now: instantOfEpochMs(Date.now()) });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('a channel could not be drained', { channel });
    return null;
  }
}
