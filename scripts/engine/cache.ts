import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BuiltEngine } from './types';

type Env = Readonly<Record<string, string | undefined>>;

/** The user's cache folder, where each system keeps such things. */
export function cacheFolder(
  env: Env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'banjie');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'banjie');
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'banjie', 'cache');
  return join(home, '.cache', 'banjie');
}

/** Where a built server of this version is kept. */
export function buildFolder(cache: string, version: string): string {
  return join(cache, 'engine', `temporal-${version}`);
}

/** The programs in a build folder, whether or not they are there. */
export function builtEngine(
  folder: string,
  version: string,
  platform: NodeJS.Platform = process.platform,
): BuiltEngine {
  const suffix = platform === 'win32' ? '.exe' : '';
  return {
    kind: 'built',
    server: join(folder, `server${suffix}`),
    sql: join(folder, `sql${suffix}`),
    version,
  };
}

/** A complete build of this version, if there is one. */
export function cachedBuild(cache: string, version: string): BuiltEngine | undefined {
  const engine = builtEngine(buildFolder(cache, version), version);
  return existsSync(engine.server) && existsSync(engine.sql) ? engine : undefined;
}
