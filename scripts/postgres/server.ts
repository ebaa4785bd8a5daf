import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithParent } from '../process/guard';
import { endProcess } from '../process/end';
import { identity } from './cluster';
import type { PostgresPlaces } from './places';
import { adminClient } from './databases';

const START_LIMIT_MS = 60_000;
const POLL_MS = 50;

/** How long the server processes of a killed PostgreSQL may take to notice that it is gone. */
const LEFTOVER_LIMIT_MS = 30_000;
const LEFTOVER_POLL_MS = 250;
const LAST_WORDS_MS = 1_000;
const KEPT_LINES = 20;

/** `synchronous_commit` and `fsync` stay on: the ledger is the truth and must survive a power cut. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  synchronous_commit: 'on',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

export interface ServerOptions {
  readonly places: PostgresPlaces;
  readonly port: number;
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly onLog: (line: string) => void;
}

/**
 * Starts the server and resolves when it answers. After a hard kill the server processes of the one before hold
 * its shared memory until they notice; PostgreSQL refuses to start beside them, so that is waited for.
 * @throws Error with PostgreSQL's own words when it cannot start, or when the leftovers do not end in 30 s.
 */
export async function startServer(options: ServerOptions): Promise<ChildProcess> {
  const deadline = Date.now() + LEFTOVER_LIMIT_MS;
  for (;;) {
    const recent: string[] = [];
    const child = spawnServer(options, (line) => {
      recent.push(line);
      if (recent.length > KEPT_LINES) recent.shift();
      options.onLog(line);
    });
    try {
      await answering(child, options.url, recent);
      return child;
    } catch (error) {
      if (!recent.some(isHeldByLeftovers) || Date.now() >= deadline) throw error;
      await sleep(LEFTOVER_POLL_MS);
    }
  }
}

function isHeldByLeftovers(line: string): boolean {
  return line.includes('pre-existing shared memory block');
}

/** Asks for a fast shutdown (running transactions are rolled back), then insists. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  await endProcess(child.pid, ['SIGINT', 'SIGQUIT', 'SIGKILL'], 15_000);
}

function spawnServer(options: ServerOptions, onLine: (line: string) => void): ChildProcess {
  const { places, port } = options;
  const settings = Object.entries({ ...SETTINGS, ...options.settings });
  const args = [
    '-D',
    places.clusterDir,
    '-p',
    String(port),
    ...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
  // A process group of its own: Ctrl-C in the terminal must not stop the database before its clients.
  const child = spawn(places.binaries.postgres, args, {
    ...identity(places),
    cwd: dirname(places.binaries.postgres),
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  endWithParent(child, 'SIGINT');
  createInterface({ input: child.stderr }).on('line', onLine);
  return child;
}

async function answering(child: ChildProcess, url: string, recent: readonly string[]): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const saidAll = new Promise<void>((done) => child.once('close', () => done()));
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (failure) throw new Error(`PostgreSQL could not be started: ${failure.message}`, { cause: failure });
    if (child.exitCode !== null || child.signalCode !== null) {
      await Promise.race([saidAll, sleep(LAST_WORDS_MS)]); // its last lines may come after its exit
      throw new Error(`PostgreSQL stopped while starting: ${fatalLine(recent)}`);
    }
    if (await answers(url)) return;
    await sleep(POLL_MS);
  }
  await stopServer(child);
  throw new Error(`PostgreSQL did not answer within ${START_LIMIT_MS / 1000} seconds: ${fatalLine(recent)}`);
}

function fatalLine(lines: readonly string[]): string {
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}

async function answers(url: string): Promise<boolean> {
  const client = adminClient(url);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
