import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Enough for a province on one database, little enough to start in three seconds on two cores. */
export const HISTORY_SHARDS = 64;

/** The engine spreads its data over this many parts for ever: another number later would lose every timer. */
export function checkShards(dataDir: string, shards: number): void {
  const file = join(dataDir, 'engine-shards');
  if (!existsSync(file)) {
    writeFileSync(file, `${shards}\n`);
    return;
  }
  const before = Number(readFileSync(file, 'utf8'));
  if (before === shards) return;
  throw new Error(
    `This data folder was made with ${before} history shards and cannot be used with ${shards}: go back to ${before}, or start over with --reset.`,
  );
}
