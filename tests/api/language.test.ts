import { addPerson, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let admin: { id: string; token: string };
let member: { id: string; token: string };

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  admin = await addPerson(api.prisma, { posts: [{ role: 'admin', organisationId: 'yangshe' }] });
  member = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] });
});
afterAll(() => api.stop());

const own = (language: unknown, token = member.token) =>
  ask(api.url, 'PUT', '/api/v1/me/language', { token, body: { language } });
const of = (id: string, language: unknown) =>
  ask(api.url, 'PUT', `/api/v1/people/${id}/language`, { token: admin.token, body: { language } });
const kept = async (id: string) => (await api.prisma.person.findUniqueOrThrow({ where: { id } })).language;

describe('the language of a person', () => {
  it('is none at first, is what they choose, and is shown to them', async () => {
    const me = () => ask(api.url, 'GET', '/api/v1/me', { token: member.token });
    expect((await me()).body['language']).toBeNull();
    expect(await own('en')).toMatchObject({ status: 200, body: { personId: member.id, language: 'en' } });
    expect((await me()).body['language']).toBe('en');
    expect((await own('zh')).body['language']).toBe('zh');
    expect(await kept(admin.id)).toBeNull();
  });

  it.each(['fr', 'zh-CN', '', null, 1])('is not %j, and stays what it was', async (language) => {
    await own('en');
    const answer = await own(language);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.body.errors?.[0]?.pointer).toBe('/language');
    expect(await kept(member.id)).toBe('en');
  });

  it('is set by the administrator of their place, on record, and by no other', async () => {
    const set = await of(member.id, 'zh');
    expect(set).toMatchObject({ status: 200, body: { id: member.id, language: 'zh' } });
    const records = await api.prisma.auditRecord.findMany({ where: { action: 'language-set' } });
    expect(records).toEqual([
      expect.objectContaining({ personId: admin.id, subject: member.id, data: { language: 'zh' } }),
    ]);
    const elsewhere = await addPerson(api.prisma, {
      posts: [{ role: 'officer', organisationId: 'shuangde' }],
    });
    expect((await of(elsewhere.id, 'en')).body).toMatchObject({ code: 'not-found' });
    expect(await kept(elsewhere.id)).toBeNull();
    expect(await api.prisma.auditRecord.count({ where: { action: 'language-set' } })).toBe(1);
  });

  it('can be given with a new account', async () => {
    const create = (body: object) => ask(api.url, 'POST', '/api/v1/people', { token: admin.token, body });
    expect((await create({ displayName: '审核员乙', language: 'en' })).body).toMatchObject({
      language: 'en',
    });
    expect((await create({ displayName: '审核员丙' })).body).toMatchObject({ language: null });
    expect(await create({ displayName: '审核员丁', language: 'fr' })).toMatchObject({ status: 400 });
  });
});
