import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root starts it as the first of these that the machine has. */
const CANDIDATES = ['postgres', 'nobody'];

/** The user that runs PostgreSQL, or undefined when that is simply the user who starts Banjie. */
export function postgresUser(clusterDir: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = passwdEntries();
  const owner = ownerOf(clusterDir);
  const user =
    known.find((entry) => owner !== 0 && entry.uid === owner) ??
    CANDIDATES.map((name) => known.find((entry) => entry.name === name)).find(Boolean) ??
    createUser();
  return user;
}

/** Whether `user` may enter every folder above `path`; a checkout in root's home usually fails this. */
export function mayReach(user: SystemUser, path: string): boolean {
  const above = dirname(path);
  if (above === path) return true;
  return mayEnter(user, above) && mayReach(user, above);
}

function mayEnter(user: SystemUser, folder: string): boolean {
  const info = statSync(folder, { throwIfNoEntry: false });
  if (!info) return true; // not made yet: it will be made with the usual rights
  const shift = info.uid === user.uid ? 6 : info.gid === user.gid ? 3 : 0;
  return ((info.mode >> shift) & 1) === 1;
}

function ownerOf(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.uid ?? 0;
}

function passwdEntries(): SystemUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function createUser(): SystemUser {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'ignore',
    });
  } catch (error) {
    throw new Error(
      'PostgreSQL does not run as root and no user "postgres" could be made: start Banjie as an ordinary user.',
      { cause: error },
    );
  }
  const made = passwdEntries().find((entry) => entry.name === 'postgres');
  if (!made) throw new Error('The user "postgres" is missing: start Banjie as an ordinary user.');
  return made;
}
