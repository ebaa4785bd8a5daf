import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endNoted } from '../process/pid-file';
import { openLogFile } from './log-file';
import { startNodeChild } from './node-child';
import { type Supervised, supervise } from './supervisor';

const READY_LIMIT_MS = 60_000;
const POLL_MS = 100;

export interface ProgramsInput {
  readonly env: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly logDir: string;
  readonly say: (line: string) => void;
  readonly onGiveUp: (reason: string) => void;
}

export interface Program extends Supervised {
  /** Resolves when it can be used. */
  readonly ready: Promise<void>;
}

/** The process that keeps time; it says so itself when the engine gives it work. */
export function startWorkerProgram(input: ProgramsInput): Program {
  let isReady = false;
  const supervised = startProgram(input, 'worker', 'worker/main.ts', (message) => {
    isReady ||= message === 'worker ready';
  });
  return { ...supervised, ready: until(() => Promise.resolve(isReady), 'The worker') };
}

/** The process that answers HTTP. */
export function startApiProgram(input: ProgramsInput, address: string): Program {
  const supervised = startProgram(input, 'api', 'api/main.ts');
  return { ...supervised, ready: until(() => answers(`${address}/healthz`), 'The API') };
}

/** Ends worker and API of an earlier start that was killed, so that their ports and connections are free. */
export async function endLeftoverPrograms(dataDir: string): Promise<void> {
  for (const name of ['api', 'worker']) await endNoted(pidFileOf(dataDir, name), ['SIGTERM', 'SIGKILL']);
}

function pidFileOf(dataDir: string, name: string): string {
  return join(dataDir, `${name}.pid`);
}

function startProgram(
  { env, dataDir, logDir, say, onGiveUp }: ProgramsInput,
  name: string,
  program: string,
  onMessage?: (message: string) => void,
): Supervised {
  const log = openLogFile(logDir, name);
  const pidFile = pidFileOf(dataDir, name);
  const start = () =>
    startNodeChild({ name, program, env, pidFile, log, say, ...(onMessage && { onMessage }) });
  return supervise({ name, start, say, onGiveUp });
}

async function until(isReady: () => Promise<boolean>, name: string): Promise<void> {
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!(await isReady())) {
    if (Date.now() > deadline)
      throw new Error(`${name} was not ready within a minute: see the logs in the data folder.`);
    await sleep(POLL_MS);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
