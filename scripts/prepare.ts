import { dirname } from 'node:path';
import { seed } from '../cli/seed';
import { loadConfig } from '../config/env';
import { migrate } from '../prisma/migrate';
import { ensureNamespace } from './engine/namespace';
import { letAppSignIn } from './postgres/app-role';

/** What docker compose runs before worker and API: tables, the application's role, rules, and the engine's namespace. */
async function prepare(): Promise<void> {
  const { database, temporal, files, demo } = loadConfig();
  const say = (line: string): void => console.log(line);
  if (!database.ownerUrl)
    throw new Error('BANJIE_DATABASE_OWNER_URL is missing: the role that owns the tables makes them.');
  const applied = await migrate({ url: database.ownerUrl, onLog: say });
  say(applied.length > 0 ? `${applied.length} migrations applied` : 'tables are up to date');
  await letAppSignIn(database.ownerUrl, decodeURIComponent(new URL(database.url).password));
  await ensureNamespace(temporal.address, temporal.namespace);
  say(`namespace ${temporal.namespace} is ready at ${temporal.address}`);
  const dataDir = files.kind === 'folder' ? dirname(files.folder) : '.';
  await seed({ databaseUrl: database.url, dataDir, demo, say });
}

prepare().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
