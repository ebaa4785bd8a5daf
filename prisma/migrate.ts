import { resolve } from 'node:path';
import type { DatabaseError } from 'pg';
import { type SchemaEngine, withSchemaEngine } from './schema-engine';
import { readMigrations } from './migrations-folder';

const NO_FILTERS = { externalTables: [], externalEnums: [] };

export interface MigrateOptions {
  /** Connection of the role that owns the tables. */
  readonly url: string;
  /** Defaults to `prisma/migrations` of this checkout. */
  readonly migrationsDir?: string;
  readonly onLog?: (line: string) => void;
}

/** A migration that cannot be applied; the message is one sentence that says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Applies the migrations that are missing, as `prisma migrate deploy` would, and returns their names. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrationsList = readMigrations(options.migrationsDir ?? defaultMigrationsDir());
  const log = options.onLog ?? (() => undefined);
  return withSchemaEngine(options.url, async (engine, adapter) => {
    await refuseBrokenHistory(engine, migrationsList);
    const applied = await apply(engine, migrationsList, () => adapter.scriptError);
    for (const name of applied) log(`applied migration ${name}`);
    return applied;
  });
}

/** `prisma/migrations` of this checkout. */
export function defaultMigrationsDir(): string {
  return resolve(__dirname, 'migrations');
}

type Migrations = ReturnType<typeof readMigrations>;

async function refuseBrokenHistory(engine: SchemaEngine, migrationsList: Migrations): Promise<void> {
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  const [edited] = found.editedMigrationNames;
  if (edited) {
    throw new MigrationError(
      `Migration ${edited} was changed after it had been applied: restore the file and put the change into a new migration.`,
    );
  }
  const [failed] = found.failedMigrationNames;
  if (failed) {
    throw new MigrationError(
      `Migration ${failed} was interrupted earlier: see whether its changes are in the database, then set finished_at (if they are) or rolled_back_at (if not) in its row of _prisma_migrations.`,
    );
  }
  const unknown = unknownMigration(found.history);
  if (unknown) {
    throw new MigrationError(
      `The database has migration ${unknown}, which this version does not know: start the newer version of Banjie, or restore a backup.`,
    );
  }
}

type History = Awaited<ReturnType<SchemaEngine['diagnoseMigrationHistory']>>['history'];

function unknownMigration(history: History): string | undefined {
  if (history === null || history.diagnostic === 'databaseIsBehind') return undefined;
  return history.unpersistedMigrationNames[0];
}

async function apply(
  engine: SchemaEngine,
  migrationsList: Migrations,
  scriptError: () => DatabaseError | undefined,
): Promise<string[]> {
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return appliedMigrationNames;
  } catch (error) {
    const cause = scriptError();
    if (!cause) throw error;
    const name = await markRolledBack(engine, migrationsList);
    const where = whereItFailed(migrationsList, name, cause);
    throw new MigrationError(`Migration ${where} failed and was rolled back: ${cause.message}.`, { cause });
  }
}

/** `name line 12`, when PostgreSQL says at which character of the script it stopped. */
function whereItFailed(list: Migrations, name: string | undefined, cause: DatabaseError): string {
  const content = list.migrationDirectories.find((directory) => directory.path === name)?.migrationFile
    .content;
  if (content?.tag !== 'ok' || cause.position === undefined) return name ?? '';
  const line = content.value.slice(0, Number(cause.position)).split('\n').length;
  return `${name} line ${line}`;
}

/** PostgreSQL has undone the failed migration as a whole, so the next start may simply try again. */
async function markRolledBack(engine: SchemaEngine, migrationsList: Migrations): Promise<string | undefined> {
  const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  const [migrationName] = failedMigrationNames;
  if (migrationName !== undefined) await engine.markMigrationRolledBack({ migrationName });
  return migrationName;
}
