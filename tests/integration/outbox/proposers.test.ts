import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Channel, ChannelName } from '../../../activities/channels/channel';
import { createDeliver } from '../../../activities/delivery';
import { demoPath } from '../../../cli/demo/organisations';
import { addMs, HOUR_MS, MINUTE_MS, parseInstant, type Instant } from '../../../domain/calendar/instant';
import type { QuietHours } from '../../../domain/messages/quiet-hours';
import { createLedger, type Ledger } from '../../../ledger/ledger';
import { createOutbox } from '../../../ledger/outbox/outbox';
import { channelsOf } from '../../support/channels/messages';
import { resident } from '../../support/channels/residents';
import { startStandIns, type StandIns } from '../../support/channels/start';
import { actorAt, makeWorld, type World } from '../../support/world';
import { BUSY, FakeChannel, NEVER, OK } from './fake-channel';

jest.setTimeout(120_000);

const officer = actorAt('officer', 'tanglian');
const AT = parseInstant('2026-02-12T10:00:00+08:00');
const PHONE = '13912345678';

let world: World;
let ledger: Ledger;
let standIns: StandIns;
let sms: Channel;
const said: unknown[] = [];
beforeAll(async () => {
  world = await makeWorld();
  ledger = createLedger(world.pool, ['sms', 'wecom', 'dingtalk', 'webhook', 'mail']);
  standIns = await startStandIns();
});
beforeEach(() => {
  standIns.inbox.clear();
  standIns.sms.script.reset();
  said.length = 0;
  sms = channelsOf(standIns, { timeoutMs: 500 }).get('sms')!;
});
afterEach(async () => {
  await world.pool.query(
    "UPDATE outbox SET queued_at = now(), skipped = 'settled meanwhile' WHERE queued_at IS NULL",
  );
  await world.pool.query("UPDATE deliveries SET state = 'CANCELLED' WHERE state IN ('PENDING', 'SENDING')");
  await world.pool.query('UPDATE channel_states SET failures = 0, blocked_until = NULL');
  await world.pool.query('UPDATE proposers SET no_messages = false WHERE no_messages');
});
afterAll(async () => {
  await standIns.stop();
  await world.close();
});

interface Somebody {
  phone?: string | null;
  name?: string;
  address?: string;
  noMessages?: boolean;
}

/** Words of a resident without an account; null = nobody said who it was. */
async function suggestion(
  by: Somebody | null,
): Promise<{ id: string; receiptNo: string; proposerId: string }> {
  const [id, proposerId] = [randomUUID(), randomUUID()];
  const receiptNo = `20260212-${id.slice(0, 8).toUpperCase()}`;
  if (by !== null) {
    await world.pool.query(
      'INSERT INTO proposers (id, name, phone, address, no_messages) VALUES ($1, $2, $3, $4, $5)',
      [proposerId, by.name ?? '居民甲', by.phone ?? null, by.address ?? null, by.noMessages ?? false],
    );
  }
  await world.pool.query(
    `INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, proposer_id, entered_by, created_at)
     VALUES ($1, $2, 'zhangjiagang', 'tanglian', $3, 'wechat', '停车难', $4, $5, $6)`,
    [id, receiptNo, demoPath('tanglian'), by === null ? null : proposerId, officer.personId, AT],
  );
  return { id, receiptNo, proposerId };
}

/** A case of these words, submitted, of which its proposers are told. */
function submitted(suggestions: readonly string[], at: Instant = AT, title = '停车') {
  const about = {
    programmeCode: 'zhangjiagang',
    kind: 'PROJECT',
    organisationId: 'tanglian',
    title,
  } as const;
  const who = { actor: officer, now: at, key: randomUUID() };
  return ledger.open({ ...about, suggestions: [...suggestions], submit: true, ...who });
}

function drain(channel: Channel, now: Instant, quietHours?: QuietHours) {
  const deliver = createDeliver({
    outbox: createOutbox(world.pool),
    channels: new Map<string, Channel>([[channel.name, channel]]),
    ...{ publicUrl: 'https://banjie.example.org', simulation: false, random: () => 0 },
    ...(quietHours && { quietHours }),
    times: { gatherMs: 0, budgetMs: 60_000 },
    metrics: { delivered: () => undefined, took: () => undefined, skipped: () => undefined },
    log: { warn: (...line) => void said.push(line), error: (...line) => void said.push(line) },
  });
  const lifeline = { beat: () => undefined, signal: new AbortController().signal };
  return deliver({ channel: channel.name, now }, lifeline);
}

async function fates(caseId: string): Promise<(string | null)[]> {
  const { rows } = await world.pool.query<{ fate: string | null }>(
    `SELECT coalesce(o.skipped, d.state) AS fate FROM notifications n JOIN outbox o ON o.notification_id = n.id AND o.channel = 'sms'
       LEFT JOIN delivery_items i ON i.outbox_id = o.id LEFT JOIN deliveries d ON d.id = i.delivery_id
      WHERE n.case_id = $1 ORDER BY o.id, d.id`,
    [caseId],
  );
  return rows.map(({ fate }) => fate);
}

async function readings(): Promise<object[]> {
  const { rows } = await world.pool.query<{ data: object }>(
    "SELECT data FROM audit_records WHERE action = 'personal-data-read' AND subject = 'delivery' ORDER BY id",
  );
  return rows.map(({ data }) => data);
}

/** Tables in which a text stands, besides the one for residents' data. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await world.pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'proposers'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await world.pool.query(
      `SELECT 1 FROM "${name}" t WHERE strpos(t::text, $1) > 0 LIMIT 1`,
      [text],
    );
    if (rowCount !== 0) found.push(name);
  }
  return found;
}

describe('a proposer without an account', () => {
  it('is told by SMS, with nothing but the number of the receipt, uncut, and the phone stays where it was', async () => {
    const { id, receiptNo } = await suggestion({ phone: `+86 ${PHONE}`, name: '欧阳建国' });
    const { caseId } = await submitted([id]);
    const before = (await readings()).length;
    await drain(sms, AT);
    const [arrival] = standIns.inbox.of('sms');
    expect(arrival?.to).toBe(PHONE);
    const [{ url }] = standIns.sms.seen.slice(-1) as [(typeof standIns.sms.seen)[0]];
    expect(JSON.parse(url.searchParams.get('TemplateParam') ?? '')).toEqual({ receipt: receiptNo });
    expect(await fates(caseId)).toEqual(['SENT']);
    for (const secret of [PHONE, '欧阳建国']) {
      expect(await tablesWith(secret)).toEqual([]);
      expect(JSON.stringify(said)).not.toContain(secret);
    }
    expect((await readings()).slice(before)).toEqual([{ purpose: 'sending', channel: 'sms', proposers: 1 }]);
  });

  it('is led to the public page of the receipt', async () => {
    const { id, receiptNo, proposerId } = await suggestion({ phone: PHONE });
    await submitted([id]);
    const channel = new FakeChannel('sms', false);
    await drain(channel, AT);
    const link = `https://banjie.example.org/receipts/${receiptNo}`;
    expect(channel.got[0]).toMatchObject({
      target: { key: `proposer:${proposerId}`, address: PHONE },
      ...{ link, template: { receipt: receiptNo } },
    });
  });

  it('is one of many: the reading is recorded once for all of them', async () => {
    const all = await Promise.all([1, 2, 3, 4].map((n) => suggestion({ phone: `1380000000${n}` })));
    await submitted(all.map(({ id }) => id));
    const before = (await readings()).length;
    await drain(sms, AT);
    expect(
      standIns.inbox
        .of('sms')
        .map(({ to }) => to)
        .sort(),
    ).toEqual([1, 2, 3, 4].map((n) => `1380000000${n}`));
    expect((await readings()).slice(before)).toEqual([{ purpose: 'sending', channel: 'sms', proposers: 4 }]);
  });

  it.each<[string, (Somebody | null)[], string]>([
    ['who left no phone', [{ phone: null }], 'no address'],
    ['who objected', [{ phone: PHONE, noMessages: true }], 'wants no messages'],
    ['whom nobody knows', [null], 'no proposer to tell'],
    [
      'who objected once and was entered again, with the number written in another way',
      [{ phone: PHONE, noMessages: true }, { phone: `+86 139-1234-5678` }],
      'wants no messages',
    ],
  ])('%s gets nothing, and the fate says so', async (_who, people, fate) => {
    const all = await Promise.all(people.map(suggestion));
    const { caseId } = await submitted(all.map(({ id }) => id));
    const before = (await readings()).length;
    await drain(sms, AT);
    expect(standIns.inbox.of('sms')).toEqual([]);
    expect(await fates(caseId)).toEqual([fate]);
    expect(await readings()).toHaveLength(before);
  });

  it('who was entered twice is told once', async () => {
    const all = await Promise.all([PHONE, `0086${PHONE}`].map((phone) => suggestion({ phone })));
    await submitted(all.map(({ id }) => id));
    await drain(sms, AT);
    expect(standIns.inbox.of('sms')).toHaveLength(1);
  });

  it('whose number objected under another case gets nothing, now and for what waits', async () => {
    const phone = '13655556666';
    const { id } = await suggestion({ phone });
    const { caseId } = await submitted([id]);
    const channel = new FakeChannel('sms', false);
    channel.answers.push(BUSY);
    await drain(channel, AT);
    await suggestion({ phone: `+86 ${phone}`, noMessages: true });
    await drain(channel, addMs(AT, HOUR_MS));
    const again = await submitted([(await suggestion({ phone: `0086-${phone}` })).id]);
    await drain(channel, addMs(AT, HOUR_MS));
    expect(channel.got).toEqual([]);
    expect(await fates(caseId)).toEqual(['CANCELLED']);
    expect(await fates(again.caseId)).toEqual(['wants no messages']);
  });

  it('who objects after it was queued gets nothing either', async () => {
    const { id, proposerId } = await suggestion({ phone: PHONE });
    const { caseId } = await submitted([id]);
    const channel = new FakeChannel('sms', false);
    channel.answers.push(BUSY);
    await drain(channel, AT);
    await world.pool.query('UPDATE proposers SET no_messages = true WHERE id = $1', [proposerId]);
    await drain(channel, addMs(AT, HOUR_MS));
    expect(channel.got).toEqual([]);
    expect(await fates(caseId)).toEqual(['CANCELLED']);
  });
});

describe('a gateway that misbehaves', () => {
  it('takes the message and breaks off: it is asked for, and never sent twice', async () => {
    const { id } = await suggestion({ phone: PHONE });
    const { caseId } = await submitted([id]);
    standIns.sms.script.next({ does: 'drop', taken: true });
    await drain(sms, AT);
    expect(await fates(caseId)).toEqual(['SENDING']);
    await drain(sms, addMs(AT, 2 * MINUTE_MS));
    await drain(sms, addMs(AT, 3 * HOUR_MS));
    expect(standIns.inbox.of('sms')).toHaveLength(1);
    expect(['SENT', 'UNKNOWN']).toContain((await fates(caseId))[0]);
  });

  it('hangs without having taken it: a person decides, nothing is sent again by itself', async () => {
    const { id } = await suggestion({ phone: PHONE });
    const { caseId } = await submitted([id]);
    standIns.sms.script.next({ does: 'hang', taken: false });
    await drain(sms, AT);
    for (const after of [2 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS])
      await drain(sms, addMs(AT, after));
    expect(standIns.inbox.of('sms')).toEqual([]);
    expect(await fates(caseId)).toEqual(['UNKNOWN']);
  });

  it('refuses the number: said without the number', async () => {
    const { id } = await suggestion({ phone: PHONE });
    const { caseId } = await submitted([id]);
    standIns.sms.script.next({ does: 'errcode', code: 'isv.MOBILE_NUMBER_ILLEGAL' });
    await drain(sms, AT);
    expect(await fates(caseId)).toEqual(['DEAD']);
    expect(await tablesWith(PHONE)).toEqual([]);
  });
});

describe('the night', () => {
  const EVENING = parseInstant('2026-02-12T20:59:30+08:00');
  const NIGHT = parseInstant('2026-02-12T22:00:00+08:00');
  const MORNING = parseInstant('2026-02-13T08:00:00+08:00');

  it('keeps what failed in the evening until the morning, and that counts as no attempt', async () => {
    const { id } = await suggestion({ phone: PHONE });
    await submitted([id], EVENING);
    const channel = new FakeChannel('sms', false);
    channel.answers.push(BUSY);
    await drain(channel, EVENING);
    const { nextAt } = await drain(channel, NIGHT);
    expect([channel.got.length, nextAt]).toEqual([0, MORNING]);
    const { rows } = await world.pool.query<{ attempts: number }>(
      "SELECT attempts FROM deliveries WHERE state = 'PENDING'",
    );
    expect(rows).toEqual([{ attempts: 1 }]);
    await drain(channel, MORNING);
    expect(channel.got).toHaveLength(1);
  });

  it('has the hours that are configured', async () => {
    const late = { from: 23, until: 10 };
    const own = createLedger(world.pool, ['sms'], late);
    const { id } = await suggestion({ phone: PHONE });
    const about = {
      programmeCode: 'zhangjiagang',
      kind: 'PROJECT',
      organisationId: 'tanglian',
      title: '停车',
    } as const;
    await own.open({
      ...about,
      suggestions: [id],
      submit: true,
      actor: officer,
      now: NIGHT,
      key: randomUUID(),
    });
    const channel = new FakeChannel('sms', false);
    await drain(channel, NIGHT, late);
    expect(channel.got).toHaveLength(1);
  });
});

it('nothing of a resident reaches a group, a webhook or the log, whatever becomes of a message', async () => {
  const answers = [OK, BUSY, NEVER, () => Promise.reject(new Error('x'))];
  await fc.assert(
    fc.asyncProperty(resident, fc.nat(3), async (who, which) => {
      const { id } = await suggestion(who);
      await submitted([id], AT, `${who.name} ${who.address} ${who.phone}`);
      const out: FakeChannel[] = (['wecom', 'dingtalk', 'webhook'] as ChannelName[]).map(
        (name) => new FakeChannel(name, false, { robots: ['zjg', 'tanglian', 'yangshe'] }),
      );
      const gateway = new FakeChannel('sms', false);
      const answer = answers[which]!;
      // A mistake of ours that holds everything, and where it was made.
      gateway.otherwise =
        typeof answer === 'function' ? () => Promise.reject(new Error(JSON.stringify(who))) : answer;
      for (const channel of [...out, gateway]) await drain(channel, AT);
      const told = JSON.stringify([out.map(({ got }) => got), said]);
      for (const personal of [who.name, who.phone, who.address]) expect(told).not.toContain(personal);
      // The title, which staff typed, stays inside the product.
      const typed = ['cases', 'ledger_events', 'notifications'];
      expect((await tablesWith(who.phone)).filter((name) => !typed.includes(name))).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
