import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { endProcess } from '../process/end';
import { endWithParent } from '../process/guard';
import { endNoted, notePid } from '../process/pid-file';
import { readLogLine } from './child-log';
import type { LogFile } from './log-file';
import type { Child } from './supervisor';

const ROOT = resolve(__dirname, '..', '..');
const GRACE_MS = 30_000;
const SIGNALS = ['SIGTERM', 'SIGKILL'] as const;

export interface NodeChildSpec {
  readonly name: string;
  /** A TypeScript program of ours, relative to the checkout. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** Lets the next start end this child should we be killed. */
  readonly pidFile: string;
  readonly log: LogFile;
  readonly say: (line: string) => void;
  /** Every message of its log, to see when it is ready. */
  readonly onMessage?: (message: string) => void;
}

/** Starts one of our own programs; its log goes to a file, warnings and errors also to the console. */
export function startNodeChild(spec: NodeChildSpec): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', spec.program], {
    cwd: ROOT,
    env: spec.env,
    // A group of its own, so that Ctrl-C leaves the order of stopping to us.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  endWithParent(child, 'SIGTERM');
  if (child.pid !== undefined) notePid(spec.pidFile, child.pid);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      spec.log.write(line);
      const { message, isForConsole } = readLogLine(line);
      if (isForConsole) spec.say(`${spec.name}: ${message}`);
      spec.onMessage?.(message);
    });
  }
  const exited = new Promise<{ how: string }>((done) => {
    child.once('error', (error) => done({ how: error.message }));
    child.once('exit', (code, signal) => done({ how: signal ?? `exit code ${code ?? 'unknown'}` }));
  });
  const stop = async (): Promise<void> => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await endProcess(child.pid, SIGNALS, GRACE_MS);
    await exited;
    await endNoted(spec.pidFile, SIGNALS);
  };
  return { exited, stop };
}
