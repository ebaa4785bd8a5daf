import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rememberedPorts } from './ports';
import { endLeftover, ensureCluster } from './postgres/cluster';
import { ensureDatabases } from './postgres/databases';
import { postgresPlaces } from './postgres/places';
import { startServer, stopServer } from './postgres/server';

const HOST = '127.0.0.1';
const OWNER = 'banjie';

/** Ours, and the two that the engine keeps its own state in. */
export const DATABASES = ['banjie', 'temporal', 'temporal_visibility'] as const;

export interface PostgresOptions {
  /** The cluster goes into `<dataDir>/postgres`. */
  readonly dataDir: string;
  readonly databases?: readonly string[];
  /** Server settings over our own, for tests and benchmarks. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onLog?: (line: string) => void;
}

export interface Postgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  /** Connection of the owner to one database. */
  url(database?: string): string;
  /** Resolves when the server is gone, wanted or not. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL of a data folder, making the cluster and the databases at the first start. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const places = postgresPlaces(dataDir);
  const password = ownerPassword(dataDir);
  await endLeftover(places.clusterDir);
  await ensureCluster(places, OWNER, password);
  const { postgres: port } = await rememberedPorts(dataDir, ['postgres']);
  const url = (database = 'banjie'): string =>
    `postgresql://${OWNER}:${password}@${HOST}:${port}/${database}`;
  const onLog = options.onLog ?? (() => undefined);
  const child = await startServer({
    places,
    port,
    url: url('postgres'),
    settings: options.settings ?? {},
    onLog,
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = (): Promise<void> => stopServer(child);
  try {
    await ensureDatabases(url('postgres'), options.databases ?? DATABASES);
  } catch (error) {
    await stop();
    throw error;
  }
  return { host: HOST, port, user: OWNER, password, pid: child.pid ?? 0, url, exited, stop };
}

/** Made once per data folder and readable by its owner only. */
function ownerPassword(dataDir: string): string {
  const file = join(dataDir, 'postgres-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(24).toString('hex');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}
