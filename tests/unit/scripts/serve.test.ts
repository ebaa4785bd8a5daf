import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envSchema } from '../../../config/env-schema';
import { loadConfig } from '../../../config/env';
import { childEnv } from '../../../scripts/child-env';
import { isPortFree, rememberedPorts } from '../../../scripts/ports';
import { plainProgress } from '../../../scripts/progress';
import { parseServeArgs } from '../../../scripts/serve/args';
import { banner } from '../../../scripts/serve/banner';
import { readLogLine } from '../../../scripts/serve/child-log';
import { openLogFile } from '../../../scripts/serve/log-file';
import { Shutdown } from '../../../scripts/serve/shutdown';
import { type Child, supervise } from '../../../scripts/serve/supervisor';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'banjie-unit-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('the command line of npm start', () => {
  it('has defaults for everything', () => {
    expect(parseServeArgs([])).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      reset: false,
      yes: false,
      demo: true,
    });
  });

  it('knows every flag', () => {
    const args = [
      '--data',
      '/d',
      '--port',
      '9000',
      '--host',
      '::1',
      '--reset',
      '--yes',
      '--no-demo',
      '--simulation',
    ];
    expect(parseServeArgs(args)).toEqual({
      ...{ dataDir: '/d', port: 9000, host: '::1', reset: true, yes: true, demo: false, simulation: true },
    });
  });

  it.each([
    [['--prot', '1'], /Unknown option '--prot'.*Usage/],
    [['--port', 'eighty'], /--port must be a number/],
    [['--port', '70000'], /--port must be a number/],
    [['bureau'], /Usage/],
  ])('refuses %j in one sentence', (args, expected) => {
    expect(() => parseServeArgs(args)).toThrow(expected);
  });
});

describe('the environment of the children', () => {
  const input = {
    dataDir: '/d',
    databaseUrl: 'postgresql://app:x@127.0.0.1:1/banjie',
    temporalAddress: '127.0.0.1:7233',
    namespace: 'banjie',
    host: '127.0.0.1',
    port: 8080,
    sessionSecret: 's'.repeat(64),
    simulation: false,
    demo: true,
  };

  it('is one that the configuration accepts', () => {
    const config = loadConfig(childEnv(input, {}));
    expect(config.files).toEqual({ kind: 'folder', folder: join('/d', 'files') });
    expect(config.demo).toBe(true);
  });

  it("lets a person's own settings through, but not those that this start decides", () => {
    const given = {
      BANJIE_LOG_LEVEL: 'debug',
      BANJIE_FILES_FOLDER: '/srv',
      DATABASE_URL: 'postgresql://other/db',
    };
    const env = childEnv(input, given);
    expect(env).toMatchObject({
      BANJIE_LOG_LEVEL: 'debug',
      BANJIE_FILES_FOLDER: '/srv',
      DATABASE_URL: input.databaseUrl,
    });
  });

  it('uses only names that exist', () => {
    const names = Object.keys(childEnv(input, {}));
    expect(names.filter((name) => !(name in envSchema.shape))).toEqual([]);
  });
});

describe('the supervisor', () => {
  /** Children that end when told to, and a clock that stands still between. */
  function setting() {
    const ends: ((how: string) => void)[] = [];
    const seen = { said: [] as string[], gaveUp: [] as string[], waited: [] as number[], stopped: 0 };
    let now = 0;
    const start = (): Child => {
      let end: (value: { how: string }) => void = () => undefined;
      const exited = new Promise<{ how: string }>((done) => (end = done));
      ends.push((how) => end({ how }));
      const stop = async (): Promise<void> => {
        seen.stopped += 1;
        end({ how: 'SIGTERM' });
      };
      return { exited, stop };
    };
    const supervised = supervise({
      name: 'worker',
      start,
      say: (line) => seen.said.push(line),
      onGiveUp: (reason) => seen.gaveUp.push(reason),
      now: () => now,
      wait: async (ms) => void seen.waited.push(ms),
    });
    const crash = async (at: number): Promise<void> => {
      now = at;
      ends.at(-1)?.('exit code 1');
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    };
    return { supervised, seen, crash, starts: () => ends.length };
  }

  it('starts a crashed child again, a little later each time', async () => {
    const { seen, crash, starts } = setting();
    for (const at of [0, 1_000, 2_000]) await crash(at);
    expect(starts()).toBe(4);
    expect(seen.waited).toEqual([500, 1_000, 2_000]);
    expect(seen.said[0]).toBe('worker ended (exit code 1); starting it again in 0.5 s');
  });

  it('gives up after five crashes within a minute, and says why', async () => {
    const { seen, crash, starts } = setting();
    for (const at of [0, 1_000, 2_000, 3_000, 4_000]) await crash(at);
    expect(seen.gaveUp).toEqual(['worker ended 5 times within a minute (last: exit code 1)']);
    expect(starts()).toBe(5);
  });

  it('goes on for ever when crashes are rare', async () => {
    const { seen, crash } = setting();
    for (let hour = 0; hour < 20; hour += 1) await crash(hour * 3_600_000);
    expect(seen.gaveUp).toEqual([]);
  });

  it('does not start a child again that it stopped', async () => {
    const { supervised, seen, starts } = setting();
    await supervised.stop();
    expect([seen.stopped, starts()]).toEqual([1, 1]);
  });
});

describe('the shutdown', () => {
  it('stops in the opposite order, once, whatever happens', async () => {
    const stopped: string[] = [];
    const shutdown = new Shutdown((line) => stopped.push(line));
    for (const name of ['PostgreSQL', 'Temporal', 'Worker', 'API']) {
      shutdown.add(name, async () => {
        if (name === 'Worker') throw new Error('stuck');
      });
    }
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(stopped).toEqual([
      'API: stopped',
      'Worker did not stop: stuck',
      'Temporal: stopped',
      'PostgreSQL: stopped',
    ]);
  });

  it('stops at once what comes up too late', async () => {
    const shutdown = new Shutdown(() => undefined);
    await shutdown.run();
    const late = jest.fn(() => Promise.resolve());
    shutdown.add('Temporal', late);
    expect(late).toHaveBeenCalledTimes(1);
  });
});

describe('logs', () => {
  it.each([
    ['{"level":30,"msg":"worker ready"}', 'worker ready', false],
    ['{"level":40,"msg":"slow"}', 'slow', true],
    ['{"level":50,"msg":"failed","err":{"message":"no route"}}', 'failed (no route)', true],
    ['Error: Cannot find module', 'Error: Cannot find module', true],
    ['{ not json', '{ not json', true],
    ['', '', false],
  ])('%s', (line, message, isForConsole) => {
    expect(readLogLine(line)).toEqual({ message, isForConsole });
  });

  it('begin anew at every start, keep one older file, and do not grow for ever', () => {
    const first = openLogFile(folder, 'api', 20);
    first.write('one');
    openLogFile(folder, 'api', 20).write('two');
    expect(readFileSync(join(folder, 'api.1.log'), 'utf8')).toBe('one\n');
    const small = openLogFile(folder, 'api', 20);
    for (let line = 0; line < 100; line += 1) small.write(`line ${line}`);
    expect(readFileSync(join(folder, 'api.log'), 'utf8').length).toBeLessThanOrEqual(20);
  });
});

describe('the last lines', () => {
  it('name the address, the documentation and the sign-ins', () => {
    const signIns = [{ name: '李主任', signInName: 'officer', password: 'pw-1' }];
    writeFileSync(join(folder, 'sign-ins.json'), JSON.stringify(signIns));
    const text = banner('http://127.0.0.1:8080', folder, Date.now()).join('\n');
    for (const words of ['http://127.0.0.1:8080/api/docs', 'officer  pw-1  李主任', 'Ctrl-C'])
      expect(text).toContain(words);
  });

  it('do without sign-ins when there is no demo', () => {
    expect(banner('http://x', folder, Date.now()).join('\n')).not.toContain('sign-ins');
  });
});

describe('ports', () => {
  it('stay the same from start to start, below 32768, unless somebody took them', async () => {
    const first = await rememberedPorts(folder, ['a', 'b']);
    expect(first.a).not.toBe(first.b);
    expect(Math.max(first.a, first.b)).toBeLessThan(32_768);
    expect(await rememberedPorts(folder, ['a', 'b'])).toEqual(first);
    const other = createServer();
    await new Promise<void>((done) => other.listen(first.a, '127.0.0.1', done));
    try {
      expect(await isPortFree(first.a)).toBe(false);
      const second = await rememberedPorts(folder, ['a', 'b']);
      expect(second.b).toBe(first.b);
      expect(second.a).not.toBe(first.a);
    } finally {
      other.close();
    }
  });

  it('are chosen anew when the file was cut off', async () => {
    writeFileSync(join(folder, 'ports.json'), '{"a":');
    expect((await rememberedPorts(folder, ['a'])).a).toBeGreaterThan(0);
  });
});

describe('progress without a terminal', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is silent for what is quick, and shows time and hint for what is not', async () => {
    const lines: string[] = [];
    const progress = plainProgress({ write: (text) => lines.push(text) });
    await progress.step('quick', async () => undefined);
    expect(lines).toEqual([]);
    const slow = progress.step(
      'Building',
      async ({ detail }) => {
        detail('package 3');
        await new Promise((done) => setTimeout(done, 20_000));
      },
      'to skip this, …',
    );
    await jest.advanceTimersByTimeAsync(20_000);
    await slow;
    expect(lines).toEqual([
      'Building … 2 s: package 3 (to skip this, …)\n',
      'Building … 17 s: package 3\n',
      'Building … done after 20 s\n',
    ]);
  });
});
