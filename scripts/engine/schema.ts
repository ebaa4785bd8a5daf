import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureDatabases, withClient } from '../postgres/databases';

const run = promisify(execFile);

/** Folder inside the schema tool for each database. */
const SCHEMAS = { temporal: 'temporal', temporal_visibility: 'visibility' } as const;

/** The part of a running PostgreSQL that the engine needs. */
export interface EnginePostgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  url(database: string): string;
}

/**
 * Gives the engine its two databases with the schema of this version. Completion is noted as a comment on the
 * database, so a setup that was killed half-way is recognised and done again from nothing.
 */
export async function ensureEngineSchema(
  sql: string,
  postgres: EnginePostgres,
  version: string,
): Promise<boolean> {
  const databases = Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[];
  await ensureDatabases(postgres.url('postgres'), databases);
  const wasUsed = await hasNamespaces(postgres);
  let changed = false;
  for (const database of databases) {
    const complete = `engine schema ${version}`;
    const noted = await commentOf(postgres, database);
    if (noted === complete) continue;
    const tool = (...args: string[]): Promise<void> => runTool(sql, postgres, ['--db', database, ...args]);
    if (noted === null && !wasUsed) {
      await recreate(postgres, database);
      await tool('setup-schema', '-v', '0.0');
    }
    await tool('update-schema', '--schema-name', `postgresql/v12/${SCHEMAS[database]}`);
    await comment(postgres, database, complete);
    changed = true;
  }
  return changed;
}

/** A server that ran has registered its own system namespace; then nothing may be thrown away. */
async function hasNamespaces(postgres: EnginePostgres): Promise<boolean> {
  return withClient(postgres.url('temporal'), async (client) => {
    const table = await client.query<{ there: boolean }>(
      `SELECT to_regclass('namespaces') IS NOT NULL AS there`,
    );
    if (!table.rows[0]?.there) return false;
    return ((await client.query('SELECT 1 FROM namespaces LIMIT 1')).rowCount ?? 0) > 0;
  });
}

async function commentOf(postgres: EnginePostgres, database: string): Promise<string | null> {
  return withClient(postgres.url('postgres'), async (client) => {
    const { rows } = await client.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [database],
    );
    return rows[0]?.comment ?? null;
  });
}

async function comment(postgres: EnginePostgres, database: string, text: string): Promise<void> {
  await withClient(postgres.url('postgres'), (client) =>
    client.query(`COMMENT ON DATABASE ${client.escapeIdentifier(database)} IS ${client.escapeLiteral(text)}`),
  );
}

async function recreate(postgres: EnginePostgres, database: string): Promise<void> {
  await withClient(postgres.url('postgres'), async (client) => {
    await client.query(`DROP DATABASE ${client.escapeIdentifier(database)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
}

async function runTool(sql: string, postgres: EnginePostgres, args: string[]): Promise<void> {
  const env = {
    ...process.env,
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: postgres.host,
    SQL_PORT: String(postgres.port),
    SQL_USER: postgres.user,
    SQL_PASSWORD: postgres.password,
  };
  try {
    await run(sql, args, { env });
  } catch (error) {
    const said = (error as { stdout?: string; stderr?: string }).stdout ?? String(error);
    throw new Error(
      `The engine's schema could not be set up (${args.join(' ')}): ${said.trim().split('\n').at(-1)}`,
      {
        cause: error,
      },
    );
  }
}
