import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import { addMs, civilDateOf, parseInstant } from '../../domain/calendar/instant';
import { monthsAfter } from '../../domain/figures/month';
import { warmBoards } from '../../api/board/warm';
import { boardLines } from '../../api/board/lines';
import { askBoard } from '../../api/board/question';
import { readBoardIds } from '../../api/board/read-rows';
import { createLedger } from '../../ledger/ledger';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
type Item = Record<string, unknown> & { id: string; title: string; workdaysLate: number };
interface Figures {
  open: number;
  dueSoon: number;
  overdue: number;
  averageLate: number | null;
}
interface Board {
  figures: Figures;
  weekAgo: Figures | null;
  organisations: (Figures & { id: string; parentId: string | null })[];
  days: { date: string; workday: boolean; due: number }[];
}

const DAY = 86_400_000;
const ahead = { ms: 0 };
let api: RunningApi;
let city: Person;
let tanglian: Person;
let fuqian: Person;
/** Overdue and not acknowledged; overdue and acknowledged; opened three days ago. */
let silent: string;
let seen: string;
let young: string;

beforeAll(async () => {
  api = await runApi({ ahead });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const officer = (organisationId: string, displayName: string) =>
    addPerson(api.prisma, { displayName, posts: [{ role: 'officer', organisationId }] });
  city = await officer('zjg', '市民政干事');
  tanglian = await officer('tanglian', '塘联民政干事');
  fuqian = await officer('fuqian', '府前民政干事');
  ahead.ms = -40 * DAY;
  silent = await openCase('tanglian', '车棚翻修', tanglian);
  seen = await openCase('fuqian', '=楼道照明', fuqian);
  ahead.ms = -3 * DAY;
  young = await openCase('tanglian', '自行车棚充电', tanglian);
  ahead.ms = 0;
  const { enforce } = createLedger(api.pool);
  for (const caseId of [silent, seen])
    await enforce({ caseId, now: api.deps.clock.now(), ownCaseOnly: true, budgetMs: 10_000 });
  const { clockId } = await api.prisma.clockRow.findFirstOrThrow({ where: { caseId: seen } });
  await give(fuqian, seen, 'acknowledge', { clockId });
});
afterAll(() => api.stop());

async function openCase(organisationId: string, title: string, by: Person): Promise<string> {
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token: by.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title, organisationId },
  });
  return String(opened.body['caseId']);
}
async function give(by: Person, caseId: string, type: string, data: object): Promise<void> {
  const { status, text } = await ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, {
    token: by.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { type, data },
  });
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
}
async function get<T>(path: string, by = city): Promise<T> {
  const { status, body, text } = await ask(api.url, 'GET', `/api/v1${path}`, { token: by.token });
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return body as T;
}
const list = async (query = '', by = city) =>
  (await get<{ items: Item[] }>(`/board/cases${query}`, by)).items;
const ids = async (query = '', by = city) => (await list(query, by)).map(({ id }) => id);

describe('the list of the board', () => {
  it('has the most overdue first, with who has each, the rung reached and who acknowledged it', async () => {
    const rows = await list();
    expect(new Set(rows.slice(0, 2).map(({ id }) => id))).toEqual(new Set([silent, seen]));
    expect(rows[2]).toMatchObject({
      id: young,
      workdaysLate: 0,
      overdue: false,
      rung: null,
      acknowledgement: null,
    });
    const [late] = rows.filter(({ id }) => id === silent);
    expect(late).toMatchObject({
      ...{ title: '车棚翻修', stageName: { zh: '征集受理' }, organisationName: '塘联社区', overdue: true },
      owner: {
        ...{ role: 'officer', roleName: { zh: '经办人' }, organisationId: 'tanglian' },
        people: [{ id: tanglian.id, displayName: '塘联民政干事' }],
      },
      sign: { overdue: true, unit: 'workday', amount: -(late?.workdaysLate ?? 0) },
      rung: { name: { zh: expect.stringMatching(/^逾期第 \d+个工作日，第 \d+ 次催办$/) as string } },
      acknowledgement: { at: null, person: null },
    });
    expect(rows.find(({ id }) => id === seen)).toMatchObject({
      acknowledgement: {
        at: expect.any(String) as string,
        person: { id: fuqian.id, displayName: '府前民政干事' },
      },
    });
  });

  it('is narrowed by every filter, and figures, tree and export with it', async () => {
    const { workdaysLate, rung, dueDate } = await rowOf(silent);
    const questions: [string, string[]][] = [
      ['due=overdue', [silent, seen]],
      ['due=soon', [young]],
      [`lateBy=${workdaysLate}`, [silent, seen]],
      [`lateBy=${workdaysLate + 1}`, []],
      ['lateBy=1', [silent, seen]],
      [`dueOn=${dueDate}`, [silent, seen]],
      [`dueIn=${dueDate.slice(0, 7)}&due=overdue`, [silent, seen]],
      [`dueIn=${monthsAfter(dueDate.slice(0, 7), -1)}`, []],
      ['organisationId=fuqian', [seen]],
      ['organisationId=yangshe', [silent, seen, young]],
      ['programme=zhangjiagang', [silent, seen, young]],
      ['programme=xihu', []],
      ['stage=accept', [silent, seen, young]],
      ['stage=council', []],
      ['kind=MATTER', []],
      ['grade=green', []],
      ['ownerRole=officer', [silent, seen, young]],
      ['ownerRole=leader', []],
      [`ownerId=${fuqian.id}`, [seen]],
      [`ownerId=${city.id}`, []],
      [`rung=${rung}`, [silent, seen]],
      ['rung=never', []],
      ['acknowledged=false', [silent]],
      ['acknowledged=true', [seen]],
      [`text=${encodeURIComponent('车棚')}`, [silent, young]],
      [`text=${encodeURIComponent('棚车')}`, []],
      [`text=${encodeURIComponent('灯')}`, []],
      [`text=${encodeURIComponent('照')}&acknowledged=true&due=overdue`, [seen]],
      ['text=%25', []],
    ];
    for (const [query, found] of questions) {
      expect([query, (await ids(`?${query}`)).sort()]).toEqual([query, [...found].sort()]);
      const { figures, organisations } = await get<Board>(`/board?${query}`);
      expect([query, figures.open]).toEqual([query, found.length]);
      if (!query.startsWith('organisationId'))
        expect([query, organisations.find(({ id }) => id === 'zjg')?.open]).toEqual([query, found.length]);
      expect([query, (await exported(query)).length]).toEqual([query, found.length]);
    }
  });

  it('pages without losing or repeating one', async () => {
    const all: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Item[]; nextCursor: string | null } = await get(
        `/board/cases?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(all).toEqual(await ids());
    expect(all).toHaveLength(3);
  });

  it('shows nobody what their posts do not cover', async () => {
    expect(await ids('', fuqian)).toEqual([seen]);
    const elsewhere = await addPerson(api.prisma, { posts: [{ role: 'leader', organisationId: 'cc' }] });
    expect(await ids('', elsewhere)).toEqual([]);
    const { figures, organisations } = await get<Board>('/board', elsewhere);
    expect(figures).toEqual({ open: 0, dueSoon: 0, overdue: 0, averageLate: null });
    expect(organisations.map(({ id }) => id)).toEqual(['cc']);
    for (const path of ['/board?', '/board/cases?', '/board/export?format=csv&']) {
      const { status } = await ask(api.url, 'GET', `/api/v1${path}organisationId=tanglian`, {
        token: elsewhere.token,
      });
      expect([path, status]).toEqual([path, 404]);
    }
  });
});

async function rowOf(id: string) {
  const row = (await list()).find((one) => one.id === id);
  const { rung, sign } = row as unknown as { rung: { id: string }; sign: { dueDate: string } };
  return { workdaysLate: row?.workdaysLate ?? 0, rung: encodeURIComponent(rung.id), dueDate: sign.dueDate };
}
async function exported(query: string, by = city): Promise<Record<string, string>[]> {
  const { status, text } = await ask(api.url, 'GET', `/api/v1/board/export?format=csv&${query}`, {
    token: by.token,
    headers: { 'accept-language': 'zh' },
  });
  expect([query, status]).toEqual([query, 200]);
  return parse(text, { columns: true, bom: true });
}

describe('the figures of the board', () => {
  it('stand beside those of a week ago', async () => {
    const { figures, weekAgo } = await get<Board>('/board');
    const { workdaysLate } = await rowOf(silent);
    expect(figures).toEqual({ open: 3, dueSoon: 1, overdue: 2, averageLate: workdaysLate });
    expect(weekAgo).toMatchObject({ open: 2, dueSoon: 0, overdue: 2 });
    expect(weekAgo?.averageLate).toBeLessThan(workdaysLate);
    // Who acknowledged what a week ago is not known any more, and is not made up.
    expect((await get<Board>('/board?acknowledged=true')).weekAgo).toBeNull();
    expect((await get<Board>('/board?organisationId=fuqian')).weekAgo).toMatchObject({ open: 1, overdue: 1 });
  });

  it('is read ahead for every bureau, shown for a while, and then worked out anew behind it', async () => {
    const weekAgo = async () => (await get<Board>('/board')).weekAgo!;
    ahead.ms = 120 * 60_000;
    await warmBoards(api.deps);
    const { openedAt } = await api.prisma.caseRow.findUniqueOrThrow({ where: { id: young } });
    const opened = (at: Date) =>
      api.prisma.$executeRaw`update cases set opened_at = ${at} where id = ${young}`;
    await opened(new Date(openedAt.getTime() - 30 * DAY));
    try {
      expect(await weekAgo()).toMatchObject({ open: 2 });
      ahead.ms += 20 * 60_000;
      expect(await weekAgo()).toMatchObject({ open: 2 });
      let later = await weekAgo();
      for (let times = 0; times < 200 && later.open === 2; times += 1) later = await weekAgo();
      expect(later).toMatchObject({ open: 3 });
    } finally {
      ahead.ms = 0;
      await opened(openedAt);
    }
  });

  it('are told for every organisation of the reader, added up to the top', async () => {
    const { organisations } = await get<Board>('/board?organisationId=fuqian');
    expect(organisations.map(({ id, parentId, open, overdue }) => [id, parentId, open, overdue])).toEqual([
      ['zjg', null, 3, 2],
      ['yangshe', 'zjg', 3, 2],
      ['fuqian', 'yangshe', 1, 1],
      ['tanglian', 'yangshe', 2, 1],
    ]);
    const own = await get<Board>('/board', tanglian);
    expect(own.organisations.map(({ id, parentId }) => [id, parentId])).toEqual([['tanglian', null]]);
  });

  it('say how many fall due on each of the next days, whichever day is chosen', async () => {
    const { days } = await get<Board>('/board');
    expect(days).toHaveLength(14);
    const due = days.filter((day) => day.due > 0);
    expect(due).toEqual([{ date: expect.any(String) as string, workday: true, due: 1 }]);
    const date = due[0]?.date ?? '';
    expect(await ids(`?dueOn=${date}`)).toEqual([young]);
    expect((await get<Board>(`/board?dueOn=${date}`)).days).toEqual(days);
  });
});

describe('the export of the board', () => {
  it('is UTF-8 that Excel reads, and runs no formula that somebody typed as a title', async () => {
    const answer = await fetch(`${api.url}/api/v1/board/export?format=csv&due=overdue`, {
      headers: { authorization: `Bearer ${city.token}`, 'accept-language': 'zh' },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="board-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = await exported('due=overdue');
    expect(rows[0]?.['截止时刻']).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d$/);
    const { workdaysLate } = await rowOf(silent);
    expect(rows.find((row) => row['事项']?.includes('楼道照明'))).toMatchObject({
      ...{ 事项: "'=楼道照明", 组织: '府前社区', 责任岗位: '府前社区 经办人', 责任人: '府前民政干事' },
      ...{ 逾期工作日: String(workdaysLate), 签收: '府前民政干事' },
    });
    expect(rows.find((row) => row['事项'] === '车棚翻修')).toMatchObject({ 签收: '未签收', 签收时间: '' });
  });

  it('is the same as a workbook', async () => {
    const answer = await fetch(`${api.url}/api/v1/board/export?format=xlsx&acknowledged=true`, {
      headers: { authorization: `Bearer ${city.token}`, 'accept-language': 'en' },
    });
    const workbook = new Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    const sheet = workbook.getWorksheet('Overdue board');
    expect(sheet?.rowCount).toBe(2);
    expect(sheet?.getCell('B1').value).toBe('case');
    expect(sheet?.getCell('B2').value).toBe("'=楼道照明");
  });

  it('is read a part at a time, and no line is lost, comes twice or elsewhere', async () => {
    const { deps } = api;
    const scope = { paths: ['/zjg/'], covers: () => true };
    const asked = await askBoard(deps, scope, {}, deps.clock.now());
    const ids = await readBoardIds(deps.prisma, asked, 10);
    expect(ids).toHaveLength(3);
    expect(await readBoardIds(deps.prisma, asked, 2)).toEqual(ids.slice(0, 2));
    for (const size of [1, 2, 3, 500]) {
      const parts = [];
      for await (const part of boardLines({ deps, asked, ids, lang: 'zh', size })) parts.push(part);
      expect(parts).toHaveLength(Math.ceil(3 / size));
      const numbers = await Promise.all(
        ids.map((id) => deps.prisma.caseRow.findUniqueOrThrow({ where: { id } })),
      );
      expect(parts.flat().map(([first]) => first)).toEqual(['编号', ...numbers.map(({ number }) => number)]);
    }
    const none = [];
    for await (const part of boardLines({ deps, asked, ids: [], lang: 'en' })) none.push(part);
    expect(none.flat().map(([first]) => first)).toEqual(['number']);
  });
});

describe('a case whose limit stands still', () => {
  it('says so on the board, in lists and when found, with since when and until when', async () => {
    const leader = await addPerson(api.prisma, {
      displayName: '社区负责人',
      posts: [{ role: 'leader', organisationId: 'yangshe' }],
    });
    const still = await openCase('tanglian', '雨棚加固', tanglian);
    const { clockId } = await api.prisma.clockRow.findFirstOrThrow({ where: { caseId: still } });
    const [today, until] = [0, 5].map((days) => civilDateOf(addMs(api.deps.clock.now(), days * DAY)));
    const running = (await list()).find(({ id }) => id === still);
    expect(running).toMatchObject({
      sign: { tone: expect.not.stringMatching('paused') as string, paused: null },
    });
    await give(leader, still, 'pause-clock', { clockId, until, reason: '等待鉴定' });
    const sign = {
      ...{ tone: 'paused', overdue: false },
      ...{
        words: { zh: expect.stringMatching(/^已暂停，剩 \d+ 个工作日$/) as string },
        dueDate: expect.any(String) as string,
      },
      paused: { since: expect.stringMatching(/Z$/) as string, until },
    };
    const found = async (path: string) =>
      (await get<{ items: Item[] }>(path)).items.find(({ id, caseId }) => (id ?? caseId) === still);
    expect((await list()).find(({ id }) => id === still)).toMatchObject({ dueAt: null, sign });
    expect(await found('/cases?organisationId=tanglian')).toMatchObject({ sign });
    expect(await found(`/find?text=${encodeURIComponent('雨棚加固')}`)).toMatchObject({ sign });
    const shown = (await get<{ sign: { paused: { since: string } } }>(`/cases/${still}`)).sign;
    expect(shown).toMatchObject(sign);
    expect(civilDateOf(parseInstant(shown.paused.since))).toBe(today);
    await give(leader, still, 'resume-clock', { clockId });
    expect((await list()).find(({ id }) => id === still)).toMatchObject({ sign: { paused: null } });
  });
});
