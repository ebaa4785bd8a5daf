import { connect } from 'node:net';
import { addPerson, plantTree } from './support/bureau';
import { ask, cookieOf } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const PASSWORD = 'Chezhang-1234';
let api: RunningApi;
let admin: string;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  admin = (await addPerson(api.prisma, { posts: [{ role: 'admin', organisationId: 'zjg' }] })).token;
});
afterAll(() => api.stop());

const create = (sent: object) => ask(api.url, 'POST', '/api/v1/people', { token: admin, ...sent });
const people = () => api.prisma.person.count();

describe('bad input', () => {
  const cases: [string, object, number, string][] = [
    ['malformed JSON', { raw: '{"displayName": ' }, 400, 'malformed-request'],
    ['no body at all', { headers: { 'content-length': '0' } }, 400, 'invalid-input'],
    ['a list for an object', { raw: '[]' }, 400, 'invalid-input'],
    ['a bare number', { raw: '7' }, 400, 'invalid-input'],
    ['a field nobody knows', { body: { displayName: '甲', isAdmin: true } }, 400, 'invalid-input'],
    [
      'the name of a prototype',
      { raw: '{"displayName":"甲","__proto__":{"admin":true}}' },
      400,
      'invalid-input',
    ],
    ['a wrong type', { body: { displayName: 7 } }, 400, 'invalid-input'],
    ['nothing where a name belongs', { body: { displayName: '   ' } }, 400, 'invalid-input'],
    [
      'a date that does not exist',
      { body: { displayName: '甲', birthDate: '2026-02-30' } },
      400,
      'invalid-input',
    ],
    ['a string of 1 MB', { body: { displayName: 'x'.repeat(1_000_000) } }, 413, 'too-large'],
    ['NUL', { body: { displayName: 'a\0b' } }, 400, 'text-not-storable'],
    ['half of a surrogate pair', { raw: '{"displayName":"a\\ud83db"}' }, 400, 'text-not-storable'],
    ['NUL in the name of a member', { raw: '{"a\\u0000b":1}' }, 400, 'text-not-storable'],
    [
      'bytes that are no UTF-8',
      { raw: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) },
      400,
      'text-not-storable',
    ],
    ['10,000 brackets', { raw: '['.repeat(10_000) + ']'.repeat(10_000) }, 400, 'malformed-request'],
    [
      'a form',
      { raw: 'displayName=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'media-type-unsupported',
    ],
    ['plain text', { raw: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'media-type-unsupported'],
    [
      'an encoding nobody knows',
      { raw: '{}', headers: { 'content-encoding': 'zstd-x' } },
      415,
      'media-type-unsupported',
    ],
  ];
  it.each(cases)('answers %s with a clear problem and writes nothing', async (_name, sent, status, code) => {
    const before = await people();
    const answer = await create(sent);
    expect(answer).toMatchObject({ status, body: { status, code, type: `/problems/${code}` } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await people()).toBe(before);
  });

  it('points at every fault', async () => {
    const answer = await create({ body: { displayName: '', birthDate: 'never', 'a/b': 1 } });
    expect(answer.body.errors?.map((fault) => fault.pointer)).toEqual([
      '/displayName',
      '/birthDate',
      '/a~1b',
    ]);
  });

  it('words the faults in Chinese unless asked otherwise', async () => {
    const chinese = await create({ body: {}, headers: { 'accept-language': 'zh-CN' } });
    expect(chinese.body['title']).toBe('填写内容有误');
    const english = await create({ body: {} });
    expect(english.body['title']).toBe('Some of the input is not valid');
  });

  it.each([
    ['/api/v1/people?limit=201', 'invalid-input'],
    ['/api/v1/people?limit=0', 'invalid-input'],
    ['/api/v1/people?limit=1&limit=2', 'invalid-input'],
    ['/api/v1/people?sort=name', 'invalid-input'],
    ['/api/v1/people?text=%00', 'text-not-storable'],
    ['/api/v1/people?cursor=hello', 'cursor-invalid'],
    [`/api/v1/people?cursor=${Buffer.from('["a\\u0000b"]').toString('base64url')}`, 'cursor-invalid'],
    ['/api/v1/programmes/%00', 'text-not-storable'],
    ['/api/v1/programmes/%E0%A4%A', 'malformed-request'],
  ])('refuses %s', async (path, code) => {
    expect(await ask(api.url, 'GET', path, { token: admin })).toMatchObject({ status: 400, body: { code } });
  });

  it('keeps emoji and rare characters as they are', async () => {
    const displayName = '𠮷野家👨‍👩‍👧‍👦㐂𪚥';
    const made = await create({ body: { displayName } });
    expect(made).toMatchObject({ status: 201, body: { displayName } });
    expect(
      (await ask(api.url, 'GET', `/api/v1/people?text=${encodeURIComponent('𪚥')}`, { token: admin })).body
        .items,
    ).toHaveLength(1);
  });

  it('says which methods an address takes', async () => {
    const answer = await ask(api.url, 'PUT', '/api/v1/people', { token: admin, body: {} });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  it('answers an unknown address as a problem', async () => {
    expect(await ask(api.url, 'GET', '/api/v1/nowhere')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  it('takes the time from nobody outside a simulation', async () => {
    const answer = await ask(api.url, 'GET', '/api/v1/me', {
      token: admin,
      headers: { 'x-banjie-now': '2026-01-01T00:00:00Z' },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'now-refused' } });
  });

  it('outlives a caller who hangs up in the middle of a body', async () => {
    const { port } = new URL(api.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      'POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"signIn',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await ask(api.url, 'GET', '/healthz')).status).toBe(200);
  });
});

describe('requests from other sites', () => {
  let cookie: string;
  beforeAll(async () => {
    await addPerson(api.prisma, { signInName: 'csrf', password: PASSWORD });
    cookie = cookieOf(
      await ask(api.url, 'POST', '/api/v1/session', { body: { signInName: 'csrf', password: PASSWORD } }),
    );
  });
  const post = (headers: Record<string, string>) =>
    ask(api.url, 'POST', '/api/v1/me/tokens', { headers: { cookie, ...headers }, body: { name: 'csrf' } });

  it.each([
    ['no proof at all', {}],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['our own host with another scheme', { origin: 'https://127.0.0.1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['a cross-site page that also sets an origin', { 'sec-fetch-site': 'cross-site', origin: 'self' }],
  ])('are refused: %s', async (_name, headers: Record<string, string>) => {
    const sent = headers['origin'] === 'self' ? { ...headers, origin: api.url } : headers;
    expect(await post(sent)).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
  });

  it('are let through when the browser, the origin or our own header vouch for them', async () => {
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await post({ origin: api.url })).status).toBe(201);
    expect((await post({ 'x-banjie-request': '1' })).status).toBe(201);
  });

  it('may read', async () => {
    expect((await ask(api.url, 'GET', '/api/v1/me', { headers: { cookie } })).status).toBe(200);
  });
});

describe('API tokens', () => {
  const make = (token: string, body: object = { name: 'script' }) =>
    ask(api.url, 'POST', '/api/v1/me/tokens', { token, body });
  const me = (token: string) => ask(api.url, 'GET', '/api/v1/me', { token });

  it('work without a cookie, are shown once and are stored as a hash', async () => {
    const { token: first, id } = await addPerson(api.prisma);
    const made = await make(first);
    const token = String(made.body['token']);
    expect(token).toMatch(/^bj_/);
    expect((await me(token)).body).toMatchObject({ personId: id, via: 'token' });
    const listed = await ask(api.url, 'GET', '/api/v1/me/tokens', { token });
    expect(listed.text).not.toContain(token);
    expect(JSON.stringify(await api.prisma.apiToken.findMany())).not.toContain(token);
  });

  it('are worth nothing once revoked, at once', async () => {
    const { token: first } = await addPerson(api.prisma);
    const made = await make(first);
    const token = String(made.body['token']);
    expect((await me(token)).status).toBe(200);
    expect(
      (await ask(api.url, 'DELETE', `/api/v1/me/tokens/${String(made.body['id'])}`, { token: first })).status,
    ).toBe(204);
    expect((await me(token)).status).toBe(401);
  });

  it('can be revoked by their owner only', async () => {
    const made = await make((await addPerson(api.prisma)).token);
    const { token: other } = await addPerson(api.prisma);
    expect(
      (await ask(api.url, 'DELETE', `/api/v1/me/tokens/${String(made.body['id'])}`, { token: other })).status,
    ).toBe(404);
  });

  it('expire', async () => {
    const { token, id } = await addPerson(api.prisma);
    await api.prisma.apiToken.updateMany({
      where: { personId: id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect((await me(token)).status).toBe(401);
  });

  it.each(['Bearer nonsense', `Bearer bj_${'a'.repeat(43)}`, 'Basic eDp5', ''])(
    'answer 401 when they are "%s"',
    async (authorization) => {
      const answer = await ask(api.url, 'GET', '/api/v1/me', { headers: { authorization } });
      expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    },
  );
});

describe('the log', () => {
  it('has one line for a refused request, and no passwords, tokens, cookies or bodies', async () => {
    api.logged.length = 0;
    const secret = 'Geheim-98765';
    await create({
      body: { displayName: '居民甲', signInName: 'x', password: secret, phone: '13800000000' },
      headers: { 'x-request-id': 'req-1' },
    });
    const lines = api.logged.filter((line) => line['requestId'] === 'req-1');
    expect(lines).toMatchObject([
      { level: 'warn', code: 'invalid-input', operation: 'createPerson', status: 400 },
    ]);
    const everything = JSON.stringify(api.logged);
    for (const word of [secret, '居民甲', '13800000000', admin]) expect(everything).not.toContain(word);
  });

  it('gives back the id of the request', async () => {
    const answer = await ask(api.url, 'GET', '/healthz', { headers: { 'x-request-id': 'abc.1' } });
    expect(answer.headers.get('x-request-id')).toBe('abc.1');
    const forged = await ask(api.url, 'GET', '/healthz', { headers: { 'x-request-id': 'a b' } });
    expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
