import { openEngine } from '../../../scripts/engine/open';
import type { Engine, StartEngineOptions } from '../../../scripts/engine/start';
import type { FinderEffects } from '../../../scripts/engine/types';
import type { Progress } from '../../../scripts/progress';

const effects: FinderEffects = {
  env: {},
  cachedBuild: () => undefined,
  which: (program) => `/bin/${program}`,
  run: async (program) =>
    program === '/bin/go' ? 'go version go1.26.8' : 'temporal version 1 (Server 1.33.0)',
  serverVersion: async () => '1.33.0',
  download: () => Promise.reject(new Error('no internet')),
  build: async (_go, version) => ({ kind: 'built', server: 's', sql: 'q', version }),
};

function setting(start: (options: StartEngineOptions) => Promise<Partial<Engine>>) {
  const lines: string[] = [];
  const progress: Progress = {
    line: (text) => lines.push(text),
    step: (_name, work) => work({ detail: () => undefined }),
  };
  const open = () =>
    openEngine({
      dataDir: 'unused',
      timeSkipping: true,
      progress,
      effects,
      start: async (options) =>
        ({ stop: async () => undefined, address: 'a:1', ...(await start(options)) }) as Engine,
    });
  return { open, lines };
}

describe('openEngine', () => {
  it('starts the first engine and says which one it is', async () => {
    const { open, lines } = setting(async () => ({ version: '1.33.0' }));
    expect((await open()).version).toBe('1.33.0');
    expect(lines).toEqual(['Engine: Temporal 1.33.0, development server from PATH, listening on a:1']);
  });

  it('stops an engine that is older than it said, and takes the next', async () => {
    const stopped: string[] = [];
    const { open, lines } = setting(async ({ candidate }) => ({
      version: candidate.kind === 'built' ? '1.32.0' : '1.30.0',
      stop: async () => void stopped.push(candidate.kind),
    }));
    expect((await open()).version).toBe('1.32.0');
    expect(stopped).toEqual(['dev-server']);
    expect(lines).toHaveLength(1);
  });

  it('passes over a development server that does not start, but not over a broken built one', async () => {
    const { open } = setting(async ({ candidate }) => {
      throw new Error(`${candidate.kind} crashed`);
    });
    await expect(open()).rejects.toThrow('built crashed');
  });
});
