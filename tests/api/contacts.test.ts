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

const EMPTY = { email: null, mobile: null, wecomUserId: null, dingtalkUserId: null, muted: [] };
const FULL = {
  email: 'officer-a@example.org',
  mobile: '19900000001',
  wecomUserId: 'officer-a',
  dingtalkUserId: 'manager1234',
  muted: ['sms', 'dingtalk'],
};
const own = (method: string, token: string, body?: unknown) =>
  ask(api.url, method, '/api/v1/me/contact', { token, body });
const of = (id: string, method: string, token: string, body?: unknown) =>
  ask(api.url, method, `/api/v1/people/${id}/contact`, { token, body });
const records = (personId: string, action: string) =>
  api.prisma.auditRecord.findMany({ where: { personId, action }, orderBy: { id: 'asc' } });

describe('my contact', () => {
  it('is empty at first, kept as a whole, and cleared by what is left out', async () => {
    expect((await own('GET', member.token)).body).toEqual(EMPTY);
    expect((await own('PUT', member.token, FULL)).body).toEqual(FULL);
    expect((await own('GET', member.token)).body).toEqual(FULL);
    const { email } = FULL;
    expect((await own('PUT', member.token, { email })).body).toEqual({ ...EMPTY, email });
    const changes = await records(member.id, 'contact-changed');
    expect(changes.map(({ subject, data }) => [subject, data])).toEqual([
      [member.id, { known: 'email,mobile,wecomUserId,dingtalkUserId', muted: 'sms,dingtalk' }],
      [member.id, { known: 'email', muted: '' }],
    ]);
  });

  it.each(['+86 199-0000-0002', '１９９０００００００２', '0086 199 0000 0002', ' 19900000002 '])(
    'takes the number written as %s',
    async (mobile) => {
      expect((await own('PUT', member.token, { mobile })).body).toEqual({ ...EMPTY, mobile: '19900000002' });
    },
  );

  it.each([
    ['email', 'not an address'],
    ['email', 'a@example.org\r\nBcc: b@example.org'],
    ['email', `${'a'.repeat(250)}@example.org`],
    ['mobile', '12900000001'],
    ['mobile', '1990000000'],
    ['mobile', '199000000012'],
    ['mobile', '+1 555 010 0000'],
    ['wecomUserId', '@all'],
    ['wecomUserId', ''],
    ['dingtalkUserId', '@all'],
    ['dingtalkUserId', 'a b'],
    ['muted', ['telegram']],
    ['muted', ['sms', 'sms']],
    ['nickname', 'a'],
  ])('refuses %s %j, and points at it', async (field, value) => {
    const before = (await own('GET', member.token)).body;
    const answer = await own('PUT', member.token, { [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.body.errors?.[0]?.pointer).toMatch(new RegExp(`^/${field}`));
    expect((await own('GET', member.token)).body).toEqual(before);
  });
});

describe('somebody’s contact', () => {
  it('is entered and read by the administrator of their place, on record', async () => {
    expect((await of(member.id, 'PUT', admin.token, FULL)).body).toEqual(FULL);
    expect((await of(member.id, 'GET', admin.token)).body).toEqual(FULL);
    const [read] = await records(admin.id, 'personal-data-read');
    expect(read).toMatchObject({ subject: member.id, data: { what: 'contact' } });
    const [changed] = await records(admin.id, 'contact-changed');
    expect(changed).toMatchObject({ subject: member.id });
  });

  it('is out of reach of other places and of residents’ accounts', async () => {
    const elsewhere = await addPerson(api.prisma, {
      posts: [{ role: 'officer', organisationId: 'shuangde' }],
    });
    const above = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'zjg' }] });
    const resident = await addPerson(api.prisma, { displayName: '居民甲' });
    for (const { id, token } of [elsewhere, above, resident]) {
      await own('PUT', token, FULL);
      expect((await of(id, 'GET', admin.token)).body).toMatchObject({ code: 'not-found' });
      expect((await of(id, 'PUT', admin.token, {})).body).toMatchObject({ code: 'not-found' });
      expect((await own('GET', token)).body).toEqual(FULL);
    }
    expect(await records(admin.id, 'personal-data-read')).toHaveLength(1);
  });

  it('never stands in the log or in the record of what was done', async () => {
    await of(member.id, 'PUT', admin.token, FULL);
    await own('PUT', member.token, { ...FULL, muted: ['x'] });
    const written = JSON.stringify([
      api.logged,
      await api.prisma.auditRecord.findMany({ select: { data: true } }),
    ]);
    for (const address of [FULL.email, FULL.mobile, FULL.wecomUserId, FULL.dingtalkUserId])
      expect(written).not.toContain(address);
  });
});
