import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  /** Signs session cookies. */
  readonly sessionSecret: string;
  /** Of the database role that the application connects as. */
  readonly appPassword: string;
}

/** The secrets of a data folder, made at its first start and readable by its owner only. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const made: Secrets = { sessionSecret: random(), appPassword: random() };
  // Renamed into place, so that a full disk or a hard kill never leaves half a file.
  writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

function random(): string {
  return randomBytes(32).toString('hex');
}
