import { randomUUID } from 'node:crypto';
import { createApiClient } from '../../cli/api-client';
import { registerInspection } from '../../cli/inspection';
import type { Role } from '../../domain/roles';
import { runCommand } from '../support/command';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
const token: Record<string, string> = {};
const POSTS: Readonly<Record<string, readonly [Role, string]>> = {
  officer: ['officer', 'tanglian'],
  reviewer: ['reviewer', 'yangshe'],
  leader: ['leader', 'yangshe'],
  implementer: ['implementer', 'tanglian'],
  inspector: ['inspector', 'yangshe'],
  elsewhere: ['inspector', 'shuangde'],
};

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  for (const [name, [role, organisationId]] of Object.entries(POSTS)) {
    token[name] = (await addPerson(api.prisma, { posts: [{ role, organisationId }] })).token;
  }
});
afterAll(() => api.stop());

const get = (who: string, path: string) =>
  ask(api.url, 'GET', `/api/v1/${path}`, { token: token[who] ?? '' });
function give(
  who: string,
  caseId: string,
  type: string,
  data: object,
  key: string = randomUUID(),
): Promise<Answer> {
  const sent = { token: token[who] ?? '', headers: { 'idempotency-key': key }, body: { type, data } };
  return ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, sent);
}
async function given(who: string, caseId: string, type: string, data: object): Promise<void> {
  const { status, text } = await give(who, caseId, type, data);
  expect([type, status, text]).toEqual([type, 200, text]);
}

/** A fast project whose works have begun. */
async function running(title: string): Promise<string> {
  const about = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title, organisationId: 'tanglian' };
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token: token['officer'] ?? '',
    headers: { 'idempotency-key': randomUUID() },
    body: about,
  });
  const id = String(opened.body['caseId']);
  await given('officer', id, 'accept', {
    duplicatesChecked: true,
    urgent: true,
    estimateFen: 500_000,
    itemType: 'works',
  });
  await given('officer', id, 'shortlist', {});
  await given('officer', id, 'submit-for-review', {});
  await given('reviewer', id, 'review', { opinion: '同意', signedBy: '审核员甲' });
  await given('leader', id, 'approve', { approvedFen: 500_000, publicText: '同意立项' });
  await given('implementer', id, 'start', { personInCharge: { label: '项目负责人甲' } });
  return id;
}

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const REPORT = { visitedOn: TODAY, result: 'passed', opinion: '进度正常', signedBy: '检查员甲' };
/** The smallest PNG there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function attach(who: string, caseId: string): Promise<Answer> {
  const form = new FormData();
  form.set('kind', 'photos');
  form.set('file', new Blob([PNG], { type: 'image/png' }), '整改后.png');
  const response = await fetch(`${api.url}/api/v1/cases/${caseId}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token[who] ?? ''}`, 'idempotency-key': randomUUID() },
    body: form,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: JSON.parse(text) as Answer['body'],
  };
}

const due = async (who: string, caseId: string) =>
  ((await get(who, 'inspections')).body.items ?? []).filter((item) => item['caseId'] === caseId);

describe('an inspection', () => {
  it('is due by itself once the works have begun, in the list of the town and of no other', async () => {
    const id = await running('河边护栏');
    const [visit, ...more] = await due('inspector', id);
    expect(more).toEqual([]);
    expect(visit).toMatchObject({ asks: 'inspection', organisationName: '塘联社区', person: null });
    expect(visit?.['name']).toMatchObject({
      zh: expect.stringMatching(/^\d{4} 年第 [1-4] 季度检查$/) as string,
    });
    await expect(due('elsewhere', id)).resolves.toEqual([]);
    const plan = (await get('inspector', 'inspections/plan')).body;
    expect(plan['places']).toMatchObject([{ organisationId: 'yangshe', organisationName: '杨舍镇' }]);
    const places = plan['places'] as { due: number; weeks: { due: number }[] }[];
    expect(places[0]?.due).toBe((plan['sum'] as { due: number }).due);
    expect(places[0]?.weeks.reduce((sum, week) => sum + week.due, 0)).toBe(places[0]?.due);
    expect((await get('elsewhere', 'inspections?organisationId=yangshe')).status).toBe(404);
    const mine = (await get('inspector', 'duties')).body.items?.find((duty) => duty['caseId'] === id);
    expect(mine).toMatchObject({ asks: 'inspection' });
  });

  it('does not make the case late', async () => {
    const id = await running('健身步道');
    const [visit] = await due('inspector', id);
    const shown = (await get('officer', `cases/${id}`)).body;
    expect(visit?.['dueAt']).not.toBe(shown['dueAt']);
    expect(shown['checkList']).toHaveLength(7);
  });

  it('refuses what cannot be, and writes nothing', async () => {
    const id = await running('油污管道');
    const before = await api.prisma.ledgerEvent.count({ where: { caseId: id } });
    const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
    const bad: [string, object, string][] = [
      ['inspector', { ...REPORT, visitedOn: tomorrow }, 'date-out-of-order'],
      ['inspector', { ...REPORT, visitedOn: '2019-01-01' }, 'date-out-of-order'],
      ['inspector', { ...REPORT, result: 'failed' }, 'value-required'],
      ['inspector', { ...REPORT, items: [{ id: 'safety', answer: 'no' }] }, 'unknown-value'],
      ['inspector', { ...REPORT, photos: [{ fileId: 'no-such-file' }] }, 'unknown-value'],
      ['inspector', { ...REPORT, recordedAt: 'yesterday' }, 'invalid-input'],
      [
        'inspector',
        { ...REPORT, result: 'remarks', findings: [{ kind: 'noise', text: '噪音' }] },
        'unknown-value',
      ],
      ['implementer', REPORT, 'not-your-command'],
      ['elsewhere', REPORT, 'not-found'],
    ];
    for (const [who, data, code] of bad) {
      const answer = await give(who, id, 'record-inspection', data);
      expect([data, answer.body['code']]).toEqual([data, code]);
    }
    await expect(api.prisma.ledgerEvent.count({ where: { caseId: id } })).resolves.toBe(before);
  });

  it('is recorded once however often the phone sends it, and the next quarter is due then', async () => {
    const id = await running('楼道照明');
    const [first] = await due('inspector', id);
    const key = randomUUID();
    // The phone's clock is a year ahead: it is kept as said, and nothing is counted by it.
    const data = { ...REPORT, recordedAt: '2099-01-01T00:00:00.000Z', percentDone: 40, percentPlanned: 50 };
    const sent = await give('inspector', id, 'record-inspection', data, key);
    const again = await give('inspector', id, 'record-inspection', data, key);
    expect([sent.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(sent.body);
    const other = await give('inspector', id, 'record-inspection', { ...data, opinion: '另一份' }, key);
    expect(other.body['code']).toBe('key-reused');
    const rows = await api.prisma.inspectionRow.findMany({ where: { caseId: id } });
    expect(rows).toMatchObject([{ result: 'passed', percentDone: 40, percentPlanned: 50, findings: 0 }]);
    const [next, ...more] = await due('inspector', id);
    expect(more).toEqual([]);
    expect(next?.['clockId']).not.toBe(first?.['clockId']);
    expect(String(next?.['dueAt']) > String(first?.['dueAt'])).toBe(true);
    // A visit that nobody had to make yet is kept, and the limit of the next quarter runs on.
    await given('inspector', id, 'record-inspection', REPORT);
    expect((await due('inspector', id)).map((visit) => visit['clockId'])).toEqual([next?.['clockId']]);
    const shown = (await get('officer', `cases/${id}`)).body['inspections'];
    expect(shown).toMatchObject([
      { result: 'passed', percentDone: 40 },
      { result: 'passed', percentDone: null },
    ]);
  });

  it('is listed by the command line', async () => {
    const settings = { apiUrl: api.url, token: token['inspector'] ?? '' };
    const run = (...args: string[]) =>
      runCommand(
        (program) => registerInspection(program, () => createApiClient(settings)),
        ['inspection', 'due', ...args],
      );
    expect((await run('--town', 'yangshe')).out).toMatch(/季度检查 .*楼道照明 .*杨舍镇 塘联社区/);
    const { visits } = JSON.parse((await run('--json')).out) as { visits: object[] };
    expect(visits.length).toBe((await get('inspector', 'inspections')).body.items?.length);
    expect((await run('--before', '2020-01-01')).out).toBe('Nothing is due.\n');
  });
});

describe('the visiting list', () => {
  it('is narrowed by day and by what is late', async () => {
    const { items = [] } = (await get('inspector', 'inspections')).body;
    const [first] = items;
    const day = (first?.['sign'] as { dueDate: string }).dueDate;
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const asked = async (query: string) => (await get('inspector', `inspections?${query}`)).body.items ?? [];
    const same = items.filter((one) => (one['sign'] as { dueDate: string }).dueDate === day);
    // The day on which something is due is one of those from it, and not one of those before it.
    await expect(asked(`dueFrom=${day}&dueBefore=${next}`)).resolves.toHaveLength(same.length);
    await expect(asked(`dueBefore=${day}`)).resolves.toEqual([]);
    await expect(asked(`dueFrom=${next}`)).resolves.toHaveLength(items.length - same.length);
    await expect(asked('overdue=true')).resolves.toEqual([]);
    await expect(asked('overdue=false')).resolves.toHaveLength(items.length);
    await api.prisma.clockRow.updateMany({
      where: { caseId: String(first?.['caseId']), clockId: String(first?.['clockId']) },
      data: { dueAt: new Date(Date.now() - 86_400_000) },
    });
    await expect(asked('overdue=true')).resolves.toMatchObject([{ clockId: first?.['clockId'] }]);
    await expect(asked('overdue=false')).resolves.toHaveLength(items.length - 1);
  });
});

describe('a finding', () => {
  const failed = { ...REPORT, result: 'failed', findings: [{ kind: 'signboard', text: '标识牌掉落' }] };

  it('is put right by the unit that answers for it, with proof, and verified by somebody else', async () => {
    const id = await running('凉亭');
    await given('inspector', id, 'record-inspection', failed);
    expect((await due('inspector', id)).map((visit) => visit['asks']).sort()).toEqual([
      'inspection',
      'reinspection',
    ]);
    const mine = async () =>
      ((await get('inspector', 'findings?status=all')).body.items ?? []).filter(
        (one) => one['caseId'] === id,
      );
    await expect(mine()).resolves.toMatchObject([
      { findingId: 'finding-1', status: 'OPEN', kind: 'signboard', source: 'inspection', repeated: false },
    ]);
    const about = { findingId: 'finding-1', text: '已重新安装' };
    expect((await give('implementer', id, 'answer-finding', { ...about, fileIds: [] })).body['code']).toBe(
      'invalid-input',
    );
    const unknown = await give('implementer', id, 'answer-finding', { ...about, fileIds: ['f-none'] });
    expect(unknown.body['code']).toBe('unknown-value');
    const { fileId } = (await attach('implementer', id)).body;
    const answer = { ...about, fileIds: [fileId] };
    expect((await give('reviewer', id, 'answer-finding', answer)).body['code']).toBe('not-your-command');
    await given('implementer', id, 'answer-finding', answer);
    expect((await give('implementer', id, 'answer-finding', answer)).body['code']).toBe('not-now');
    const passed = { findingId: 'finding-1', passed: true };
    expect((await give('implementer', id, 'verify-finding', passed)).body['code']).toBe('not-your-command');
    const without = await give('inspector', id, 'verify-finding', { ...passed, passed: false });
    expect(without.body['code']).toBe('value-required');
    await given('inspector', id, 'verify-finding', { ...passed, passed: false, note: '没有固定牢' });
    await expect(mine()).resolves.toMatchObject([
      { status: 'OPEN', timesFailed: 1, verdict: { passed: false, text: '没有固定牢' } },
    ]);
    // The same photo proves nothing new.
    expect((await give('implementer', id, 'answer-finding', answer)).body['code']).toBe('unknown-value');
    const second = (await attach('officer', id)).body['fileId'];
    await given('implementer', id, 'answer-finding', { ...about, fileIds: [second] });
    await given('inspector', id, 'verify-finding', passed);
    await expect(mine()).resolves.toMatchObject([{ status: 'VERIFIED', sign: null, timesFailed: 1 }]);
    await given('inspector', id, 'raise-finding', { kind: 'signboard', text: '又掉了', source: 'resident' });
    await expect(mine()).resolves.toMatchObject([{ status: 'OPEN', repeated: true }, { status: 'VERIFIED' }]);
    const shown = (await get('officer', `cases/${id}`)).body;
    expect(shown['status']).toBe('IN_PROGRESS');
  });

  it('can be raised after the end of the case, which stays as it was', async () => {
    const id = await running('停车位');
    const ended = { reasonCode: 'not-feasible', publicText: '不再实施', approver: '负责人甲' };
    await given('implementer', id, 'terminate', ended);
    await expect(due('inspector', id)).resolves.toEqual([]);
    expect((await give('officer', id, 'note', { text: '补充' })).body['code']).toBe('case-ended');
    expect((await give('inspector', id, 'record-inspection', REPORT)).body['code']).toBe('case-ended');
    const before = await api.prisma.caseRow.findUniqueOrThrow({ where: { id } });
    await given('inspector', id, 'raise-finding', {
      kind: 'not-paid',
      text: '余款未付',
      source: 'look-back',
      responsible: 'finance',
    });
    const after = await api.prisma.caseRow.findUniqueOrThrow({ where: { id } });
    expect(after).toMatchObject({ status: 'TERMINATED', endedAt: before.endedAt, dueAt: null });
    expect(before.wakeAt).toBeNull();
    expect(after.wakeAt).not.toBeNull();
    const board = (await get('officer', 'board/cases')).body.items ?? [];
    expect(board.map((one) => one['id'])).not.toContain(id);
    const found = (await get('inspector', 'findings?source=look-back')).body.items;
    expect(found).toMatchObject([{ caseId: id, kind: 'not-paid', responsible: { zh: '街道（镇）财务' } }]);
  });

  it('is counted by state, kind and age', async () => {
    const counts = (await get('inspector', 'findings/counts?status=all')).body;
    expect(counts).toMatchObject({
      ...{ total: 3, open: 2, answered: 0, verified: 1, overdue: 0 },
      byAge: [
        { age: 'week', total: 3, open: 2, answered: 0, overdue: 0 },
        { age: 'month', total: 0 },
        { age: 'longer', total: 0 },
      ],
      byKind: [
        { kind: 'not-paid', kindName: { zh: '资金未及时拨付' }, n: 1 },
        { kind: 'signboard', kindName: { zh: '标识牌损坏或掉落' }, n: 2 },
      ],
    });
    expect((await get('inspector', 'findings/counts')).body).toMatchObject({ total: 2 });
    expect((await get('elsewhere', 'findings/counts?status=all')).body).toMatchObject({ total: 0 });
  });

  it('is narrowed by how long it is open and whether it is late, in figures, list and file alike', async () => {
    const [paid] = (await get('inspector', 'findings?kind=not-paid')).body.items ?? [];
    const days = (n: number) => new Date(Date.now() - n * 86_400_000);
    await api.prisma.findingRow.updateMany({
      where: { kind: 'not-paid' },
      data: { raisedAt: days(20), dueAt: days(1) },
    });
    const ids = async (query: string) =>
      ((await get('inspector', `findings?${query}`)).body.items ?? []).map((one) => one['kind']);
    await expect(ids('age=month')).resolves.toEqual(['not-paid']);
    await expect(ids('age=longer')).resolves.toEqual([]);
    await expect(ids('age=week')).resolves.toEqual(['signboard']);
    await expect(ids('overdue=true')).resolves.toEqual(['not-paid']);
    expect((await get('inspector', 'findings?age=year')).body['code']).toBe('invalid-input');
    expect((await get('inspector', 'findings/counts?overdue=true')).body).toMatchObject({
      total: 1,
      overdue: 1,
    });
    const csv = await ask(api.url, 'GET', '/api/v1/findings/export?format=csv&age=month', {
      ...{ token: token['inspector'] ?? '', headers: { 'accept-language': 'zh-CN' } },
    });
    const [titles, line, ...more] = csv.text.trim().split('\r\n');
    expect(titles).toMatch(/^\uFEFF?编号,事项,项目制度,/);
    expect(line).toContain(`${String(paid?.['caseNumber'])},停车位,`);
    expect(line).toContain('资金未及时拨付,余款未付,回头看,待整改,街道（镇）财务');
    expect(more).toEqual([]);
    const none = await get('elsewhere', 'findings/export?format=csv&status=all');
    expect(none.text.trim().split('\r\n')).toHaveLength(1);
    expect((await get('inspector', 'findings/export?format=csv&organisationId=shuangde')).status).toBe(404);
    const book = await get('inspector', 'findings/export?format=xlsx');
    expect(book.headers.get('content-disposition')).toMatch(/^attachment; filename="findings-[\d-]+\.xlsx"$/);
    expect(book.text.slice(0, 2)).toBe('PK');
  });

  it('says who has it now', async () => {
    const [paid] = (await get('inspector', 'findings?kind=not-paid')).body.items ?? [];
    // Nobody holds that post: it is said so, and nobody is made up.
    expect(paid?.['turn']).toEqual({
      ...{ role: 'finance', roleName: { zh: '财务', en: 'finance' } },
      ...{ organisationName: '杨舍镇', people: [] },
    });
    const [sign] = (await get('inspector', 'findings?kind=signboard')).body.items ?? [];
    expect(sign?.['turn']).toMatchObject({
      role: 'implementer',
      people: [{ displayName: expect.any(String) as string }],
    });
    const [done] = (await get('inspector', 'findings?status=VERIFIED')).body.items ?? [];
    expect(done).toMatchObject({ turn: null, sign: null, daysOpen: 0 });
  });
});

describe('a supervision opinion', () => {
  it('is answered in writing by the post that the programme names', async () => {
    const id = await running('文化墙');
    await given('officer', id, 'give-opinion', { by: '人大代表甲', text: '建议增加照明' });
    expect(
      (await give('reviewer', id, 'answer-opinion', { opinionId: 'opinion-1', publicText: '好' })).body[
        'code'
      ],
    ).toBe('not-your-command');
    await given('officer', id, 'answer-opinion', { opinionId: 'opinion-1', publicText: '已纳入方案' });
    const shown = (await get('officer', `cases/${id}`)).body;
    expect(shown['opinions']).toMatchObject([{ by: '人大代表甲', answer: '已纳入方案' }]);
    expect(
      (await give('officer', id, 'answer-opinion', { opinionId: 'opinion-1', publicText: '再答' })).body[
        'code'
      ],
    ).toBe('not-now');
  });
});
