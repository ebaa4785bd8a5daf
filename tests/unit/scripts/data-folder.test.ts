import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLock, unlock } from '../../../scripts/process/lock';
import { claimDataFolder } from '../../../scripts/serve/data-folder';
import { explain } from '../../../scripts/serve/explain';
import { reset } from '../../../scripts/serve/reset';
import { loadSecrets } from '../../../scripts/serve/secrets';

let parent: string;
let path: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'banjie-unit-'));
  path = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true }));

describe('the data folder', () => {
  it('is made, and can be taken again once it is released', () => {
    claimDataFolder(path).release();
    claimDataFolder(path).release();
    expect(existsSync(join(path, 'logs'))).toBe(true);
  });

  it('keeps a second instance out with one sentence', () => {
    const first = claimDataFolder(path);
    expect(() => claimDataFolder(path)).toThrow(
      `Another Banjie (process ${process.pid}) already uses ${path}`,
    );
    first.release();
  });

  it('is taken over from an instance that was killed', async () => {
    claimDataFolder(path).release();
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((done) => dead.once('exit', done));
    writeFileSync(join(path, 'instance.lock'), JSON.stringify({ pid: dead.pid, command: 'node start.mjs' }));
    claimDataFolder(path).release();
  });

  it('is taken over when the process id now belongs to another program', () => {
    claimDataFolder(path).release();
    writeFileSync(
      join(path, 'instance.lock'),
      JSON.stringify({ pid: process.pid, command: 'something else' }),
    );
    claimDataFolder(path).release();
  });

  it('never takes a folder that holds other things', () => {
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.doc'), 'x');
    expect(() => claimDataFolder(path)).toThrow(/holds files that are not Banjie's/);
    expect(readdirSync(path)).toEqual(['thesis.doc']);
  });

  it('says so in one sentence when the path is a file', () => {
    writeFileSync(parent + '/file', 'x');
    expect(() => claimDataFolder(join(parent, 'file', 'data'))).toThrow(/choose another one with --data/);
  });
});

describe('--reset', () => {
  const say = (): void => undefined;
  const input = { yes: false, isTerminal: true, ask: async () => 'yes', say };
  const filled = (): void => {
    claimDataFolder(path).release();
    loadSecrets(path);
  };

  it('wipes after a yes', async () => {
    filled();
    expect(await reset({ ...input, dataDir: path })).toBe(true);
    expect(existsSync(join(path, 'secrets.json'))).toBe(false);
  });

  it.each(['no', '', 'y'])('keeps everything after "%s"', async (answer) => {
    filled();
    expect(await reset({ ...input, dataDir: path, ask: async () => answer })).toBe(false);
    expect(existsSync(join(path, 'secrets.json'))).toBe(true);
  });

  it('refuses without --yes when nobody can be asked', async () => {
    filled();
    await expect(reset({ ...input, dataDir: path, isTerminal: false })).rejects.toThrow(/add --yes/);
    expect(existsSync(join(path, 'secrets.json'))).toBe(true);
  });

  it('does not ask with --yes', async () => {
    filled();
    const ask = (): Promise<string> => Promise.reject(new Error('asked'));
    expect(await reset({ ...input, dataDir: path, isTerminal: false, yes: true, ask })).toBe(true);
  });

  it("refuses a folder that is not Banjie's, whatever was answered", async () => {
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.doc'), 'x');
    await expect(reset({ ...input, dataDir: path, yes: true })).rejects.toThrow(/not Banjie's/);
    expect(readdirSync(path)).toEqual(['thesis.doc']);
  });

  it('refuses a folder that is in use', async () => {
    const running = claimDataFolder(path);
    await expect(reset({ ...input, dataDir: path, yes: true })).rejects.toThrow(/already uses/);
    running.release();
  });
});

describe('secrets', () => {
  it('are made once, stay the same, and are for their owner only', () => {
    claimDataFolder(path).release();
    const made = loadSecrets(path);
    expect(loadSecrets(path)).toEqual(made);
    expect(made.sessionSecret).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(path, 'secrets.json')).mode & 0o777).toBe(0o600);
  });
});

describe('locks', () => {
  it('are given back by their holder only', () => {
    const lock = join(parent, 'x.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, command: '' }));
    unlock(lock);
    expect(tryLock(lock)).toEqual({ heldBy: process.ppid });
    expect(JSON.parse(readFileSync(lock, 'utf8')).pid).toBe(process.ppid);
  });
});

describe('explaining what went wrong', () => {
  it.each([
    [Object.assign(new Error('write'), { code: 'ENOSPC' }), /disk of \/d is full/],
    [new Error('initdb: could not write: No space left on device'), /disk of \/d is full/],
    [Object.assign(new Error('open'), { code: 'EROFS' }), /\/d cannot be written to/],
    [new Error('something else'), /^something else$/],
  ])('%s', (error, expected) => {
    expect(explain(error, '/d').message).toMatch(expected);
  });
});
