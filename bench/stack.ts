import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { seedReference } from '../cli/demo/reference';
import { createPool } from '../prisma/client';
import { migrate } from '../prisma/migrate';
import { childEnv } from '../scripts/child-env';
import { realEffects } from '../scripts/engine/effects';
import { openEngine } from '../scripts/engine/open';
import type { Engine } from '../scripts/engine/start';
import { freePort } from '../scripts/ports';
import { DATABASES, type Postgres, startPostgres } from '../scripts/postgres';
import { APP_ROLE, letAppSignIn } from '../scripts/postgres/app-role';
import type { Progress } from '../scripts/progress';
import { makeTempDataDir, removeDataDir } from '../scripts/temp-dir';
import { BARE_DATABASE, makeBareTables } from './bare/tables';
import { type Child, startChild, until } from './child';
import { type Token, giveTokens } from './people';

const HOST = '127.0.0.1';

/** The servers of one run, the processes that were started on them, and a connection to look from outside. */
export interface Stack {
  readonly postgres: Postgres;
  readonly engine: Engine;
  readonly pool: Pool;
  readonly tokens: ReadonlyMap<string, Token>;
  readonly host: string;
  readonly apiPort: number;
  /** The API, started when it is first asked for. */
  api(): Promise<Child>;
  /**
   * The worker that runs; `alone` means that every case records only its own deadlines, as in a simulation, `env` is
   * what its environment has besides.
   */
  worker(options?: { alone?: boolean; env?: Readonly<Record<string, string>> }): Promise<Child>;
  stopWorker(): Promise<void>;
  /** A program of the bench itself, on the bare database or on nothing. */
  program(name: string): Promise<Child>;
  stop(): Promise<void>;
}

interface Servers {
  readonly dataDir: string;
  readonly postgres: Postgres;
  readonly engine: Engine;
}

/** Starts PostgreSQL and the engine in a folder of their own and prepares the tables, ours and the bare ones. */
export async function startStack(progress: Progress): Promise<Stack> {
  const dataDir = makeTempDataDir('bench');
  const postgres = await startPostgres({ dataDir, databases: [...DATABASES, BARE_DATABASE] }).catch(
    (error: unknown) => {
      removeDataDir(dataDir);
      throw error;
    },
  );
  let engine: Engine | undefined;
  try {
    engine = await progress.step('Starting the Temporal server', () =>
      openEngine({ dataDir, postgres, progress, effects: ownEffects(progress) }),
    );
    return await prepare({ dataDir, postgres, engine });
  } catch (error) {
    await engine?.stop();
    await postgres.stop();
    removeDataDir(dataDir);
    throw error;
  }
}

/** A bench brings its own engine: one that serves others would be measured with their load. */
function ownEffects(progress: Progress): ReturnType<typeof realEffects> {
  const { TEMPORAL_ADDRESS: _, ...env } = process.env;
  return realEffects(progress, env);
}

async function prepare(servers: Servers): Promise<Stack> {
  const { dataDir, postgres } = servers;
  await migrate({ url: postgres.url() });
  const password = randomBytes(16).toString('hex');
  await letAppSignIn(postgres.url(), password);
  await makeBareTables(postgres.url(BARE_DATABASE));
  const databaseUrl = `postgresql://${APP_ROLE}:${password}@${postgres.host}:${postgres.port}/banjie`;
  const pool = createPool(databaseUrl, { max: 4 });
  await seedReference(pool, '2024-01-01T00:00:00.000Z');
  const tokens = await giveTokens(pool);
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir, { recursive: true });
  const apiPort = await freePort();
  return { ...running({ ...servers, databaseUrl, logDir, apiPort, pool }), tokens };
}

interface Prepared extends Servers {
  readonly databaseUrl: string;
  readonly logDir: string;
  readonly apiPort: number;
  readonly pool: Pool;
}

function running(prepared: Prepared): Omit<Stack, 'tokens'> {
  const { dataDir, postgres, engine, pool, apiPort } = prepared;
  const children = new Map<string, Child>();
  const start = async (name: string, spec: Start): Promise<Child> => {
    const known = children.get(name);
    if (known !== undefined && !known.hasEnded()) return known;
    const child = startChild({ name, logDir: prepared.logDir, ...spec });
    children.set(name, child);
    await until(`${name} is ready`, () => {
      if (child.hasEnded()) throw new Error(`${name} ended: ${child.log().slice(-2_000)}`);
      return spec.isReady(child);
    });
    return child;
  };
  const stop = async (name: string): Promise<void> => {
    await children.get(name)?.stop();
    children.delete(name);
  };
  return {
    ...{ postgres, engine, pool, apiPort, host: HOST },
    api: () => start('api', apiOf(prepared)),
    worker: ({ alone = false, env = {} } = {}) =>
      start(alone ? 'worker-alone' : 'worker', workerOf(prepared, alone, env)),
    async stopWorker() {
      await stop('worker');
      await stop('worker-alone');
    },
    program: (name) => start(name, programOf(prepared, name)),
    async stop() {
      for (const name of [...children.keys()].reverse()) await stop(name);
      await pool.end();
      await engine.stop();
      await postgres.stop();
      removeDataDir(dataDir);
    },
  };
}

interface Start {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly isReady: (child: Child) => Promise<boolean> | boolean;
}

function environment(prepared: Prepared, simulation: boolean): Record<string, string> {
  const { dataDir, databaseUrl, engine, apiPort: port } = prepared;
  const sessionSecret = randomBytes(32).toString('hex');
  const place = { temporalAddress: engine.address, namespace: engine.namespace, host: HOST, port };
  return childEnv({ dataDir, databaseUrl, sessionSecret, simulation, demo: false, ...place });
}

function apiOf(prepared: Prepared): Start {
  const answers = (): Promise<boolean> =>
    fetch(`http://${HOST}:${prepared.apiPort}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  return { program: 'api/main.ts', env: environment(prepared, false), isReady: answers };
}

function workerOf(prepared: Prepared, alone: boolean, env: Readonly<Record<string, string>>): Start {
  const isReady = (child: Child): boolean => child.log().includes('worker ready');
  return { program: 'worker/main.ts', env: { ...environment(prepared, alone), ...env }, isReady };
}

function programOf(prepared: Prepared, name: string): Start {
  const env = { ...environment(prepared, false), DATABASE_URL: prepared.postgres.url(BARE_DATABASE) };
  // The others are ready when they answer, and wait for their first question until then.
  const isReady = (child: Child): boolean => name !== 'bare-worker' || child.log().includes('worker ready');
  return { program: `bench/programs/${name}.ts`, env, isReady };
}
