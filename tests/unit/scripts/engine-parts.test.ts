import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildEngine } from '../../../scripts/engine/build';
import { buildFolder, cacheFolder, cachedBuild } from '../../../scripts/engine/cache';
import {
  TIME_SKIPPING_CONFIG,
  dynamicConfigFile,
  dynamicConfigFlags,
} from '../../../scripts/engine/dynamic-config';
import { checkShards } from '../../../scripts/engine/shards';
import { isAtLeast } from '../../../scripts/engine/version';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'banjie-unit-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('versions', () => {
  it.each([
    ['1.32.0', '1.32.0', true],
    ['1.32', '1.32.0', true],
    ['go1.26.10', '1.26.4', true],
    ['1.9.9', '1.32.0', false],
    ['1.32.0-rc.1', '1.32.0', true],
    ['unknown', '1.0.0', false],
  ])('%s is at least %s: %s', (version, least, expected) => {
    expect(isAtLeast(version, least)).toBe(expected);
  });
});

describe('the cache folder', () => {
  it.each([
    [{ XDG_CACHE_HOME: '/x' }, 'linux', '/x/banjie'],
    [{}, 'linux', '/home/me/.cache/banjie'],
    [{}, 'darwin', '/home/me/Library/Caches/banjie'],
  ] as const)('%j on %s is %s', (env, platform, expected) => {
    expect(cacheFolder(env, platform, '/home/me')).toBe(expected);
  });
});

describe('building the server', () => {
  const options = (install: Parameters<typeof buildEngine>[0]['install']) => ({
    go: 'go',
    version: '1.32.0',
    cache: folder,
    install,
  });
  const installed = async (
    _go: string,
    args: readonly string[],
    env: Record<string, string>,
  ): Promise<void> => {
    const name = args.at(-1)?.includes('/sql@') ? 'sql' : 'server';
    writeFileSync(join(env['GOBIN'] ?? '', name), name);
  };

  it('puts both programs in place at once, and does not build again', async () => {
    let runs = 0;
    const count: typeof installed = async (...args) => {
      runs += 1;
      expect(cachedBuild(folder, '1.32.0')).toBeUndefined();
      await installed(...args);
    };
    const built = await buildEngine(options(count));
    expect(existsSync(built.server) && existsSync(built.sql)).toBe(true);
    await buildEngine(options(count));
    expect(runs).toBe(2);
  });

  it('leaves nothing half when the build fails', async () => {
    const failing: typeof installed = async (go, args, env) => {
      await installed(go, args, env);
      if (args.at(-1)?.includes('/sql@')) throw new Error('out of memory');
    };
    await expect(buildEngine(options(failing))).rejects.toThrow('out of memory');
    expect(readdirSync(join(folder, 'engine'))).toEqual([]);
  });

  it('replaces half a build of an earlier version of itself', async () => {
    mkdirSync(buildFolder(folder, '1.32.0'), { recursive: true });
    writeFileSync(join(buildFolder(folder, '1.32.0'), 'server'), 'half');
    const built = await buildEngine(options(installed));
    expect(existsSync(built.sql)).toBe(true);
  });

  it('lets two builders build once', async () => {
    let runs = 0;
    const slow: typeof installed = async (...args) => {
      runs += 1;
      await new Promise((done) => setTimeout(done, 20));
      await installed(...args);
    };
    await Promise.all([buildEngine(options(slow)), buildEngine(options(slow))]);
    expect(runs).toBe(2); // server and sql, once each
  });
});

describe('history shards', () => {
  it('are remembered, and another number is refused', () => {
    checkShards(folder, 64);
    checkShards(folder, 64);
    expect(() => checkShards(folder, 4)).toThrow(/made with 64 history shards and cannot be used with 4/);
  });
});

describe('dynamic configuration', () => {
  it('is a list of values for each key in the file, and a flag for the development server', () => {
    expect(parse(dynamicConfigFile(TIME_SKIPPING_CONFIG))).toMatchObject({
      'frontend.WorkflowTimeSkippingEnabled': [{ value: true }],
      'history.timerProcessorMaxTimeShift': [{ value: '10ms' }],
    });
    expect(dynamicConfigFlags({ a: true, b: '10ms' })).toEqual([
      ...['--dynamic-config-value', 'a=true'],
      ...['--dynamic-config-value', 'b="10ms"'],
    ]);
  });
});
