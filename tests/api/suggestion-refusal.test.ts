import { randomUUID } from 'node:crypto';
import { queue } from '../../ledger/outbox/queue';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
const HOUR = 3_600_000;
const ahead = { ms: 0 };
let api: RunningApi;
let officer: Person;
let elsewhere: Person;
let resident: Person;

beforeAll(async () => {
  api = await runApi({ ahead, channels: ['sms'] });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  officer = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] });
  elsewhere = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'shuangde' }] });
  resident = await addPerson(api.prisma, { displayName: '居民甲', birthDate: '1950-05-01' });
});
afterEach(() => (ahead.ms = 0));
afterAll(() => api.stop());

const REFUSAL = { reasonCode: 'needs-other-body', publicText: '供水管网由水务集团负责，已转告。' };

interface Made {
  id: string;
  receiptNo: string;
}
async function suggest(by: Person, more: object = {}): Promise<Made> {
  const { body } = await ask(api.url, 'POST', '/api/v1/suggestions', {
    token: by.token,
    body: {
      ...{ programmeCode: 'zhangjiagang', organisationId: 'tanglian', channel: 'wechat', noticeShown: true },
      ...{ words: '水压太低。', ...more },
    },
  });
  return body as unknown as Made;
}
const refuse = (id: string, body: object = REFUSAL, by = officer) =>
  ask(api.url, 'PUT', `/api/v1/suggestions/${id}/refusal`, { token: by.token, body });
const reopen = (id: string, by = officer) =>
  ask(api.url, 'DELETE', `/api/v1/suggestions/${id}/refusal`, { token: by.token });
const receipt = async (no: string) => (await ask(api.url, 'GET', `/api/v1/suggestions/receipts/${no}`)).body;
const listed = async (query: string): Promise<{ id: string; refusal: unknown }[]> => {
  const { body } = await ask(api.url, 'GET', `/api/v1/suggestions?limit=100&${query}`, {
    token: officer.token,
  });
  return body['items'] as { id: string; refusal: unknown }[];
};
const told = () =>
  ask(api.url, 'GET', '/api/v1/notifications', { token: resident.token }).then(
    ({ body }) => body['items'] as { kind: string; text: { zh: { title: string; line: string } } }[],
  );

it('answers a suggestion without a case: on its receipt, in the lists, and to whoever made it', async () => {
  const made = await suggest(resident);
  expect((await refuse(made.id)).status).toBe(204);
  expect(await receipt(made.receiptNo)).toMatchObject({
    ...{ state: 'REFUSED', cases: [] },
    refusal: { reasonName: { zh: '应由其他单位办理' }, publicText: REFUSAL.publicText },
  });
  const ids = async (query: string) => (await listed(query)).map(({ id }) => id);
  expect(await ids('linked=false&refused=false')).not.toContain(made.id);
  const shown = (await listed('refused=true')).find(({ id }) => id === made.id);
  expect(shown).toMatchObject({
    refusal: { ...REFUSAL, reopenUntil: expect.stringMatching(/Z$/) as string },
  });
  expect((await told())[0]).toMatchObject({
    kind: 'outcome',
    text: {
      zh: {
        title: '您的建议已有结果',
        line: expect.stringContaining(`${made.receiptNo} 您的建议已有结果。`) as string,
      },
    },
  });
  const records = await api.prisma.auditRecord.findMany({ where: { subject: made.id } });
  expect(records).toMatchObject([
    { action: 'suggestion-refused', personId: officer.id, data: { reasonCode: 'needs-other-body' } },
  ]);
});

it('is taken back within a day, and not after; another can follow', async () => {
  const made = await suggest(resident);
  expect((await reopen(made.id)).body).toMatchObject({ status: 409, code: 'not-now' });
  await refuse(made.id);
  expect((await refuse(made.id)).body).toMatchObject({ status: 409, code: 'not-now' });
  expect((await reopen(made.id)).status).toBe(204);
  expect(await receipt(made.receiptNo)).toMatchObject({ state: 'RECEIVED', refusal: null });
  expect((await told())[0]).toMatchObject({ kind: 'progress' });
  expect((await refuse(made.id)).status).toBe(204);
  ahead.ms = 25 * HOUR;
  expect((await reopen(made.id)).body).toMatchObject({ status: 409, code: 'not-now' });
  const records = await api.prisma.auditRecord.findMany({
    where: { subject: made.id },
    orderBy: { id: 'asc' },
  });
  expect(records.map(({ action }) => action)).toEqual([
    ...['suggestion-refused', 'suggestion-reopened', 'suggestion-refused'],
  ]);
});

it('is told by phone a day later, unless it was taken back', async () => {
  const proposer = { name: '居民乙', phone: '19900000077' };
  const [kept, back] = [await suggest(officer, { proposer }), await suggest(officer, { proposer })];
  for (const { id } of [kept, back]) await refuse(id);
  await reopen(back.id);
  const rows = async (suggestion: string) =>
    api.prisma.notification.findFirstOrThrow({
      where: { kind: 'outcome', data: { path: ['suggestion'], equals: suggestion } },
      include: { outbox: true },
    });
  const [first] = (await rows(kept.id)).outbox;
  expect(first).toMatchObject({ channel: 'sms', queuedAt: null });
  expect(Number(first?.sendFrom) - Date.parse(api.deps.clock.now())).toBeGreaterThan(23 * HOUR);
  const now = new Date(Number(first?.sendFrom) + HOUR).toISOString();
  await queue(api.pool, { channel: 'sms', now, simulation: false, gatherMs: 0, robotFor: () => null });
  expect((await rows(kept.id)).outbox).toMatchObject([{ skipped: null }]);
  expect((await rows(back.id)).outbox).toMatchObject([{ skipped: 'settled meanwhile' }]);
  const { proposerId } = await api.prisma.suggestion.findUniqueOrThrow({ where: { id: kept.id } });
  expect(
    await api.prisma.delivery.findMany({ where: { target: { startsWith: 'proposer:' } } }),
  ).toMatchObject([{ target: `proposer:${proposerId}` }]);
});

it('is not for what a case takes up, nor for other places, and a case that comes after all is what holds', async () => {
  const made = await suggest(resident);
  expect((await refuse(made.id, REFUSAL, elsewhere)).status).toBe(404);
  expect((await refuse(made.id, { ...REFUSAL, reasonCode: 'review-refused' })).status).toBe(400);
  expect((await refuse(made.id, { ...REFUSAL, publicText: ' ' })).status).toBe(400);
  await refuse(made.id);
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token: officer.token,
    headers: { 'idempotency-key': randomUUID() },
    body: {
      ...{ programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '更换水泵', organisationId: 'tanglian' },
      suggestions: [made.id],
    },
  });
  expect(opened.status).toBe(201);
  expect(await receipt(made.receiptNo)).toMatchObject({ state: 'IN_HAND', refusal: null });
  const other = await suggest(resident);
  await ask(api.url, 'POST', `/api/v1/cases/${String(opened.body['caseId'])}/suggestions`, {
    token: officer.token,
    headers: { 'idempotency-key': randomUUID() },
    body: { suggestions: [other.id] },
  });
  expect((await refuse(other.id)).body).toMatchObject({ status: 409, code: 'not-now' });
});
