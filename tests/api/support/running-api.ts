import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { createApp } from '../../../api/app';
import { createEngine, type EngineOptions } from '../../../api/engine';
import { createFiles, type FilesOptions } from '../../../api/files/create-store';
import { LiveHub, type LiveOptions } from '../../../api/live/hub';
import { createLog } from '../../../api/log';
import { createMetrics } from '../../../api/metrics';
import type { ApiConfig, Deps } from '../../../api/ports';
import { createAppServer } from '../../../api/server';
import { createLedger } from '../../../ledger/ledger';
import { createPool, createPrisma, type PrismaClient } from '../../../prisma/client';
import { makeTempDataDir, removeDataDir } from '../../../scripts/temp-dir';
import { engine as temporal, testDatabase, type TestDatabase } from '../../support/services';

export interface RunningApi {
  readonly url: string;
  readonly prisma: PrismaClient;
  readonly pool: Pool;
  readonly database: TestDatabase;
  readonly deps: Deps;
  /** Every line written to the log, parsed. */
  readonly logged: Record<string, unknown>[];
  stop(): Promise<void>;
}

export const CONFIG: ApiConfig = {
  sessionSecrets: ['a secret of the tests, thirty-two characters'],
  secureCookies: false,
  trustedProxies: 0,
  publicOrigin: null,
  oidc: null,
  simulation: { enabled: false },
  demo: false,
  fewCases: 5,
  webFolder: null,
  checkAnswers: true,
};

export interface RunOptions {
  config?: Partial<ApiConfig>;
  /** Milliseconds the API believes it is ahead of the machine's clock; may be changed while it runs. */
  ahead?: { ms: number };
  databaseUrl?: string;
  /** Made beforehand, dropped with this API; otherwise it is a fresh one. */
  database?: TestDatabase;
  files?: Partial<FilesOptions>;
  live?: Partial<LiveOptions>;
  /** Where the engine is believed to be; the run's own unless a test says otherwise. */
  engine?: Partial<EngineOptions>;
  /** Channels that the ledger puts into the outbox; none unless a test sends by them. */
  channels?: readonly string[];
}

/** The whole API on a port of its own, with a migrated database of its own. */
export async function runApi({
  config = {},
  ahead = { ms: 0 },
  databaseUrl,
  database: given,
  files = {},
  live: options = {},
  engine: engineOptions = {},
  channels = [],
}: RunOptions = {}): Promise<RunningApi> {
  const database = given ?? (await testDatabase());
  const url = databaseUrl ?? database.url;
  const prisma = createPrisma(url, { max: 4 });
  const pool = createPool(url, { max: 2 });
  const logged: Record<string, unknown>[] = [];
  const log = createLog('info', {
    write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>),
  });
  const folder = makeTempDataDir('files');
  const clock = { now: () => new Date(Date.now() + ahead.ms).toISOString() };
  const { address, namespace } = temporal();
  const engine = createEngine({ address, namespace, ...engineOptions });
  const live = new LiveHub({ url, prisma, clock, log, ...options });
  const deps: Deps = {
    prisma,
    pool,
    log,
    clock,
    metrics: createMetrics(),
    ledger: createLedger(pool, channels),
    live,
    engine,
    files: createFiles({ store: { kind: 'folder', folder }, maxBytes: 20 * 1024 * 1024, log, ...files }),
    config: { ...CONFIG, ...config },
  };
  const server = createAppServer(createApp(deps)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    prisma,
    pool,
    database,
    deps,
    logged,
    stop: async () => {
      await live.stop();
      await engine.close();
      await close(server);
      await prisma.$disconnect();
      await pool.end();
      await database.drop();
      removeDataDir(folder);
    },
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
