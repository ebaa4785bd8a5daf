import { randomUUID } from 'node:crypto';
import { imagined2027 } from '../unit/domain/calendar/notices';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

/** Thursday; by the law alone three working days end on 4 May, by the notice on 7 May. */
const NOW = '2027-04-29T02:00:00.000Z';
const AHEAD = { ms: 0 };
let api: RunningApi;
const tokens = { officer: '', leader: '', street: '', community: '', auditor: '', elsewhere: '', admin: '' };
let caseId = '';

beforeAll(async () => {
  AHEAD.ms = Date.parse(NOW) - Date.now();
  api = await runApi({ ahead: AHEAD });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const held = async (role: 'officer' | 'leader' | 'auditor' | 'admin', organisationId: string) =>
    (await addPerson(api.prisma, { displayName: `${role}甲`, posts: [{ role, organisationId }] })).token;
  tokens.officer = await held('officer', 'zjg');
  tokens.leader = await held('leader', 'zjg');
  tokens.street = await held('officer', 'yangshe');
  tokens.community = await held('officer', 'tanglian');
  tokens.auditor = await held('auditor', 'zjg');
  tokens.elsewhere = await held('officer', 'cc');
  tokens.admin = await held('admin', 'zjg');
  const about = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚', organisationId: 'tanglian' };
  const opened = await call('POST', '/cases', about, tokens.community);
  caseId = String(opened.body['caseId']);
});
afterAll(() => api.stop());

const call = (
  method: string,
  path: string,
  body?: unknown,
  token = tokens.officer,
  key: string = randomUUID(),
): Promise<Answer> =>
  ask(api.url, method, `/api/v1${path}`, {
    token,
    headers: { 'idempotency-key': key },
    ...(body === undefined ? {} : { body }),
  });
const get = (path: string, token?: string) => call('GET', path, undefined, token);
const importing = (more: object = {}) =>
  call('POST', '/calendar/import', { format: 'json', notice: imagined2027, ...more });
const dueOf = async () => {
  const { body } = await get(`/cases/${caseId}`, tokens.community);
  return (body['clocks'] as { dueDate: string }[])[0]?.dueDate;
};

/** What the workflow does in the background. */
async function walk(rolloutId: string): Promise<void> {
  const { rollouts } = api.deps.ledger;
  const step = { rolloutId, now: NOW, limit: 100, settleMs: 0 };
  while (!(await rollouts.move(step)).over);
  while (!(await rollouts.review(step)).over);
  await rollouts.finish(step);
}

describe('a rollout', () => {
  const asked = { kind: 'calendar', year: 2027, dryRun: true };

  it('is tried out first: the same key asks once, and only those who cover a case see its dates', async () => {
    expect(await importing({ recompute: false })).toMatchObject({ status: 200, body: { rolloutId: null } });
    const first = await call('POST', '/rollouts', asked, tokens.officer, 'try');
    expect(first).toMatchObject({
      status: 202,
      body: {
        ...{ kind: 'calendar', dryRun: true, status: 'RUNNING', total: 1, done: 0, moved: 0 },
        ...{ startedBy: { displayName: 'officer甲' }, finishedAt: null },
      },
    });
    const id = String(first.body['id']);
    expect((await call('POST', '/rollouts', asked, tokens.officer, 'try')).body['id']).toBe(id);
    const other = await call('POST', '/rollouts', { ...asked, year: 2026 }, tokens.officer, 'try');
    expect(other.body['code']).toBe('key-reused');
    await walk(id);
    expect((await get(`/rollouts/${id}`)).body).toMatchObject({
      ...{ status: 'DONE', done: 1, moved: 1, finishedAt: expect.stringMatching(/^2027-04-29/) },
      figures: { later: 1, earlier: 0, confirmed: 0, provisional: 0, verdicts: 0 },
    });
    for (const token of [tokens.officer, tokens.street, tokens.community, tokens.auditor])
      expect((await get(`/rollouts/${id}/moves`, token)).body.items).toMatchObject([
        { caseId, clockId: 'stage.accept.1', newDueAt: '2027-05-07T16:00:00.000Z', verdict: null },
      ]);
    expect((await get(`/rollouts/${id}/moves`, tokens.elsewhere)).body.items).toEqual([]);
    expect((await get(`/rollouts/${id}/moves`, tokens.admin)).status).toBe(403);
    expect((await get(`/rollouts/${id}/moves?kind=confirmed`)).body.items).toEqual([]);
    expect(await dueOf()).toBe('2027-05-04');
  });

  it('is one at a time, moves the dates, and is looked at by everybody who works on cases', async () => {
    const began = await call('POST', '/rollouts', { ...asked, dryRun: false }, tokens.leader);
    const id = String(began.body['id']);
    const again = await call('POST', '/rollouts', { ...asked, dryRun: false });
    expect(again).toMatchObject({ status: 409, body: { code: 'rollout-running', rolloutId: id } });
    expect(again.text).toContain('Calendar of 2027');
    await walk(id);
    expect(await dueOf()).toBe('2027-05-07');
    const list = await get('/rollouts?limit=1', tokens.community);
    expect(list.body.items).toMatchObject([
      { id, status: 'DONE', moved: 1, startedBy: { displayName: 'leader甲' } },
    ]);
    const next = await get(`/rollouts?limit=1&cursor=${list.body.nextCursor}`, tokens.community);
    expect(next.body).toMatchObject({ items: [{ dryRun: true }], nextCursor: null });
    const told = await get('/notifications', tokens.community);
    expect(told.body.items).toMatchObject([
      { kind: 'deadline-moved', caseId: null, text: { zh: { line: expect.stringContaining('1 项期限') } } },
    ]);
  });

  it('begins with a closure, and is ended by a city only', async () => {
    const body = {
      organisationId: 'yangshe',
      date: '2027-04-30',
      kind: 'CLOSED',
      name: '台风',
      source: '通知',
    };
    const closed = await call('POST', '/calendar/closures', body, tokens.street);
    const id = String(closed.body['rolloutId']);
    expect((await get(`/rollouts/${id}`)).body).toMatchObject({
      kind: 'closure',
      title: { zh: '杨舍镇 2027-04-30 临时停工（台风）' },
    });
    const cancel = (token: string) => call('POST', `/rollouts/${id}/cancel`, undefined, token);
    expect((await cancel(tokens.street)).status).toBe(403);
    expect((await cancel(tokens.elsewhere)).status).toBe(404);
    expect(await cancel(tokens.leader)).toMatchObject({
      status: 200,
      body: { status: 'CANCELLED', cancelledBy: { displayName: 'leader甲' }, done: 0 },
    });
    expect((await cancel(tokens.officer)).body['cancelledBy']).toEqual(
      (await get(`/rollouts/${id}`)).body['cancelledBy'],
    );
    expect(await dueOf()).toBe('2027-05-07');
    const again = { kind: 'closure', closureId: closed.body['id'], dryRun: false };
    expect((await call('POST', '/rollouts', again, tokens.elsewhere)).status).toBe(404);
    const begun = await call('POST', '/rollouts', again);
    await walk(String(begun.body['id']));
    expect(await dueOf()).toBe('2027-05-10');
    const over = await call('POST', `/rollouts/${String(begun.body['id'])}/cancel`);
    expect(over).toMatchObject({ status: 409, body: { code: 'rollout-over' } });
    const audit = await api.prisma.auditRecord.groupBy({
      ...{ by: ['action'], _count: true, where: { action: { startsWith: 'rollout-' } } },
      orderBy: { action: 'asc' },
    });
    expect(audit.map(({ action, _count }) => [action, _count])).toEqual([
      ['rollout-cancelled', 1],
      ['rollout-started', 3],
    ]);
  });

  it.each([
    ['no kind', { dryRun: true }, 'invalid-input'],
    ['no word on whether it is only tried', { kind: 'calendar', year: 2027 }, 'invalid-input'],
    ['something unknown', { ...asked, force: true }, 'invalid-input'],
    ['a year that nobody knows', { ...asked, year: 2150 }, 'calendar-year-missing'],
    [
      'a closure that is not there',
      { kind: 'closure', closureId: 'none', dryRun: true },
      'unknown-reference',
    ],
    [
      'a place that is not there',
      { kind: 'hours', organisationId: 'none', dryRun: true },
      'unknown-reference',
    ],
    ['a programme that is not there', { kind: 'programme', code: 'none', dryRun: true }, 'unknown-reference'],
    [
      'a version that is not there',
      { kind: 'programme', code: 'zhangjiagang', version: 9, dryRun: true },
      'unknown-reference',
    ],
  ])('is refused with %s', async (_, body, code) => {
    expect((await call('POST', '/rollouts', body)).body['code']).toBe(code);
  });

  it('needs a key, and is not found when it is not there', async () => {
    const without = await ask(api.url, 'POST', '/api/v1/rollouts', { token: tokens.officer, body: asked });
    expect(without.body['code']).toBe('key-missing');
    expect((await get('/rollouts/none')).status).toBe(404);
    expect((await get('/rollouts/none/moves')).status).toBe(404);
    expect((await call('POST', '/rollouts/none/cancel')).status).toBe(404);
    expect((await get('/rollouts?cursor=x')).body['code']).toBe('cursor-invalid');
  });
});
