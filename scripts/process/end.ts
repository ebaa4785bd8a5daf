import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './info';

const POLL_MS = 25;

/** Sends each signal in turn, waiting up to `graceMs` after each, until the process is gone. */
export async function endProcess(
  pid: number,
  signals: readonly NodeJS.Signals[],
  graceMs = 10_000,
): Promise<boolean> {
  for (const signal of signals) {
    if (!send(pid, signal)) return true;
    if (await isGone(pid, graceMs)) return true;
  }
  return !isAlive(pid);
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  if (!isAlive(pid)) return false;
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function isGone(pid: number, graceMs: number): Promise<boolean> {
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline) {
    if (!isAlive(pid)) return true;
    await sleep(POLL_MS);
  }
  return false;
}
