import { randomUUID } from 'node:crypto';
import { createLedger } from '../../ledger/ledger';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
type Item = Record<string, unknown> & { id: string; kind: string; caseId: string; rung: string | null };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ahead = { ms: 0 };
let api: RunningApi;
let officer: Person;
let colleague: Person;
let caseId: string;
let other: string;

/** Two cases that nobody accepted for so long that every rung of the ladder was reached. */
beforeAll(async () => {
  api = await runApi({ ahead });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const posts = [{ role: 'officer' as const, organisationId: 'tanglian' }];
  officer = await addPerson(api.prisma, { displayName: '民政干事甲', posts });
  colleague = await addPerson(api.prisma, { displayName: '民政干事乙', posts });
  [caseId, other] = [await openCase(), await openCase()];
  ahead.ms = 40 * DAY;
  const ledger = createLedger(api.pool);
  for (const id of [caseId, other])
    await ledger.enforce({ caseId: id, now: api.deps.clock.now(), ownCaseOnly: true, budgetMs: 10_000 });
});
afterAll(() => api.stop());

async function openCase(): Promise<string> {
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token: officer.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚翻修', organisationId: 'tanglian' },
  });
  return String(opened.body['caseId']);
}
const list = async (query = '', by = officer): Promise<Item[]> => {
  const { status, body, text } = await ask(api.url, 'GET', `/api/v1/notifications?limit=200${query}`, {
    token: by.token,
  });
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return (body.items ?? []) as Item[];
};
const counts = async (by = officer) =>
  (await ask(api.url, 'GET', '/api/v1/notifications/counts', { token: by.token })).body;
const give = (id: string, type: string, data: object, by = officer) =>
  ask(api.url, 'POST', `/api/v1/cases/${id}/commands`, {
    token: by.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { type, data },
  });

describe('a message', () => {
  it('says in both languages what is late, and until when somebody must acknowledge it', async () => {
    const [rung] = await list(`&kind=rung&caseId=${caseId}&unacknowledged=true`);
    expect(rung).toMatchObject({
      caseId,
      clockId: expect.stringMatching(/^stage\.accept/) as string,
      rung: expect.any(String) as string,
      acknowledgeBy: expect.stringMatching(/Z$/) as string,
      ...{
        acknowledgedAt: null,
        acknowledgedBy: null,
        awaitsAcknowledgement: true,
        readAt: null,
        readBy: null,
      },
    });
    const text = rung?.['text'] as Record<'zh' | 'en', { title: string; line: string }>;
    expect(text.zh.title).toMatch(/^逾期：征集受理/);
    expect(text.zh.line).toContain('《车棚翻修》');
    expect(text.en.title).toMatch(/^Overdue: /);
    expect(text.en.line).toMatch(/Please acknowledge before/);
    const why = rung?.['why'] as Record<'zh' | 'en', string[]>;
    expect([why.zh[0], why.zh.at(-1)]).toEqual([
      expect.stringMatching(/起算，当日不计，时限/),
      expect.stringMatching(/^到期：/),
    ]);
    expect(why.en).toHaveLength(why.zh.length);
  });

  it('still opens when an older version wrote it in a way there are no words for', async () => {
    const at = new Date();
    await api.prisma.notification.createMany({
      data: [
        { key: randomUUID(), kind: 'overdue', personId: colleague.id, data: { title: 'x' }, at },
        { key: randomUUID(), kind: 'rung', personId: colleague.id, data: {}, at },
      ],
    });
    const mine = await list(`&since=${at.toISOString()}`, colleague);
    expect(mine.filter(({ text }) => text === null)).toHaveLength(2);
    await api.prisma.notification.deleteMany({ where: { personId: colleague.id } });
  });
});

describe('the list', () => {
  it('is filtered by case, kind, time and what is still to be read or acknowledged', async () => {
    const all = await list();
    const ids = (items: readonly Item[]) => items.map(({ id }) => id);
    const only = (fits: (item: Item) => boolean) => ids(all.filter(fits));
    expect(ids(all)).toEqual(ids(all).sort((a, b) => Number(b) - Number(a)));
    expect(ids(await list(`&caseId=${other}`))).toEqual(only((item) => item.caseId === other));
    expect(ids(await list('&kind=rung'))).toEqual(only(({ kind }) => kind === 'rung'));
    expect(ids(await list('&unacknowledged=true'))).toEqual(
      only((item) => item['awaitsAcknowledgement'] === true),
    );
    expect(ids(await list('&unread=true'))).toEqual(ids(all));
    expect(await list(`&since=${new Date(Date.now() + 400 * DAY).toISOString()}`)).toEqual([]);
    expect(ids(await list('&since=2020-01-01T00:00:00Z'))).toEqual(ids(all));
    for (const some of [await list('&kind=rung'), await list('&unacknowledged=true')])
      expect(some.length).toBeGreaterThan(0);
  });

  it.each(['kind=telegram', 'since=yesterday', 'caseId=%27', 'unread=maybe'])('refuses %s', async (query) => {
    const { token } = officer;
    expect((await ask(api.url, 'GET', `/api/v1/notifications?${query}`, { token })).status).toBe(400);
  });
});

describe('the bell', () => {
  it('counts what is unread and what waits, until somebody reads and acknowledges it', async () => {
    const unread = (await list()).length;
    const waiting = await list('&unacknowledged=true');
    const until = Date.parse(
      waiting
        .map((one) => String(one['acknowledgeBy']))
        .sort()
        .at(-1) ?? '',
    );
    const now = ahead.ms;
    for (const [ms, overdue] of [
      [-HOUR, 0],
      [HOUR, waiting.length],
    ] as const) {
      ahead.ms = until + ms - Date.now();
      expect(await counts()).toEqual({ unread, unacknowledged: waiting.length, overdue });
    }
    ahead.ms = now;

    const [item] = waiting.filter((one) => one.caseId === caseId);
    await ask(api.url, 'POST', `/api/v1/notifications/${item?.id ?? ''}/read`, { token: colleague.token });
    expect(await counts()).toMatchObject({ unread: unread - 1 });
    const read = (await list()).find(({ id }) => id === item?.id);
    expect(read).toMatchObject({ readBy: { id: colleague.id, displayName: '民政干事乙' } });

    const given = await give(caseId, 'acknowledge', { clockId: item?.['clockId'] }, colleague);
    expect([given.status, given.status === 200 ? '' : given.text]).toEqual([200, '']);
    const left = await list('&unacknowledged=true');
    expect(left.map((one) => one.caseId).filter((id) => id === caseId)).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
    expect((await list()).find(({ id }) => id === item?.id)).toMatchObject({
      acknowledgedAt: expect.stringMatching(/Z$/) as string,
      acknowledgedBy: { id: colleague.id, displayName: '民政干事乙' },
      awaitsAcknowledgement: false,
    });
    expect(await counts()).toMatchObject({ unacknowledged: left.length });
  });

  it('does not wait for messages of a limit that is over, though nobody acknowledged them', async () => {
    expect((await counts())['unacknowledged']).toBeGreaterThan(0);
    const done = await give(other, 'accept', {
      duplicatesChecked: true,
      estimateFen: 3_000_000,
      itemType: 'works',
    });
    expect([done.status, done.status === 200 ? '' : done.text]).toEqual([200, '']);
    expect(await list('&unacknowledged=true')).toEqual([]);
    expect(await counts()).toMatchObject({ unacknowledged: 0, overdue: 0 });
  });

  it('shows nothing to somebody without messages', async () => {
    expect(await counts(await addPerson(api.prisma))).toEqual({ unread: 0, unacknowledged: 0, overdue: 0 });
  });
});
