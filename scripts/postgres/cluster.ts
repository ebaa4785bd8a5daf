import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { commandLine } from '../process/info';
import { endProcess } from '../process/end';
import { type PostgresPlaces, makeClusterDir } from './places';

const run = promisify(execFile);

/** Text is UTF-8 and sorts by code point, the same on every system, whatever locales the machine has. */
const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Makes the cluster when there is none. It is built aside and renamed, so a killed start leaves nothing half. */
export async function ensureCluster(
  places: PostgresPlaces,
  user: string,
  password: string,
): Promise<boolean> {
  if (existsSync(join(places.clusterDir, 'PG_VERSION'))) return false;
  const half = { ...places, clusterDir: `${places.clusterDir}.new` };
  rmSync(half.clusterDir, { recursive: true, force: true });
  makeClusterDir(half);
  const passwordFile = join(tmpdir(), `banjie-${randomUUID()}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (places.user) chownSync(passwordFile, places.user.uid, places.user.gid);
  try {
    const args = [
      '-D',
      half.clusterDir,
      '-U',
      user,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      ...LOCALE,
    ];
    await run(places.binaries.initdb, args, { ...identity(places), cwd: dirname(places.binaries.initdb) });
  } catch (error) {
    throw new Error(`PostgreSQL could not make its data folder ${places.clusterDir}: ${lastLine(error)}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(places.clusterDir, { recursive: true, force: true });
  renameSync(half.clusterDir, places.clusterDir);
  return true;
}

/** Ends a PostgreSQL that outlived a killed parent, and clears a lock file whose process id now belongs to others. */
export async function endLeftover(clusterDir: string): Promise<boolean> {
  const lock = join(clusterDir, 'postmaster.pid');
  if (!existsSync(lock)) return false;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const isOurs = Number.isInteger(pid) && (commandLine(pid) ?? '').includes(clusterDir);
  if (isOurs && !(await endProcess(pid, ['SIGINT', 'SIGQUIT', 'SIGKILL']))) {
    throw new Error(
      `An earlier PostgreSQL (process ${pid}) still uses ${clusterDir} and does not end: end it.`,
    );
  }
  rmSync(lock, { force: true });
  return isOurs;
}

/** The user PostgreSQL runs as, in the form `child_process` wants. */
export function identity({ user }: PostgresPlaces): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function lastLine(error: unknown): string {
  const text = (error as { stderr?: string }).stderr ?? String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
