import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultMigrationsDir } from './migrate';
import { readMigrations } from './migrations-folder';
import { withSchemaEngine } from './schema-engine';

export interface DiffOptions {
  /** A server on which a shadow database may be made; its own databases are not touched. */
  readonly url: string;
  readonly migrationsDir?: string;
  readonly schemaPath?: string;
}

/** The SQL that leads from the migrations as they are to the datamodel, to start a new migration from. */
export async function migrationDiff(options: DiffOptions): Promise<string> {
  const path = options.schemaPath ?? resolve(__dirname, 'schema.prisma');
  const content = readFileSync(path, 'utf8');
  const migrations = readMigrations(options.migrationsDir ?? defaultMigrationsDir());
  const { stdout } = await withSchemaEngine(
    options.url,
    (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...migrations },
        to: { tag: 'schemaDatamodel', files: [{ path, content }] },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
    content,
  );
  return stdout ?? '';
}
