import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addPerson, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const YAML = readFileSync(join(__dirname, '../../programmes/zhangjiagang.yaml'), 'utf8');
let api: RunningApi;
let leader: string;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  leader = (await addPerson(api.prisma, { posts: [{ role: 'leader', organisationId: 'zjg' }] })).token;
});
afterAll(() => api.stop());

const publish = (text: string) =>
  ask(api.url, 'POST', '/api/v1/programmes', { token: leader, body: { text } });

describe('publishing a programme', () => {
  it('makes a version, the same text no second one, and another text the next', async () => {
    expect((await publish(YAML)).body).toMatchObject({ code: 'zhangjiagang', version: 1 });
    expect((await publish(YAML)).body).toMatchObject({ version: 1 });
    expect((await publish(`${YAML}\n`)).body).toMatchObject({ version: 2 });
    const shown = await ask(api.url, 'GET', '/api/v1/programmes/zhangjiagang?version=1');
    expect(shown.body).toMatchObject({ version: 1, text: YAML });
    const listed = await ask(api.url, 'GET', '/api/v1/programmes');
    expect(listed.body.items).toMatchObject([{ code: 'zhangjiagang', version: 2 }]);
  });

  it('is for a leader of a city, or of a district with no city above it', async () => {
    const district = { name: '区', level: 'DISTRICT' };
    await api.prisma.organisation.create({ data: { id: 'own', path: '/own/', ...district } });
    await api.prisma.organisation.create({
      data: { id: 'in', path: '/zjg/in/', parentId: 'zjg', ...district },
    });
    for (const [organisationId, status] of [
      ['own', 200],
      ['in', 403],
      ['yangshe', 403],
      ['tanglian', 403],
    ] as const) {
      const { token } = await addPerson(api.prisma, { posts: [{ role: 'leader', organisationId }] });
      const answer = await ask(api.url, 'POST', '/api/v1/programmes', { token, body: { text: YAML } });
      expect([organisationId, answer.status]).toEqual([organisationId, status]);
    }
  });

  it('tells every fault with its line, and keeps nothing', async () => {
    const answer = await publish(YAML.replace(/^code: .*/m, 'code: NOT OK'));
    expect(answer).toMatchObject({ status: 422, body: { code: 'programme-invalid' } });
    expect(JSON.stringify(answer.body.errors)).toMatch(/programme\.yaml:\d+ code/);
    expect(await api.prisma.programmeVersion.count({ where: { code: { not: 'zhangjiagang' } } })).toBe(0);
  });

  it('answers an unknown programme or version with 404', async () => {
    expect((await ask(api.url, 'GET', '/api/v1/programmes/nowhere')).status).toBe(404);
    expect((await ask(api.url, 'GET', '/api/v1/programmes/zhangjiagang?version=99')).status).toBe(404);
  });
});

describe('the calendar', () => {
  const due = (query: string, language = 'en') =>
    ask(api.url, 'GET', `/api/v1/calendar/due?${query}`, { headers: { 'accept-language': language } });

  it('tells when a limit ends and every step to it', async () => {
    const answer = await due('from=2026-02-12&limit=10wd');
    expect(answer.body).toMatchObject({
      due: '2026-03-04',
      dueAt: '2026-03-04T16:00:00.000Z',
      provisional: false,
    });
    expect(answer.body['steps']).toContainEqual(
      expect.objectContaining({ kind: 'skipped', reason: 'holiday' }),
    );
    expect((await due('from=2026-02-12&limit=10wd', 'zh')).text).toContain('工作日');
  });

  it.each([
    ['from=2026-02-30&limit=10wd', 400, 'invalid-input'],
    ['from=2026-02-12&limit=10m', 400, 'invalid-input'],
    ['from=2026-02-12', 400, 'invalid-input'],
    ['from=2050-01-01&limit=10wd', 422, 'calendar-year-missing'],
    ['from=2026-01-05&limit=10wd&organisationId=nowhere', 404, 'not-found'],
  ])('refuses %s', async (query, status, code) => {
    expect(await due(query)).toMatchObject({ status, body: { code } });
  });

  it('tells a date in a year without a notice as provisional', async () => {
    expect((await due('from=2030-01-01&limit=10wd')).body).toMatchObject({ provisional: true });
    const years = await ask(api.url, 'GET', '/api/v1/calendar/years');
    expect(years.body.items?.map(({ year, status }) => `${String(year)} ${String(status)}`)).toContain(
      '2030 PROVISIONAL',
    );
  });

  it('takes a year of the database before the shipped one', async () => {
    const days = [{ date: '2026-03-03', name: '地方放假' }];
    await api.prisma.calendarYearRow.create({
      data: { year: 2026, status: 'OFFICIAL', source: 'test', rest: days, work: [] },
    });
    // Another process wrote it: this one would see it within seconds by itself.
    api.deps.ledger.reference.forgetCalendars();
    const years = await ask(api.url, 'GET', '/api/v1/calendar/years?limit=1');
    expect(years.body.items).toMatchObject([{ year: 2024 }]);
    expect(years.body.nextCursor).toEqual(expect.any(String));
    expect((await due('from=2026-03-02&limit=1wd')).body).toMatchObject({ due: '2026-03-04' });
  });
});

describe('open cases of an older version', () => {
  const open = async (token: string) => {
    const { status, text } = await ask(api.url, 'POST', '/api/v1/cases', {
      ...{ token, headers: { 'idempotency-key': randomUUID() } },
      body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚', organisationId: 'tanglian' },
    });
    expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  };
  const staying = async (token: string, query = '') =>
    ask(api.url, 'GET', `/api/v1/programmes/zhangjiagang/staying${query}`, { token });
  /** Without regular inspections: nothing between the two headings. */
  const LOOSE = YAML.replace(/^ {2}inspection:[\s\S]*?(?=^ {2}bulletin:)/m, '');

  it('are counted with what they do without, before and after the newer one is published', async () => {
    const { token } = await addPerson(api.prisma, {
      posts: [{ role: 'officer', organisationId: 'tanglian' }],
    });
    const old = (await publish(LOOSE)).body['version'] as number;
    await open(token);
    await open(token);
    await api.prisma.caseRow.updateMany({
      where: { id: (await api.prisma.caseRow.findFirstOrThrow()).id },
      data: { status: 'IN_PROGRESS' },
    });
    const expected = [
      {
        version: old,
        openCases: 2,
        running: 1,
        without: [{ zh: '每季度的定期检查', en: expect.any(String) }],
      },
    ];
    const draft = await ask(api.url, 'POST', '/api/v1/programmes/check', {
      token: leader,
      body: { text: YAML },
    });
    expect(draft.body['stays']).toEqual(expected);
    const { version } = (await publish(YAML)).body;
    expect((await staying(token)).body).toEqual({ items: expected });
    expect((await staying(token, `?version=${old}`)).body).toEqual({ items: [] });
    expect((await staying(token, '?version=99')).status).toBe(404);
    expect(version).toBe(old + 1);
    // Who have ended stay under nothing.
    await api.prisma.caseRow.updateMany({ data: { endedAt: new Date() } });
    expect((await staying(token)).body).toEqual({ items: [] });
  });

  it('are counted by an index', async () => {
    const plan = await api.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      return tx.$queryRaw<
        { 'QUERY PLAN': string }[]
      >`EXPLAIN SELECT programme_version_id, status, count(*) FROM cases
        WHERE programme_code = 'zhangjiagang' AND ended_at IS NULL GROUP BY 1, 2`;
    });
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('cases_open_by_version');
  });
});

describe('a draft of a programme', () => {
  const check = (text: string) =>
    ask(api.url, 'POST', '/api/v1/programmes/check', { token: leader, body: { text } });

  it('is read aloud when it is right, and publishes nothing', async () => {
    const before = await api.prisma.programmeVersion.count();
    const checked = await check(YAML);
    expect(checked).toMatchObject({ status: 200, body: { code: 'zhangjiagang', problems: [] } });
    expect((checked.body['reading'] as { zh: string }).zh).toContain('ZJ10');
    const tables = checked.body['tables'] as { id: string; rows: { id: string; cells: unknown[] }[] }[];
    const review = tables.find(({ id }) => id === 'stages')?.rows.find(({ id }) => id === 'town-review');
    expect(review?.cells[1]).toContainEqual({
      words: { zh: '10个工作日', en: '10 working days' },
      from: [{ kind: 'rule', words: { zh: 'ZJ9', en: 'ZJ9 (it was 23)' } }],
    });
    expect(checked.body['paper']).toMatchObject({ zh: '人民日报 2020-11-23 第 12 版' });
    expect(await api.prisma.programmeVersion.count()).toBe(before);
  });

  it('is told every problem with its line', async () => {
    const checked = await check(
      YAML.replace('kinds: [PROJECT]', 'kinds: [PROJEKT]').replace('soft: true', 'soft: maybe'),
    );
    const problems = checked.body['problems'] as { line: number; path: string }[];
    expect(problems.length).toBeGreaterThan(1);
    for (const { line } of problems) expect(YAML.split('\n')[line - 1]).toMatch(/^kinds|soft: true/);
    expect(checked.body).toMatchObject({ reading: null, tables: null, paper: null });
  });
});
