import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Progress, Step } from '../progress';
import { buildEngine } from './build';
import { cacheFolder, cachedBuild } from './cache';
import { downloadDevServer } from './download';
import { SKIP_HINT } from './finder';
import { serverVersion } from './namespace';
import type { FinderEffects } from './types';

const ADDRESS_LIMIT_MS = 5_000;
const run = promisify(execFile);

/** The finder's effects on the real world. */
export function realEffects(progress: Progress, env: NodeJS.ProcessEnv = process.env): FinderEffects {
  const cache = cacheFolder(env);
  return {
    env,
    cachedBuild: (version) => cachedBuild(cache, version),
    which: (program) => which(program, env),
    run: async (program, args) => (await run(program, args, { timeout: 10_000 })).stdout,
    serverVersion: (address) => serverVersion(address, { limitMs: ADDRESS_LIMIT_MS }),
    download: () =>
      progress.step("Downloading Temporal's development server", () => downloadDevServer(cache), SKIP_HINT),
    build: (go, version) =>
      progress.step(
        `Building the Temporal server ${version} once, about eight minutes on two cores`,
        (step) =>
          buildEngine({ go, version, cache, install: goInstall(step), onWait: (line) => step.detail(line) }),
        SKIP_HINT,
      ),
  };
}

/** Full path of a program on PATH. */
export function which(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

type Install = (go: string, args: readonly string[], env: Record<string, string>) => Promise<void>;

/** `go install`, with the module or package it is at as the detail of the progress line. */
function goInstall(step: Step): Install {
  return (go, args, env) =>
    new Promise((resolve, reject) => {
      const child = spawn(go, [args[0] ?? 'install', '-v', ...args.slice(1)], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let last = '';
      createInterface({ input: child.stderr }).on('line', (line) => {
        last = line;
        step.detail(line.slice(0, 60));
      });
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`go install: ${last}`))));
    });
}
