// Runs beside `npm start` and the tests. It knows the servers they started, and ends them when its standard
// input closes, which is what happens when the parent is killed too hard to clean up after itself.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 10_000;
const POLL_MS = 50;

/** pid → the signal that asks it to stop; a Map keeps the order in which they were started */
const guarded = new Map();

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // it went by itself
  }
}

async function end(pid, signal) {
  send(pid, signal);
  for (let waited = 0; waited < GRACE_MS && isAlive(pid); waited += POLL_MS) await sleep(POLL_MS);
  if (isAlive(pid)) send(pid, 'SIGKILL');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [verb, pid, signal] = line.split(' ');
  if (verb === 'add') guarded.set(Number(pid), signal);
  if (verb === 'remove') guarded.delete(Number(pid));
});
lines.on('close', async () => {
  for (const [pid, signal] of [...guarded].reverse()) await end(pid, signal);
  process.exit(0);
});
