import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { checkDocument } from '../../api/files/check-document';
import { createApiClient } from '../../cli/api-client';
import { registerBulletin } from '../../cli/bulletin';
import { runCommand } from '../support/command';
import { unzip } from '../support/unzip';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
interface Shown {
  id: string;
  status: string;
  number: string | null;
  edits: number;
  sha256: string | null;
  steps: string[];
  parts: { id: string; text: string }[];
  tables: { id: string; title: string; rows: string[][] }[];
  figures: { sum: { total: Record<string, number>; single: Record<string, number> } };
}

const AHEAD = { ms: 0 };
let api: RunningApi;
let leader: Person;
let officer: Person;
let town: Person;
let elsewhere: Person;

beforeAll(async () => {
  api = await runApi({ ahead: AHEAD });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const at = (role: 'leader' | 'officer', organisationId: string) =>
    addPerson(api.prisma, { posts: [{ role, organisationId }] });
  leader = await at('leader', 'zjg');
  officer = await at('officer', 'zjg');
  town = await at('leader', 'yangshe');
  elsewhere = await at('leader', 'cc');
  const proposer = { create: { id: 'p1', name: '居民甲', phone: '13800000000' } };
  await api.prisma.suggestion.create({
    data: {
      ...{ id: 's1', receiptNo: 'R1', programmeCode: 'zhangjiagang', organisationId: 'tanglian', proposer },
      ...{ orgPath: '/zjg/yangshe/tanglian/', channel: 'wechat', words: '车棚漏雨', enteredBy: 'test' },
      createdAt: new Date('2025-11-03T02:00:00Z'),
    },
  });
});
afterAll(() => api.stop());

const call = (by: Person | null, method: string, path: string, body?: unknown): Promise<Answer> =>
  ask(api.url, method, `/api/v1/bulletins${path}`, {
    ...(by && { token: by.token }),
    ...(body === undefined ? {} : { body }),
  });
const problemOf = ({ status, body }: Answer) => [status, body['code']];
const request = (month: string, more: object = {}) => ({
  ...{ programmeCode: 'zhangjiagang', organisationId: 'zjg', month },
  ...more,
});
const shownOf = ({ body }: Answer) => body as unknown as Shown;
async function build(month: string, more: object = {}): Promise<Shown> {
  const answer = await call(officer, 'POST', '', request(month, more));
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return shownOf(answer);
}
const partOf = ({ parts }: Shown, id: string) => parts.find((part) => part.id === id)?.text;
const idsFor = async (by: Person | null, query = '') =>
  ((await call(by, 'GET', `?limit=200${query}`)).body.items ?? []).map(({ id }) => id);

it('is drafted, written, signed, published for everybody, and corrected by a new number', async () => {
  const draft = await build('2025-11');
  expect(draft).toMatchObject({
    ...{ status: 'DRAFT', number: null, edits: 0, sha256: null },
    figures: { sum: { total: { suggestions: 1, applied: 0 }, single: { communities: 2 } } },
    steps: ['edit', 'rebuild'],
  });
  expect(draft.tables.map(({ id }) => id)).toContain('overdue');
  expect(partOf(draft, 'overview')).toContain('征集建议1条');
  const path = `/${draft.id}`;
  for (const by of [null, town, elsewhere])
    expect([...problemOf(await call(by, 'GET', path)), await idsFor(by)]).toEqual([404, 'not-found', []]);
  expect(await idsFor(leader)).toEqual([draft.id]);

  const text = '各镇要抓紧。\n12 月 31 日前报送。 <b>&';
  const edited = shownOf(await call(officer, 'PATCH', path, { parts: { next: text }, edits: 0 }));
  expect([edited.edits, partOf(edited, 'next')]).toEqual([1, text]);
  expect(partOf(edited, 'overview')).toBe(partOf(draft, 'overview'));

  expect(problemOf(await call(officer, 'POST', `${path}/sign`, { edits: 1 }))).toEqual([403, 'forbidden']);
  const signed = shownOf(await call(leader, 'POST', `${path}/sign`, { edits: 1 }));
  expect([signed.status, signed.steps]).toEqual(['SIGNED', ['unsign', 'publish']]);
  expect(shownOf(await call(officer, 'GET', path)).steps).toEqual(['publish']);
  const counts = (by: Person) => ask(api.url, 'GET', '/api/v1/bulletins/counts', { token: by.token });
  expect((await counts(officer)).body).toEqual({ drafts: 0, signed: 1 });
  expect([(await counts(elsewhere)).body, (await counts(town)).status]).toEqual([
    { drafts: 0, signed: 0 },
    403,
  ]);
  const published = shownOf(await call(officer, 'POST', `${path}/publish`));
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
  expect(published).toMatchObject({ status: 'PUBLISHED', number: `〔${year}〕第1期`, steps: ['correct'] });

  // Nobody has to sign in to read it, to find it, or to check it.
  const read = await call(null, 'GET', path);
  expect(shownOf(read)).toMatchObject({ status: 'PUBLISHED', sha256: published.sha256, steps: [] });
  expect(read.text).not.toContain('居民甲');
  expect(read.text).not.toContain('13800000000');
  expect(await idsFor(null)).toEqual([draft.id]);
  const frozen = await call(null, 'GET', `${path}/frozen`);
  expect(createHash('sha256').update(frozen.text).digest('hex')).toBe(published.sha256);

  const correction = shownOf(await call(officer, 'POST', `${path}/correction`));
  expect(correction).toMatchObject({
    ...{ status: 'DRAFT', corrects: { id: draft.id, number: published.number } },
    steps: ['edit', 'rebuild', 'discard'],
  });
  expect(problemOf(await call(officer, 'POST', `${path}/correction`))).toEqual([409, 'already-exists']);
  expect((await call(null, 'GET', path)).body['correction']).toBeNull();
  expect((await call(officer, 'GET', path)).body).toMatchObject({
    correction: { id: correction.id, published: false },
  });
  // It is counted anew like any draft: what it corrects stays, and what has changed is said.
  const suggestion = await api.prisma.suggestion.findUniqueOrThrow({ where: { id: 's1' } });
  await api.prisma.suggestion.create({ data: { ...suggestion, id: 's2', receiptNo: 'R2' } });
  const recounted = await call(officer, 'POST', `/${correction.id}/recount`);
  expect(recounted.body).toMatchObject({
    bulletin: {
      ...{ id: correction.id, edits: 1, corrects: { id: draft.id, number: published.number } },
      figures: { sum: { total: { suggestions: 2 } } },
    },
    changes: {
      id: 'changes',
      rows: expect.arrayContaining([['Overview', 'Suggestions', 'total', '1', '2']]),
    },
  });
  const corrected = shownOf(await call(officer, 'GET', `/${correction.id}`));
  expect(corrected.tables.at(-1)).toMatchObject({
    ...{ id: 'changes', title: 'What is corrected' },
    rows: expect.arrayContaining([['Overview', 'Suggestions', 'total', '1', '2']]),
  });
  expect(problemOf(await call(officer, 'POST', `${path}/recount`))).toEqual([409, 'not-now']);
  expect(problemOf(await call(elsewhere, 'POST', `/${correction.id}/recount`))).toEqual([404, 'not-found']);
  await call(leader, 'POST', `/${correction.id}/sign`, { edits: 1 });
  await call(leader, 'POST', `/${correction.id}/publish`);
  expect((await call(null, 'GET', path)).body).toMatchObject({
    ...{ number: `〔${year}〕第1期`, correction: { published: true, number: `〔${year}〕第2期` } },
  });

  // The places that it reports on find it in their messages.
  const { body: inbox } = await ask(api.url, 'GET', '/api/v1/notifications?kind=bulletin-published', {
    token: town.token,
  });
  expect(inbox.items).toMatchObject([
    { bulletinId: correction.id, text: { zh: { title: `2025年11月通报更正〔${year}〕第2期已发布` } } },
    { bulletinId: draft.id, caseId: null, text: { zh: { title: `2025年11月通报〔${year}〕第1期已发布` } } },
  ]);

  const acts = await api.prisma.auditRecord.findMany({
    where: { action: { startsWith: 'bulletin-' } },
    orderBy: { id: 'asc' },
  });
  expect(
    acts.map(({ action, personId }) => `${action} ${personId === leader.id ? 'leader' : 'officer'}`),
  ).toEqual([
    ...[
      'bulletin-built officer',
      'bulletin-edited officer',
      'bulletin-signed leader',
      'bulletin-published officer',
    ],
    ...['bulletin-correction-begun officer', 'bulletin-built officer'],
    ...['bulletin-signed leader', 'bulletin-published leader'],
  ]);
});

it('of a month without anything on record has zeros and says so', async () => {
  const draft = await build('2024-02');
  expect(draft).toMatchObject({ empty: true, figures: { sum: { total: { suggestions: 0 } } } });
  expect(partOf(draft, 'overview')).toBe('截至本月末没有任何记录，各项数字均为零。');
});

it('is built once: a second request gets the first draft, and a recount keeps what was written', async () => {
  const first = await build('2024-03');
  await call(officer, 'PATCH', `/${first.id}`, { parts: { next: '照旧。' }, edits: 0 });
  expect(await build('2024-03')).toMatchObject({ id: first.id, edits: 1 });
  const again = await build('2024-03', { again: true });
  expect([again.id, again.edits, partOf(again, 'next')]).toEqual([first.id, 2, '照旧。']);
  await call(leader, 'POST', `/${first.id}/sign`, { edits: 2 });
  const refused = await call(officer, 'POST', '', request('2024-03', { again: true }));
  expect([...problemOf(refused), refused.body['bulletinId']]).toEqual([409, 'already-exists', first.id]);
});

it('is signed as it was read, and the signature can be taken back', async () => {
  const { id } = await build('2024-04');
  await call(officer, 'PATCH', `/${id}`, { parts: { next: '后写的。' }, edits: 0 });
  expect(problemOf(await call(leader, 'POST', `/${id}/sign`, { edits: 0 }))).toEqual([
    412,
    'changed-meanwhile',
  ]);
  expect((await call(leader, 'POST', `/${id}/sign`, { edits: 1 })).status).toBe(200);
  const late = await call(officer, 'PATCH', `/${id}`, { parts: { next: '晚了。' }, edits: 1 });
  expect([...problemOf(late), late.body['detail']]).toEqual([
    ...[409, 'not-now', 'The bulletin is signed; take the signature back to change it.'],
  ]);
  const back = shownOf(await call(leader, 'POST', `/${id}/unsign`));
  expect([back.status, partOf(back, 'next')]).toEqual(['DRAFT', '后写的。']);
  expect(problemOf(await call(leader, 'POST', `/${id}/publish`))).toEqual([409, 'not-now']);
});

it('lists a page at a time, by programme and state, newest month first', async () => {
  for (const month of ['2023-01', '2023-02', '2023-03']) await build(month);
  const months: unknown[] = [];
  let cursor = '';
  do {
    const { body } = await call(officer, 'GET', `?limit=2&status=DRAFT${cursor}`);
    months.push(...(body.items ?? []).map(({ month }) => month));
    cursor = typeof body.nextCursor === 'string' ? `&cursor=${body.nextCursor}` : '';
  } while (cursor !== '');
  expect(months).toEqual([...months].sort().reverse());
  expect(months).toEqual(expect.arrayContaining(['2023-03', '2023-02', '2023-01']));
  expect(new Set(months).size).toBe(months.length);
  expect(await idsFor(officer, '&programme=xihu')).toEqual([]);
  expect(problemOf(await call(null, 'GET', '?cursor=x'))).toEqual([400, 'cursor-invalid']);
});

it('answers in the language of the request', async () => {
  const { id } = await build('2023-04');
  const titleIn = async (language: string) => {
    const headers = { 'accept-language': language };
    const answer = await ask(api.url, 'GET', `/api/v1/bulletins/${id}`, { token: officer.token, headers });
    return shownOf(answer).tables[0]?.title;
  };
  expect([await titleIn('zh'), await titleIn('en')]).toEqual(['总体情况', 'Overview']);
});

describe('its files', () => {
  const download = async (by: Person | null, path: string) => {
    const response = await fetch(`${api.url}/api/v1/bulletins${path}`, {
      headers: { 'accept-language': 'zh', ...(by && { authorization: `Bearer ${by.token}` }) },
    });
    return { response, file: Buffer.from(await response.arrayBuffer()) };
  };

  it('are a document for whoever may read it, and a workbook for those who prepare it', async () => {
    const { id } = await build('2023-08');
    for (const by of [null, elsewhere]) {
      expect((await download(by, `/${id}/document`)).response.status).toBe(404);
      expect((await download(by, `/${id}/workbook`)).response.status).toBe(by === null ? 401 : 404);
    }
    const draft = await download(officer, `/${id}/document`);
    expect(await checkDocument(draft.file)).toContain('wordprocessingml');
    await call(leader, 'POST', `/${id}/sign`, { edits: 0 });
    await call(leader, 'POST', `/${id}/publish`);
    const { response, file } = await download(null, `/${id}/document`);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="bulletin-2023-08-zhangjiagang.docx"',
    );
    expect((await unzip(file)).get('word/document.xml')).toContain('总体情况');
    const workbook = await download(officer, `/${id}/workbook`);
    expect((await unzip(workbook.file)).get('xl/workbook.xml')).toContain('总体情况');
    expect((await download(null, `/${id}/workbook`)).response.status).toBe(401);
  });
});

describe('the command line', () => {
  const run = (by: Person, ...args: string[]) =>
    runCommand(
      (program) =>
        registerBulletin(program, () =>
          createApiClient({ apiUrl: api.url, token: by.token, language: terminal }),
        ),
      ['bulletin', 'build', ...args],
    );
  let folder: string;
  let terminal: 'zh' | 'en' = 'zh';
  afterEach(() => (terminal = 'zh'));
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'bulletin-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('builds a month, writes its files and says what it says', async () => {
    const out = join(folder, 'october');
    const said = await run(officer, '--month', '2025-10', '--programme', 'zhangjiagang', '--out', out);
    expect(said.out).toContain('张家港市 张家港市民生微实事 2025-10  草稿');
    expect(said.out).toContain('总体情况');
    const name = 'bulletin-2025-10-zhangjiagang-zjg';
    expect(readdirSync(out).sort()).toEqual([`${name}.docx`, `${name}.json`, `${name}.xlsx`]);
    expect(await checkDocument(readFileSync(join(out, `${name}.docx`)))).toContain('wordprocessingml');
    const { bulletins } = JSON.parse((await run(officer, '--month', '2025-10', '--json')).out) as {
      bulletins: { bulletin: Shown; files: string[] }[];
    };
    expect(bulletins).toMatchObject([{ bulletin: { status: 'DRAFT', month: '2025-10' }, files: [] }]);
    expect(JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8'))).toEqual(bulletins[0]?.bulletin);
  });

  it('writes papers in Chinese on a server that speaks English, and in English when asked', async () => {
    terminal = 'en';
    const sheets = async (...more: string[]) => {
      const out = join(folder, `papers${more.join('')}`);
      await run(officer, '--month', '2025-10', '--programme', 'zhangjiagang', '--out', out, ...more);
      const book = new Workbook();
      await book.xlsx.load(
        Uint8Array.from(readFileSync(join(out, 'bulletin-2025-10-zhangjiagang-zjg.xlsx'))).buffer,
      );
      return book.worksheets.map(({ name }) => name).join();
    };
    expect(await sheets()).toMatch(/^[\p{Script=Han},]+$/u);
    expect(await sheets('--lang', 'en')).toMatch(/^[a-z ,]+$/i);
  });

  it.each<[string, string[], string]>([
    ['no month', ['--month', '2025-13'], 'Expected a month such as 2026-10.'],
    ['a month to come', ['--month', '2199-01'], '2199-01 还没有结束'],
    [
      'another programme',
      ['--month', '2025-10', '--programme', 'xihu'],
      'You can build: zhangjiagang (zjg).',
    ],
  ])('says what is wrong: %s', async (_what, args, words) => {
    const before = await api.prisma.bulletin.count();
    const said = await run(officer, ...args);
    expect(said.failed ?? said.err).toContain(words);
    expect(await api.prisma.bulletin.count()).toBe(before);
  });

  it('is for the city only', async () => {
    expect((await run(town, '--month', '2025-10')).failed).not.toBeNull();
    expect((await run(elsewhere, '--month', '2025-10')).failed).toContain('You can build: none.');
  });
});

describe('bad input changes nothing', () => {
  const thisMonth = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);

  it.each<[string, () => object, number, string, string | null]>([
    ['a month that is still open', () => request(thisMonth()), 409, 'not-now', null],
    ['a month to come', () => request('2199-01'), 409, 'not-now', null],
    ['no month', () => request('2025-13'), 400, 'invalid-input', '/month'],
    [
      'no such programme',
      () => request('2025-10', { programmeCode: 'none' }),
      422,
      'unknown-reference',
      '/programmeCode',
    ],
    ['a month before the programme', () => request('2001-01'), 422, 'unknown-reference', null],
    [
      'no such place',
      () => request('2025-10', { organisationId: 'none' }),
      422,
      'unknown-reference',
      '/organisationId',
    ],
    [
      'a town',
      () => request('2025-10', { organisationId: 'yangshe' }),
      422,
      'unknown-reference',
      '/organisationId',
    ],
    [
      'another city',
      () => request('2025-10', { organisationId: 'cc' }),
      422,
      'unknown-reference',
      '/organisationId',
    ],
  ])('%s', async (_what, body, status, code, pointer) => {
    const before = await api.prisma.bulletin.count();
    const refused = await call(officer, 'POST', '', body());
    expect([...problemOf(refused), refused.body.errors?.[0]?.pointer ?? null]).toEqual([
      status,
      code,
      pointer,
    ]);
    expect(await api.prisma.bulletin.count()).toBe(before);
  });

  it('of a text is refused at its field', async () => {
    const { id } = await build('2023-05');
    const edit = async (body: object) => {
      const refused = await call(officer, 'PATCH', `/${id}`, body);
      return [...problemOf(refused), refused.body.errors?.[0]?.pointer];
    };
    expect(await edit({ parts: { next: ' ' }, edits: 0 })).toEqual([400, 'invalid-input', '/parts/next']);
    expect(await edit({ parts: { next: '长'.repeat(20_001) }, edits: 0 })).toEqual([
      ...[400, 'invalid-input', '/parts/next'],
    ]);
    expect(await edit({ parts: { sixth: '有' }, edits: 0 })).toEqual([400, 'invalid-input', '/parts/sixth']);
    expect(await edit({ parts: {}, edits: 0 })).toEqual([400, 'invalid-input', '/parts']);
    expect(await edit({ parts: { next: '有' } })).toEqual([400, 'invalid-input', '/edits']);
    expect(shownOf(await call(officer, 'GET', `/${id}`)).edits).toBe(0);
  });

  it('two people write at the same time: one of them learns of the other', async () => {
    const { id } = await build('2023-06');
    const answers = await Promise.all(
      [officer, leader].map((by) => call(by, 'PATCH', `/${id}`, { parts: { next: by.id }, edits: 0 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200);
    const now = shownOf(await call(officer, 'GET', `/${id}`));
    expect([now.edits, partOf(now, 'next')]).toEqual([1, winner && partOf(shownOf(winner), 'next')]);
  });

  it('only a correction is given up, only of one’s own city', async () => {
    const { id } = await build('2023-07');
    expect(problemOf(await call(officer, 'DELETE', `/${id}`))).toEqual([409, 'not-now']);
    for (const [method, path, body] of [
      ['DELETE', `/${id}`, undefined],
      ['PATCH', `/${id}`, { parts: { next: '有' }, edits: 0 }],
      ['POST', `/${id}/sign`, { edits: 0 }],
      ['POST', `/${id}/correction`, undefined],
    ] as const) {
      expect(problemOf(await call(elsewhere, method, path, body))).toEqual([404, 'not-found']);
      expect(problemOf(await call(town, method, path, body))).toEqual([403, 'forbidden']);
    }
    expect(shownOf(await call(officer, 'GET', `/${id}`))).toMatchObject({ status: 'DRAFT', edits: 0 });
  });
});
