import { join } from 'node:path';
import { civilDateOf } from '../domain/calendar/instant';
import { createFolderStore } from '../ledger/files/folder-store';
import { createLedger } from '../ledger/ledger';
import { createPool } from '../prisma/client';
import { makeBulletins } from './demo/bulletins';
import { makeDemo } from './demo/make';
import { seedPlaces } from './demo/reference';
import { makeSignIns } from './demo/sign-ins';
import { seedStaffing } from './demo/staffing';
import { releaseLine, seedRules } from './rules';

/** What a start hands over. */
export interface SeedContext {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** False: calendars and programmes only, as a real bureau begins. */
  readonly demo: boolean;
  readonly say: (line: string) => void;
  /** How far a long step is. */
  readonly detail?: (text: string) => void;
}

/** Calendars and programmes first, then brings old rows up to date; for a demo also places, people, sign-ins and cases. Safe at every start. */
export async function seed({ databaseUrl, dataDir, demo, say, detail }: SeedContext): Promise<void> {
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
    const stage = { ledger: createLedger(pool), pool, contents: createFolderStore(join(dataDir, 'files')) };
    const cases = await makeDemo(stage, now, (done, all) => detail?.(`${done} of ${all} cases`));
    if (cases > 0)
      say(`Demo: ${cases} cases, those of the five articles and everyday ones, dated around today`);
    const bulletins = await makeBulletins(stage, now);
    if (bulletins > 0) say(`Demo: ${bulletins} monthly bulletins of 张家港, the last one a draft`);
  } finally {
    await pool.end();
  }
}
