import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { withClient } from '../../scripts/postgres/databases';
import { APP_ROLE } from '../../scripts/postgres/app-role';
import { type ServerState, TEMPLATE } from './server-state';

// Real servers on a busy machine of two cores: jest's five seconds are for code that waits for nothing.
jest.setTimeout(60_000);

export interface TestDatabase {
  /** As the application connects: may not change the ledger. */
  readonly url: string;
  /** As the migrations connect. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of your own, cloned in some 50 ms; drop it in `afterAll`. */
export function testDatabase(template = TEMPLATE): Promise<TestDatabase> {
  return createDatabase(template);
}

/** One connection as the owner of the server, for what is about databases and not in one. */
export function onAdminDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const { host, port, owner, ownerPassword } = servers().postgres;
  return withClient(`postgresql://${owner}:${ownerPassword}@${host}:${port}/postgres`, work);
}

/** A database without any tables, for tests of the migrations themselves. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const { postgres, appPassword } = servers();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = (user: string, password: string, database: string): string =>
    `postgresql://${user}:${password}@${postgres.host}:${postgres.port}/${database}`;
  const admin = url(postgres.owner, postgres.ownerPassword, 'postgres');
  const ownerUrl = url(postgres.owner, postgres.ownerPassword, name);
  await withClient(admin, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: url(APP_ROLE, appPassword, name),
    ownerUrl,
    drop: async () => {
      await withClient(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** The run's real Temporal server, with virtual time; use a task queue and workflow ids of your own. */
export function engine(): ServerState['engine'] {
  return servers().engine;
}

function servers(): ServerState {
  const state = process.env['JEST_BANJIE_SERVERS'];
  if (!state)
    throw new Error('This tier has no servers: give its project in jest.config.cjs the globalSetup.');
  return JSON.parse(state) as ServerState;
}
