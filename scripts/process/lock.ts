import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { commandLine, isAlive } from './info';

const POLL_MS = 500;

interface Holder {
  readonly pid: number;
  readonly command: string;
}

export interface LockOptions {
  readonly path: string;
  readonly limitMs: number;
  /** Called once when another process holds the lock. */
  readonly onWait?: (line: string) => void;
}

/** Takes the lock file, or returns the process that holds it. A lock whose process is gone is taken over. */
export function tryLock(path: string): { readonly heldBy: number } | 'taken' {
  for (;;) {
    if (writeExclusively(path)) return 'taken';
    const holder = readHolder(path);
    if (holder && isSameProcess(holder)) return { heldBy: holder.pid };
    rmSync(path, { force: true });
  }
}

/** Gives the lock back. */
export function unlock(path: string): void {
  if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
}

/** Runs `work` while holding the lock, waiting for another holder if need be. */
export async function withLock<T>(options: LockOptions, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + options.limitMs;
  let told = false;
  for (;;) {
    const state = tryLock(options.path);
    if (state === 'taken') break;
    if (!told) options.onWait?.(`waiting for process ${state.heldBy}, which is doing the same`);
    told = true;
    if (Date.now() > deadline)
      throw new Error(`Process ${state.heldBy} holds ${options.path} for too long: end it.`);
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    unlock(options.path);
  }
}

/** The file appears with its content in one step: a reader never sees an empty lock and takes it for a dead one. */
function writeExclusively(path: string): boolean {
  const holder: Holder = { pid: process.pid, command: commandLine(process.pid) ?? '' };
  const aside = `${path}.${randomUUID()}`;
  try {
    writeFileSync(aside, JSON.stringify(holder));
    linkSync(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(path: string): Holder | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Ids are reused, above all in containers where every start counts from one again. */
function isSameProcess({ pid, command }: Holder): boolean {
  return isAlive(pid) && (command === '' || (commandLine(pid) ?? command) === command);
}
