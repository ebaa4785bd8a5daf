import { randomUUID } from 'node:crypto';
import { createLedger } from '../../ledger/ledger';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
type Item = Record<string, unknown>;
const DAY = 86_400_000;
const ahead = { ms: 0 };
let api: RunningApi;
let officer: Person;
let late: string;
let fresh: string;

/** One case that nobody accepted for weeks, and one from today, in two communities of one street. */
beforeAll(async () => {
  api = await runApi({ ahead });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  officer = await addPerson(api.prisma, {
    displayName: '民政干事甲',
    posts: [
      { role: 'officer', organisationId: 'tanglian' },
      { role: 'officer', organisationId: 'fuqian' },
    ],
  });
  late = await openCase('tanglian', '车棚翻修');
  ahead.ms = 40 * DAY;
  fresh = await openCase('fuqian', '楼道照明');
  const { enforce } = createLedger(api.pool);
  await enforce({ caseId: late, now: api.deps.clock.now(), ownCaseOnly: true, budgetMs: 10_000 });
});
afterAll(() => api.stop());

async function openCase(organisationId: string, title: string): Promise<string> {
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token: officer.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title, organisationId },
  });
  return String(opened.body['caseId']);
}
async function get(path: string, by: Person = officer) {
  const { status, body, text } = await ask(api.url, 'GET', `/api/v1${path}`, { token: by.token });
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return body as Item & { items: Item[] };
}
const titles = async (query: string) => (await get(`/duties?${query}`)).items.map((item) => item['title']);

describe('the desk', () => {
  it('shows a duty with every name, its time sign, and who waits for it', async () => {
    const [duty] = (await get('/duties?group=overdue')).items;
    expect(duty).toMatchObject({
      ...{ caseId: late, title: '车棚翻修', kind: 'PROJECT', urgent: false, urgency: null, overdue: true },
      programmeName: { zh: '张家港市民生微实事', en: 'Zhangjiagang micro-projects' },
      stageName: { zh: '征集受理', en: 'Collection and acceptance' },
      ...{ organisationId: 'tanglian', organisationName: '塘联社区', organisationWithin: '杨舍镇' },
      waiting: { personId: officer.id, displayName: '民政干事甲' },
      sign: { overdue: true, tone: 'overdue', unit: 'workday' },
    });
    const { words, amount } = duty?.['sign'] as { words: { zh: string; en: string }; amount: number };
    expect(amount).toBeLessThan(-5);
    expect(words).toEqual({ zh: `逾期 ${-amount} 个工作日`, en: `${-amount} working days late` });
  });

  it('puts each duty into one group, and says what comes next where a group is empty', async () => {
    const counts = await get('/duties/counts');
    expect(counts).toMatchObject({ overdue: 1, today: 0 });
    expect(Number(counts['week']) + Number(counts['later'])).toBe(1);
    const today = await get('/duties?group=today');
    expect(today.items).toEqual([]);
    expect(today['next']).toMatchObject({ caseId: fresh, sign: { unit: 'workday', amount: 3 } });
    expect(await titles('group=overdue')).toEqual(['车棚翻修']);
    expect([...(await titles('group=week')), ...(await titles('group=later'))]).toEqual(['楼道照明']);
    // The last group has nothing after it.
    const stranger = await addPerson(api.prisma);
    expect(await get('/duties?group=later', stranger)).toEqual({ items: [], nextCursor: null, next: null });
  });

  it('narrows list and counts by the same filters', async () => {
    for (const [query, found] of [
      ['organisationId=fuqian', ['楼道照明']],
      ['organisationId=yangshe', ['车棚翻修', '楼道照明']],
      ['kind=MATTER', []],
      ['kind=PROJECT&programme=zhangjiagang', ['车棚翻修', '楼道照明']],
      ['programme=xihu', []],
      ['grade=green', []],
    ] as const) {
      expect([query, await titles(query)]).toEqual([query, found]);
      const { overdue, today, week, later } = await get(`/duties/counts?${query}`);
      expect([query, [overdue, today, week, later].map(Number).reduce((a, b) => a + b)]).toEqual([
        query,
        found.length,
      ]);
    }
    const nowhere = await ask(api.url, 'GET', '/api/v1/duties?organisationId=nowhere', {
      token: officer.token,
    });
    expect([nowhere.status, nowhere.body['code']]).toEqual([404, 'not-found']);
  });

  it('pages through a group without losing or repeating one', async () => {
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Item & { items: Item[] } = await get(`/duties?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map((item) => item['caseId']));
      cursor = page['nextCursor'] as string | null;
    }
    expect(seen).toEqual([late, fresh]);
  });
});

describe('what waits for my acknowledgement', () => {
  it('is one line for each clock, with what the command needs, and is gone once acknowledged', async () => {
    const { items } = await get('/duties/acknowledgements');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      ...{ caseId: late, title: '车棚翻修', stageName: { zh: '征集受理' }, late: false },
      sign: { overdue: true },
      text: { zh: { title: expect.stringMatching(/^逾期/) as string } },
    });
    ahead.ms += 10 * DAY;
    expect((await get('/duties/acknowledgements')).items[0]).toMatchObject({ caseId: late, late: true });
    expect((await get('/duties/counts'))['awaiting']).toBe(1);
    expect((await get('/duties/counts?organisationId=fuqian'))['awaiting']).toBe(0);
    expect((await get('/duties/acknowledgements?organisationId=fuqian')).items).toEqual([]);
    const colleague = await addPerson(api.prisma, {
      posts: [{ role: 'finance', organisationId: 'tanglian' }],
    });
    expect((await get('/duties/acknowledgements', colleague)).items).toEqual([]);

    const { clockId, seq } = items[0] ?? {};
    const given = await ask(api.url, 'POST', `/api/v1/cases/${late}/commands`, {
      token: officer.token,
      headers: { 'idempotency-key': randomUUID(), 'if-match': `"${Number(seq)}"` },
      body: { type: 'acknowledge', data: { clockId } },
    });
    expect([given.status, given.status === 200 ? '' : given.text]).toEqual([200, '']);
    expect((await get('/duties/acknowledgements')).items).toEqual([]);
    expect((await get('/duties/counts'))['awaiting']).toBe(0);
  });
});

describe('the time sign elsewhere', () => {
  it('is on every clock of a case, on the case itself and on its line in lists', async () => {
    const one = await get(`/cases/${late}`);
    const [line] = (await get('/cases?overdue=true')).items;
    expect(one).toMatchObject({ organisationName: '塘联社区', stageName: { zh: '征集受理' } });
    expect(line).toMatchObject({ id: late, organisationName: '塘联社区', statusName: { zh: '已提交' } });
    expect(one['sign']).toMatchObject({ overdue: true, unit: 'workday' });
    expect(line?.['sign']).toEqual(one['sign']);
    expect((one['clocks'] as Item[]).map((clock) => clock['sign'])).toContainEqual(one['sign']);
  });

  it('is on a supervision order', async () => {
    const bureau = await addPerson(api.prisma, { posts: [{ role: 'leader', organisationId: 'yangshe' }] });
    const given = await ask(api.url, 'POST', `/api/v1/cases/${late}/commands`, {
      token: bureau.token,
      headers: { 'idempotency-key': randomUUID() },
      body: { type: 'supervise', data: { text: '请说明原因', workdays: 3 } },
    });
    expect([given.status, given.status === 200 ? '' : given.text]).toEqual([200, '']);
    const [order] = (await get(`/cases/${late}`))['orders'] as Item[];
    expect(order).toMatchObject({ sign: { unit: 'workday', amount: 3, words: { zh: '剩 3 个工作日' } } });
    const mine = (await get('/duties')).items.find((item) => item['key'] === order?.['clockId']);
    expect(mine).toMatchObject({ caseId: late, waiting: { personId: bureau.id } });
    expect(mine?.['sign']).toEqual(order?.['sign']);
    expect(mine?.['asks']).toBe('order');
  });
});
