import {
  continueAsNew,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import { addMs, epochMs, HOUR_MS, instantOfEpochMs, type Instant } from '../domain/calendar/instant';
import { LOOK_AT_CALENDAR } from './activity-profiles';
import type { CalendarWatchInput } from './messages/calendar-watch';

const { lookAtCalendar } = proxyActivities<Activities>(LOOK_AT_CALENDAR);

/** After a look that failed, as when the database was away for longer than its retries. */
const AGAIN_MS = HOUR_MS;

/**
 * Looks at the calendar at once, on every 1 November, and then every Monday until the next year is official: whoever
 * keeps it is reminded. When to look and what a reminder is, the ledger decides.
 */
export async function calendarWatchWorkflow(input: CalendarWatchInput): Promise<void> {
  const now = (): Instant => instantOfEpochMs(Date.now() + (input.shiftMs ?? 0));
  for (;;) {
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof calendarWatchWorkflow>(input);
    const { nextAt, words } = await look(now());
    setCurrentDetails(`${words}; looks again at ${nextAt}`);
    await sleep(Math.max(1_000, epochMs(nextAt) - epochMs(now())), { summary: words });
  }
}

async function look(now: Instant): Promise<{ nextAt: Instant; words: string }> {
  try {
    const { nextAt, year, missing } = await lookAtCalendar({ now });
    return { nextAt, words: missing ? `the notice for ${year} is missing` : `${year} is official` };
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('the calendar could not be looked at', { now });
    return { nextAt: addMs(now, AGAIN_MS), words: 'the last look failed' };
  }
}
