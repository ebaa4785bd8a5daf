import type { Role } from '../../domain/roles';
import { addPerson, plantTree } from './support/bureau';
import { ask, cookieOf } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const PASSWORD = 'Chezhang-1234';
let api: RunningApi;
let city: { id: string; token: string };
let street: { id: string; token: string };

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  city = await addPerson(api.prisma, {
    displayName: '系统管理员',
    posts: [{ role: 'admin', organisationId: 'zjg' }],
  });
  street = await addPerson(api.prisma, {
    displayName: '系统管理员',
    posts: [{ role: 'admin', organisationId: 'yangshe' }],
  });
});
afterAll(() => api.stop());

const as = (token: string) => ({
  get: (path: string) => ask(api.url, 'GET', path, { token }),
  post: (path: string, body: unknown = {}) => ask(api.url, 'POST', path, { token, body }),
  put: (path: string, body: unknown) => ask(api.url, 'PUT', path, { token, body }),
  patch: (path: string, body: unknown) => ask(api.url, 'PATCH', path, { token, body }),
});

describe('the organisation tree', () => {
  it('lists parents before children, page by page, without gaps or doubles', async () => {
    const seen: unknown[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await as(city.token).get(
        `/api/v1/organisations?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...(page.body.items ?? []).map((item) => item['id']));
      cursor = page.body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['cc', 'shuangde', 'zjg', 'yangshe', 'fuqian', 'tanglian']);
  });

  it('lists one branch', async () => {
    const branch = await as(city.token).get('/api/v1/organisations?under=yangshe');
    expect(branch.body.items?.map((item) => item['id'])).toEqual(['yangshe', 'fuqian', 'tanglian']);
  });

  it('grows and is renamed, on record', async () => {
    const body = { id: 'qiyuan', parentId: 'yangshe', name: '棋园社区', level: 'COMMUNITY' };
    expect(await as(street.token).post('/api/v1/organisations', body)).toMatchObject({
      status: 201,
      body: { path: '/zjg/yangshe/qiyuan/' },
    });
    expect((await as(street.token).post('/api/v1/organisations', body)).body).toMatchObject({
      code: 'already-exists',
    });
    const renamed = await as(street.token).patch('/api/v1/organisations/qiyuan', { name: '棋园新村社区' });
    expect(renamed.body).toMatchObject({ name: '棋园新村社区' });
    const records = await api.prisma.auditRecord.findMany({ where: { subject: 'qiyuan' } });
    expect(records.map((record) => record.action).sort()).toEqual([
      'organisation-created',
      'organisation-renamed',
    ]);
  });

  it('refuses a level that does not lie below its parent', async () => {
    const body = { id: 'upside', parentId: 'tanglian', name: '街道', level: 'STREET' };
    expect((await as(city.token).post('/api/v1/organisations', body)).body).toMatchObject({
      code: 'level-order',
    });
  });
});

describe('accounts', () => {
  it('are made, given a post, and can sign in', async () => {
    const made = await as(street.token).post('/api/v1/people', {
      displayName: '审核员甲',
      signInName: 'Reviewer-A',
      password: PASSWORD,
    });
    expect(made).toMatchObject({
      status: 201,
      body: { signInName: 'reviewer-a', hasPassword: true, posts: [] },
    });
    expect(made.text).not.toContain('argon2');
    const post = await as(street.token).post(`/api/v1/people/${String(made.body['id'])}/posts`, {
      role: 'reviewer',
      organisationId: 'yangshe',
    });
    expect(post.status).toBe(201);
    const signedIn = await ask(api.url, 'POST', '/api/v1/session', {
      body: { signInName: 'reviewer-a', password: PASSWORD },
    });
    expect(signedIn.body['posts']).toMatchObject([{ role: 'reviewer', organisationId: 'yangshe' }]);
  });

  it('have sign-in names of their own', async () => {
    await as(city.token).post('/api/v1/people', { displayName: '甲', signInName: 'twice' });
    expect(
      (await as(city.token).post('/api/v1/people', { displayName: '乙', signInName: ' TWICE ' })).body,
    ).toMatchObject({ code: 'already-exists' });
  });

  it('are told which operations their posts open, so that a screen offers no others', async () => {
    const may = async (role: Role) => {
      const { token } = await addPerson(api.prisma, { posts: [{ role, organisationId: 'tanglian' }] });
      return (await as(token).get('/api/v1/me')).body['may'] as string[];
    };
    const officer = await may('officer');
    expect(officer).toEqual(expect.arrayContaining(['listCases', 'openCase', 'listDuties', 'showMe']));
    // A rule of the whole city is not for a community; accounts are for the administrator.
    expect(officer).not.toContain('importCalendar');
    expect(officer).not.toContain('createPerson');
    const admin = await may('admin');
    expect(admin).toContain('createPerson');
    expect(admin).not.toContain('listCases');
  });

  it('lose session and tokens at once when they are disabled, and come back when enabled', async () => {
    const posts = [{ role: 'officer' as const, organisationId: 'tanglian' }];
    const { id, token } = await addPerson(api.prisma, { signInName: 'leaving', password: PASSWORD, posts });
    const cookie = cookieOf(
      await ask(api.url, 'POST', '/api/v1/session', { body: { signInName: 'leaving', password: PASSWORD } }),
    );
    expect((await as(token).get('/api/v1/me')).status).toBe(200);
    expect((await as(city.token).post(`/api/v1/people/${id}/disable`)).status).toBe(204);
    expect((await as(token).get('/api/v1/me')).status).toBe(401);
    expect((await ask(api.url, 'GET', '/api/v1/me', { cookie })).status).toBe(401);
    expect((await as(city.token).post(`/api/v1/people/${id}/enable`)).status).toBe(204);
    expect((await as(token).get('/api/v1/me')).status).toBe(200);
    expect((await ask(api.url, 'GET', '/api/v1/me', { cookie })).status).toBe(401);
  });

  it('cannot be disabled by their owner', async () => {
    expect((await as(city.token).post(`/api/v1/people/${city.id}/disable`)).body).toMatchObject({
      code: 'forbidden',
    });
  });

  it('of an administrator above are out of reach for one below', async () => {
    const set = await as(street.token).put(`/api/v1/people/${city.id}/password`, { password: PASSWORD });
    expect(set).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const both = await addPerson(api.prisma, {
      posts: [
        { role: 'officer', organisationId: 'tanglian' },
        { role: 'officer', organisationId: 'zjg' },
      ],
    });
    expect((await as(street.token).post(`/api/v1/people/${both.id}/disable`)).status).toBe(404);
  });

  it('are listed with those of my area and those without a post, page by page', async () => {
    const elsewhere = await addPerson(api.prisma, {
      posts: [{ role: 'officer', organisationId: 'shuangde' }],
    });
    const free = await addPerson(api.prisma, { displayName: '居民甲' });
    const seen: unknown[] = [];
    let cursor: string | null | undefined = '';
    while (cursor !== null) {
      const page = await as(street.token).get(`/api/v1/people?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...(page.body.items ?? []).map((item) => item['id']));
      cursor = page.body.nextCursor ?? null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining([free.id, street.id]));
    expect(seen).not.toContain(elsewhere.id);
    expect(seen).not.toContain(city.id);
  });
});

describe('posts', () => {
  const give = (id: string, body: object) => as(city.token).post(`/api/v1/people/${id}/posts`, body);

  it('of administrator and auditor are held alone', async () => {
    const { id } = await addPerson(api.prisma);
    expect((await give(id, { role: 'officer', organisationId: 'tanglian' })).status).toBe(201);
    expect((await give(id, { role: 'admin', organisationId: 'tanglian' })).body).toMatchObject({
      code: 'posts-clash',
    });
    expect((await give(street.id, { role: 'officer', organisationId: 'tanglian' })).body).toMatchObject({
      code: 'posts-clash',
    });
  });

  it('do not both slip in when two clash at the same moment', async () => {
    const { id } = await addPerson(api.prisma);
    const answers = await Promise.all([
      give(id, { role: 'admin', organisationId: 'tanglian' }),
      give(id, { role: 'officer', organisationId: 'tanglian' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('work from their first day to their last', async () => {
    const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const { id, token } = await addPerson(api.prisma);
    await give(id, { role: 'officer', organisationId: 'tanglian', fromDate: ahead(3) });
    expect((await as(token).get('/api/v1/me')).body['posts']).toEqual([]);
    const given = await give(id, { role: 'inspector', organisationId: 'tanglian' });
    expect((await as(token).get('/api/v1/me')).body['posts']).toMatchObject([{ role: 'inspector' }]);
    const ended = await as(city.token).post(`/api/v1/people/${id}/posts/${String(given.body['id'])}/end`);
    expect(ended.status).toBe(200);
    expect((await as(token).get('/api/v1/me')).body['posts']).toEqual([]);
  });

  it('do not end before they begin', async () => {
    const { id } = await addPerson(api.prisma);
    const body = {
      role: 'officer',
      organisationId: 'tanglian',
      fromDate: '2026-03-02',
      untilDate: '2026-03-01',
    };
    expect((await give(id, body)).body.errors).toMatchObject([{ pointer: '/untilDate' }]);
  });
});

describe('the posts of an organisation', () => {
  it('are told with their holders and whoever stands in today, and to the administrator of the place only', async () => {
    const posts = [{ role: 'secretary' as const, organisationId: 'fuqian' }];
    const absent = await addPerson(api.prisma, { displayName: '书记甲', posts });
    const gone = { role: 'secretary' as const, organisationId: 'fuqian', untilDate: '2021-01-01' };
    await addPerson(api.prisma, { displayName: '书记乙', posts: [gone] });
    const deputy = await addPerson(api.prisma, { displayName: '副职甲', posts });
    await api.prisma.substitute.create({
      data: {
        ...{ id: 'stands-in', personId: absent.id, substituteId: deputy.id, reason: '休假' },
        ...{ fromDate: '2020-01-01', untilDate: '2199-12-31', enteredBy: absent.id, enteredAt: new Date() },
      },
    });
    const seen = await as(street.token).get('/api/v1/organisations/fuqian/posts');
    const held = new Map(
      seen.body.items?.map((item) => [(item['person'] as { displayName: string }).displayName, item]),
    );
    expect([...held.keys()].sort()).toEqual(['书记甲', '副职甲']);
    expect(held.get('书记甲')).toMatchObject({
      role: 'secretary',
      substitute: { displayName: '副职甲', untilDate: '2199-12-31' },
    });
    expect(held.get('副职甲')).toMatchObject({ substitute: null });
    expect((await as(street.token).get('/api/v1/organisations/shuangde/posts')).status).toBe(403);
    const people = await as(street.token).get('/api/v1/people?organisationId=fuqian');
    expect(people.body.items?.map((item) => item['displayName']).sort()).toEqual([
      '书记乙',
      '书记甲',
      '副职甲',
    ]);
  });
});

describe('the audit log', () => {
  it('tells newest first who did what, and cannot be changed through the application', async () => {
    const { token } = await addPerson(api.prisma, { posts: [{ role: 'auditor', organisationId: 'zjg' }] });
    const first = await as(token).get('/api/v1/audit?limit=3');
    expect(first.body.items).toHaveLength(3);
    const second = await as(token).get(`/api/v1/audit?limit=3&cursor=${first.body.nextCursor ?? ''}`);
    const ids = [...(first.body.items ?? []), ...(second.body.items ?? [])].map((item) => Number(item['id']));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    const given = await as(token).get(`/api/v1/audit?action=post-given&personId=${city.id}`);
    expect(given.body.items?.length).toBeGreaterThan(0);
    expect(given.body.items?.every((item) => item['personName'] === '系统管理员')).toBe(true);
    const grown = await as(token).get('/api/v1/audit?action=organisation-renamed');
    expect(grown.body.items).toMatchObject([{ subject: 'qiyuan', subjectName: '棋园新村社区' }]);
    await expect(api.prisma.auditRecord.updateMany({ data: { success: true } })).rejects.toThrow();
    await expect(api.prisma.auditRecord.deleteMany()).rejects.toThrow();
  });
});
