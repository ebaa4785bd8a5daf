import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENT_FILE } from '../../config/cli';

/** Names that the command line needs to find this instance; it must not inherit the rest of somebody's shell. */
const LEFT = /^(DATABASE_URL|TEMPORAL_ADDRESS|BANJIE_.*)$/;

/** Leaves the settings of the running parts in the data folder, for `npm run banjie`; readable by its owner only. */
export function leaveEnvironment(dataDir: string, env: Readonly<Record<string, string>>): void {
  const left = Object.fromEntries(Object.entries(env).filter(([name]) => LEFT.test(name)));
  const file = join(dataDir, ENVIRONMENT_FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(left, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
