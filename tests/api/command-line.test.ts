import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { runApi, type RunningApi } from './support/running-api';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..');

let api: RunningApi;
let token: string;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  token = (await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] })).token;
});
afterAll(() => api.stop());

interface Said {
  code: number;
  out: string;
  err: string;
}

/** The real program in a process of its own, as a script would call it. */
async function banjie(args: string[], env: Record<string, string> = {}): Promise<Said> {
  const given = { PATH: process.env['PATH'] ?? '', BANJIE_API_URL: api.url, BANJIE_DATA: '/nowhere', ...env };
  try {
    const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], {
      cwd: ROOT,
      env: given,
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

const DATABASE = {
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  BANJIE_SESSION_SECRET: 'x'.repeat(32),
  BANJIE_FILES_FOLDER: '/nowhere',
};
const OPEN = [
  'case',
  'open',
  '--programme',
  'zhangjiagang',
  '--place',
  'tanglian',
  '--title',
  '车棚 😀',
  '--json',
];

describe('the command line', () => {
  it('opens a case, shows it and acts on it, by the same API as everybody', async () => {
    const opened = await banjie(OPEN, { BANJIE_TOKEN: token });
    const { caseId, number } = JSON.parse(opened.out) as { caseId: string; number: string };
    const done = await banjie(
      [
        'case',
        'do',
        number,
        'accept',
        '--data',
        '{"duplicatesChecked":true,"estimateFen":3000000}',
        '--if-seq',
        '2',
        '--json',
      ],
      { BANJIE_TOKEN: token },
    );
    expect(JSON.parse(done.out)).toMatchObject({ status: 'ACCEPTED', seq: 3 });
    const shown = await banjie(['case', 'show', caseId], { BANJIE_TOKEN: token });
    expect(shown.out).toContain('车棚 😀');
    expect(shown.out).toContain('[council]');
    expect((await banjie(['case', 'show', number], { BANJIE_TOKEN: token })).out).toBe(shown.out);
  });

  it('says what the server refused, with the problem as JSON when asked, and exit code 1', async () => {
    const missing = await banjie(['case', 'show', 'no-such-case', '--json'], { BANJIE_TOKEN: token });
    expect(missing.code).toBe(1);
    expect(JSON.parse(missing.out)).toMatchObject({ error: { code: 'not-found', status: 404 } });
    expect(missing.err).toMatch(/^[ -~]+\n$/);
  });

  it('refuses in the language of the terminal, over the API and from the ledger itself', async () => {
    const show = (LANG: string) => banjie(['case', 'show', 'no-such-case'], { BANJIE_TOKEN: token, LANG });
    expect((await show('zh_CN.UTF-8')).err).toBe('没有这个事项。\n');
    expect((await show('en_US.UTF-8')).err).toBe('There is no such case.\n');
    const preview = (LANG: string) =>
      banjie(
        ['calendar', 'closure', 'preview', '--place', 'nowhere', '--date', '2026-07-24', '--name', '台风'],
        { ...DATABASE, DATABASE_URL: api.database.url, LANG },
      );
    expect((await preview('zh_CN.UTF-8')).err).toBe('没有这个组织。\n');
    expect((await preview('en_US.UTF-8')).err).toBe('There is no such organisation.\n');
  });

  it('says how to get a token, and when nobody answers', async () => {
    expect((await banjie(['case', 'show', 'x'])).err).toContain('admin token');
    const nobody = await banjie(['case', 'show', 'x'], {
      BANJIE_TOKEN: token,
      BANJIE_API_URL: 'http://127.0.0.1:9',
    });
    expect(nobody).toMatchObject({ code: 1, err: 'No answer from http://127.0.0.1:9. Is Banjie running?\n' });
  });

  it('verifies the ledger of the database it is pointed at', async () => {
    const env = { ...DATABASE, DATABASE_URL: api.database.url };
    const verified = await banjie(['ledger', 'verify', '--json'], env);
    expect(JSON.parse(verified.out)).toMatchObject({ faults: [] });
    expect(verified.code).toBe(0);
  });

  it('says which settings are missing when there is no instance', async () => {
    const verified = await banjie(['ledger', 'verify']);
    expect(verified.code).toBe(1);
    expect(verified.err).toContain('DATABASE_URL is required');
  });

  it('takes a wrong command line for what it is', async () => {
    expect((await banjie(['nonsense'])).code).toBe(2);
    expect(
      (await banjie(['case', 'do', 'x', 'accept', '--data', '{broken'], { BANJIE_TOKEN: token })).code,
    ).toBe(2);
    const { code, out } = await banjie(['bulletin', 'build', '--month', 'October', '--json']);
    expect([code, JSON.parse(out)]).toEqual([
      2,
      { error: { code: 'usage', message: expect.stringContaining('Expected a month such as 2026-10.') } },
    ]);
  });

  it('refuses a draw in the language of the terminal', async () => {
    const file = 'tests/fixtures/draw/population.csv';
    const draw = (LANG: string) =>
      banjie(['draw', '--population', file, '--size', '138', '--seed', 's', '--json'], { LANG });
    const [zh, en] = await Promise.all([draw('zh_CN.UTF-8'), draw('C')]);
    expect(zh).toMatchObject({ code: 1, err: `${file}：要抽 138 件，而总体只有 137 件。\n` });
    expect(JSON.parse(en.out)).toEqual({
      error: {
        code: 'size-invalid',
        message: `${file}: 138 are to be drawn and the population has 137 only.`,
      },
    });
  });
});
