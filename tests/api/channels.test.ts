import { randomUUID } from 'node:crypto';
import { addPerson, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let operator: { id: string; token: string };
const MINUTE = 60_000;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  operator = await addPerson(api.prisma, { posts: [{ role: 'operator', organisationId: 'zjg' }] });
  await beat({ mail: null, wecom: ['zjg', 'yangshe'], dingtalk: ['zjg'] });
});
afterAll(() => api.stop());

/** A worker that lives and has these channels. */
async function beat(channels: object, secondsAgo = 0): Promise<void> {
  const at = new Date(Date.now() - secondsAgo * 1000);
  await api.prisma.workerHeartbeat.create({
    data: {
      id: randomUUID(),
      at,
      engineOk: true,
      detail: { channels, deliveries: { mail: { sent: 3, retry: 1 } } },
    },
  });
}
const get = (path: string, token = operator.token) => ask(api.url, 'GET', path, { token });
const post = (path: string, body?: unknown) =>
  ask(api.url, 'POST', path, { token: operator.token, ...(body !== undefined && { body }) });

async function outbox(channel: string, minutes: number, skipped: string | null = null): Promise<bigint> {
  const at = new Date(Date.now() + minutes * MINUTE);
  const { outbox: rows } = await api.prisma.notification.create({
    data: {
      key: randomUUID(),
      kind: 'rung',
      data: { number: '2026-000001', title: '帮王秀英修门' },
      at,
      outbox: {
        create: [{ channel, sendFrom: at, ...(skipped !== null && { skipped, queuedAt: new Date() }) }],
      },
    },
    include: { outbox: true },
  });
  return rows[0]!.id;
}

async function delivery(about: {
  channel?: string;
  state: string;
  target?: string;
  sendingAt?: Date;
}): Promise<string> {
  const id = randomUUID();
  const { channel = 'mail', target = 'person:p1', ...rest } = about;
  const [createdAt, nextAt] = [new Date(Date.now() - 5 * MINUTE), new Date()];
  await api.prisma.delivery.create({
    data: { id, channel, target, createdAt, nextAt, attempts: 8, error: 'HTTP 500', ...rest },
  });
  const outboxId = await outbox(channel, -10, null);
  await api.prisma.outboxRow.update({ where: { id: outboxId }, data: { queuedAt: new Date() } });
  await api.prisma.deliveryItem.create({ data: { outboxId, target, deliveryId: id } });
  return id;
}
const stateOf = async (id: string) => (await get(`/api/v1/channels/deliveries/${id}`)).body;

describe('how the channels are doing', () => {
  it('is said for each, with what waits, since when, and why messages stayed inside', async () => {
    await outbox('mail', -3);
    await outbox('mail', -1);
    await outbox('mail', 60);
    await outbox('mail', -1, 'no address');
    await delivery({ state: 'PENDING' });
    await delivery({ state: 'DEAD', channel: 'wecom', target: 'robot:zjg' });
    await delivery({ state: 'UNKNOWN', channel: 'wecom', target: 'robot:zjg' });
    const blockedUntil = new Date(Date.now() + MINUTE);
    const failing = { failures: 2, lastFailedAt: new Date(), lastError: 'errcode 45009', blockedUntil };
    await api.prisma.channelState.createMany({
      data: [
        { channel: 'wecom', target: 'robot:zjg', ...failing },
        { channel: 'mail', target: '*', lastOkAt: new Date() },
        { channel: 'mail', target: 'person:fine', lastOkAt: new Date() },
        { channel: 'mail', target: 'person:bad', ...failing },
      ],
    });
    const { status, body, text } = await get('/api/v1/channels');
    expect(status).toBe(200);
    expect(text).not.toContain('王秀英');
    const named: Record<string, Record<string, unknown>> = Object.fromEntries(
      body.items!.map((item) => [String(item['name']), item]),
    );
    expect(Object.keys(named)).toEqual(['mail', 'wecom', 'dingtalk', 'sms', 'webhook']);
    expect(named['mail']).toMatchObject({
      ...{ configured: true, robots: null, waiting: 2, later: 1, pending: 1, dead: 0, unknown: 0 },
      skipped: [{ reason: 'no address', count: 1 }],
      targets: [{ target: 'person:bad', failures: 2 }],
    });
    expect(Date.now() - Date.parse(String(named['mail']!['oldestWaitingAt']))).toBeGreaterThan(4 * MINUTE);
    expect(named['wecom']).toMatchObject({
      ...{ configured: true, robots: ['yangshe', 'zjg'], dead: 1, unknown: 1 },
      targets: [
        { target: 'robot:zjg', lastError: 'errcode 45009', blockedUntil: blockedUntil.toISOString() },
      ],
    });
    expect(named['sms']).toMatchObject({
      configured: false,
      robots: null,
      waiting: 0,
      oldestWaitingAt: null,
    });
  });

  it('is not what a worker said that is gone', async () => {
    await beat({ webhook: ['zjg'] }, 60);
    const { body } = await get('/api/v1/channels');
    expect(body.items!.find((item) => item['name'] === 'webhook')).toMatchObject({ configured: false });
  });

  it('is not what a heartbeat from hours ahead says: the clock has been set back since, and nobody lives', async () => {
    await beat({ webhook: ['zjg'], sms: null }, -3_600);
    const { body } = await get('/api/v1/channels');
    for (const name of ['webhook', 'sms'])
      expect(body.items!.find((item) => item['name'] === name)).toMatchObject({
        configured: false,
        robots: null,
      });
    const { text } = await ask(api.url, 'GET', '/metrics');
    expect(text).toMatch(/^banjie_deliveries_total\{channel="mail",outcome="sent"\} 3$/m);
  });

  it('is in the metrics as well', async () => {
    const { text } = await ask(api.url, 'GET', '/metrics');
    expect(text).toMatch(/^banjie_outbox_waiting\{channel="mail"\} 2$/m);
    expect(text).toMatch(/^banjie_deliveries_unfinished\{channel="wecom",state="UNKNOWN"\} 1$/m);
    expect(text).toMatch(/^banjie_deliveries_total\{channel="mail",outcome="sent"\} 3$/m);
  });
});

describe('deliveries that did not arrive', () => {
  it('are listed page by page, oldest first, without a word of what they say', async () => {
    await api.prisma.delivery.updateMany({ data: { state: 'SENT' } });
    const ids = [];
    for (const state of ['DEAD', 'UNKNOWN', 'DEAD']) ids.push(await delivery({ state }));
    await delivery({ state: 'PENDING' });
    const all: Record<string, unknown>[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await get(`/api/v1/channels/deliveries?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.text).not.toContain('王秀英');
      all.push(...page.body.items!);
      cursor = page.body.nextCursor ?? null;
    }
    expect(all.map((item) => item['id'])).toEqual(ids);
    expect(all[0]).toMatchObject({
      state: 'DEAD',
      target: 'person:p1',
      messages: 1,
      attempts: 8,
      error: 'HTTP 500',
    });
    const unknown = await get('/api/v1/channels/deliveries?state=UNKNOWN');
    expect(unknown.body.items!.map((item) => item['id'])).toEqual([ids[1]]);
  });

  it('are sent again when somebody says so, who is written down; not those that wait or have arrived', async () => {
    const id = await delivery({ state: 'UNKNOWN' });
    expect((await post(`/api/v1/channels/deliveries/${id}/resend`)).status).toBe(204);
    expect(await stateOf(id)).toMatchObject({ state: 'PENDING', attempts: 0 });
    const again = await post(`/api/v1/channels/deliveries/${id}/resend`);
    expect([again.status, again.body['code']]).toEqual([409, 'not-now']);
    expect((await post(`/api/v1/channels/deliveries/${randomUUID()}/resend`)).status).toBe(404);
    const records = await api.prisma.auditRecord.findMany({ where: { subject: id } });
    expect(records).toEqual([
      expect.objectContaining({ action: 'delivery-resent', personId: operator.id, success: true }),
    ]);
  });

  it('are given up, or counted as sent when somebody saw them', async () => {
    const [lost, seen, never] = [
      await delivery({ state: 'DEAD' }),
      await delivery({ state: 'UNKNOWN', sendingAt: new Date() }),
      await delivery({ state: 'UNKNOWN' }),
    ];
    const giveUp = (id: string, arrived: boolean) =>
      post(`/api/v1/channels/deliveries/${id}/give-up`, { arrived });
    expect((await giveUp(lost, false)).status).toBe(204);
    expect((await giveUp(seen, true)).status).toBe(204);
    expect((await giveUp(never, true)).status).toBe(409);
    expect((await giveUp(lost, false)).status).toBe(409);
    expect((await giveUp(randomUUID(), false)).status).toBe(404);
    expect((await stateOf(lost))['state']).toBe('CANCELLED');
    expect(await stateOf(seen)).toMatchObject({ state: 'SENT' });
    expect((await stateOf(seen))['sentAt']).not.toBeNull();
  });
});

describe('people whom no message reaches', () => {
  it('are listed with their posts, and why, page by page; whoever is reached is not', async () => {
    const officer = { role: 'officer', organisationId: 'yangshe' } as const;
    const over = { ...officer, untilDate: '2020-01-01' };
    const [none, mute, phone, mail, gone] = await Promise.all([
      addPerson(api.prisma, { posts: [officer] }),
      addPerson(api.prisma, { posts: [officer] }),
      addPerson(api.prisma, { posts: [officer] }),
      addPerson(api.prisma, { posts: [officer] }),
      addPerson(api.prisma, { posts: [] }),
    ]);
    await api.prisma.post.create({
      data: { id: randomUUID(), personId: gone.id, fromDate: '2019-01-01', ...over },
    });
    const contact = (personId: string, data: { email?: string; mobile?: string; muted?: string[] }) =>
      api.prisma.contact.create({ data: { personId, ...data } });
    await contact(mute.id, { email: 'mute@street.example.cn', muted: ['mail'] });
    await contact(phone.id, { mobile: '13900001111' });
    await contact(mail.id, { email: 'mail@street.example.cn' });
    const found = new Map<string, { posts: object[]; reason: string }>();
    let text = '';
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, body } = await get(
        `/api/v1/channels/unreachable?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      expect([status, body['channels']]).toEqual([200, ['mail']]);
      for (const item of body['items'] as { personId: string; posts: object[]; reason: string }[])
        found.set(item.personId, item);
      text += JSON.stringify(body);
      cursor = body['nextCursor'] as string | null;
    }
    // SMS is not configured here: whoever gave a mobile number only is not reached.
    expect([none, mute, phone, mail, gone].map(({ id }) => found.get(id)?.reason)).toEqual([
      ...['no address', 'muted', 'no address', undefined, undefined],
    ]);
    expect(found.get(none.id)?.posts).toEqual([
      { role: 'officer', organisationId: 'yangshe', organisationName: '杨舍镇' },
    ]);
    expect(text).not.toMatch(/example\.cn|13900001111/);
  });
});

describe('a test message', () => {
  const test = (channel: string, body: object = {}) => post(`/api/v1/channels/${channel}/test`, body);

  it('goes to my own address, and says so when there is none', async () => {
    const none = await test('mail');
    expect([none.status, none.body['code']]).toEqual([422, 'value-required']);
    await api.prisma.contact.create({ data: { personId: operator.id, email: 'operator@example.org' } });
    const { status, body, text } = await test('mail');
    expect(status).toBe(202);
    expect(text).not.toContain('operator@example.org');
    const id = String(body['deliveryId']);
    expect(await stateOf(id)).toMatchObject({
      state: 'PENDING',
      target: `person:${operator.id}`,
      messages: 1,
    });
    expect(await api.prisma.auditRecord.count({ where: { action: 'channel-tested', subject: id } })).toBe(1);
  });

  it('goes to a robot that is configured, named unless there is only one', async () => {
    expect((await test('dingtalk')).status).toBe(202);
    expect((await test('wecom', { robot: 'yangshe' })).status).toBe(202);
    for (const body of [{}, { robot: 'elsewhere' }]) {
      const refused = await test('wecom', body);
      expect([refused.status, refused.body['code']]).toEqual([422, 'unknown-value']);
      expect(refused.body['detail']).toContain('yangshe, zjg');
    }
  });

  it('is refused for a channel nobody configured, and for one that does not exist', async () => {
    const refused = await test('sms');
    expect([refused.status, refused.body['code']]).toEqual([409, 'not-now']);
    expect((await test('pigeon')).status).toBe(400);
  });
});
