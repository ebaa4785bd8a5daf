import { startOidcProvider, type OidcProvider } from '../support/oidc-provider';
import { addPerson, plantTree } from './support/bureau';
import { ask, cookieOf, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let provider: OidcProvider;
let api: RunningApi;
let personId: string;

beforeAll(async () => {
  provider = await startOidcProvider();
  const { issuer, clientId, clientSecret } = provider;
  api = await runApi({ config: { oidc: { issuer, clientId, clientSecret, label: '市统一身份认证' } } });
  await plantTree(api.prisma);
  personId = (await addPerson(api.prisma, { oidcSubject: 'subject-1', displayName: '社区干部甲' })).id;
});
afterAll(async () => {
  await api.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.subject = 'subject-1';
  provider.lies = {};
});

const START = '/api/v1/session/oidc/start';

/** As a browser goes: to us, to the provider, and up to the door of our callback. */
async function toTheDoor(returnTo = '/'): Promise<{ cookie: string; callback: string }> {
  const start = await ask(api.url, 'GET', `${START}?returnTo=${encodeURIComponent(returnTo)}`);
  const there = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
  const { pathname, search } = new URL(there.headers.get('location') ?? '');
  return { cookie: cookieOf(start), callback: pathname + search };
}

async function through(returnTo = '/'): Promise<Answer> {
  const { cookie, callback } = await toTheDoor(returnTo);
  return ask(api.url, 'GET', callback, { headers: { cookie } });
}

describe('single sign-on', () => {
  it('signs in the person with that subject and goes on to the page asked for', async () => {
    const back = await through('/cases/7?tab=ledger');
    expect([back.status, back.headers.get('location')]).toEqual([302, '/cases/7?tab=ledger']);
    expect((await ask(api.url, 'GET', '/api/v1/me', { cookie: cookieOf(back) })).body).toMatchObject({
      personId,
      via: 'session',
    });
  });

  it('gives a new session id', async () => {
    const { cookie, callback } = await toTheDoor();
    const back = await ask(api.url, 'GET', callback, { headers: { cookie } });
    expect(cookieOf(back)).not.toBe(cookie);
  });

  it('tells somebody it does not know what to do', async () => {
    provider.subject = 'stranger';
    expect(await through()).toMatchObject({ status: 403, body: { code: 'oidc-unknown-person' } });
  });

  it('keeps a disabled person out', async () => {
    await addPerson(api.prisma, { oidcSubject: 'gone' });
    await api.prisma.person.update({ where: { oidcSubject: 'gone' }, data: { disabledAt: new Date() } });
    provider.subject = 'gone';
    expect(await through()).toMatchObject({ status: 403, body: { code: 'oidc-unknown-person' } });
  });

  it.each([
    ['another nonce', { nonce: 'replayed' }],
    ['another issuer', { issuer: 'https://evil.example' }],
    ['an expired token', { expired: true }],
    ['a broken signature', { signature: 'broken' as const }],
  ])('refuses %s', async (_name, lies) => {
    provider.lies = lies;
    expect(await through()).toMatchObject({ status: 401, body: { code: 'oidc-failed' } });
  });

  it('refuses a callback without the session that began it, with another state, or a second time', async () => {
    const { cookie, callback } = await toTheDoor();
    expect((await ask(api.url, 'GET', callback)).body).toMatchObject({ code: 'oidc-failed' });
    const forged = callback.replace(/state=[^&]+/, 'state=forged');
    expect((await ask(api.url, 'GET', forged, { headers: { cookie } })).body).toMatchObject({
      code: 'oidc-failed',
    });
    expect((await ask(api.url, 'GET', callback, { headers: { cookie } })).body).toMatchObject({
      code: 'oidc-failed',
    });
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'sends nobody on to %s',
    async (returnTo) => {
      expect((await ask(api.url, 'GET', `${START}?returnTo=${encodeURIComponent(returnTo)}`)).status).toBe(
        400,
      );
    },
  );

  it('has no routes where it is not set up', async () => {
    const plain = await runApi();
    expect((await ask(plain.url, 'GET', START)).status).toBe(404);
    await plain.stop();
  });

  it('says so when the provider does not answer', async () => {
    const lost = await runApi({
      config: { oidc: { issuer: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'y', label: 'z' } },
    });
    expect(await ask(lost.url, 'GET', START)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await lost.stop();
  });
});
