import { randomUUID } from 'node:crypto';
import { until } from '../support/worker';
import { addPerson, plantTree } from './support/bureau';
import { ask, cookieOf, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const PASSWORD = 'Chezhang-1234';
let api: RunningApi;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
});
afterAll(() => api.stop());

let count = 0;
/** A new person each time, so that one test's wrong passwords do not count in another. */
async function newcomer() {
  const signInName = `officer-${++count}`;
  const posts = [{ role: 'officer' as const, organisationId: 'tanglian' }];
  return {
    signInName,
    ...(await addPerson(api.prisma, { signInName, password: PASSWORD, posts, displayName: '社区干部甲' })),
  };
}
const signIn = (signInName: string, password = PASSWORD, headers = {}): Promise<Answer> =>
  ask(api.url, 'POST', '/api/v1/session', { body: { signInName, password }, headers });
const me = (cookie: string) => ask(api.url, 'GET', '/api/v1/me', { cookie });

describe('signing in with a password', () => {
  it('opens a session that knows the person and the posts', async () => {
    const { signInName, id } = await newcomer();
    const answer = await signIn(signInName);
    expect(answer).toMatchObject({
      status: 200,
      body: { personId: id, displayName: '社区干部甲', via: 'session' },
    });
    expect(answer.body['posts']).toEqual([
      {
        role: 'officer',
        level: 'COMMUNITY',
        organisationId: 'tanglian',
        organisationName: '塘联社区',
        standsInFor: null,
        orgPath: '/zjg/yangshe/tanglian/',
      },
    ]);
    expect((await me(cookieOf(answer))).body).toMatchObject({ personId: id });
  });

  it('takes what a request calls the work of one person from that person only', async () => {
    const [writer, colleague] = [await newcomer(), await newcomer()];
    const ownName = (cookie: string) =>
      ask(api.url, 'PUT', '/api/v1/me/contact', {
        cookie,
        headers: { 'x-banjie-person': writer.id },
        body: { email: 'writer@example.org' },
      });
    const refused = await ownName(cookieOf(await signIn(colleague.signInName)));
    expect(refused).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(refused.body['detail']).toContain('Somebody else wrote this down');
    expect(await api.prisma.contact.count({ where: { personId: colleague.id } })).toBe(0);
    const taken = await ownName(cookieOf(await signIn(writer.signInName)));
    expect(taken.status).toBeLessThan(300);
    expect(await api.prisma.contact.count({ where: { personId: writer.id } })).toBe(1);
  });

  it('tells a page who is signed in; nobody is an answer, a wrong token is not', async () => {
    const session = (cookie?: string) =>
      ask(api.url, 'GET', '/api/v1/session', cookie === undefined ? {} : { cookie });
    const { signInName, id } = await newcomer();
    const cookie = cookieOf(await signIn(signInName));
    expect(await session()).toMatchObject({ status: 200, body: { me: null } });
    expect(await session(cookie)).toMatchObject({ status: 200, body: { me: { personId: id } } });
    await ask(api.url, 'DELETE', '/api/v1/session', { cookie });
    expect(await session(cookie)).toMatchObject({ status: 200, body: { me: null } });
    expect((await ask(api.url, 'GET', '/api/v1/session', { token: 'bj_wrong' })).status).toBe(401);
  });

  it('sets a cookie that scripts cannot read and other sites do not carry', async () => {
    const { signInName } = await newcomer();
    const [cookie] = (await signIn(signInName)).headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });

  it('takes the name in capitals and full-width letters', async () => {
    const { signInName } = await newcomer();
    expect((await signIn(` ${signInName.toUpperCase().replace('O', 'Ｏ')} `)).status).toBe(200);
  });

  it('gives a new session id, so that one planted before is worth nothing', async () => {
    const { signInName } = await newcomer();
    const first = cookieOf(await signIn(signInName));
    const again = await ask(api.url, 'POST', '/api/v1/session', {
      body: { signInName, password: PASSWORD },
      cookie: first,
    });
    expect(cookieOf(again)).not.toBe(first);
    expect((await me(first)).status).toBe(401);
  });

  it('answers an unknown name, a wrong password and a disabled account alike', async () => {
    const { signInName, id } = await newcomer();
    await api.prisma.person.update({ where: { id }, data: { disabledAt: new Date() } });
    const answers = [
      await signIn('nobody-knows'),
      await signIn((await newcomer()).signInName, 'wrong'),
      await signIn(signInName),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect({ ...answer.body, requestId: '' }).toEqual({
        type: '/problems/sign-in-failed',
        title: 'The sign-in name or the password is not right',
        status: 401,
        code: 'sign-in-failed',
        requestId: '',
      });
    }
  });

  it('ends with signing out, for every holder of the cookie', async () => {
    const { signInName } = await newcomer();
    const cookie = cookieOf(await signIn(signInName));
    expect((await ask(api.url, 'DELETE', '/api/v1/session', { cookie })).status).toBe(204);
    expect((await me(cookie)).status).toBe(401);
  });

  it('records who signed in and who failed to', async () => {
    const { signInName, id } = await newcomer();
    await signIn(signInName, 'wrong');
    await signIn(signInName);
    const records = await api.prisma.auditRecord.findMany({
      where: { personId: id },
      orderBy: { id: 'asc' },
    });
    expect(records.map((record) => [record.action, record.success])).toEqual([
      ['sign-in-failed', false],
      ['signed-in', true],
    ]);
  });
});

describe('too many wrong passwords', () => {
  it('closes a name after ten, the right password included, and says for how long', async () => {
    const { signInName } = await newcomer();
    for (let i = 0; i < 10; i++) expect((await signIn(signInName, 'wrong')).status).toBe(401);
    const locked = await signIn(signInName);
    expect(locked).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
  });

  it('closes a name nobody has just the same', async () => {
    for (let i = 0; i < 10; i++) await signIn('ghost', 'wrong');
    expect((await signIn('ghost')).status).toBe(429);
  });

  it('does not let parallel guesses past the count', async () => {
    const { signInName } = await newcomer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(signInName, 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('forgets the wrong ones after a right one', async () => {
    const { signInName } = await newcomer();
    for (let i = 0; i < 9; i++) await signIn(signInName, 'wrong');
    expect((await signIn(signInName)).status).toBe(200);
    expect((await signIn(signInName, 'wrong')).status).toBe(401);
  });
});

describe('a clock that ran ahead and was set back', () => {
  const HOUR_MS = 3_600_000;
  afterEach(() => jest.restoreAllMocks());

  /** The machine's clock, some hours ahead until it is set back. */
  function runAhead(hours: number): void {
    const real = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => real() + hours * HOUR_MS);
  }

  it('leaves a name closed for no longer than a lock lasts, and what was counted stays counted', async () => {
    const { signInName } = await newcomer();
    const { signInName: tried } = await newcomer();
    runAhead(5);
    for (let i = 0; i < 9; i++) await signIn(tried, 'wrong');
    for (let i = 0; i < 11; i++) await signIn(signInName, 'wrong');
    jest.restoreAllMocks();
    const locked = await signIn(signInName);
    expect(locked).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    expect(Number(locked.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    // Its end is a moment of the clock as it is now, and does not move on with each try.
    const ends = async () => {
      const { rows } = await api.pool.query<{ expire: string }>(
        `SELECT expire FROM rate_limits WHERE key = 'sign-in-name:' || encode(sha256($1), 'hex')`,
        [Buffer.from(signInName)],
      );
      return rows[0]?.expire;
    };
    const first = await ends();
    expect(Number(first)).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
    expect((await signIn(signInName)).status).toBe(429);
    expect(await ends()).toBe(first);
    expect((await signIn(tried, 'wrong')).status).toBe(401);
    expect((await signIn(tried, 'wrong')).status).toBe(429);
  });

  it('leaves nobody signed in for longer than a session may idle', async () => {
    const fresh = await runApi();
    try {
      const signInName = `name-${randomUUID()}`;
      const { id } = await addPerson(fresh.prisma, { signInName, password: PASSWORD });
      runAhead(5);
      const body = { signInName, password: PASSWORD };
      const cookie = cookieOf(await ask(fresh.url, 'POST', '/api/v1/session', { body }));
      jest.restoreAllMocks();
      const idle = async () => {
        const { rows } = await fresh.pool.query<{ expire: Date }>(
          `SELECT expire FROM sessions WHERE sess->>'personId' = $1`,
          [id],
        );
        return ((rows[0]?.expire.getTime() ?? 0) - Date.now()) / HOUR_MS;
      };
      expect(await idle()).toBeGreaterThan(12);
      expect((await ask(fresh.url, 'GET', '/api/v1/me', { cookie })).status).toBe(200);
      await until(async () => (await idle()) <= 8);
      expect(await idle()).toBeGreaterThan(7);
    } finally {
      await fresh.stop();
    }
  });
});

describe('changing a password', () => {
  const change = (cookie: string, body: object) =>
    ask(api.url, 'PUT', '/api/v1/me/password', { cookie, body });

  it('ends every other session and lets the new password in', async () => {
    const { signInName } = await newcomer();
    const [here, elsewhere] = [cookieOf(await signIn(signInName)), cookieOf(await signIn(signInName))];
    const newPassword = 'Menlou-5678!';
    expect((await change(here, { currentPassword: PASSWORD, newPassword })).status).toBe(204);
    expect([(await me(here)).status, (await me(elsewhere)).status]).toEqual([200, 401]);
    expect((await signIn(signInName, newPassword)).status).toBe(200);
  });

  it('asks for the current one', async () => {
    const { signInName } = await newcomer();
    const cookie = cookieOf(await signIn(signInName));
    expect(
      (await change(cookie, { currentPassword: 'wrong', newPassword: 'Menlou-5678!' })).body,
    ).toMatchObject({ code: 'sign-in-failed' });
  });

  it.each(['short', 'aaaaaaaaaaaaaaaaaaaa', 'alllowercase'])('refuses %s', async (newPassword) => {
    const { signInName } = await newcomer();
    const cookie = cookieOf(await signIn(signInName));
    expect((await change(cookie, { currentPassword: PASSWORD, newPassword })).body).toMatchObject({
      code: 'password-weak',
    });
  });
});
