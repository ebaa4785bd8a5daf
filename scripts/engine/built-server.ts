import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Server, startServerProcess } from '../process/server';
import { rememberedPorts } from '../ports';
import { type DynamicConfig, dynamicConfigFile } from './dynamic-config';
import { type EnginePostgres, ensureEngineSchema } from './schema';
import { HISTORY_SHARDS, checkShards } from './shards';
import type { BuiltEngine } from './types';

const HOST = '127.0.0.1';
const MEMORY_SHARDS = 4;

/** Every service of the server listens twice: for calls, and for finding its peers. */
const PORTS = [
  'FRONTEND_GRPC_PORT',
  'FRONTEND_HTTP_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
] as const;

export interface BuiltServerOptions {
  readonly engine: BuiltEngine;
  readonly dataDir: string;
  /** Without it the server keeps everything in memory, for tests. */
  readonly postgres?: EnginePostgres;
  readonly dynamicConfig: DynamicConfig;
  readonly historyShards?: number;
  readonly onLog?: (line: string) => void;
}

export interface StartedServer {
  readonly address: string;
  readonly server: Server;
}

/** Starts the server that was built from source, on PostgreSQL or in memory. */
export async function startBuiltServer(options: BuiltServerOptions): Promise<StartedServer> {
  const { engine, dataDir, postgres } = options;
  const ports = await rememberedPorts(dataDir, PORTS);
  const configFile = join(dataDir, 'engine-dynamic-config.yaml');
  writeFileSync(configFile, dynamicConfigFile(options.dynamicConfig));
  const store = postgres ? await onPostgres(options, postgres) : IN_MEMORY;
  const server = await startServerProcess({
    name: 'engine',
    command: engine.server,
    args: ['--allow-no-auth', 'start'],
    env: {
      ...store,
      ...Object.fromEntries(PORTS.map((name) => [name, String(ports[name])])),
      BIND_ON_IP: HOST,
      LOG_LEVEL: 'error',
      GOGC: '400',
      DYNAMIC_CONFIG_FILE_PATH: configFile,
    },
    dataDir,
    ...(options.onLog && { onLog: options.onLog }),
  });
  return { address: `${HOST}:${ports.FRONTEND_GRPC_PORT}`, server };
}

const IN_MEMORY: Record<string, string> = {
  DB: 'sqlite',
  SQLITE_MODE: 'memory',
  SQLITE_CACHE: 'shared',
  NUM_HISTORY_SHARDS: String(MEMORY_SHARDS),
};

async function onPostgres(
  options: BuiltServerOptions,
  postgres: EnginePostgres,
): Promise<Record<string, string>> {
  const shards = options.historyShards ?? HISTORY_SHARDS;
  checkShards(options.dataDir, shards);
  await ensureEngineSchema(options.engine.sql, postgres, options.engine.version);
  return {
    DB: 'postgres12_pgx', // prepared statements: a quarter more throughput than postgres12
    DBNAME: 'temporal',
    VISIBILITY_DBNAME: 'temporal_visibility',
    POSTGRES_SEEDS: postgres.host,
    DB_PORT: String(postgres.port),
    POSTGRES_USER: postgres.user,
    POSTGRES_PWD: postgres.password,
    SQL_MAX_CONNS: '20',
    SQL_VIS_MAX_CONNS: '10',
    NUM_HISTORY_SHARDS: String(shards),
  };
}
