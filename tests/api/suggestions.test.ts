import { randomUUID } from 'node:crypto';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let officer: { id: string; token: string };
let town: { id: string; token: string };
let elsewhere: { id: string; token: string };
let resident: { id: string; token: string };

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  officer = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] });
  town = await addPerson(api.prisma, { posts: [{ role: 'reviewer', organisationId: 'yangshe' }] });
  elsewhere = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'shuangde' }] });
  resident = await addPerson(api.prisma, { displayName: '居民甲', birthDate: '1950-05-01' });
});
afterAll(() => api.stop());

const BASE = {
  programmeCode: 'zhangjiagang',
  organisationId: 'tanglian',
  channel: 'wechat',
  words: '车棚漏雨。',
  noticeShown: true,
};
const suggest = (token: string, more: object = {}, headers = {}) =>
  ask(api.url, 'POST', '/api/v1/suggestions', { token, body: { ...BASE, ...more }, headers });
const list = (token: string, query = '') => ask(api.url, 'GET', `/api/v1/suggestions${query}`, { token });

describe('making a suggestion', () => {
  it('gives a receipt that shows how it stands, and neither words nor person', async () => {
    const made = await suggest(resident.token, { words: '请修车棚，联系居民甲' });
    expect(made.status).toBe(201);
    const receipt = await ask(
      api.url,
      'GET',
      `/api/v1/suggestions/receipts/${String(made.body['receiptNo']).toLowerCase()}`,
    );
    expect(receipt.body).toMatchObject({ state: 'RECEIVED', cases: [], programmeCode: 'zhangjiagang' });
    expect(receipt.text).not.toContain('居民甲');
    expect(receipt.text).not.toContain('车棚');
  });

  it('keeps what staff enter about somebody apart from the words', async () => {
    const proposer = { name: '居民乙', phone: '13800000000', address: '塘联社区 3 幢' };
    const made = await suggest(officer.token, { proposer });
    const row = await api.prisma.suggestion.findUniqueOrThrow({
      where: { id: String(made.body['id']) },
      include: { proposer: true },
    });
    expect(row.proposer).toMatchObject(proposer);
    expect(row).toMatchObject({
      words: BASE.words,
      enteredBy: officer.id,
      orgPath: '/zjg/yangshe/tanglian/',
    });
  });

  it('lets staff of the place speak for others, and nobody else', async () => {
    for (const { token } of [resident, elsewhere, town]) {
      expect((await suggest(token, { proposer: { name: '居民乙' } })).body).toMatchObject({
        code: 'forbidden',
      });
    }
  });

  it('takes an unsigned note from the box without a privacy notice, a name only with one', async () => {
    expect((await suggest(officer.token, { proposer: null, noticeShown: false })).status).toBe(201);
    expect(
      (await suggest(officer.token, { proposer: { name: '居民乙' }, noticeShown: false })).body,
    ).toMatchObject({ code: 'notice-not-shown' });
    expect((await suggest(resident.token, { noticeShown: false })).body).toMatchObject({
      code: 'notice-not-shown',
    });
  });

  it.each([
    [{ channel: 'pigeon' }, '/channel'],
    [{ programmeCode: 'nowhere' }, '/programmeCode'],
    [{ organisationId: 'nowhere' }, '/organisationId'],
  ])('refuses %j', async (more, pointer) => {
    const answer = await suggest(resident.token, more);
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown-reference', errors: [{ pointer }] } });
  });

  it('is done once per key, and never with another body', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, second] = await Promise.all([
      suggest(resident.token, {}, headers),
      suggest(resident.token, {}, headers),
    ]);
    const third = await suggest(resident.token, {}, headers);
    expect(new Set([first, second, third].map((answer) => answer.body['receiptNo'])).size).toBe(1);
    expect(await suggest(resident.token, { words: '别的' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    });
    expect((await suggest(officer.token, {}, headers)).body['receiptNo']).not.toBe(first.body['receiptNo']);
  });

  it('cannot be changed afterwards', async () => {
    await expect(api.prisma.suggestion.updateMany({ data: { words: 'x' } })).rejects.toThrow();
  });
});

describe('reading suggestions', () => {
  it('shows each level what lies below it, and another city nothing of it', async () => {
    const made = await suggest(resident.token, { words: '只有本地可见' });
    const ids = async (token: string, query = '') =>
      (await list(token, query)).body.items?.map((item) => item['id']);
    expect(await ids(officer.token)).toContain(made.body['id']);
    expect(await ids(town.token, '?organisationId=tanglian')).toContain(made.body['id']);
    expect(await ids(elsewhere.token)).toEqual([]);
    expect((await list(elsewhere.token, '?organisationId=tanglian')).status).toBe(404);
    expect((await list(town.token, '?organisationId=nowhere')).status).toBe(404);
  });

  it('comes page by page, newest first, without gaps or doubles', async () => {
    for (let i = 0; i < 5; i++)
      await suggest(resident.token, { organisationId: 'fuqian', words: `第${i}条` });
    const words: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        town.token,
        `?organisationId=fuqian&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      words.push(...(page.body.items ?? []).map((item) => item['words']));
      cursor = page.body.nextCursor ?? null;
    }
    expect(words).toEqual(['第4条', '第3条', '第2条', '第1条', '第0条']);
  });

  it('comes with every name, the longest waiting first, and only those waiting so long', async () => {
    const made = await suggest(officer.token, { organisationId: 'tanglian', words: '等了很久' });
    const id = String(made.body['id']);
    const path = '?programmeCode=zhangjiagang&order=oldest&limit=200';
    const { items = [] } = (await list(officer.token, path)).body;
    expect(items.at(-1)).toMatchObject({
      ...{ id, organisationName: '塘联社区', organisationWithin: '杨舍镇' },
      ...{ channelName: { zh: '微信群' }, programmeName: { zh: '张家港市民生微实事' } },
    });
    const at = items.map((item) => String(item['createdAt']));
    expect(at).toEqual([...at].sort());
    expect((await list(officer.token, '?minDays=1')).body.items).toEqual([]);
    expect((await list(officer.token, '?minDays=0')).body.items?.length).toBeGreaterThan(0);
    expect((await list(officer.token, '?minDays=-1')).status).toBe(400);
    const one = await ask(api.url, 'GET', `/api/v1/suggestions/${id}`, { token: officer.token });
    expect(one.body).toMatchObject({ id, words: '等了很久', caseIds: [] });
    const other = await ask(api.url, 'GET', `/api/v1/suggestions/${id}`, { token: elsewhere.token });
    expect(other.status).toBe(404);
  });

  it('never shows a person in the list, and records it when an officer looks', async () => {
    const made = await suggest(officer.token, { proposer: { name: '居民丙', phone: '13900000000' } });
    const id = String(made.body['id']);
    expect((await list(officer.token)).text).not.toContain('居民丙');
    const shown = await ask(api.url, 'GET', `/api/v1/suggestions/${id}/proposer`, { token: officer.token });
    expect(shown.body).toMatchObject({ name: '居民丙', phone: '13900000000' });
    const records = await api.prisma.auditRecord.findMany({
      where: { action: 'personal-data-read', subject: id },
    });
    expect(records).toMatchObject([{ personId: officer.id, success: true }]);
    expect(JSON.stringify(records.map((record) => record.data))).not.toContain('居民丙');
    expect(
      (await ask(api.url, 'GET', `/api/v1/suggestions/${id}/proposer`, { token: elsewhere.token })).status,
    ).toBe(404);
    expect(
      (await ask(api.url, 'GET', `/api/v1/suggestions/${id}/proposer`, { token: town.token })).status,
    ).toBe(403);
    expect(await api.prisma.auditRecord.count({ where: { action: 'personal-data-read', subject: id } })).toBe(
      1,
    );
  });
});

describe('what becomes of a suggestion', () => {
  it('is told by its receipt once a case takes it up', async () => {
    const made = await suggest(resident.token);
    const body = {
      programmeCode: 'zhangjiagang',
      kind: 'PROJECT',
      title: '塘联社区车棚翻修',
      organisationId: 'tanglian',
      suggestions: [made.body['id']],
    };
    const opened = await ask(api.url, 'POST', '/api/v1/cases', {
      token: officer.token,
      body,
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(opened.status).toBe(201);
    const receipt = await ask(
      api.url,
      'GET',
      `/api/v1/suggestions/receipts/${String(made.body['receiptNo'])}`,
    );
    expect(receipt.body).toMatchObject({
      state: 'IN_HAND',
      cases: [{ title: '塘联社区车棚翻修', outcome: null }],
    });
  });
});

describe('a proposer who wants no messages', () => {
  const put = (id: string, token: string, body: object) =>
    ask(api.url, 'PUT', `/api/v1/suggestions/${id}/proposer/messages`, { token, body });
  const wanted = async (id: string) =>
    (await ask(api.url, 'GET', `/api/v1/suggestions/${id}/proposer`, { token: officer.token })).body[
      'messagesWanted'
    ];

  it('says so when the suggestion is entered, or later, and may think again; the change is recorded', async () => {
    const proposer = { name: '居民丁', phone: '13700000000', noMessages: true };
    const id = String((await suggest(officer.token, { proposer })).body['id']);
    expect(await wanted(id)).toBe(false);
    expect((await put(id, officer.token, { wanted: true })).status).toBe(204);
    expect(await wanted(id)).toBe(true);
    expect((await put(id, officer.token, { wanted: false })).status).toBe(204);
    expect(await wanted(id)).toBe(false);
    const records = await api.prisma.auditRecord.findMany({
      where: { action: 'proposer-messages-set', subject: id },
      orderBy: { id: 'asc' },
    });
    expect(records.map(({ personId, data }) => [personId, data])).toEqual([
      [officer.id, { wanted: true }],
      [officer.id, { wanted: false }],
    ]);
  });

  it('says so once for a number, however it was written and how often it was entered', async () => {
    const enter = async (phone: string) =>
      String((await suggest(officer.token, { proposer: { name: '居民庚', phone } })).body['id']);
    const [first, second, other] = [
      await enter('13711112222'),
      await enter('+8613711112222'),
      await enter('13711112223'),
    ];
    expect((await put(second, officer.token, { wanted: false })).status).toBe(204);
    const later = await enter('13711112222');
    expect(await Promise.all([first, second, later, other].map(wanted))).toEqual([false, false, false, true]);
    expect((await put(first, officer.token, { wanted: true })).status).toBe(204);
    expect(await Promise.all([first, second, later].map(wanted))).toEqual([true, true, true]);
  });

  it.each([{}, { wanted: 'no' }, { wanted: null }])('bad input %j changes nothing', async (body) => {
    const id = String((await suggest(officer.token, { proposer: { name: '居民戊' } })).body['id']);
    const answer = await put(id, officer.token, body);
    expect([answer.status, answer.body['code']]).toEqual([400, 'invalid-input']);
    expect(await wanted(id)).toBe(true);
  });

  it('cannot be set for a suggestion of nobody, or of another place', async () => {
    const nobody = String((await suggest(officer.token, { proposer: null })).body['id']);
    expect((await put(nobody, officer.token, { wanted: false })).status).toBe(404);
    const id = String((await suggest(officer.token, { proposer: { name: '居民己' } })).body['id']);
    expect((await put(id, elsewhere.token, { wanted: false })).status).toBe(404);
    expect(await wanted(id)).toBe(true);
  });
});
