import { migrationDiff } from '../prisma/diff';
import { startPostgres } from './postgres';
import { makeTempDataDir, removeDataDir } from './temp-dir';

/** `npm run migration:diff`: prints the SQL that a new migration needs, on a database made for the purpose. */
async function main(): Promise<void> {
  const dataDir = makeTempDataDir('diff');
  const postgres = await startPostgres({ dataDir, databases: [] });
  try {
    process.stdout.write(await migrationDiff({ url: postgres.url('postgres') }));
  } finally {
    await postgres.stop();
    removeDataDir(dataDir);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
