import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endProcess } from './end';
import { endWithParent } from './guard';
import { endNoted, notePid } from './pid-file';

const KEPT_LINES = 20;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;

export interface ServerSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Holds the pid file by which the next start ends a leftover. */
  readonly dataDir: string;
  readonly onLog?: (line: string) => void;
}

export interface Server {
  readonly pid: number;
  readonly exited: Promise<void>;
  /** The last things it said, for an error message. */
  lastWords(): string;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

/** Starts a server that ends with us, after ending one left over from a killed start of the same folder. */
export async function startServerProcess(spec: ServerSpec): Promise<Server> {
  const pidFile = join(spec.dataDir, `${spec.name}.pid`);
  await endNoted(pidFile, SIGNALS);
  // A process group of its own: Ctrl-C in the terminal must not stop it before its clients.
  const child = spawn(spec.command, spec.args, {
    env: { ...process.env, ...spec.env },
    cwd: spec.dataDir,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  await spawned(child, spec);
  endWithParent(child, 'SIGINT');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${spec.name} has no process id.`);
  notePid(pidFile, pid);
  const recent = keepLines(child, spec.onLog);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!hasEnded()) await endProcess(pid, SIGNALS);
    await endNoted(pidFile, SIGNALS);
  };
  return { pid, exited, hasEnded, stop, lastWords: () => recent.slice(-3).join('\n') };
}

function spawned(child: ChildProcess, { name, command }: ServerSpec): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(new Error(`${name} could not be started from ${command}.`, { cause })),
    );
  });
}

function keepLines(child: ChildProcess, onLog?: (line: string) => void): string[] {
  const recent: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      recent.push(line);
      if (recent.length > KEPT_LINES) recent.shift();
      onLog?.(line);
    });
  }
  return recent;
}
