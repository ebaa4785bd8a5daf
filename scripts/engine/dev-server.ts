import { join } from 'node:path';
import { rememberedPorts } from '../ports';
import { startServerProcess } from '../process/server';
import type { StartedServer } from './built-server';
import { type DynamicConfig, dynamicConfigFlags } from './dynamic-config';
import type { DevServerEngine } from './types';

const HOST = '127.0.0.1';

export interface DevServerOptions {
  readonly engine: DevServerEngine;
  readonly dataDir: string;
  readonly inMemory: boolean;
  readonly dynamicConfig: DynamicConfig;
  readonly onLog?: (line: string) => void;
}

/** Starts the development server; it keeps its state in one SQLite file of the data folder. */
export async function startDevServer(options: DevServerOptions): Promise<StartedServer> {
  const { dataDir } = options;
  const ports = await rememberedPorts(dataDir, ['FRONTEND_GRPC_PORT', 'FRONTEND_HTTP_PORT']);
  const file = options.inMemory ? [] : ['--db-filename', join(dataDir, 'engine.sqlite')];
  const server = await startServerProcess({
    name: 'engine',
    command: options.engine.executable,
    args: [
      ...['server', 'start-dev', '--headless', '--ip', HOST, '--log-level', 'error'],
      ...['--port', String(ports.FRONTEND_GRPC_PORT), '--http-port', String(ports.FRONTEND_HTTP_PORT)],
      ...file,
      ...dynamicConfigFlags(options.dynamicConfig),
    ],
    env: {},
    dataDir,
    ...(options.onLog && { onLog: options.onLog }),
  });
  return { address: `${HOST}:${ports.FRONTEND_GRPC_PORT}`, server };
}
