import type { ChannelName } from '../../../activities/channels/channel';
import { addMs, DAY_MS, epochMs, HOUR_MS, MINUTE_MS, type Instant } from '../../../domain/calendar/instant';
import { channelsOf } from '../../support/channels/messages';
import { startStandIns, type StandIns } from '../../support/channels/start';
import { later, NOW, PostOffice } from './post-office';

jest.setTimeout(60_000);

/** The providers' present: the same as ours. */
let clock = NOW;
let office: PostOffice;
let providers: StandIns;

beforeEach(async () => {
  clock = NOW;
  office = await PostOffice.open();
  providers = await startStandIns({ robots: ['street', 'city'], now: () => epochMs(clock) });
});
afterEach(async () => {
  await providers.stop();
  await office.close();
});

const through = (name: ChannelName) => {
  const channel = channelsOf(providers, { timeoutMs: 400, now: () => epochMs(clock) }).get(name);
  if (channel === undefined) throw new Error(`${name} is not configured`);
  return channel;
};
const drain = async (name: ChannelName, now: Instant = NOW) => {
  clock = now;
  return office.drain(through(name), now);
};
/** As the workflow: calls whenever there is something to do, until an instant. */
async function runUntil(name: ChannelName, begin: Instant, until: Instant): Promise<void> {
  for (let now: Instant | null = begin; now !== null && now <= until;) {
    const { nextAt } = await drain(name, now);
    now = nextAt === null || nextAt > now ? nextAt : addMs(now, 1_000);
  }
}
const arrived = (name: ChannelName) => providers.inbox.of(name);

async function clerks(n: number, channel: ChannelName): Promise<void> {
  for (let i = 0; i < n; i += 1) {
    await office.person(`clerk${i}`, null, {
      email: `clerk${i}@street.example.cn`,
      mobile: `1391234567${i}`,
    });
    await office.note({ personId: `clerk${i}`, channel });
  }
}

describe('what arrives', () => {
  it('by mail is one digest for everything due together, with the title of the case', async () => {
    await office.person('a', ['officer', 'community'], { email: 'clerk.wang@street.example.cn' });
    await office.note();
    await office.note({ kind: 'order', data: { dueAt: '2026-03-13T16:00:00.000Z', dueDate: '2026-03-13' } });
    await drain('mail');
    expect(arrived('mail')).toHaveLength(1);
    const [{ to, title, text }] = arrived('mail') as [ReturnType<typeof arrived>[0]];
    expect([to, title]).toEqual(['clerk.wang@street.example.cn', '1 项督办，1 项逾期']);
    expect(text).toContain('2026-000001《车棚翻修》 审核：截止 2026-03-10，已逾期 1 天');
    expect(text.indexOf('2026-000002')).toBeLessThan(text.indexOf('2026-000001'));
    expect(text).toContain('https://banjie.example.org/desk');
  });

  it('in a group is without what people typed, and calls those by name who are meant', async () => {
    await office.person('a', ['officer', 'community']);
    await office.note({ channel: 'wecom', data: { title: '帮王秀英修门', text: '请联系 13812345678' } });
    await drain('wecom');
    expect(arrived('wecom').map(({ to }) => to)).toEqual(['street']);
    const said = JSON.stringify(arrived('wecom')[0]!.raw);
    expect(said).toContain('2026-000001 审核');
    expect(said).not.toMatch(/王秀英|13812345678/);
    expect(said).toContain('wecom-a');
  });

  it('by SMS is a number and a count', async () => {
    await clerks(1, 'sms');
    await drain('sms');
    expect(arrived('sms').map(({ to, text }) => [to, text])).toEqual([
      ['13912345670', '【办结】number=2026-000001，count=1'],
    ]);
  });
});

describe('a provider that fails', () => {
  it.each<[ChannelName, 'wecom' | 'dingtalk' | 'webhook']>([
    ['wecom', 'wecom'],
    ['dingtalk', 'dingtalk'],
    ['webhook', 'webhook'],
  ])('%s with 500: arrives once, a minute later', async (name, server) => {
    await office.note({ channel: name });
    providers[server].script.next({ does: 'status', status: 500 });
    await drain(name);
    expect(arrived(name)).toEqual([]);
    await runUntil(name, later(1_000), later(HOUR_MS));
    expect(arrived(name)).toHaveLength(1);
    expect(await office.states()).toEqual(['robot:street SENT']);
  });

  it('with 429 is left alone as long as it says', async () => {
    await office.note({ channel: 'webhook' });
    providers.webhook.script.next({ does: 'status', status: 429, headers: { 'retry-after': '600' } });
    await drain('webhook');
    await office.note({ channel: 'webhook' });
    await drain('webhook', later(5 * MINUTE_MS));
    expect(providers.webhook.seen).toHaveLength(1);
    await runUntil('webhook', later(6 * MINUTE_MS), later(HOUR_MS));
    expect(arrived('webhook')).toHaveLength(1);
    expect((await office.deliveries()).map(({ items, state }) => [items, state])).toEqual([[2, 'SENT']]);
  });

  it('with errcode 45009, too many messages: the robot rests and nothing is lost', async () => {
    await office.note({ channel: 'wecom' });
    providers.wecom.script.next({ does: 'errcode', code: 45_009 });
    await runUntil('wecom', NOW, later(HOUR_MS));
    expect(arrived('wecom')).toHaveLength(1);
  });

  it('for a day: everything arrives once when it is back, one mail for each person', async () => {
    const people = 8;
    await clerks(people, 'mail');
    providers.mail.script.always({ does: 'drop', taken: false });
    await runUntil('mail', NOW, later(6 * HOUR_MS));
    for (let i = 0; i < people; i += 1) await office.note({ personId: `clerk${i}` });
    await runUntil('mail', later(6 * HOUR_MS), later(DAY_MS));
    expect(arrived('mail')).toEqual([]);
    expect((await office.deliveries()).filter(({ state }) => state === 'DEAD')).toEqual([]);

    providers.mail.script.reset();
    await runUntil('mail', later(DAY_MS + MINUTE_MS), later(DAY_MS + HOUR_MS));
    expect(providers.inbox.doubles('mail')).toBe(0);
    const numbers = arrived('mail').flatMap(({ text }) => text.match(/2026-\d{6}/g) ?? []);
    expect([numbers.length, new Set(numbers).size]).toEqual([2 * people, 2 * people]);
  });

  it('with a wrong number: it is dead at once, and the others arrive', async () => {
    await clerks(2, 'sms');
    await office.pool.query(`UPDATE contacts SET mobile = '021' WHERE person_id = 'clerk0'`);
    await drain('sms');
    expect((await office.states()).sort()).toEqual(['person:clerk0 DEAD', 'person:clerk1 SENT']);
    const errors = (await office.deliveries()).map(({ error }) => error).join();
    expect(errors).not.toMatch(/021|139/);
  });
});

describe('a provider that took the message and did not answer', () => {
  it('mail: goes again, and whoever reads it sees one by its Message-ID', async () => {
    await clerks(1, 'mail');
    providers.mail.script.next({ does: 'hang', taken: true });
    await runUntil('mail', NOW, later(HOUR_MS));
    expect([arrived('mail').length, providers.inbox.distinct('mail')]).toEqual([2, 1]);
    expect(await office.states()).toEqual(['person:clerk0 SENT']);
  });

  it('SMS: the receipt says that it was taken; it is never sent twice', async () => {
    await clerks(1, 'sms');
    providers.sms.script.next({ does: 'hang', taken: true });
    await runUntil('sms', NOW, later(3 * HOUR_MS));
    expect(arrived('sms')).toHaveLength(1);
    expect(await office.states()).toEqual(['person:clerk0 SENT']);
  });

  it('SMS that was not taken: nobody knows, so a person decides', async () => {
    await clerks(1, 'sms');
    providers.sms.script.next({ does: 'hang', taken: false });
    await runUntil('sms', NOW, later(3 * HOUR_MS));
    expect(arrived('sms')).toEqual([]);
    expect(await office.states()).toEqual(['person:clerk0 UNKNOWN']);
  });

  it('a robot: not sent twice, a person decides', async () => {
    await office.note({ channel: 'wecom' });
    providers.wecom.script.next({ does: 'drop', taken: true });
    await runUntil('wecom', NOW, later(3 * HOUR_MS));
    expect(arrived('wecom')).toHaveLength(1);
    expect(await office.states()).toEqual(['robot:street UNKNOWN']);
  });
});

describe('twenty messages a minute to a robot', () => {
  it('are never more, whatever waits: the provider has nothing to refuse', async () => {
    const count = 70;
    await office.pool.query(
      `WITH n AS (INSERT INTO notifications (key, kind, data, at) SELECT i::text, 'rung', jsonb_build_object('number',
           '2026-' || lpad(i::text, 6, '0'), 'clock', 'c', 'name', '审核', 'dueAt', '2026-03-10T16:00:00.000Z'), $1
           FROM generate_series(1, $2::int) i RETURNING id, key),
         o AS (INSERT INTO outbox (notification_id, channel, send_from, queued_at)
           SELECT id, 'wecom', $1, $1 FROM n RETURNING id, notification_id),
         d AS (INSERT INTO deliveries (id, channel, target, state, next_at, created_at)
           SELECT key, 'wecom', 'robot:city', 'PENDING', $1, $1 FROM n RETURNING id)
       INSERT INTO delivery_items (outbox_id, target, delivery_id)
         SELECT o.id, 'robot:city', n.key FROM o JOIN n ON n.id = o.notification_id`,
      [NOW, count],
    );
    await runUntil('wecom', NOW, later(HOUR_MS));
    expect([arrived('wecom').length, providers.wecom.seen.length]).toEqual([count, count]);
    expect(providers.inbox.doubles('wecom')).toBe(0);
    expect(new Set(office.outcomes)).toEqual(new Set(['sent']));
  });
});
