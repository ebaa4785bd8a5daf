import { hash } from '@node-rs/argon2';
import { seed } from '../../../cli/seed';
import { PASSWORD_COST } from '../../../domain/password';
import { makeTempDataDir, removeDataDir } from '../../../scripts/temp-dir';
import { onAdminDatabase, testDatabase, type TestDatabase } from '../../support/services';
import { withClient } from '../../../scripts/postgres/databases';

/** Of every sign-in of the demo, in tests. */
export const DEMO_PASSWORD = 'the-password-of-every-post';

const TEMPLATE = 'banjie_demo';
/** Whoever makes the template holds this lock; the others wait and find it there. */
const LOCK = 7_236_001;

/**
 * A database of your own with the demo bureau in it. The bureau is played once for all test files of a run and cloned for
 * each: playing it takes many seconds, a clone part of one.
 */
export async function demoDatabase(): Promise<TestDatabase> {
  await onAdminDatabase(async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) {
      const made = await playedDemo();
      // Only a bureau that is complete gets the name.
      await admin.query(`ALTER DATABASE ${made} RENAME TO ${TEMPLATE}`);
    }
  });
  return testDatabase(TEMPLATE);
}

async function playedDemo(): Promise<string> {
  const database = await testDatabase();
  const dataDir = makeTempDataDir('browser-demo');
  try {
    await seed({ databaseUrl: database.url, dataDir, demo: true, say: () => undefined });
    const passwordHash = await hash(DEMO_PASSWORD, PASSWORD_COST);
    await withClient(database.ownerUrl, (client) =>
      client.query('UPDATE persons SET password_hash = $1 WHERE sign_in_name IS NOT NULL', [passwordHash]),
    );
  } finally {
    removeDataDir(dataDir);
  }
  return new URL(database.url).pathname.slice(1);
}
