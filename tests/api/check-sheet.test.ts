import { randomUUID } from 'node:crypto';
import { quarterOf } from '../../domain/figures/check-sheet';
import type { Role } from '../../domain/roles';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
let api: RunningApi;
let inspector: Person;
let officer: Person;
let reviewer: Person;
let leader: Person;
let implementer: Person;
let elsewhere: Person;

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const NOW = quarterOf(TODAY);
const SHEET = '/inspections/sheet?organisationId=yangshe';

const get = (by: Person, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(api.url, 'GET', `/api/v1${path}`, { token: by.token, headers });

beforeAll(async () => {
  api = await runApi({ config: { simulation: { enabled: true } } });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const at = (role: Role, organisationId: string, displayName = '审核员甲') =>
    addPerson(api.prisma, { posts: [{ role, organisationId }], displayName });
  inspector = await at('inspector', 'yangshe', '检查员甲');
  officer = await at('officer', 'tanglian');
  reviewer = await at('reviewer', 'yangshe');
  leader = await at('leader', 'yangshe');
  implementer = await at('implementer', 'tanglian');
  elsewhere = await at('leader', 'cc');
});
afterAll(() => api.stop());

const then = (at: string | null): Record<string, string> => (at === null ? {} : { 'x-banjie-now': at });

async function open(title: string, at: string | null = null): Promise<string> {
  const { status, text, body } = await ask(api.url, 'POST', '/api/v1/cases', {
    ...{ token: officer.token, headers: { 'idempotency-key': randomUUID(), ...then(at) } },
    body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title, organisationId: 'tanglian' },
  });
  if (status !== 201) throw new Error(text);
  return String(body['caseId']);
}

async function give(
  by: Person,
  caseId: string,
  type: string,
  data: object,
  at: string | null = null,
): Promise<void> {
  const { status, text } = await ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, {
    token: by.token,
    headers: { 'idempotency-key': randomUUID(), ...then(at) },
    body: { type, data },
  });
  expect([type, status, text]).toEqual([type, 200, text]);
}

/** A fast project whose works have begun. */
async function running(title: string, estimateFen: number, at: string | null = null): Promise<string> {
  const id = await open(title, at);
  const intake = { duplicatesChecked: true, urgent: true, estimateFen, itemType: 'works' };
  await give(officer, id, 'accept', intake, at);
  await give(officer, id, 'shortlist', {}, at);
  await give(officer, id, 'submit-for-review', {}, at);
  await give(reviewer, id, 'review', { opinion: '同意', signedBy: '审核员甲' }, at);
  await give(leader, id, 'approve', { approvedFen: estimateFen, publicText: '同意立项' }, at);
  await give(implementer, id, 'start', { personInCharge: { label: '项目负责人甲' } }, at);
  return id;
}

interface Row {
  title: string;
  number: string;
  inspected: string;
  visits: object[];
  findings: object[];
  splitWith: string[];
}
const rowsOf = async (query = ''): Promise<Row[]> => {
  const { status, body, text } = await get(inspector, `${SHEET}${query}`);
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return body['rows'] as Row[];
};
const rowOf = (rows: readonly Row[], title: string): Row => {
  const found = rows.find((row) => row.title === title);
  if (found === undefined) throw new Error(`no row ${title}`);
  return found;
};

describe('the sheet of a quarterly check', () => {
  it('says who went when and found what, and names what was missed first', async () => {
    const seen = await running('河边护栏', 500_000);
    const missed = await running('楼道照明', 600_000);
    await open('凉亭翻新');
    await give(inspector, seen, 'record-inspection', {
      ...{ visitedOn: TODAY, result: 'remarks', opinion: '进度略慢', signedBy: '检查员甲' },
      ...{ percentDone: 40, percentPlanned: 50, findings: [{ kind: 'signboard', text: '标识牌掉落' }] },
    });
    // Nobody was there by the end of the quarter; time has recorded it.
    await api.prisma.$executeRaw`UPDATE cases SET state = jsonb_set(state::jsonb, '{clocks}', (
        SELECT jsonb_agg(CASE WHEN k->>'kind' = 'inspection'
          THEN k || jsonb_build_object('overdueAt', k->'dueAt') ELSE k END)
          FROM jsonb_array_elements(state::jsonb->'clocks') k)) WHERE id = ${missed}`;
    const state = await api.prisma.caseRow.findUniqueOrThrow({ where: { id: missed } });
    const { clocks } = state.state as {
      clocks: { kind: string; limit: { amount: number }; dueDate: string }[];
    };
    const due = clocks.find(({ kind }) => kind === 'inspection');
    const quarter = quarterOf(due?.dueDate ?? '');

    const rows = await rowsOf(`&quarter=${quarter}`);
    expect(rows[0]).toMatchObject({ title: '楼道照明', inspected: 'missed', visits: [] });
    const now = await rowsOf();
    // Its works have not begun.
    expect(now.map(({ title }) => title)).not.toContain('凉亭翻新');
    expect(rowOf(now, '河边护栏')).toMatchObject({
      ...{ inspected: 'done', inspectedName: { zh: '已检查' }, organisationName: '塘联社区' },
      visits: [{ visitedOn: TODAY, by: '检查员甲', result: 'remarks', percentDone: 40 }],
      findings: [{ kindName: { zh: '标识牌损坏或掉落' }, statusName: { zh: '待整改' }, done: false }],
    });
    await expect(rowsOf('&quarter=2019-Q1')).resolves.toEqual([]);
  });

  it('hints at what may have been split to stay under the cap', async () => {
    await running('停车棚改造一期', 6_000_000);
    await running('停车棚改造二期', 6_000_000);
    const rows = await rowsOf();
    expect(rowOf(rows, '停车棚改造一期').splitWith).toEqual([rowOf(rows, '停车棚改造二期').number]);
    expect(rowOf(rows, '楼道照明').splitWith).toEqual([]);
  });

  it('shows a quarter that is over as it was, made from the ledgers, with what has happened since', async () => {
    const id = await running('老井台修缮', 400_000, '2025-05-06T02:00:00Z');
    const visit = { visitedOn: '2025-07-08', result: 'remarks', opinion: '进度略慢', signedBy: '检查员甲' };
    await give(inspector, id, 'record-inspection', visit, '2025-07-08T02:00:00Z');
    const why = { reasonCode: 'not-feasible', publicText: '管线改道', approver: '分管领导甲' };
    await give(implementer, id, 'terminate', why, '2025-08-20T02:00:00Z');
    const of = async (quarter: string) =>
      (await rowsOf(`&quarter=${quarter}`)).find(({ title }) => title === '老井台修缮');
    expect(await of('2025-Q2')).toMatchObject({
      ...{ inspected: 'missed', visits: [], statusName: { zh: '实施中' } },
      ...{ beganOn: '2025-05-06', endedOn: '2025-08-20' },
      since: [{ zh: '现为终止' }, { zh: '2025-07-08 登记 2025-07-08 的检查（合格，有意见）' }],
    });
    expect(await of('2025-Q3')).toMatchObject({
      inspected: 'done',
      visits: [{ visitedOn: '2025-07-08' }],
      since: [],
    });
    expect([await of('2025-Q1'), await of('2025-Q4')]).toEqual([undefined, undefined]);
    const sheet = await get(inspector, `${SHEET}&quarter=2025-Q2`);
    expect(sheet.body['asOf']).toBe('2025-06-30T16:00:00.000Z');
    const csv = await get(inspector, `${SHEET}&quarter=2025-Q2`, {
      accept: 'text/csv',
      'accept-language': 'zh-CN',
    });
    expect(csv.text).toMatch(/老井台修缮.*,实施中,2025-05-06,2025-08-20,漏查,.*现为终止/);
  });

  it('is a file as well, in the language of the reader', async () => {
    const csv = await get(inspector, SHEET, { accept: 'text/csv', 'accept-language': 'zh-CN' });
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="check-sheet-yangshe-${NOW}.csv"`,
    );
    const lines = csv.text.trim().split('\r\n');
    expect(lines).toHaveLength(1 + (await rowsOf()).length);
    expect(lines.find((line) => line.includes('河边护栏'))).toContain(
      `,已检查,${TODAY},检查员甲,合格，有意见,40,50,标识牌损坏或掉落 (待整改),`,
    );
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const book = await get(inspector, SHEET, { accept: xlsx });
    expect(book.text.slice(0, 2)).toBe('PK');
  });

  it('refuses a quarter that there is not, another city, and posts that do not supervise', async () => {
    const wrong = await get(inspector, `${SHEET}&quarter=2026-Q5`);
    expect([wrong.status, wrong.body['code']]).toEqual([400, 'invalid-input']);
    expect((await get(elsewhere, SHEET)).status).toBe(403);
    expect((await get(reviewer, SHEET)).status).toBe(403);
  });
});
