import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../process/lock';
import { buildFolder, builtEngine, cachedBuild } from './cache';
import type { BuiltEngine } from './types';

const MODULE = 'go.temporal.io/server';

/** Two hours: a slow machine building twice over must not be taken for a dead one. */
const LOCK_LIMIT_MS = 2 * 60 * 60 * 1000;

export interface BuildOptions {
  readonly go: string;
  readonly version: string;
  readonly cache: string;
  /** Runs one `go install`; rejects with Go's own words when it fails. */
  readonly install: (go: string, args: readonly string[], env: Record<string, string>) => Promise<void>;
  readonly onWait?: (line: string) => void;
}

/**
 * Builds server and schema tool from the published module into the user's cache. The build happens aside and is
 * renamed when complete, so a killed one leaves nothing half; a lock keeps two builders from doing it twice.
 */
export async function buildEngine(options: BuildOptions): Promise<BuiltEngine> {
  const { cache, version } = options;
  const folder = buildFolder(cache, version);
  mkdirSync(dirname(folder), { recursive: true });
  const lock = {
    path: `${folder}.lock`,
    limitMs: LOCK_LIMIT_MS,
    ...(options.onWait && { onWait: options.onWait }),
  };
  return withLock(lock, async () => {
    const ready = cachedBuild(cache, version);
    if (ready) return ready;
    const aside = mkdtempSync(`${folder}.building-`);
    try {
      await installBoth(options, aside);
      if (existsSync(folder)) rmSync(folder, { recursive: true });
      renameSync(aside, folder);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
    return builtEngine(folder, version);
  });
}

async function installBoth({ go, version, install }: BuildOptions, target: string): Promise<void> {
  const env = { CGO_ENABLED: '0', GOBIN: target, GOFLAGS: '-trimpath', GOTOOLCHAIN: 'local' };
  await install(go, ['install', '-tags', 'disable_grpc_modules', `${MODULE}/cmd/server@v${version}`], env);
  await install(go, ['install', `${MODULE}/cmd/tools/sql@v${version}`], env);
  const made = builtEngine(target, version);
  if (!existsSync(made.server) || !existsSync(made.sql)) {
    throw new Error(`Go finished but ${join(target, 'server')} is missing.`);
  }
}
