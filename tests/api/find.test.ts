import { randomUUID } from 'node:crypto';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
type Item = Record<string, unknown> & { id: string; title: string };
const DAY = 86_400_000;
const NAME = '居民甲';
const PHONE = '199-0000-0001';
const ahead = { ms: 0 };
let api: RunningApi;
let city: Person;
let tanglian: Person;
let fuqian: Person;
let shed: string;
let lamp: string;
let ancient: string;

beforeAll(async () => {
  api = await runApi({ ahead });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const officer = (organisationId: string) =>
    addPerson(api.prisma, { posts: [{ role: 'officer', organisationId }] });
  [city, tanglian, fuqian] = [await officer('zjg'), await officer('tanglian'), await officer('fuqian')];
  ahead.ms = -800 * DAY;
  ancient = await openCase('fuqian', '自行车棚翻修', fuqian);
  ahead.ms = -DAY;
  shed = await openCase('tanglian', '3号楼自行车棚翻修', tanglian, await suggest());
  ahead.ms = 0;
  lamp = await openCase('fuqian', '楼道照明 ＬＥＤ 改造', fuqian);
});
afterAll(() => api.stop());

async function openCase(
  organisationId: string,
  title: string,
  by: Person,
  ...suggestions: string[]
): Promise<string> {
  const { status, body, text } = await ask(api.url, 'POST', '/api/v1/cases', {
    token: by.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title, organisationId, suggestions },
  });
  if (status !== 201) throw new Error(text);
  return String(body['caseId']);
}

/** What a resident asked for: the place is in the words, not in any title. */
async function suggest(): Promise<string> {
  const { status, body, text } = await ask(api.url, 'POST', '/api/v1/suggestions', {
    token: tanglian.token,
    body: {
      ...{ programmeCode: 'zhangjiagang', organisationId: 'tanglian', channel: 'wechat', noticeShown: true },
      words: '桃花里小区门口的车棚漏雨',
      proposer: { name: NAME, phone: PHONE },
    },
  });
  if (status !== 201) throw new Error(text);
  return String(body['id'] ?? body['suggestionId']);
}

async function call(method: string, path: string, by: Person, body?: unknown) {
  return ask(api.url, method, `/api/v1${path}`, {
    token: by.token,
    headers: { 'accept-language': 'zh' },
    ...(body !== undefined && { body }),
  });
}
async function items(path: string, by: Person, body?: unknown): Promise<Item[]> {
  const answer = await call(body === undefined ? 'GET' : 'POST', path, by, body);
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return (answer.body.items ?? []) as Item[];
}
const find = async (text: string, by = city, more = '') =>
  (await items(`/find?text=${encodeURIComponent(text)}${more}`, by)).map(({ id, matched }) => [id, matched]);

describe('finding a case', () => {
  it.each<[string, string, () => [string, string[]][]]>([
    [
      'two characters of a title',
      '车棚',
      () => [
        [shed, ['title', 'suggestion']],
        [ancient, ['title']],
      ],
    ],
    ['one character', '灯', () => []],
    ['characters in another order', '棚车', () => []],
    ['a place by its name', '塘联', () => [[shed, ['place']]]],
    ['a place that a resident named', '桃花里', () => [[shed, ['suggestion']]]],
    ['signs that patterns know', '%', () => []],
    ['words that nobody wrote', '游泳池', () => []],
  ])('by %s', async (_what, text, found) => {
    expect(await find(text)).toEqual(found());
  });

  it('by its number, whole or in part, in any size of letters', async () => {
    const { number } = await api.prisma.caseRow.findUniqueOrThrow({ where: { id: lamp } });
    expect(await find(number)).toEqual([[lamp, ['number']]]);
    expect((await find(number.toLowerCase().slice(2))).map(([id]) => id)).toContain(lamp);
  });

  it('among open or ended ones, a page at a time', async () => {
    expect(await find('车棚', city, '&open=false')).toEqual([]);
    expect((await find('车棚', city, '&open=true')).map(([id]) => id)).toEqual([shed, ancient]);
    const first = await call('GET', `/find?limit=1&text=${encodeURIComponent('车棚')}`, city);
    expect(first.body.items?.map((item) => item['id'])).toEqual([shed]);
    const cursor = String(first.body.nextCursor);
    expect((await find('车棚', city, `&limit=1&cursor=${cursor}`)).map(([id]) => id)).toEqual([ancient]);
  });

  it('shows nothing of other places, and no words of residents to those who may not read them', async () => {
    expect((await find('车棚', fuqian)).map(([id]) => id)).toEqual([ancient]);
    expect(await find('桃花里', fuqian)).toEqual([]);
    const finance = await addPerson(api.prisma, { posts: [{ role: 'finance', organisationId: 'zjg' }] });
    expect(await find('桃花里', finance)).toEqual([]);
    expect((await find('车棚', finance)).map(([, matched]) => matched)).toEqual([['title'], ['title']]);
  });
});

describe('finding what somebody proposed', () => {
  const byProposer = async (proposer: string, by = tanglian) =>
    (await items('/find/by-proposer', by, { proposer })).map(({ id }) => id);
  const records = () =>
    api.prisma.auditRecord.findMany({ where: { action: 'personal-data-searched' }, orderBy: { id: 'asc' } });

  it('takes a whole name or number, however it is written, and no part of one', async () => {
    expect(await byProposer(NAME)).toEqual([shed]);
    expect(await byProposer('+86 19900000001')).toEqual([shed]);
    expect(await byProposer('居民')).toEqual([]);
    expect(await byProposer('199000000')).toEqual([]);
    expect(await byProposer(NAME, fuqian)).toEqual([]);
  });

  it('is recorded each time: who looked and what was found, not what was looked for', async () => {
    const before = (await records()).length;
    await byProposer(NAME);
    await byProposer('居民乙');
    const written = (await records()).slice(before);
    expect(written.map(({ personId, data }) => ({ personId, data }))).toEqual([
      { personId: tanglian.id, data: { by: 'name', found: 1, cases: shed } },
      { personId: tanglian.id, data: { by: 'name', found: 0, cases: '' } },
    ]);
    expect(JSON.stringify([written.map(({ data }) => data), api.logged])).not.toMatch(/居民|19900000001/);
  });

  it('is refused to everybody else, and then nothing is recorded or found', async () => {
    const before = (await records()).length;
    const finance = await addPerson(api.prisma, { posts: [{ role: 'finance', organisationId: 'tanglian' }] });
    const refused = await call('POST', '/find/by-proposer', finance, { proposer: NAME });
    expect([refused.status, refused.body['code'], refused.body['title']]).toEqual([
      403,
      'forbidden',
      '没有权限',
    ]);
    const short = await call('POST', '/find/by-proposer', tanglian, { proposer: '甲' });
    expect([short.status, short.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/proposer']]);
    expect(await records()).toHaveLength(before);
  });
});

describe('cases that a new one may be the same as', () => {
  const similar = (title: string, organisationId: string, by: Person) =>
    items(`/similar-cases?organisationId=${organisationId}&title=${encodeURIComponent(title)}`, by);

  it('are those of the last two years in the street, the likeliest first', async () => {
    const street = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'yangshe' }] });
    const found = await similar('自行车棚翻修', 'fuqian', street);
    // The one with the very same title is older than two years.
    expect(found.map(({ id }) => id)).toEqual([shed]);
    expect(found[0]).toMatchObject({ title: '3号楼自行车棚翻修', organisationName: '塘联社区' });
    expect(found[0]?.['score']).toBeCloseTo((2 * 5) / (5 + 8), 5);
    expect((await similar('3号楼自行车棚翻修', 'tanglian', street))[0]?.['score']).toBe(1);
    expect(await similar('社区食堂', 'tanglian', street)).toEqual([]);
  });

  it('are never of a neighbour whom one may not see', async () => {
    expect(await similar('3号楼自行车棚翻修', 'fuqian', fuqian)).toEqual([]);
    const other = await call('GET', '/similar-cases?organisationId=tanglian&title=%E8%BD%A6', fuqian);
    expect(other.status).toBe(403);
  });

  it('cost nothing for a title of one character', async () => {
    expect(await similar('棚', 'tanglian', tanglian)).toEqual([]);
  });
});
