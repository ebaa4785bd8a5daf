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
import type { Activities, Advanced } from '../activities';
import { epochMs, instantOfEpochMs } from '../domain/calendar/instant';
import { ADVANCE_SPOT_CHECK } from './activity-profiles';
import { STANDING, STEP, type SpotCheckInput, type SpotCheckView } from './messages/spot-check';

const { advanceSpotCheck } = proxyActivities<Activities>(ADVANCE_SPOT_CHECK);
const stepSignal = defineSignal(STEP);
const standingQuery = defineQuery<SpotCheckView>(STANDING);

/** After a step that failed; and how often it looks although nobody called. */
const WAIT_MS = { failed: 5_000, mostFailed: 60_000, most: 24 * 60 * 60_000 };

/** Freeze, commit, reveal, draw: in this order and in no other, until the sample is drawn or the check has ended. */
export async function spotCheckWorkflow(input: SpotCheckInput): Promise<SpotCheckView> {
  const { checkId, shiftMs = 0 } = input;
  let stepped = false;
  let view: SpotCheckView = { status: 'DEFINED', wakeAt: null, failures: 0 };
  setHandler(stepSignal, () => void (stepped = true));
  setHandler(standingQuery, () => view);

  for (;;) {
    // The next run begins with a step, so a signal that came meanwhile is not lost.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof spotCheckWorkflow>(input);
    stepped = false;
    const answer = await tried(checkId, shiftMs);
    if (answer === null) {
      view = { ...view, failures: view.failures + 1 };
      setCurrentDetails(`the last ${view.failures} steps failed`);
      await sleep(Math.min(WAIT_MS.mostFailed, WAIT_MS.failed * 2 ** (view.failures - 1)));
      continue;
    }
    view = { status: answer.status, wakeAt: answer.wakeAt, failures: 0 };
    setCurrentDetails(answer.wakeAt === null ? answer.status : `${answer.status} until ${answer.wakeAt}`);
    if (answer.over) return view;
    const ms = answer.wakeAt === null ? WAIT_MS.most : epochMs(answer.wakeAt) - shiftMs - Date.now();
    await condition(() => stepped, Math.min(WAIT_MS.most, Math.max(1, ms)), { summary: answer.status });
  }
}

async function tried(checkId: string, shiftMs: number): Promise<Advanced | null> {
  try {
    return await advanceSpotCheck({ checkId, now: instantOfEpochMs(Date.now() + shiftMs) });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('a spot check could not go on', { checkId });
    return null;
  }
}
