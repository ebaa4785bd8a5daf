import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess } from '../scripts/process/end';
import { endWithParent } from '../scripts/process/guard';

const ROOT = resolve(__dirname, '..');
const SIGNALS = ['SIGTERM', 'SIGKILL'] as const;
const GRACE_MS = 20_000;

export interface ChildSpec {
  readonly name: string;
  /** A TypeScript program, relative to the checkout. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logDir: string;
}

export interface Child {
  readonly pid: number;
  /** Everything it has written so far. */
  log(): string;
  hasEnded(): boolean;
  /** Asks a bench program (see programs/serve.ts) to do something and waits for the answer. */
  ask(task: string, input: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts a program as a process of its own, its output in a file so that reading it costs the bench nothing. */
export function startChild({ name, program, env, logDir }: ChildSpec): Child {
  const path = join(logDir, `${name}.log`);
  const file = openSync(path, 'a');
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: ROOT,
    env: { ...env },
    detached: process.platform !== 'win32',
    stdio: ['ignore', file, file, 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
  });
  closeSync(file);
  endWithParent(child, 'SIGTERM');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} could not be started.`);
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    hasEnded,
    log: () => readFileSync(path, 'utf8'),
    ask: asking(child, name),
    async stop() {
      if (!hasEnded()) await endProcess(pid, SIGNALS, GRACE_MS);
    },
  };
}

function asking(child: ChildProcess, name: string): Child['ask'] {
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  child.on('message', (message: Answer) => {
    const waiting = open.get(message.id);
    open.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.value);
    else waiting?.reject(new Error(`${name}: ${message.error}`));
  });
  child.once('exit', () => {
    for (const { reject } of open.values()) reject(new Error(`${name} ended while it was working.`));
    open.clear();
  });
  return (task, input) =>
    new Promise((resolve, reject) => {
      last += 1;
      open.set(last, { resolve, reject });
      child.send({ id: last, task, input });
    });
}

/** Waits until something is so, or says what was waited for. */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  limitMs = 60_000,
  everyMs = 50,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not within ${limitMs / 1000} s: ${what}.`);
    await sleep(everyMs);
  }
}
