import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createLedger } from '../../ledger/ledger';
import { startTestWorker, until } from '../support/worker';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let officer: { id: string; token: string };
let operator: string;

const key = () => ({ 'idempotency-key': randomUUID() });
const get = (path: string, token = officer.token) => ask(api.url, 'GET', `/api/v1/cases/${path}`, { token });

beforeAll(async () => {
  api = await runApi({ channels: ['mail'] });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const posts = [{ role: 'officer' as const, organisationId: 'tanglian' }];
  officer = await addPerson(api.prisma, { displayName: '民政干事甲', posts });
  operator = (await addPerson(api.prisma, { posts: [{ role: 'operator', organisationId: 'zjg' }] })).token;
});
afterAll(() => api.stop());

async function suggest(words: string): Promise<string> {
  const { token } = await addPerson(api.prisma, { displayName: '居民甲' });
  const answer = await ask(api.url, 'POST', '/api/v1/suggestions', {
    token,
    body: {
      ...{ programmeCode: 'zhangjiagang', organisationId: 'tanglian', channel: 'wechat' },
      ...{ words, noticeShown: true },
    },
  });
  return String(answer.body['id']);
}

async function open(suggestions: string[] = []): Promise<string> {
  const about = {
    programmeCode: 'zhangjiagang',
    kind: 'PROJECT',
    title: '车棚翻修',
    organisationId: 'tanglian',
  };
  const answer = await ask(api.url, 'POST', '/api/v1/cases', {
    ...{ token: officer.token, headers: key(), body: { ...about, suggestions } },
  });
  return String(answer.body['caseId']);
}

const give = (caseId: string, type: string, data: object) =>
  ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, {
    ...{ token: officer.token, headers: key(), body: { type, data } },
  });

describe('a case in words', () => {
  it('names its place from the top down, its kind and whoever is in charge with their post', async () => {
    const caseId = await open();
    const personInCharge = { personId: officer.id, label: '民政干事甲' };
    const accepted = await give(caseId, 'accept', {
      ...{ duplicatesChecked: true, itemType: 'works', estimateFen: 3_000_000, personInCharge },
    });
    expect(accepted.status).toBe(200);
    const { body } = await get(caseId);
    expect(body).toMatchObject({
      kindName: { zh: '项目（有资金）' },
      itemTypeName: { zh: expect.stringContaining('工程') },
      organisationChain: [
        { id: 'zjg', name: '张家港市', level: 'CITY' },
        { id: 'yangshe', name: '杨舍镇', level: 'STREET' },
        { id: 'tanglian', name: '塘联社区', level: 'COMMUNITY' },
      ],
      personInCharge: {
        ...personInCharge,
        posts: [{ role: 'officer', roleName: { zh: '经办人' }, organisationName: '塘联社区' }],
      },
    });
  });

  it('shows the words of its suggestions and never the proposer', async () => {
    const caseId = await open([await suggest('车棚漏雨'), await suggest('路灯不亮')]);
    const { body, text } = await get(caseId);
    expect(body['linkedSuggestions']).toEqual([
      expect.objectContaining({
        words: '车棚漏雨',
        channel: 'wechat',
        how: 'opened',
        receiptNo: expect.any(String),
      }),
      expect.objectContaining({
        words: '路灯不亮',
        channelName: { zh: expect.any(String), en: expect.any(String) },
      }),
    ]);
    expect(text).not.toContain('居民甲');
    const linked = body['linkedSuggestions'] as object[];
    expect(Object.keys(linked[0]!)).not.toContain('proposerId');
  });

  it('knows the case that was split off, and that one where it came from', async () => {
    const [first, second] = [await suggest('一'), await suggest('二')];
    const caseId = await open([first, second]);
    expect((await give(caseId, 'accept', { duplicatesChecked: true, estimateFen: 100 })).status).toBe(200);
    const split = await give(caseId, 'split', { title: '路灯', suggestions: [second] });
    expect(split.status).toBe(200);
    const [link] = (await get(caseId)).body['linkedCases'] as { relation: string; case: { id: string } }[];
    expect(link).toMatchObject({ relation: 'split-off', case: { title: '路灯' } });
    expect((await get(link!.case.id)).body['linkedCases']).toEqual([
      expect.objectContaining({ relation: 'split-from', case: expect.objectContaining({ id: caseId }) }),
    ]);
  });
});

describe('messages about a case', () => {
  it('tells to whom, whether it was read, and what became of each channel', async () => {
    const caseId = await open();
    await api.prisma.notification.create({
      data: {
        ...{ caseId, key: 'test', kind: 'rung', role: 'reviewer', organisationId: 'yangshe', data: {} },
        ...{
          at: new Date('2026-03-02T02:00:00Z'),
          readAt: new Date('2026-03-02T03:00:00Z'),
          readBy: officer.id,
        },
        outbox: {
          create: [
            {
              channel: 'mail',
              sendFrom: new Date('2026-03-02T02:00:00Z'),
              queuedAt: new Date(),
              skipped: 'no address',
            },
            {
              ...{ channel: 'wecom', sendFrom: new Date('2026-03-02T02:00:00Z'), queuedAt: new Date() },
              items: {
                create: {
                  target: 'robot:yangshe',
                  delivery: {
                    create: {
                      ...{ id: randomUUID(), channel: 'wecom', target: 'robot:yangshe', state: 'DEAD' },
                      ...{ nextAt: new Date(), createdAt: new Date(), error: '45009 too many' },
                    },
                  },
                },
              },
            },
          ],
        },
      },
    });
    const { items } = (await get(`${caseId}/messages`)).body;
    expect(items?.find((item) => item['kind'] === 'rung')).toMatchObject({
      kindName: { zh: '催办', en: 'Reminder' },
      to: { name: null, role: 'reviewer', organisationName: '杨舍镇', proposer: false },
      ...{ readAt: '2026-03-02T03:00:00.000Z', readBy: '民政干事甲', acknowledgedAt: null },
      deliveries: [
        { channel: 'mail', state: 'SKIPPED', words: { zh: '未发送：没有联系方式' }, error: null },
        { channel: 'wecom', state: 'DEAD', words: { zh: '发送失败' }, error: '45009 too many', sentAt: null },
      ],
    });
  });

  it('never names the proposer it was for', async () => {
    const caseId = await open();
    const resident = await addPerson(api.prisma, { displayName: '居民乙' });
    const about = { caseId, key: 'out', kind: 'outcome', personId: resident.id, data: {}, at: new Date() };
    await api.prisma.notification.create({ data: { ...about, readAt: new Date(), readBy: resident.id } });
    const { text, body } = await get(`${caseId}/messages`);
    expect(body.items?.[0]).toMatchObject({ to: { name: null, proposer: true }, readBy: null });
    expect(text).not.toContain('居民乙');
  });

  it('comes in pages', async () => {
    const caseId = await open();
    for (const n of [1, 2, 3])
      await api.prisma.notification.create({
        data: { caseId, key: `${n}`, kind: 'duty', data: {}, at: new Date() },
      });
    const first = await get(`${caseId}/messages?limit=2`);
    const rest = await get(`${caseId}/messages?limit=200&cursor=${String(first.body.nextCursor)}`);
    const ids = [...(first.body.items ?? []), ...(rest.body.items ?? [])].map((item) => item['id']);
    expect(new Set(ids).size).toBe(await api.prisma.notification.count({ where: { caseId } }));
  });
});

describe('the engine of a case', () => {
  it('tells the workflow and its timer to the operator, and not what the case is about', async () => {
    const caseId = await open();
    const ledger = createLedger(api.pool, []);
    const worker = await startTestWorker({ ledger, arming: { sweepMs: 50, heal: null } });
    try {
      const shown = await until(async () => {
        const { body } = await get(`${caseId}/engine`, operator);
        return (body['workflow'] as { pendingTimer: string } | null)?.pendingTimer ? body : null;
      });
      const row = await api.prisma.caseRow.findUniqueOrThrow({ where: { id: caseId } });
      expect(shown).toMatchObject({
        ...{ workflowId: `case:${caseId}`, armed: true, armedUntil: row.wakeAt?.toISOString() },
        workflow: { status: 'RUNNING', historyLength: expect.any(Number), lastFailure: null },
      });
      // A timer is counted in the engine's time; the instant it fires is the one the ledger asked for.
      const { pendingTimer } = shown['workflow'] as { pendingTimer: string };
      expect(Math.abs(Date.parse(pendingTimer) - row.wakeAt!.getTime())).toBeLessThan(5_000);
      expect(JSON.stringify(shown)).not.toContain('车棚');
    } finally {
      await worker.stop();
    }
  });

  it('says so when the engine has no workflow of it', async () => {
    const { body } = await get(`${await open()}/engine`, operator);
    expect(body).toMatchObject({ armed: false, armedUntil: null, workflow: null });
  });

  it('is not for staff who work on the case', async () => {
    expect((await get(`${await open()}/engine`)).body['code']).toBe('forbidden');
  });

  it('answers 503 with what to do when the engine accepts and says nothing', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const address = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const other = await runApi({ databaseUrl: api.database.url, engine: { address, deadlineMs: 300 } });
    try {
      const path = `/api/v1/cases/${await open()}/engine`;
      const answer = await ask(other.url, 'GET', path, { token: operator });
      expect([answer.status, answer.body['code'], answer.body['engine']]).toEqual([
        503,
        'unavailable',
        'silent',
      ]);
      expect(answer.body['detail']).toContain('did not answer');
    } finally {
      await other.stop();
      mute.close();
    }
  });
});
