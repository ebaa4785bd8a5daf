import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { registerAdmin } from '../../cli/admin';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const PASSWORD = 'Chezhang-1234';
let api: RunningApi;
const stdin = Object.getOwnPropertyDescriptor(process, 'stdin')!;

beforeAll(async () => {
  api = await runApi();
});
afterAll(async () => {
  Object.defineProperty(process, 'stdin', stdin);
  await api.stop();
});

/** Runs one command as `npm run banjie` would, with `typed` on standard input. */
async function banjie(args: string[], typed = ''): Promise<{ out: string; failed: string | null }> {
  const input = new PassThrough();
  input.end(typed);
  Object.defineProperty(process, 'stdin', { value: input, configurable: true });
  const program = new Command().exitOverride();
  let out = '';
  program.configureOutput({ writeOut: (text) => void (out += text), writeErr: () => undefined });
  registerAdmin(program, () => api.database.url);
  program.commands.forEach((command) =>
    command.commands.forEach((sub) => sub.exitOverride().copyInheritedSettings(program)),
  );
  try {
    await program.parseAsync(['admin', ...args], { from: 'user' });
    return { out, failed: null };
  } catch (error) {
    return { out, failed: error instanceof Error ? error.message : String(error) };
  }
}

const CREATE = ['create', '--sign-in-name', 'Root', '--name', '系统管理员', '--post', 'admin@zjg'];

describe('admin create', () => {
  it('needs an organisation to hold the post in', async () => {
    expect((await banjie(CREATE, PASSWORD)).failed).toMatch(/no organisation zjg/);
  });

  it('refuses a weak password and writes nothing', async () => {
    expect((await banjie([...CREATE, '--root', 'zjg:CITY:张家港市'], 'short\n')).failed).toMatch(
      /at least 10/,
    );
    expect(await api.prisma.organisation.count()).toBe(0);
  });

  it('makes the first organisation and an administrator who can sign in', async () => {
    expect((await banjie([...CREATE, '--root', 'zjg:CITY:张家港市'], `${PASSWORD}\n`)).out).toMatch(
      /can sign in as root/,
    );
    const body = { signInName: 'root', password: PASSWORD };
    expect((await ask(api.url, 'POST', '/api/v1/session', { body })).body).toMatchObject({
      posts: [{ role: 'admin', organisationId: 'zjg' }],
    });
  });

  it('says in which language somebody reads, and refuses others', async () => {
    const reader = ['create', '--sign-in-name', 'reader', '--name', '审核员甲', '--post', 'reviewer@zjg'];
    expect((await banjie([...reader, '--language', 'fr'], PASSWORD)).failed).toMatch(/Expected zh or en/);
    expect(await api.prisma.person.count({ where: { signInName: 'reader' } })).toBe(0);
    await banjie([...reader, '--language', 'en'], PASSWORD);
    const languages = await api.prisma.person.findMany({
      where: { signInName: { in: ['root', 'reader'] } },
      select: { signInName: true, language: true },
      orderBy: { signInName: 'asc' },
    });
    expect(languages).toEqual([
      { signInName: 'reader', language: 'en' },
      { signInName: 'root', language: null },
    ]);
  });

  it('refuses a second person of that name, posts that clash and roles nobody knows', async () => {
    expect((await banjie(CREATE, PASSWORD)).failed).toMatch(/already/);
    const other = ['create', '--sign-in-name', 'two', '--name', '甲', '--post', 'admin@zjg'];
    expect((await banjie([...other, '--post', 'officer@zjg'], PASSWORD)).failed).toMatch(/no other post/);
    expect((await banjie([...other, '--post', 'king@zjg'], PASSWORD)).failed).toMatch(/role@organisation/);
  });
});

describe('admin token', () => {
  it('prints a token that works', async () => {
    const { out } = await banjie(['token', '--sign-in-name', 'root', '--json']);
    const { token } = JSON.parse(out) as { token: string };
    expect((await ask(api.url, 'GET', '/api/v1/me', { token })).body).toMatchObject({
      displayName: '系统管理员',
      via: 'token',
    });
  });

  it('is not made for somebody who does not exist', async () => {
    expect((await banjie(['token', '--sign-in-name', 'nobody'])).failed).toMatch(/no active person/);
  });
});
