import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type StartedServer, startBuiltServer } from './built-server';
import { startDevServer } from './dev-server';
import { type DynamicConfig, TIME_SKIPPING_CONFIG, WORK_CONFIG } from './dynamic-config';
import { ensureNamespace, serverVersion } from './namespace';
import type { EnginePostgres } from './schema';
import type { Candidate } from './types';

export const NAMESPACE = 'banjie';

export interface StartEngineOptions {
  readonly candidate: Candidate;
  /** Ports, process id, dynamic configuration and, for the development server, its state. */
  readonly dataDir: string;
  /** Where a built server keeps its state; without it everything is in memory and gone at the end. */
  readonly postgres?: EnginePostgres;
  /** Over the settings that every engine gets. */
  readonly dynamicConfig?: DynamicConfig;
  /** Virtual time for workflows that ask for it (tests and simulation only). */
  readonly timeSkipping?: boolean;
  readonly namespace?: string;
  readonly historyShards?: number;
  readonly onLog?: (line: string) => void;
}

export interface Engine {
  readonly address: string;
  readonly namespace: string;
  readonly kind: Candidate['kind'];
  /** What the server itself says it is. */
  readonly version: string;
  readonly pid: number | undefined;
  /** Resolves when a server of ours is gone, wanted or not; never for one that runs elsewhere. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts an engine (or joins the one at TEMPORAL_ADDRESS) and returns when cases can be started in it. */
export async function startEngine(options: StartEngineOptions): Promise<Engine> {
  const namespace = options.namespace ?? NAMESPACE;
  mkdirSync(options.dataDir, { recursive: true });
  const { address, server } = await start({ ...options, dataDir: resolve(options.dataDir) });
  try {
    const version = await untilEnded(server, (signal) => ready(address, namespace, signal));
    const exited = server?.exited ?? new Promise<void>(() => undefined);
    const stop = async (): Promise<void> => server?.stop();
    return { address, namespace, kind: options.candidate.kind, version, pid: server?.pid, exited, stop };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

type Started = Omit<StartedServer, 'server'> & { readonly server?: StartedServer['server'] };

async function start(options: StartEngineOptions): Promise<Started> {
  const { candidate, dataDir, postgres } = options;
  const skipping = options.timeSkipping ? TIME_SKIPPING_CONFIG : {};
  const dynamicConfig = { ...WORK_CONFIG, ...skipping, ...options.dynamicConfig };
  const log = options.onLog && { onLog: options.onLog };
  const shards = options.historyShards !== undefined && { historyShards: options.historyShards };
  switch (candidate.kind) {
    case 'address':
      return { address: candidate.address };
    case 'built':
      return startBuiltServer({
        engine: candidate,
        dataDir,
        dynamicConfig,
        ...(postgres && { postgres }),
        ...shards,
        ...log,
      });
    case 'dev-server':
      return startDevServer({ engine: candidate, dataDir, inMemory: !postgres, dynamicConfig, ...log });
  }
}

async function ready(address: string, namespace: string, signal: AbortSignal): Promise<string> {
  const version = await serverVersion(address, { signal });
  await ensureNamespace(address, namespace, { signal });
  return version;
}

/** A server that dies while starting is reported at once, not after a minute of trying to connect. */
async function untilEnded<T>(
  server: StartedServer['server'] | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  if (!server) return work(gone.signal);
  const death = server.exited.then(() => {
    gone.abort();
    throw new Error(`The Temporal server stopped while starting: ${server.lastWords()}`);
  });
  return Promise.race([work(gone.signal), death]);
}
