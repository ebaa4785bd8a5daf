import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clusterFolder } from './postgres/places';

/** Others may pass through, as the user that runs PostgreSQL must; nobody may look around. */
const PASSABLE = 0o711;

/** A data folder for one run. */
export function makeTempDataDir(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `banjie-${name}-`));
  chmodSync(folder, PASSABLE);
  return folder;
}

/** Removes a data folder and its PostgreSQL cluster, wherever that had to be put. */
export function removeDataDir(folder: string): void {
  removeClusterElsewhere(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes the cluster of a data folder when it had to be put outside of it. */
export function removeClusterElsewhere(folder: string): void {
  const cluster = clusterFolder(folder);
  if (!cluster.startsWith(folder)) rmSync(dirname(cluster), { recursive: true, force: true });
}
