import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Writable } from 'node:stream';

let guardian: Writable | undefined;

/**
 * Makes sure `child` ends with this process, even when this process is killed with -9:
 * a small helper process notices that and sends `signal`, then kills after ten seconds.
 */
export function endWithParent(child: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined) return;
  guardian ??= startGuardian();
  guardian.write(`add ${pid} ${signal}\n`);
  child.once('exit', () => guardian?.write(`remove ${pid}\n`));
}

function startGuardian(): Writable {
  const helper = spawn(process.execPath, [join(__dirname, 'guardian.mjs')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
  helper.unref();
  const input = helper.stdin as Writable & { unref?: () => void };
  input.unref?.(); // must not keep this process alive
  input.on('error', () => (guardian = undefined));
  return input;
}
