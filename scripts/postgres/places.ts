import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type PostgresBinaries, postgresBinaries } from './binaries';
import { type SystemUser, mayReach, postgresUser } from './system-user';

/** Where PostgreSQL goes when root starts Banjie in a folder that nobody else may enter, such as its home. */
const SHARED_HOME = '/var/lib/banjie';

export interface PostgresPlaces {
  readonly binaries: PostgresBinaries;
  readonly clusterDir: string;
  readonly user: SystemUser | undefined;
}

/** Decides which programs, which folder and which user PostgreSQL runs with. */
export function postgresPlaces(dataDir: string): PostgresPlaces {
  const clusterDir = clusterFolder(dataDir);
  const user = postgresUser(clusterDir);
  const binaries = postgresBinaries();
  if (!user || mayReach(user, binaries.postgres)) return { binaries, clusterDir, user };
  return { binaries: reachableCopy(binaries), clusterDir, user };
}

/** The cluster's folder: inside the data folder unless the user that runs PostgreSQL cannot get there. */
export function clusterFolder(dataDir: string): string {
  const inside = resolve(dataDir, 'postgres');
  const user = postgresUser(inside);
  if (!user || mayReach(user, inside)) return inside;
  return join(SHARED_HOME, shortHash(resolve(dataDir)), 'postgres');
}

/** Makes the folder, owned by the user that will run PostgreSQL and closed to everybody else. */
export function makeClusterDir({ clusterDir, user }: PostgresPlaces): void {
  mkdirSync(dirname(clusterDir), { recursive: true });
  mkdirSync(clusterDir, { recursive: true, mode: 0o700 });
  if (user) chownSync(clusterDir, user.uid, user.gid);
}

function reachableCopy(original: PostgresBinaries): PostgresBinaries {
  const native = dirname(dirname(original.postgres));
  const copy = join(SHARED_HOME, `programs-${shortHash(`${native} ${packageVersion(native)}`)}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(SHARED_HOME, { recursive: true });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  const inCopy = (file: string): string => join(copy, 'bin', basename(file));
  return { postgres: inCopy(original.postgres), initdb: inCopy(original.initdb) };
}

function packageVersion(native: string): string {
  const manifest = readFileSync(join(dirname(native), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
