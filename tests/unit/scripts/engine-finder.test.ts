import versions from '../../../config/versions.json';
import { type FindOptions, NoEngineError, candidates, findEngine } from '../../../scripts/engine/finder';
import type { BuiltEngine, Candidate, FinderEffects } from '../../../scripts/engine/types';

const BUILT: BuiltEngine = {
  kind: 'built',
  server: '/c/server',
  sql: '/c/sql',
  version: versions.temporalServer,
};
const OFFLINE = (): Promise<never> => Promise.reject(new Error('no internet'));

/** A machine with nothing on it; each test adds what it is about, and sees what was done. */
function machine(parts: Partial<FinderEffects> & { programs?: Record<string, string> } = {}) {
  const done: string[] = [];
  const { programs = {}, ...rest } = parts;
  const effects: FinderEffects = {
    env: {},
    cachedBuild: () => undefined,
    which: (program) => (program in programs ? `/bin/${program}` : undefined),
    run: async (program) => programs[program.replace('/bin/', '')] ?? '',
    serverVersion: async () => '1.32.0',
    download: OFFLINE,
    build: async (go, version) => {
      done.push(`build ${version} with ${go}`);
      return BUILT;
    },
    ...rest,
  };
  return { effects, done };
}

const find = (effects: FinderEffects, rest: Partial<FindOptions> = {}): Promise<Candidate> =>
  findEngine({ requireTimeSkipping: false, effects, ...rest });

const CLI = 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)';
const NEW_CLI = 'temporal version 1.8.0 (Server 1.32.1, UI 2.50.0)';
const GO = 'go version go1.26.8 linux/amd64';

describe('the engine finder', () => {
  it('takes the server at TEMPORAL_ADDRESS before anything else', async () => {
    const { effects } = machine({ env: { TEMPORAL_ADDRESS: 'temporal:7233' }, cachedBuild: () => BUILT });
    expect(await find(effects)).toEqual({ kind: 'address', address: 'temporal:7233', version: '1.32.0' });
  });

  it('does not look further when the server that was asked for by name is not there', async () => {
    const { effects } = machine({
      env: { TEMPORAL_ADDRESS: 'temporal:7233' },
      serverVersion: OFFLINE,
      cachedBuild: () => BUILT,
    });
    await expect(find(effects)).rejects.toThrow(
      /answers at TEMPORAL_ADDRESS=temporal:7233.*start it or unset/,
    );
  });

  it('prefers an earlier build to the command line on PATH', async () => {
    const { effects } = machine({ cachedBuild: () => BUILT, programs: { temporal: NEW_CLI } });
    expect(await find(effects)).toBe(BUILT);
  });

  it('takes `temporal` on PATH and reads which server is inside', async () => {
    const { effects, done } = machine({ programs: { temporal: CLI, go: GO } });
    expect(await find(effects)).toEqual({
      kind: 'dev-server',
      executable: '/bin/temporal',
      source: 'path',
      version: '1.29.1',
    });
    expect(done).toEqual([]);
  });

  it('goes on when `temporal` on PATH does not run or does not say what it is', async () => {
    const notes: string[] = [];
    const { effects } = machine({ programs: { temporal: 'a shell script', go: GO } });
    expect(await find(effects, { onNote: (line) => notes.push(line) })).toBe(BUILT);
    expect(notes).toContain('/bin/temporal does not tell which server it contains');
    const broken = machine({ programs: { temporal: '', go: GO } });
    const run: FinderEffects['run'] = async (program) =>
      program.endsWith('temporal') ? Promise.reject(new Error('bad ELF')) : GO;
    expect(await find({ ...broken.effects, run })).toBe(BUILT);
  });

  it('takes the download of the SDK before it builds', async () => {
    const download = async (): Promise<string> => '/cache/temporal-sdk';
    const { effects, done } = machine({ download, run: async () => NEW_CLI, programs: { go: GO } });
    expect(await find(effects)).toMatchObject({ kind: 'dev-server', source: 'download', version: '1.32.1' });
    expect(done).toEqual([]);
  });

  it('builds with Go when there is nothing else', async () => {
    const { effects, done } = machine({ programs: { go: GO } });
    expect(await find(effects)).toBe(BUILT);
    expect(done).toEqual([`build ${versions.temporalServer} with /bin/go`]);
  });

  it('says which Go it needs when the installed one is too old, and does not try', async () => {
    const { effects, done } = machine({ programs: { go: 'go version go1.26.3 linux/amd64' } });
    await expect(find(effects)).rejects.toThrow(
      `Go 1.26.3 is too old to build the server, which needs ${versions.go}`,
    );
    expect(done).toEqual([]);
  });

  it('passes a failing build on in its own words', async () => {
    const build = (): Promise<never> => Promise.reject(new Error('go install: proxy not reachable'));
    await expect(find(machine({ programs: { go: GO }, build }).effects)).rejects.toThrow(
      'proxy not reachable',
    );
  });

  it('names every source and the way out when there is no engine at all', async () => {
    const error = await find(machine().effects).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NoEngineError);
    const { message } = error as Error;
    for (const words of [
      'TEMPORAL_ADDRESS is not set',
      '`temporal` is not on PATH',
      'no internet',
      'no Go toolchain',
    ]) {
      expect(message).toContain(words);
    }
    expect(message).toContain('set TEMPORAL_ADDRESS to a running server or put `temporal` on PATH');
  });

  describe('when virtual time is needed', () => {
    const needs = { requireTimeSkipping: true };

    it('passes over servers that are too old and says why', async () => {
      const notes: string[] = [];
      const { effects } = machine({
        env: { TEMPORAL_ADDRESS: 'old:7233' },
        serverVersion: async () => '1.31.4',
        programs: { temporal: CLI, go: GO },
      });
      expect(await find(effects, { ...needs, onNote: (line) => notes.push(line) })).toBe(BUILT);
      expect(notes.filter((note) => note.includes('virtual time needs 1.32.0 or newer'))).toHaveLength(2);
    });

    it.each(['1.32.0', '1.32.5', '1.40.0', '2.0.0'])('accepts server %s', async (version) => {
      const { effects } = machine({ env: { TEMPORAL_ADDRESS: 'a:1' }, serverVersion: async () => version });
      expect(await find(effects, needs)).toMatchObject({ kind: 'address' });
    });
  });

  it('offers the next one when the first turned out useless', async () => {
    const { effects } = machine({ cachedBuild: () => BUILT, programs: { temporal: NEW_CLI } });
    const kinds: string[] = [];
    for await (const candidate of candidates({ requireTimeSkipping: false, effects }))
      kinds.push(candidate.kind);
    expect(kinds).toEqual(['built', 'dev-server']);
  });
});
