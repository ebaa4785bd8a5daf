import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  isCancellation,
  log,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, EnforceAnswer } from '../activities';
import { epochMs, instantOfEpochMs, minInstant, type Instant } from '../domain/calendar/instant';
import { ENFORCE } from './activity-profiles';
import { CLOCK, ENDED, REARM, type CaseInput, type ClockView, type Rearm } from './messages';
import { showInLists, type Labels } from './search-attributes';

const { enforce } = proxyLocalActivities<Activities>(ENFORCE);
const rearmSignal = defineSignal<[Rearm]>(REARM);
const endedSignal = defineSignal(ENDED);
const clockQuery = defineQuery<ClockView>(CLOCK);

/** Keeps the time of one case, from its first clock to its last. What happens at each instant, the ledger decides. */
export async function caseWorkflow(input: CaseInput): Promise<void> {
  const { caseId, shiftMs = 0 } = input;
  const now = (): Instant => instantOfEpochMs(Date.now() + shiftMs);
  let { wakeAt, summary } = input;
  let ended = false;
  let labels: Labels = {};

  // Never later than asked: too early costs one look at the ledger, too late is a broken promise.
  const wakeBy = (at: Instant | null, words: string): void => {
    const earliest = minInstant(wakeAt, at);
    if (wakeAt === null || earliest !== wakeAt) [wakeAt, summary] = [earliest, words];
  };
  setHandler(rearmSignal, (asked) => {
    labels = asked;
    wakeBy(asked.wakeAt, asked.summary);
  });
  setHandler(endedSignal, () => void (ended = true));
  setHandler(clockQuery, () => ({ wakeAt, summary }));

  while (!ended) {
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof caseWorkflow>({ ...input, wakeAt, summary });
    }
    const dueAt: Instant | null = wakeAt;
    showInLists(dueAt, labels);
    setCurrentDetails(dueAt === null ? summary : `${summary}; wakes at ${dueAt}`);
    const came = await comes(dueAt, now, summary, () => ended || wakeAt !== dueAt);
    if (dueAt === null || !came) continue;

    // From here on `wakeAt` holds only what is asked for while the ledger is being written.
    wakeAt = null;
    const answer = await record({ caseId, dueAt, now: now() });
    ended ||= answer.ended;
    labels = answer;
    wakeBy(answer.wakeAt, answer.summary);
  }
}

/** True when the instant has come; false when something changed before it did. */
async function comes(
  at: Instant | null,
  now: () => Instant,
  summary: string,
  changed: () => boolean,
): Promise<boolean> {
  if (at === null) {
    await condition(changed);
    return false;
  }
  const ms = epochMs(at) - epochMs(now());
  return ms <= 0 || !(await condition(changed, ms, { summary }));
}

/**
 * A case that cannot be recorded now waits, without a timer, until it is armed again: the sweep arms every late
 * case, so nothing is lost and nothing spins.
 */
async function record(due: Parameters<typeof enforce>[0]): Promise<Omit<EnforceAnswer, 'recorded'>> {
  try {
    const answer = await enforce(due);
    const stuck = answer.recorded === 0 && answer.wakeAt !== null && answer.wakeAt <= due.now;
    if (!stuck) return answer;
    log.warn('the ledger recorded nothing for an instant that has passed', {
      caseId: due.caseId,
      dueAt: due.dueAt,
    });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('what was due could not be recorded', { caseId: due.caseId, dueAt: due.dueAt });
  }
  return { wakeAt: null, ended: false, summary: 'not recorded, waiting to be armed again' };
}
