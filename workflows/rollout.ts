import {
  continueAsNew,
  defineQuery,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertMemo,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, RolloutProgress } from '../activities';
import { instantOfEpochMs, type Instant } from '../domain/calendar/instant';
import { ROLL_OUT } from './activity-profiles';
import { PROGRESS, type RolloutInput, type RolloutStepName, type RolloutView } from './messages/rollout';

const { moveDeadlines, reviewVerdicts, tellPosts } = proxyActivities<Activities>(ROLL_OUT);
const progressQuery = defineQuery<RolloutView>(PROGRESS);

/** After a step that failed, as when the database was away for longer than its retries. */
const PAUSE_MS = { failed: 5_000, most: 60_000 };

/** One batch of a step; what has been done already is not done again. */
const STEPS: Readonly<Record<RolloutStepName, typeof moveDeadlines>> = {
  moving: moveDeadlines,
  reviewing: reviewVerdicts,
  telling: tellPosts,
};

/** What comes after a batch. A calendar that changed once more sends the walk back to its beginning. */
function following(step: RolloutStepName, { over }: RolloutProgress): RolloutStepName {
  if (step === 'telling') return 'moving';
  if (!over) return step;
  return step === 'moving' ? 'reviewing' : 'telling';
}

/** A changed calendar or programme walks through the cases, batch by batch, until it is done or somebody cancels it. */
export async function rolloutWorkflow(input: RolloutInput): Promise<RolloutView> {
  const { rolloutId, summary, pauseMs, shiftMs = 0 } = input;
  const now = (): Instant => instantOfEpochMs(Date.now() + shiftMs);
  let step: RolloutStepName = 'moving';
  let view: RolloutView = { step, total: 0, done: 0, moved: 0, reviewed: 0, failures: 0 };
  setHandler(progressQuery, () => view);

  for (;;) {
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof rolloutWorkflow>(input);
    const answer: RolloutProgress | null = await tried(step, { rolloutId, now: now() });
    if (answer === null) {
      view = { ...view, failures: view.failures + 1 };
      setCurrentDetails(`${summary}: the last ${view.failures} tries failed`);
      await sleep(Math.min(PAUSE_MS.most, PAUSE_MS.failed * 2 ** (view.failures - 1)));
      continue;
    }
    const { total, done, moved, reviewed, over, waitMs } = answer;
    const next: RolloutView['step'] = answer.status === 'RUNNING' ? following(step, answer) : 'ended';
    if (next !== view.step) upsertMemo({ step: next });
    view = { step: next, total, done, moved, reviewed, failures: 0 };
    setCurrentDetails(`${summary}: ${next}, ${done} of ${total} cases, ${moved} dates moved`);
    if (next === 'ended') return view;
    if (waitMs > 0) await sleep(waitMs, { summary: 'until everybody has the new calendar' });
    else if (!over) await sleep(pauseMs);
    step = next;
  }
}

async function tried(
  step: RolloutStepName,
  input: Parameters<typeof moveDeadlines>[0],
): Promise<RolloutProgress | null> {
  try {
    return await STEPS[step](input);
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('a rollout could not go on', { ...input, step });
    return null;
  }
}
