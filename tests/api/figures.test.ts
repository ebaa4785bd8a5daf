import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const FIGURES = '/api/v1/figures/on-time';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let api: RunningApi;
let city: string;
let street: string;
let community: string;
let caseId: string;
let elsewhere: string;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  const path = '/cc/shuangde/qianjin/';
  const qianjin = { id: 'qianjin', parentId: 'shuangde', name: '=前进社区', level: 'COMMUNITY', path };
  await api.prisma.organisation.create({ data: qianjin });
  await plantRules(api.prisma, api.pool);
  const tokenAt = async (organisationId: string) =>
    (await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId }] })).token;
  city = await tokenAt('zjg');
  street = await tokenAt('yangshe');
  community = await tokenAt('tanglian');
  caseId = await openCase('tanglian', community);
  elsewhere = await openCase('qianjin', await tokenAt('qianjin'));
});
afterAll(() => api.stop());
beforeEach(async () => {
  await api.pool.query('DELETE FROM clocks');
});

async function openCase(organisationId: string, token: string): Promise<string> {
  const body = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚翻修', organisationId };
  const headers = { 'idempotency-key': randomUUID() };
  const opened = await ask(api.url, 'POST', '/api/v1/cases', { token, body, headers });
  if (opened.status !== 201) throw new Error(`no case: ${opened.text}`);
  return String(opened.body['caseId']);
}

interface Planted {
  owner?: string;
  of?: string;
  kind?: string;
  stage?: string | null;
  stoppedAt?: string | null;
  dueAt?: string;
  late?: boolean;
  net?: number;
}
let clocks = 0;

/** Clocks that stopped, by default on time, on 10 March 2026. */
async function plant(count: number, given: Planted = {}): Promise<void> {
  const { owner = 'tanglian', of = caseId, kind = 'stage', stage = 'accept', late = false, net = 2 } = given;
  const { stoppedAt = '2026-03-10T02:00:00Z', dueAt = '2026-03-12T16:00:00Z' } = given;
  await api.prisma.clockRow.createMany({
    data: Array.from({ length: count }, () => ({
      ...{ caseId: of, clockId: `planted.${(clocks += 1)}`, kind, stageId: stage, provisional: false },
      ...{ status: stoppedAt === null ? 'RUNNING' : 'STOPPED', startedAt: new Date('2026-03-02T02:00:00Z') },
      ...{ dueAt: new Date(dueAt), stoppedAt: stoppedAt === null ? null : new Date(stoppedAt) },
      verdict: stoppedAt === null ? null : late ? 'OVERDUE' : 'ON_TIME',
      ...{ ownerRole: 'officer', ownerOrganisationId: owner, unit: 'workday' },
      ...(stoppedAt === null ? {} : { usedNet: net, usedGross: net + 1 }),
    })),
  });
}

const figures = (query = '', token = city, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(api.url, 'GET', `${FIGURES}?from=2026-01&until=2026-12${query}`, { token, headers });

interface Row {
  organisation: { id: string; name: string };
  month: string;
  programme: { code: string; name: { zh: string } } | null;
  stage: { id: string; name: { zh: string } } | null;
  stopped: number;
  onTime: number;
  rate: number | null;
  openOverdue: number;
  rank: number | null;
  rankedOf: number;
  reason: string | null;
  clocks: string;
}
const rowsOf = ({ body }: Answer) => body['rows'] as Row[];

describe('on-time figures', () => {
  it('come with numerator, denominator, rank, cut-off, and what each of them means', async () => {
    await plant(8);
    await plant(2, { late: true });
    await plant(4, { owner: 'fuqian' });
    const answer = await figures();
    expect(answer.body).toMatchObject({ from: '2026-01', until: '2026-12', by: 'organisation', fewCases: 5 });
    expect(Date.parse(String(answer.body['cutOff']))).toBeLessThanOrEqual(Date.now());
    expect(rowsOf(answer)).toMatchObject([
      {
        organisation: { id: 'fuqian' },
        month: '2026-03',
        stopped: 4,
        rate: 1,
        rank: null,
        reason: 'few cases',
      },
      {
        organisation: { id: 'tanglian', name: '塘联社区' },
        stopped: 10,
        onTime: 8,
        rate: 0.8,
        rank: 1,
        rankedOf: 1,
      },
    ]);
    expect(answer.body['total']).toMatchObject({ stopped: 14, onTime: 12, rate: 0.8571 });
    const definitions = answer.body['definitions'] as { figure: string; text: { zh: string; en: string } }[];
    expect(definitions.map(({ figure }) => figure)).toEqual(
      expect.arrayContaining(['rate', 'openOverdue', 'rank']),
    );
    for (const { text } of definitions) expect([text.zh, text.en]).not.toContain('');
  });

  it('are of the places that the caller covers, and of no other', async () => {
    await plant(1);
    await plant(2, { owner: 'yangshe' });
    await plant(4, { owner: 'zjg' });
    await plant(8, { owner: 'qianjin', of: elsewhere });
    const seen = async (token: string, query = '') =>
      rowsOf(await figures(query, token)).map(({ organisation, stopped }) => [organisation.id, stopped]);
    expect(await seen(city)).toEqual([['zjg', 4], ['yangshe', 2], ['tanglian', 1]]); // prettier-ignore
    expect(await seen(street)).toEqual([['yangshe', 2], ['tanglian', 1]]); // prettier-ignore
    expect(await seen(community)).toEqual([['tanglian', 1]]);
    expect(await seen(city, '&organisationId=yangshe')).toEqual([['yangshe', 2], ['tanglian', 1]]); // prettier-ignore
    for (const place of ['qianjin', 'nowhere'])
      expect(await figures(`&organisationId=${place}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });

  it('of a street with what is below it are the sum of both; totals count each clock once', async () => {
    await plant(1);
    await plant(2, { owner: 'yangshe' });
    const answer = await figures('&reach=tree');
    expect(rowsOf(answer).map(({ organisation, stopped }) => [organisation.id, stopped])).toEqual([
      ['zjg', 3],
      ['yangshe', 3],
      ['tanglian', 1],
    ]);
    expect(answer.body['total']).toMatchObject({ stopped: 3 });
  });

  it('by stage are of one stage of one programme, with its name, and of the case as a whole', async () => {
    await plant(3);
    await plant(1, { kind: 'grade', stage: null });
    const rows = rowsOf(await figures('&by=stage'));
    expect(rows.map(({ stage, stopped }) => [stage?.id ?? null, stopped])).toEqual([[null, 1], ['accept', 3]]); // prettier-ignore
    expect(rows[1]?.stage?.name.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(rows[0]?.programme).toMatchObject({ code: 'zhangjiagang', name: { zh: expect.any(String) } });
    expect(rowsOf(await figures('&programme=longgang'))).toEqual([]);
    expect(rowsOf(await figures('&programme=zhangjiagang'))).toHaveLength(1);
  });

  it('shows what ended and still runs in the month in which it ended', async () => {
    await plant(2, { stoppedAt: null, dueAt: '2026-04-30T16:00:00Z' });
    await plant(1, { stoppedAt: null, dueAt: '2099-01-01T00:00:00Z' });
    const [row, ...others] = rowsOf(await figures());
    expect(row).toMatchObject({ month: '2026-05', stopped: 0, rate: null, openOverdue: 2 });
    expect(others).toEqual([]);
  });

  it.each([
    ['&from=2026-13', '/query/from'],
    ['&until=2026', '/query/until'],
    ['&by=person', '/query/by'],
  ])('refuse %s', async (query, pointer) => {
    const answer = await ask(api.url, 'GET', `${FIGURES}?${query.slice(1)}`, { token: city });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ pointer }] } });
  });

  it.each(['from=2026-05&until=2026-04', 'from=2020-01&until=2026-12'])(
    'refuse the span %s',
    async (span) => {
      const answer = await ask(api.url, 'GET', `${FIGURES}?${span}`, { token: city });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    },
  );
});

describe('the clocks behind a figure', () => {
  /** Every clock of a list, page by page. */
  async function walk(path: string, token = city): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    for (let cursor = ''; ;) {
      const { body, status } = await ask(api.url, 'GET', `${path}&limit=2${cursor}`, { token });
      expect(status).toBe(200);
      found.push(...(body.items ?? []));
      if (body.nextCursor === null || body.nextCursor === undefined) return found;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
  }

  it('are as many as the line says, whichever line and figure; of one instant or not, each comes once', async () => {
    await plant(5);
    await plant(3, { late: true, stoppedAt: '2026-03-31T15:59:59.999Z' });
    await plant(2, { owner: 'yangshe', kind: 'grade', stage: null });
    await plant(1, { kind: 'order', stage: null });
    await plant(2, { stoppedAt: null });
    for (const query of ['', '&by=stage', '&reach=tree', '&reach=tree&by=stage&programme=zhangjiagang']) {
      const answer = await figures(query);
      const lines = [...rowsOf(answer), ...(answer.body['months'] as Row[]), answer.body['total'] as Row];
      for (const line of lines) {
        const [stopped, onTime, open] = [
          await walk(line.clocks),
          await walk(`${line.clocks}&figure=onTime`),
          await walk(`${line.clocks}&figure=openOverdue`),
        ];
        expect([stopped.length, onTime.length, open.length]).toEqual([
          line.stopped,
          line.onTime,
          line.openOverdue,
        ]);
        expect(new Set(stopped.map((clock) => clock['clockId'])).size).toBe(stopped.length);
      }
    }
    const [first] = await walk(`${FIGURES}/clocks?from=2026-03&until=2026-03&figure=late`);
    expect(first).toMatchObject({
      ...{
        caseId,
        title: '车棚翻修',
        verdict: 'OVERDUE',
        unit: 'workday',
        usedNet: 2,
        usedGross: 3,
        pauses: 0,
      },
      owner: { role: 'officer', organisationId: 'tanglian' },
    });
    expect(await walk(`${FIGURES}/clocks?from=2026-03&until=2026-03&figure=order`)).toHaveLength(1);
  });

  it('are of cases that the caller may see', async () => {
    await plant(1, { owner: 'yangshe' });
    await plant(1, { owner: 'qianjin', of: elsewhere });
    const path = `${FIGURES}/clocks?from=2026-03&until=2026-03`;
    expect(await walk(path, community)).toEqual([]);
    expect(await walk(path, street)).toHaveLength(1);
    expect(await walk(path, city)).toHaveLength(1);
    const other = await ask(api.url, 'GET', `${path}&organisationId=qianjin`, { token: city });
    expect(other).toMatchObject({ status: 404 });
  });

  it('refuse a broken cursor and a figure that there is none of', async () => {
    const path = `${FIGURES}/clocks?from=2026-03&until=2026-03`;
    expect(await ask(api.url, 'GET', `${path}&cursor=x`, { token: city })).toMatchObject({
      body: { code: 'cursor-invalid' },
    });
    expect(await ask(api.url, 'GET', `${path}&figure=rate`, { token: city })).toMatchObject({ status: 400 });
  });
});

describe('as a file', () => {
  let both: string;
  beforeAll(async () => {
    const posts = ['zjg', 'cc'].map((organisationId) => ({ role: 'leader' as const, organisationId }));
    both = (await addPerson(api.prisma, { posts })).token;
  });
  beforeEach(async () => {
    await plant(8);
    await plant(2, { late: true });
    await plant(1, { owner: 'qianjin', of: elsewhere });
  });

  it('CSV begins with the mark of UTF-8, has the lines of the answer, and no cell is a formula', async () => {
    const response = await fetch(`${api.url}${FIGURES}?from=2026-01&until=2026-12`, {
      headers: { authorization: `Bearer ${both}`, accept: 'text/csv', 'accept-language': 'zh' },
    });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="on-time-2026-01-2026-12.csv"',
    );
    expect(response.headers.get('vary')).toContain('Accept');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const read: string[][] = parse(bytes, { bom: true, record_delimiter: '\r\n' });
    const [titles, ...lines] = read;
    const at = (line: string[] | undefined, title: string) => line?.[titles?.indexOf(title) ?? -1];
    expect(
      lines.map((line) => ['月份', '单位', '办结计时数', '按时率', '名次'].map((title) => at(line, title))),
    ).toEqual([
      ['2026-03', "'=前进社区", '1', '1', ''],
      ['2026-03', '塘联社区', '10', '0.8', '1'],
    ]);
    expect(at(lines[0], '不排名原因')).toBe('数量过少');
    expect(at(lines[0], '截止时刻')).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d$/);
  });

  it('a workbook has the lines, their totals and the definitions, in the language that was asked for', async () => {
    const response = await fetch(`${api.url}${FIGURES}?from=2026-01&until=2026-12&by=stage`, {
      headers: { authorization: `Bearer ${both}`, accept: XLSX, 'accept-language': 'en' },
    });
    expect(response.headers.get('content-type')).toBe(XLSX);
    const workbook = new Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['On time', 'Totals', 'Definitions']);
    const [lines, totals, definitions] = workbook.worksheets;
    const cells = (sheet: typeof lines, row: number) => (sheet?.getRow(row).values as unknown[]).slice(1);
    expect(cells(lines, 1).slice(0, 6)).toEqual([
      'month',
      'organisation',
      'organisation id',
      'level',
      'programme',
      'stage',
    ]);
    expect(cells(lines, 2).slice(0, 3)).toEqual(['2026-03', "'=前进社区", 'qianjin']);
    expect(lines?.rowCount).toBe(3);
    expect(cells(totals, 3).slice(0, 4)).toEqual(['total', 11, 9, 2]);
    expect(String(cells(definitions, 2)[1])).toContain('denominator');
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined())),
    );
  });

  it('is JSON for whoever asks for nothing in particular', async () => {
    for (const accept of ['*/*', 'application/json', 'text/html, */*;q=0.8'])
      expect((await figures('', both, { accept })).headers.get('content-type')).toContain('application/json');
  });
});

it('a bureau may set how few are too few', async () => {
  const strict = await runApi({ config: { fewCases: 2 }, databaseUrl: api.database.url });
  try {
    await plant(2);
    const { body } = await ask(strict.url, 'GET', `${FIGURES}?from=2026-03&until=2026-03`, { token: city });
    expect(body).toMatchObject({ fewCases: 2, rows: [{ rank: 1, reason: null }] });
  } finally {
    await strict.stop();
  }
});
