import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock, unlock } from '../process/lock';
import { removeClusterElsewhere } from '../temp-dir';
import { explain } from './explain';

const MARKER = '.banjie-data';
const LOCK = 'instance.lock';

/** PostgreSQL reserves its journal ahead and stops hard when it cannot write. */
const LEAST_FREE_BYTES = 300 * 1024 * 1024;

/** A data folder that is ours alone until it is released. */
export interface DataFolder {
  readonly path: string;
  release(): void;
}

/** Makes the folder or takes it over, and keeps other instances out. Nothing in it is changed when this fails. */
export function claimDataFolder(path: string): DataFolder {
  refuseForeign(path);
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, MARKER), 'The data of one Banjie instance. Do not edit while it runs.\n');
    mkdirSync(join(path, 'logs'), { recursive: true });
  } catch (error) {
    const told = explain(error, path);
    throw told === error
      ? new Error(`${path} cannot be made (${told.message}): choose another one with --data.`)
      : told;
  }
  refuseFullDisk(path);
  const lock = join(path, LOCK);
  const state = tryLock(lock);
  if (state !== 'taken') {
    throw new Error(
      `Another Banjie (process ${state.heldBy}) already uses ${path}: stop it, or choose another folder with --data.`,
    );
  }
  return { path, release: () => unlock(lock) };
}

/** Deletes everything in a data folder; refuses one that is in use or not ours. */
export function wipeDataFolder(path: string): void {
  if (!existsSync(path)) return;
  const folder = claimDataFolder(path);
  try {
    removeClusterElsewhere(path);
    for (const name of readdirSync(path)) {
      if (name !== LOCK && name !== MARKER)
        rmSync(join(path, name), { recursive: true, force: true, maxRetries: 5 });
    }
  } finally {
    folder.release();
  }
}

/** A folder that holds other things is never taken for data: --reset would delete them. */
function refuseForeign(path: string): void {
  if (!existsSync(path) || existsSync(join(path, MARKER))) return;
  if (readdirSync(path).length > 0) {
    throw new Error(`${path} holds files that are not Banjie's: choose an empty or new folder with --data.`);
  }
}

function refuseFullDisk(path: string): void {
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize < LEAST_FREE_BYTES) {
    throw new Error(
      `The disk of ${path} is full: free at least ${LEAST_FREE_BYTES / 1024 / 1024} MB and start again.`,
    );
  }
}
