import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultMigrationsDir, migrate } from '../../prisma/migrate';
import { testEngine } from '../../scripts/engine/test-engine';
import { startPostgres } from '../../scripts/postgres';
import { allowLogin, withClient } from '../../scripts/postgres/databases';
import { makeTempDataDir, removeDataDir } from '../../scripts/temp-dir';
import { APP_ROLE, type ServerState, TEMPLATE } from './server-state';

export interface TestServers {
  readonly state: ServerState;
  stop(): Promise<void>;
}

/** Tests throw their data away, so they need not wait for the disk. */
const FAST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
};

/** One PostgreSQL with a migrated template database, and one engine with virtual time, for all test files of a run. */
export async function startTestServers(): Promise<TestServers> {
  const dataDir = makeTempDataDir('test');
  const [postgresDir, engineDir] = [join(dataDir, 'database'), join(dataDir, 'engine')];
  mkdirSync(engineDir);
  const starting = [startTemplate(postgresDir), testEngine({ dataDir: engineDir })] as const;
  const [database, engine] = await Promise.allSettled(starting);
  const stop = async (): Promise<void> => {
    if (engine.status === 'fulfilled') await engine.value.stop();
    if (database.status === 'fulfilled') await database.value.postgres.stop();
    removeDataDir(postgresDir);
    removeDataDir(dataDir);
  };
  if (database.status === 'rejected' || engine.status === 'rejected') {
    await stop();
    throw database.status === 'rejected' ? database.reason : (engine as PromiseRejectedResult).reason;
  }
  const { postgres, appPassword } = database.value;
  const { address, namespace } = engine.value;
  const { host, port, user: owner, password: ownerPassword } = postgres;
  return {
    state: { postgres: { host, port, owner, ownerPassword }, appPassword, engine: { address, namespace } },
    stop,
  };
}

async function startTemplate(dataDir: string): Promise<{
  postgres: Awaited<ReturnType<typeof startPostgres>>;
  appPassword: string | undefined;
}> {
  const postgres = await startPostgres({ dataDir, databases: [TEMPLATE], settings: FAST_SETTINGS });
  try {
    const url = postgres.url(TEMPLATE);
    if (hasMigrations()) await migrate({ url });
    return { postgres, appPassword: await letAppSignIn(url) };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function letAppSignIn(url: string): Promise<string | undefined> {
  const role = await withClient(url, (client) =>
    client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]),
  );
  if (!role.rowCount) return undefined;
  const password = randomBytes(16).toString('hex');
  await allowLogin(url, APP_ROLE, password);
  return password;
}

function hasMigrations(): boolean {
  const folder = defaultMigrationsDir();
  return (
    existsSync(folder) && readdirSync(folder, { withFileTypes: true }).some((entry) => entry.isDirectory())
  );
}
