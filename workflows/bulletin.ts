import { isCancellation, log, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { instantOfEpochMs, type Instant } from '../domain/calendar/instant';
import { BUILD_BULLETINS } from './activity-profiles';
import type { BulletinInput, BulletinRun } from './messages/bulletin';

const { listDueBulletins, buildDueBulletin } = proxyActivities<Activities>(BUILD_BULLETINS);

/** While the database is away for longer than the retries of a step: until the next run of the schedule is near. */
const AGAIN_MS = 600_000;
const MOST_TRIES = 72;

/**
 * Runs every morning: lists the bulletins that are due and not there, and builds each. On most days there is none; after
 * a time in which nobody kept time there are several.
 */
export async function bulletinWorkflow({ shiftMs = 0 }: BulletinInput): Promise<BulletinRun> {
  const now = (): Instant => instantOfEpochMs(Date.now() + shiftMs);
  const due = await tried('list', () => listDueBulletins({ now: now() }));
  const built: string[] = [];
  const refused: string[] = [];
  for (const one of due) {
    const name = `${one.programme} ${one.organisationId} ${one.month}`;
    const answer = await tried(name, () => buildDueBulletin({ ...one, now: now() }));
    if (answer.refused === null) built.push(name);
    else refused.push(`${name}: ${answer.refused}`);
    setCurrentDetails([...built, ...refused].join('\n'));
  }
  if (due.length === 0) setCurrentDetails('no bulletin is due');
  return { built, refused };
}

async function tried<T>(what: string, step: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await step();
    } catch (error) {
      if (isCancellation(error) || tries === MOST_TRIES) throw error;
      log.warn('a bulletin could not be built yet', { what, tries });
      await sleep(AGAIN_MS, { summary: `tries again: ${what}` });
    }
  }
}
