import { join } from 'node:path';
import type { Pool } from 'pg';
import { addDays } from '../domain/calendar/civil-date';
import { civilDateOf, type Instant } from '../domain/calendar/instant';
import { createFolderStore } from '../ledger/files/folder-store';
import { createLedger } from '../ledger/ledger';
import { createPool } from '../prisma/client';
import { playStory, type Contents } from './demo/play';
import { seedPlaces } from './demo/reference';
import { makeSignIns } from './demo/sign-ins';
import { seedStaffing } from './demo/staffing';
import { DEMO_STORIES } from './demo/stories';
import { releaseLine, seedRules } from './rules';

/** What a start hands over. */
export interface SeedContext {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** False: calendars and programmes only, as a real bureau begins. */
  readonly demo: boolean;
  readonly say: (line: string) => void;
}

/** Cases of the demo that are not there yet; each is opened under a key of its own, so a broken start goes on. */
async function missingStories(pool: Pool) {
  const { rows } = await pool.query<{ key: string }>(
    "SELECT key FROM command_receipts WHERE key LIKE 'demo:%' AND key NOT LIKE 'demo:%:%'",
  );
  const there = new Set(rows.map((row) => row.key));
  return DEMO_STORIES.filter(({ story }) => !there.has(`demo:${story.id}`));
}

/** Plays the articles' cases into an empty bureau, around today. */
export async function seedCases(pool: Pool, contents: Contents, now: Instant): Promise<number> {
  const missing = await missingStories(pool);
  const stage = { ledger: createLedger(pool), pool, contents };
  for (const { story, startedDaysAgo } of missing) {
    await playStory(stage, story, addDays(civilDateOf(now), -startedDaysAgo), now);
  }
  return missing.length;
}

/** Calendars and programmes first, then brings old rows up to date; for a demo also places, people, sign-ins and the articles' cases. Safe at every start. */
export async function seed({ databaseUrl, dataDir, demo, say }: SeedContext): Promise<void> {
  const pool = createPool(databaseUrl, { max: 4 });
  const now = new Date().toISOString();
  try {
    const changed = releaseLine(await seedRules(pool, now));
    if (changed !== null) say(changed);
    const rebuilt = await createLedger(pool).rebuild();
    if (rebuilt > 0) say(`Ledger: ${rebuilt} cases of an older version made anew from their lines`);
    if (!demo) return;
    await seedPlaces(pool);
    await seedStaffing(pool, civilDateOf(now));
    await makeSignIns(pool, dataDir);
    const cases = await seedCases(pool, createFolderStore(join(dataDir, 'files')), now);
    if (cases > 0) say(`Demo: ${cases} cases of the five articles, as if they had begun around today`);
  } finally {
    await pool.end();
  }
}
