import { randomUUID } from 'node:crypto';
import { seedReference } from '../../cli/demo/reference';
import type { CommandType } from '../../domain/case/commands';
import type { Role } from '../../domain/roles';
import { actorAt, command } from '../support/world';
import * as crafted from './files/support/crafted';
import { addPerson } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

/** When the inspector stands before the works, by the server's clock. */
const NOW = '2026-05-20T02:00:00.000Z';
const TODAY = '2026-05-20';

let api: RunningApi;
let inspector: { id: string; token: string };
let builder: { id: string; token: string };
let elsewhere: string;

const post = (role: Role, organisationId: string) => ({ posts: [{ role, organisationId }] });

beforeAll(async () => {
  api = await runApi({ config: { simulation: { enabled: true } } });
  await seedReference(api.pool, '2024-01-01T00:00:00.000Z');
  inspector = await addPerson(api.prisma, post('inspector', 'zjg-jingkai'));
  elsewhere = (await addPerson(api.prisma, post('inspector', 'zjg-daxin'))).token;
  builder = await addPerson(api.prisma, {
    posts: [
      { role: 'implementer', organisationId: 'tanglian' },
      { role: 'inspector', organisationId: 'zjg-jingkai' },
    ],
  });
});
afterAll(() => api.stop());

type Step = readonly [Role, string, CommandType, object];

/** A small project on its way to the works (ZJ10), step by step. */
const BEFORE: readonly Step[] = [
  ['officer', 'tanglian', 'accept', { duplicatesChecked: true, estimateFen: 680_000, itemType: 'works' }],
  ['officer', 'tanglian', 'shortlist', { estimateFen: 680_000, itemType: 'works' }],
  ['officer', 'tanglian', 'submit-for-review', {}],
  ['reviewer', 'zjg-jingkai', 'review', { opinion: '同意', signedBy: '审核员甲' }],
  ['leader', 'zjg-jingkai', 'approve', { approvedFen: 680_000, publicText: '同意立项' }],
];

const give = (
  caseId: string,
  type: CommandType,
  data: object,
  { token = inspector.token, key = randomUUID(), now = NOW } = {},
): Promise<Answer> =>
  ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, {
    token,
    headers: { 'idempotency-key': key, 'x-banjie-now': now },
    body: { type, data },
  });

async function planned(): Promise<string> {
  const now = '2026-03-10T01:00:00.000Z';
  const about = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '疏通管道' } as const;
  const { caseId } = await api.deps.ledger.open({
    ...{ ...about, organisationId: 'tanglian', suggestions: [], submit: true },
    ...{ actor: actorAt('officer', 'tanglian'), now, key: randomUUID() },
  });
  for (const [role, place, type, data] of BEFORE)
    await api.deps.ledger.append({
      ...{ caseId, command: command(type, data), actor: actorAt(role, place), now, key: randomUUID() },
    });
  return caseId;
}

/** Works that one of the people above has begun. */
async function begun(): Promise<string> {
  const caseId = await planned();
  const person = { personId: null, label: '实施负责人甲' };
  const data = { plan: '清淤', personInCharge: person };
  const answer = await give(caseId, 'start', data, {
    ...{ token: builder.token, now: '2026-03-11T02:00:00.000Z' },
  });
  expect(answer.status).toBe(200);
  return caseId;
}

const REPORT = { visitedOn: TODAY, result: 'passed', opinion: '管道畅通', signedBy: '检查员甲' };
const inspect = (caseId: string, more: object = {}, by: Parameters<typeof give>[3] = {}): Promise<Answer> =>
  give(caseId, 'record-inspection', { ...REPORT, ...more }, by);

/** Everything that a report may write. */
async function written(caseId: string): Promise<object> {
  const [lines, inspections, findings, files] = await Promise.all([
    api.prisma.ledgerEvent.count({ where: { caseId } }),
    api.prisma.inspectionRow.count({ where: { caseId } }),
    api.prisma.findingRow.count({ where: { caseId } }),
    api.prisma.fileRow.count({ where: { caseId } }),
  ]);
  return { lines, inspections, findings, files };
}

const FAULT = { kind: 'signboard', text: '标识牌掉落' };

describe('the report of an inspection', () => {
  it('ends the clock of its quarter, and stands in the table of inspections', async () => {
    const caseId = await begun();
    const sent = await inspect(caseId, { result: 'failed', findings: [FAULT], percentDone: 40.5 });
    expect(sent.status).toBe(200);
    expect(await api.prisma.inspectionRow.findMany({ where: { caseId } })).toMatchObject([
      {
        inspectionId: 'inspection-1',
        result: 'failed',
        personId: inspector.id,
        percentDone: 40.5,
        findings: 1,
      },
    ]);
    expect(await api.prisma.findingRow.findMany({ where: { caseId } })).toMatchObject([
      { findingId: 'finding-1', kind: 'signboard', source: 'inspection', status: 'OPEN' },
    ]);
    const shown = await ask(api.url, 'GET', `/api/v1/cases/${caseId}`, {
      ...{ token: inspector.token, headers: { 'x-banjie-now': NOW } },
    });
    const clocks = shown.body['clocks'] as { kind: string; dueDate: string; verdict: string | null }[];
    expect(clocks.filter(({ kind }) => kind.endsWith('inspection'))).toMatchObject([
      { kind: 'inspection', dueDate: '2026-06-30', verdict: 'ON_TIME' },
      { kind: 'inspection', dueDate: '2026-09-30', verdict: null },
      { kind: 'reinspection', dueDate: '2026-06-22', verdict: null },
    ]);
  });

  it('sent twice by a phone without network has one receipt and is one inspection', async () => {
    const caseId = await begun();
    const key = randomUUID();
    const first = await inspect(caseId, {}, { key });
    const again = await inspect(caseId, {}, { key, now: '2026-05-22T02:00:00.000Z' });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(await written(caseId)).toMatchObject({ inspections: 1 });
  });

  it('sent twice at the same moment is one inspection', async () => {
    const caseId = await begun();
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => inspect(caseId, {}, { key })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await written(caseId)).toMatchObject({ inspections: 1 });
  });

  it('with the key of another report is refused', async () => {
    const caseId = await begun();
    const key = randomUUID();
    await inspect(caseId, {}, { key });
    const before = await written(caseId);
    const other = await inspect(caseId, { opinion: '另一份报告' }, { key });
    expect([other.status, other.body['code']]).toEqual([422, 'key-reused']);
    expect(await written(caseId)).toEqual(before);
  });

  it('keeps what a phone with a wrong clock says, and counts by the server', async () => {
    const caseId = await begun();
    const recordedAt = '2031-01-01T08:00:00+08:00';
    expect((await inspect(caseId, { recordedAt })).status).toBe(200);
    const [row] = await api.prisma.inspectionRow.findMany({ where: { caseId } });
    expect(row?.recordedAt.toISOString()).toBe(NOW);
    const line = await api.prisma.ledgerEvent.findFirstOrThrow({
      where: { caseId, type: 'InspectionRecorded' },
    });
    expect(line.at.toISOString()).toBe(NOW);
    expect(line.data).toMatchObject({ facts: { recordedAt, visitedOn: TODAY } });
  });
});

describe('a report that is not as it should be', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await begun();
  });

  it.each<[string, object, number, string]>([
    ['a visit of tomorrow, by the server', { visitedOn: '2026-05-21' }, 422, 'date-out-of-order'],
    ['a visit before the case was opened', { visitedOn: '2026-03-09' }, 422, 'date-out-of-order'],
    ['a day that does not exist', { visitedOn: '2026-04-31' }, 400, 'invalid-input'],
    ['no day', { visitedOn: undefined }, 400, 'invalid-input'],
    ['a phone that says no time', { recordedAt: 'yesterday' }, 400, 'invalid-input'],
    ['a phone without a zone', { recordedAt: '2026-05-20T10:00:00' }, 400, 'invalid-input'],
    ['a result nobody knows', { result: 'fine' }, 400, 'invalid-input'],
    ['a failure without a finding', { result: 'failed' }, 422, 'value-required'],
    ['nothing to remark, with a finding', { findings: [FAULT] }, 422, 'unknown-value'],
    ['nothing to remark, with a "no"', { items: [{ id: 'safety', answer: 'no' }] }, 422, 'unknown-value'],
    [
      'a kind of finding nobody knows',
      { result: 'failed', findings: [{ kind: 'ghost', text: '?' }] },
      422,
      'unknown-value',
    ],
    [
      'a finding without words',
      { result: 'failed', findings: [{ kind: 'other', text: ' ' }] },
      400,
      'invalid-input',
    ],
    ['more done than there is', { percentDone: 100.1 }, 400, 'invalid-input'],
    ['no opinion', { opinion: '' }, 400, 'invalid-input'],
    ['no signature', { signedBy: undefined }, 400, 'invalid-input'],
    ['a photo that nobody uploaded', { photos: [{ fileId: 'f'.repeat(32) }] }, 422, 'unknown-value'],
    [
      'a photo from beyond the poles',
      { photos: [{ fileId: 'f', place: { lat: 91, lng: 0, accuracyM: 5 } }] },
      400,
      'invalid-input',
    ],
    ['51 photos', { photos: Array.from({ length: 51 }, () => ({ fileId: 'f' })) }, 400, 'invalid-input'],
    ['a field nobody knows', { favour: true }, 400, 'invalid-input'],
  ])('%s', async (_what, more, status, code) => {
    const before = await written(caseId);
    const answer = await inspect(caseId, more);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await written(caseId)).toEqual(before);
  });

  it('tells whose phone has a wrong clock which day it is, in Chinese as in English', async () => {
    const english = await inspect(caseId, { visitedOn: '2027-05-20' });
    expect(english.body['detail']).toContain(TODAY);
    expect(english.body.errors).toMatchObject([{ pointer: '/data/visitedOn' }]);
    const chinese = await ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, {
      token: inspector.token,
      headers: { 'idempotency-key': randomUUID(), 'x-banjie-now': NOW, 'accept-language': 'zh-CN' },
      body: { type: 'record-inspection', data: { ...REPORT, visitedOn: '2027-05-20' } },
    });
    expect(chinese.body['detail']).toMatch(/手机时间不准/);
    // The form shows it beside the field: there it is Chinese as well.
    expect(chinese.body.errors).toEqual([{ pointer: '/data/visitedOn', message: chinese.body['detail'] }]);
  });

  it('with a photo of another case', async () => {
    const other = await begun();
    const { body } = await photograph(other, await crafted.picture('jpeg', 7));
    const answer = await inspect(caseId, { photos: [{ fileId: body.fileId }] });
    expect([answer.status, answer.body['code']]).toEqual([422, 'unknown-value']);
    expect((await inspect(other, { photos: [{ fileId: body.fileId }] })).status).toBe(200);
  });

  it('with a photo of 40 MB, which is not taken in the first place', async () => {
    const before = await written(caseId);
    const { status, body } = await photograph(caseId, Buffer.alloc(40 * 1024 * 1024, 1));
    expect([status, body.code]).toEqual([413, 'too-large']);
    expect(await written(caseId)).toEqual(before);
  });
});

/** Sends a photo as the phone does. */
async function photograph(caseId: string, bytes: Buffer) {
  const form = new FormData();
  form.set('kind', 'photos');
  form.set('file', new Blob([new Uint8Array(bytes)]), '现场.jpg');
  const response = await fetch(`${api.url}/api/v1/cases/${caseId}/files`, {
    method: 'POST',
    body: form,
    headers: {
      authorization: `Bearer ${inspector.token}`,
      'idempotency-key': randomUUID(),
      'x-banjie-now': NOW,
    },
  });
  return { status: response.status, body: (await response.json()) as { fileId: string; code: string } };
}

describe('who may not, and when not', () => {
  it('whoever carried the works out, although an inspector', async () => {
    const caseId = await begun();
    const answer = await inspect(caseId, {}, { token: builder.token });
    expect([answer.status, answer.body['code']]).toEqual([403, 'same-person']);
  });

  it('the inspector of another town finds no such case', async () => {
    expect((await inspect(await begun(), {}, { token: elsewhere })).status).toBe(404);
  });

  it('before the works begin, and after the case has ended', async () => {
    const early = await inspect(await planned());
    expect([early.status, early.body['code']]).toEqual([409, 'not-now']);
    const caseId = await begun();
    const end = { reasonCode: 'not-feasible', publicText: '无法实施', approver: '分管领导甲' };
    expect((await give(caseId, 'terminate', end, { token: builder.token })).status).toBe(200);
    const before = await written(caseId);
    const late = await inspect(caseId);
    expect([late.status, late.body['code']]).toEqual([409, 'case-ended']);
    expect(await written(caseId)).toEqual(before);
  });
});
