import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../prisma/migrate';
import { testEngine } from '../../scripts/engine/test-engine';
import { startPostgres } from '../../scripts/postgres';
import { letAppSignIn } from '../../scripts/postgres/app-role';
import { makeTempDataDir, removeDataDir } from '../../scripts/temp-dir';
import { type ServerState, TEMPLATE } from './server-state';

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
  appPassword: string;
}> {
  const postgres = await startPostgres({ dataDir, databases: [TEMPLATE], settings: FAST_SETTINGS });
  try {
    const url = postgres.url(TEMPLATE);
    await migrate({ url });
    const appPassword = randomBytes(16).toString('hex');
    await letAppSignIn(url, appPassword);
    return { postgres, appPassword };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
