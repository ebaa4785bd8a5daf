import { randomUUID } from 'node:crypto';
import { imagined2027, PAPER } from '../unit/domain/calendar/notices';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const AHEAD = { ms: 0 };
let api: RunningApi;
const tokens = { officer: '', street: '', admin: '', elsewhere: '' };

beforeAll(async () => {
  AHEAD.ms = Date.parse('2026-11-23T02:00:00Z') - Date.now();
  api = await runApi({ ahead: AHEAD });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const held = async (role: 'officer' | 'admin', organisationId: string) =>
    (await addPerson(api.prisma, { posts: [{ role, organisationId }] })).token;
  tokens.officer = await held('officer', 'zjg');
  tokens.street = await held('officer', 'yangshe');
  tokens.admin = await held('admin', 'zjg');
  tokens.elsewhere = await held('officer', 'cc');
});
afterAll(() => api.stop());

const call = (method: string, path: string, body?: unknown, token = tokens.officer): Promise<Answer> =>
  ask(api.url, method, `/api/v1${path}`, {
    token,
    headers: { 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { body }),
  });
const json = (notice: unknown, more: object = {}) => ({ format: 'json', notice, ...more });
const csv = [
  '日期,名称,休/班',
  ...imagined2027.days.map((d) => `${d.date},${d.name},${d.isOffDay ? '休' : '班'}`),
].join('\n');
const table = (text = csv, more: object = {}) => ({
  format: 'csv',
  text,
  year: 2027,
  papers: [PAPER],
  ...more,
});

describe('a notice handed in', () => {
  it('is previewed: which days, which open dates, and nothing is written', async () => {
    AHEAD.ms += Date.parse('2027-02-04T02:00:00Z') - Date.parse('2026-11-23T02:00:00Z');
    const community = (
      await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] })
    ).token;
    const about = {
      programmeCode: 'zhangjiagang',
      kind: 'PROJECT',
      title: '车棚',
      organisationId: 'tanglian',
    };
    const opened = await call('POST', '/cases', about, community);
    expect(opened.status).toBe(201);
    const { status, body } = await call('POST', '/calendar/preview', json(imagined2027));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ year: 2027, status: 'OFFICIAL', papers: [PAPER], problems: [], warnings: [], refusal: null },
      moves: { cases: 1, movedCases: 1, movedClocks: 1, examples: [{ caseId: opened.body['caseId'] }] },
    });
    const [example] = (body['moves'] as { examples: Record<string, Record<string, unknown>>[] }).examples;
    expect(example?.['from']).toMatchObject({ provisional: true });
    expect(example?.['to']).toMatchObject({ provisional: false });
    const other = await call('POST', '/calendar/preview', json(imagined2027), tokens.elsewhere);
    expect(other.body['moves']).toMatchObject({ movedCases: 1, examples: [] });
    expect(JSON.stringify(body)).not.toContain('车棚');
    expect(await api.prisma.calendarYearRow.count({ where: { year: 2027 } })).toBe(0);
    AHEAD.ms += Date.parse('2026-11-23T02:00:00Z') - Date.parse('2027-02-04T02:00:00Z');
  });

  it('is told all its problems in both languages, as JSON and as a table', async () => {
    const days = [...imagined2027.days.slice(1), { date: '2027-02-30', name: '春节', isOffDay: true }];
    const seen = await call('POST', '/calendar/preview', json({ ...imagined2027, days }));
    expect(seen.body).toMatchObject({
      ...{ year: null, moves: null, changed: [] },
      problems: [
        { code: 'date', pointer: `/notice/days/${days.length - 1}/date` },
        { code: 'statutory-missing', pointer: '/notice/days', message: { zh: /2027-01-01/ } },
      ].map(({ message: _words, ...rest }) => rest),
    });
    const lines = await call('POST', '/calendar/preview', table(csv.replace('2027-01-02', '2027-13-02')));
    expect(lines.body).toMatchObject({
      problems: [{ code: 'date', pointer: '/text', message: { en: expect.stringMatching(/^Line 3: /) } }],
    });
    const refused = await call('POST', '/calendar/import', json({ ...imagined2027, days }));
    expect(refused).toMatchObject({ status: 422, body: { code: 'calendar-invalid' } });
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual([
      `/notice/days/${days.length - 1}/date`,
      '/notice/days',
    ]);
  });

  it('that is not out is refused as just that', async () => {
    const answer = await call('POST', '/calendar/import', json({ year: 2027, papers: [], days: [] }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'calendar-not-published' } });
    expect(answer.text).toContain('is not out');
  });

  it.each([
    ['no format', { notice: imagined2027 }],
    ['an unknown member', json(imagined2027, { force: true })],
    ['a notice that is a list', json([])],
    ['a table without a year', { format: 'csv', text: csv, papers: [PAPER] }],
  ])('%s is no body', async (_, body) => {
    expect(await call('POST', '/calendar/import', body)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });

  it('needs a key, a city, and is imported once', async () => {
    const path = '/api/v1/calendar/import';
    const without = await ask(api.url, 'POST', path, { token: tokens.officer, body: json(imagined2027) });
    expect(without.body['code']).toBe('key-missing');
    expect((await call('POST', '/calendar/import', json(imagined2027), tokens.street)).status).toBe(403);
    expect((await call('POST', '/calendar/preview', json(imagined2027), tokens.street)).status).toBe(403);
    expect((await call('POST', '/calendar/import', json(imagined2027), tokens.admin)).status).toBe(403);
    const key = { token: tokens.officer, headers: { 'idempotency-key': 'notice-2027' }, body: table() };
    const [first, again] = [await ask(api.url, 'POST', path, key), await ask(api.url, 'POST', path, key)];
    expect(first).toMatchObject({ status: 200, body: { year: 2027, status: 'OFFICIAL' } });
    expect(again.body).toEqual(first.body);
    expect(await call('POST', '/calendar/import', json(imagined2027))).toMatchObject({
      ...{ status: 409, body: { code: 'calendar-not-newer' } },
    });
    expect(await api.prisma.calendarImport.count({ where: { year: 2027 } })).toBe(1);
    const audit = await api.prisma.auditRecord.findMany({ where: { action: 'calendar-imported' } });
    expect(audit).toMatchObject([{ subject: '2027', success: true }]);
    const preview = await call('POST', '/calendar/preview', json(imagined2027));
    expect(preview.body['refusal']).toMatchObject({ code: 'calendar-not-newer' });
  });

  it('may be previewed at the top of a tree that has no city, and not below it', async () => {
    const district = { name: '西湖区', level: 'DISTRICT' };
    await api.prisma.organisation.create({
      data: { id: 'xihu', parentId: null, path: '/xihu/', ...district },
    });
    const held = {
      data: { id: 'bayi', parentId: 'xihu', path: '/xihu/bayi/', name: '八一', level: 'STREET' },
    };
    await api.prisma.organisation.create(held);
    const [top, below] = await Promise.all(
      ['xihu', 'bayi'].map((organisationId) =>
        addPerson(api.prisma, { posts: [{ role: 'leader', organisationId }] }),
      ),
    );
    expect((await call('POST', '/calendar/preview', json(imagined2027), top?.token)).status).toBe(200);
    expect((await call('POST', '/calendar/preview', json(imagined2027), below?.token)).status).toBe(403);
  });

  it('shows in the status, with who and when, and in the year', async () => {
    const { body } = await call('GET', '/calendar/status', undefined, tokens.street);
    expect(body).toMatchObject({ coveredUntil: '2027-12-31', wanted: { year: 2027, missing: false } });
    const years = body['years'] as Record<string, unknown>[];
    expect(years.find(({ year }) => year === 2027)).toMatchObject({
      ...{ status: 'OFFICIAL', papers: [PAPER], importedByName: '审核员甲', history: [{ papers: [PAPER] }] },
    });
    expect(years.find(({ year }) => year === 2028)).toMatchObject({
      status: 'PROVISIONAL',
      importedAt: null,
    });
    expect((await ask(api.url, 'GET', '/api/v1/calendar/status')).status).toBe(401);
    const year = await ask(api.url, 'GET', '/api/v1/calendar/years/2027');
    expect((year.body['days'] as object[]).length).toBe(365);
    expect(year.body).toMatchObject({ status: 'OFFICIAL', workdays: 261 - 13 });
    expect(year.body['days']).toContainEqual({
      ...{ date: '2027-02-14', kind: 'makeup-workday', name: '春节', local: false },
    });
  });

  it.each([
    ['/calendar/years/1999', 422, 'calendar-year-missing'],
    ['/calendar/years/20260', 400, 'invalid-input'],
    ['/calendar/years/2026?organisationId=nowhere', 404, 'not-found'],
  ])('%s is refused', async (path, status, code) => {
    expect(await call('GET', path)).toMatchObject({ status, body: { code } });
  });
});

describe('local closures', () => {
  const typhoon = {
    organisationId: 'yangshe',
    date: '2026-12-01',
    kind: 'CLOSED',
    name: '台风停工',
    source: '通知',
  };
  const add = (change: object = {}, token = tokens.street) =>
    call('POST', '/calendar/closures', { ...typhoon, ...change }, token);
  const due = async (organisationId: string) =>
    (await call('GET', `/calendar/due?from=2026-11-30&limit=1wd&organisationId=${organisationId}`)).body[
      'due'
    ];

  it('count at once for the place and all below it, and for nobody else', async () => {
    const added = await add();
    expect(added).toMatchObject({ status: 201, body: { ...typhoon, cancelledAt: null } });
    expect([await due('tanglian'), await due('yangshe'), await due('zjg')]).toEqual([
      '2026-12-02',
      '2026-12-02',
      '2026-12-01',
    ]);
    const year = await call('GET', '/calendar/years/2026?organisationId=tanglian');
    expect(year.body['days']).toContainEqual({
      ...{ date: '2026-12-01', kind: 'holiday', name: '台风停工', local: true },
    });
    const listed = await call('GET', '/calendar/closures?organisationId=tanglian');
    expect(listed.body.items).toMatchObject([{ date: '2026-12-01', organisationId: 'yangshe' }]);
    expect((await call('GET', '/calendar/closures?organisationId=cc')).body.items).toEqual([]);
    expect((await call('GET', '/calendar/closures?organisationId=nowhere')).status).toBe(404);
  });

  it.each([
    ['another for the same day', {}, 409, 'already-exists'],
    ['one that says what the calendar says', { date: '2026-12-05' }, 422, 'closure-needless'],
    ['one without its source', { source: ' ' }, 400, 'invalid-input'],
    ['a day that does not exist', { date: '2026-02-30' }, 400, 'invalid-input'],
    ['a year out of reach', { date: '2099-12-01' }, 422, 'calendar-year-missing'],
    ['an unknown kind', { kind: 'HALF' }, 400, 'invalid-input'],
    ['a place of another city', { organisationId: 'shuangde', date: '2026-12-02' }, 403, 'forbidden'],
    ['the city above', { organisationId: 'zjg', date: '2026-12-02' }, 403, 'forbidden'],
    ['a place nobody knows', { organisationId: 'nowhere', date: '2026-12-02' }, 403, 'forbidden'],
  ])('refuse %s', async (_, change, status, code) => {
    expect(await add(change)).toMatchObject({ status, body: { code } });
  });

  it('say which post they need, the same of a place that is there and of one that is not', async () => {
    const said = async (organisationId: string) =>
      (await add({ organisationId, date: '2026-12-02' })).body['detail'];
    expect(await said('shuangde')).toBe(
      'This needs a post as leader or officer at the organisation that is named, or above it.',
    );
    expect(await said('nowhere')).toBe(await said('shuangde'));
    const answer = await ask(api.url, 'POST', '/api/v1/calendar/import', {
      ...{ token: tokens.street, body: json(imagined2027) },
      headers: { 'accept-language': 'zh', 'idempotency-key': 'who' },
    });
    expect(answer.body).toMatchObject({
      title: '没有权限',
      detail: '需要在市级（没有上级市的，在最高一级）任负责人或经办人。',
    });
  });

  it('are cancelled by those they concern, and then count no more', async () => {
    const row = await api.prisma.localClosure.findFirstOrThrow({ where: { cancelledAt: null } });
    const cancel = (token: string) => call('POST', `/calendar/closures/${row.id}/cancel`, undefined, token);
    expect((await cancel(tokens.elsewhere)).status).toBe(404);
    expect(await cancel(tokens.street)).toMatchObject({
      status: 200,
      body: { cancelledAt: expect.any(String) },
    });
    expect((await cancel(tokens.street)).status).toBe(200);
    expect(await due('tanglian')).toBe('2026-12-01');
    expect((await call('GET', '/calendar/closures')).body.items).toEqual([]);
    expect((await call('GET', '/calendar/closures?withCancelled=true&limit=1')).body.items).toHaveLength(1);
    expect((await call('POST', '/calendar/closures/none/cancel')).status).toBe(404);
    const actions = await api.prisma.auditRecord.groupBy({ by: ['action'], _count: true });
    expect(actions).toEqual(
      expect.arrayContaining([
        { action: 'closure-added', _count: 1 },
        { action: 'closure-cancelled', _count: 1 },
      ]),
    );
  });

  it('over several days are one entry with one rollout, tried before and cancelled as a whole', async () => {
    const flood = { date: '2026-12-03', until: '2026-12-08', name: '汛期停工' };
    const { source: _source, ...about } = typhoon;
    const tried = await call('POST', '/calendar/closures/preview', { ...about, ...flood }, tokens.street);
    const days = ['2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08'];
    // What an import of above has left to a rollout moves with the next one, whatever that is for.
    const examples = [{ from: { dueDate: '2027-02-11' }, to: { dueDate: '2027-02-16' } }];
    expect(tried).toMatchObject({ status: 200, body: { days, moves: { movedClocks: 1, examples } } });
    const added = await add(flood);
    expect(added).toMatchObject({ status: 201, body: { ...flood, rolloutId: expect.any(String) as string } });
    const year = await call('GET', '/calendar/years/2026?organisationId=tanglian');
    const local = (year.body['days'] as { date: string; local?: boolean }[]).filter(
      (day) => day.local === true,
    );
    expect(local.map(({ date }) => date)).toEqual(days);
    const again = await add({ date: '2026-12-08', until: '2026-12-09' });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-exists' } });
    expect(again.body['detail']).toMatch(
      /^2026-12-03 – 2026-12-08 has an entry already \(CLOSED, 汛期停工\): cancel it first\.$/,
    );
    const path = `/calendar/closures/${String(added.body['id'])}/cancel`;
    expect(await call('POST', path, {}, tokens.street)).toMatchObject({ status: 200, body: flood });
    expect((await call('GET', '/calendar/closures')).body.items).toEqual([]);
  });

  it('refuse days the wrong way round and too many, with every problem at once', async () => {
    const single = await add({ date: '2026-12-10' });
    const backwards = await add({ date: '2026-12-11', until: '2026-12-09' });
    expect(backwards).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(backwards.body['errors']).toEqual([
      { pointer: '/until', message: expect.stringMatching(/2026-12-09 is before .* 2026-12-11/) as string },
      { pointer: '/date', message: expect.stringMatching(/^2026-12-10 has an entry already/) as string },
    ]);
    const long = await add({ date: '2026-12-09', until: '2027-01-09' });
    expect(long.body['errors']).toMatchObject([{ pointer: '/until' }, { pointer: '/date' }]);
    expect(long.body['detail']).toMatch(/^These are 32 days; .* 2026-12-10 has an entry already/);
    expect(await add({ date: '2026-12-12', until: '2026-12-13' })).toMatchObject({
      ...{ status: 422, body: { code: 'closure-needless' } },
    });
    await call('POST', `/calendar/closures/${String(single.body['id'])}/cancel`, {}, tokens.street);
  });

  it('page by date', async () => {
    for (const date of ['2026-12-03', '2026-12-02', '2026-12-04']) await add({ date });
    const first = await call('GET', '/calendar/closures?limit=2');
    const next = await call('GET', `/calendar/closures?limit=2&cursor=${first.body.nextCursor}`);
    const dates = [first, next].flatMap(({ body }) => body.items?.map(({ date }) => date));
    expect(dates).toEqual(['2026-12-02', '2026-12-03', '2026-12-04']);
    expect(next.body.nextCursor).toBeNull();
  });
});

describe('working hours', () => {
  const set = (hours: unknown, token = tokens.admin, organisationId = 'yangshe') =>
    call('PUT', `/organisations/${organisationId}/working-hours`, { hours }, token);
  const due = async () =>
    (await call('GET', '/calendar/due?from=2026-11-25&limit=2h&organisationId=tanglian')).body['due'];

  it('are set by an administrator, count below, and are taken back', async () => {
    expect(await due()).toBe('2026-11-25 11:00');
    const hours = [{ from: '08:00', to: '12:00' }];
    expect(await set(hours)).toMatchObject({ status: 200, body: { organisationId: 'yangshe', hours } });
    expect(await due()).toBe('2026-11-25 10:00');
    const listed = await call('GET', '/organisations?under=yangshe');
    expect(listed.body.items?.map(({ workingHours }) => workingHours)).toEqual([hours, null, null]);
    expect((await set(null)).status).toBe(200);
    expect(await due()).toBe('2026-11-25 11:00');
  });

  it.each([
    ['none at all', []],
    ['one that ends before it begins', [{ from: '12:00', to: '09:00' }]],
    [
      'two that overlap',
      [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '15:00' },
      ],
    ],
    ['no time', [{ from: '25:00', to: '26:00' }]],
    ['words', '9-5'],
  ])('refuse %s', async (_, hours) => {
    expect(await set(hours)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  it('are not for officers, nor for another city', async () => {
    expect((await set(null, tokens.officer)).status).toBe(403);
    expect((await set(null, tokens.admin, 'shuangde')).status).toBe(403);
  });
});
