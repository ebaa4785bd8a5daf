import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { codeOf } from './code-of';
import { objectName, type FileStore } from './store';
import { verified } from './verified';

/** Evidence may hold personal data: readable by the service alone. */
const FOLDER = { recursive: true, mode: 0o700 };
const FILE_MODE = 0o600;

/** Files in a folder of this machine, or on a disk that several machines share. */
export function createFolderStore(root: string): FileStore {
  const pathOf = (sha256: string): string => join(root, objectName(sha256));
  return {
    async put(sha256, bytes) {
      const path = pathOf(sha256);
      // What is there but damaged is written anew.
      if ((await hashOf(path)) !== sha256) await writeSafely(root, path, bytes);
    },
    async get(sha256) {
      const file = await open(pathOf(sha256)).catch(unlessMissing);
      return file === null ? null : verified(sha256, file.createReadStream());
    },
    async check() {
      const path = join(await temporary(root), randomUUID());
      const file = await open(path, 'wx', FILE_MODE);
      await file.close();
      await rm(path);
    },
  };
}

/** Complete under its name or not there at all, whenever the machine stops. */
async function writeSafely(root: string, path: string, bytes: Buffer): Promise<void> {
  const draft = join(await temporary(root), randomUUID());
  try {
    const file = await open(draft, 'wx', FILE_MODE);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    const made = await mkdir(dirname(path), FOLDER);
    await rename(draft, path);
    await syncFolder(dirname(path));
    if (made !== undefined) await syncFolder(dirname(made));
  } finally {
    await rm(draft, { force: true });
  }
}

/** Inside the root, because a rename is atomic within one file system only. */
async function temporary(root: string): Promise<string> {
  const folder = join(root, 'tmp');
  await mkdir(folder, FOLDER);
  return folder;
}

/** The new name itself must be on the disk before we say that the file is safe. */
async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and does not need it.
  if (process.platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    return unlessMissing(error);
  }
  return hash.digest('hex');
}

function unlessMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}
