import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationDiff } from '../prisma/diff';
import { startPostgres } from './postgres';
import { clusterFolder } from './postgres/places';

/** `npm run migration:diff`: prints the SQL that a new migration needs, on a database made for the purpose. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-diff-'));
  const postgres = await startPostgres({ dataDir, databases: [] });
  try {
    process.stdout.write(await migrationDiff({ url: postgres.url('postgres') }));
  } finally {
    await postgres.stop();
    for (const folder of [clusterFolder(dataDir), dataDir]) rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
