import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../../domain/calendar/instant';
import { giveUp, resend } from '../../../ledger/outbox/manage';
import { BUSY, FakeChannel, NEVER, OK, SILENT, TOO_MANY } from './fake-channel';
import { later, NOW, PostOffice } from './post-office';

jest.setTimeout(60_000);

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

const mail = () => new FakeChannel('mail', true);
const sms = (findable = true) => new FakeChannel('sms', false, { findable });
const wecom = (...robots: string[]) =>
  new FakeChannel('wecom', false, { robots: robots.length > 0 ? robots : ['city'] });
const count = async (state: string) =>
  (await office.deliveries()).filter((one) => one.state === state).length;

async function people(n: number, channel = 'mail'): Promise<void> {
  for (let i = 0; i < n; i += 1) {
    await office.person(`p${String(i).padStart(3, '0')}`, null);
    await office.note({ personId: `p${String(i).padStart(3, '0')}`, kind: 'deadline-moved', channel });
  }
}

/** Calls as the workflow does, whenever something is to be done, until an instant. */
async function runUntil(channel: FakeChannel, begin: Instant, until: Instant): Promise<Instant | null> {
  let now = begin;
  for (let calls = 0; calls < 500; calls += 1) {
    const { nextAt } = await office.drain(channel, now);
    if (nextAt === null || nextAt > until) return nextAt;
    // As the workflow: never in a tight circle.
    now = nextAt > now ? nextAt : addMs(now, 1_000);
  }
  throw new Error('does not come to rest');
}

describe('a provider that fails', () => {
  it('with 500 is tried again after a minute, five, and so on, with the same id, and then it has arrived once', async () => {
    await people(1);
    const channel = mail();
    channel.answers.push(BUSY, BUSY);
    const first = await office.drain(channel);
    expect(Date.parse(first.nextAt ?? '') - Date.parse(NOW)).toBeGreaterThanOrEqual(MINUTE_MS);
    const [waiting] = await office.deliveries();
    expect(waiting).toMatchObject({ state: 'PENDING', attempts: 1, error: 'HTTP 500' });
    const second = await office.drain(channel, first.nextAt ?? NOW);
    expect(Date.parse(second.nextAt ?? '') - Date.parse(first.nextAt ?? '')).toBeGreaterThanOrEqual(
      5 * MINUTE_MS,
    );
    await office.drain(channel, second.nextAt ?? NOW);
    expect(channel.got.map(({ deliveryId }) => deliveryId)).toEqual([waiting?.id]);
    expect(await office.states()).toEqual(['person:p000 SENT']);
    expect(office.outcomes).toEqual(['retry', 'retry', 'sent']);
  });

  it('is given up after eight tries over more than a day, is visible then, and goes again when a person says so', async () => {
    await people(1);
    const channel = mail();
    channel.otherwise = BUSY;
    expect(await runUntil(channel, NOW, later(10 * DAY_MS))).toBeNull();
    const [dead] = await office.deliveries();
    expect(dead).toMatchObject({ state: 'DEAD', attempts: 8, error: 'HTTP 500' });
    const { rows } = await office.pool.query<{ at: Date }>('SELECT sending_at AS at FROM deliveries');
    const tookMs = (rows[0]?.at.getTime() ?? 0) - Date.parse(NOW);
    expect(tookMs).toBeGreaterThan(DAY_MS);
    expect(tookMs).toBeLessThan(2 * DAY_MS);

    channel.otherwise = OK;
    const nothing = async () => undefined;
    expect(await resend(office.pool, { id: dead!.id, by: 'operator' }, nothing)).toBe(true);
    expect(await resend(office.pool, { id: dead!.id, by: 'operator' }, nothing)).toBe(false);
    expect(await resend(office.pool, { id: 'no such', by: 'operator' }, nothing)).toBeNull();
    await office.drain(channel, later(3 * DAY_MS));
    expect(channel.got.map(({ deliveryId }) => deliveryId)).toEqual([dead?.id]);
    expect(await office.states()).toEqual(['person:p000 SENT']);
  });

  it('for a day gets every message once it is back, each once, without having been asked thousands of times', async () => {
    const channel = mail();
    channel.otherwise = BUSY;
    let asked = 0;
    channel.send = ((send) => (message, signal) => {
      asked += 1;
      return send(message, signal);
    })(channel.send.bind(channel));
    await people(60);
    await runUntil(channel, NOW, later(12 * HOUR_MS));
    // More comes meanwhile, for the same people: it joins what waits and was never tried.
    for (let i = 0; i < 60; i += 1)
      await office.note({ personId: `p${String(i).padStart(3, '0')}`, kind: 'deadline-moved' });
    await runUntil(channel, later(12 * HOUR_MS), later(DAY_MS));
    expect(channel.got).toEqual([]);
    expect(await count('DEAD')).toBe(0);
    expect(asked).toBeLessThan(250);

    channel.otherwise = OK;
    const back = later(DAY_MS + MINUTE_MS);
    await runUntil(channel, back, addMs(back, HOUR_MS));
    const lines = channel.got.flatMap((message) => message.lines);
    expect([lines.length, new Set(lines).size]).toEqual([120, 120]);
    expect(new Set(channel.got.map(({ deliveryId }) => deliveryId)).size).toBe(channel.got.length);
    expect(await count('SENT')).toBe(channel.got.length);
    // Sixty people, one message each: what came later joined what waited.
    expect(channel.got).toHaveLength(60);
  });

  it('for one person only does not keep the others waiting', async () => {
    await people(6);
    const channel = mail();
    channel.otherwise = (message) => (message.target.key === 'person:p000' ? BUSY : OK);
    await office.drain(channel);
    expect((await office.states()).sort()).toEqual([
      'person:p000 PENDING',
      ...[1, 2, 3, 4, 5].map((i) => `person:p00${i} SENT`),
    ]);
    await people1('late');
    await office.drain(channel, later(1_000));
    expect(channel.keys).toContain('person:late');
  });

  it('for three days: what is two days old is dead, and was not tried a hundred times by itself', async () => {
    await people(4);
    const channel = mail();
    channel.otherwise = BUSY;
    expect(await runUntil(channel, NOW, later(4 * DAY_MS))).toBeNull();
    expect(await count('DEAD')).toBe(4);
  });

  it('for one robot: the first message that arrives again takes along what had failed before', async () => {
    const channel = wecom();
    channel.answers.push(...Array<typeof BUSY>(5).fill(BUSY));
    await office.note({ channel: 'wecom' });
    await runUntil(channel, NOW, later(5 * HOUR_MS));
    expect(channel.got).toEqual([]);
    // New words to a robot that has failed for hours try by themselves.
    await office.note({ channel: 'wecom' });
    await runUntil(channel, later(5 * HOUR_MS), later(5 * HOUR_MS + 10 * MINUTE_MS));
    expect(channel.got.map(({ lines }) => lines.length)).toEqual([1, 1]);
  });

  it('by throwing is a mistake of ours: said, tried again, and never with its words', async () => {
    await people(1);
    const channel = mail();
    channel.answers.push(() => Promise.reject(new TypeError('secret p000@example.org')));
    await office.drain(channel);
    expect((await office.deliveries())[0]).toMatchObject({
      state: 'PENDING',
      error: 'a mistake of Banjie (TypeError)',
    });
    expect(office.said).toContain('a channel failed by a mistake of ours');
  });
});

async function people1(id: string): Promise<void> {
  await office.person(id, null);
  await office.note({ personId: id, kind: 'deadline-moved' });
}

describe('a provider that says "too many"', () => {
  it('is left alone as long as it asks, with everything for that target, and nothing else', async () => {
    const channel = wecom('community', 'city');
    await office.note({ channel: 'wecom' });
    channel.answers.push(TOO_MANY);
    await office.drain(channel);
    await office.note({ channel: 'wecom' });
    await office.note({ channel: 'wecom', organisationId: 'city' });
    const { nextAt } = await office.drain(channel, later(30_000));
    expect(channel.keys).toEqual(['robot:city']);
    expect(Date.parse(nextAt ?? '') - Date.parse(NOW)).toBeGreaterThanOrEqual(120_000);
    await office.drain(channel, nextAt ?? NOW);
    expect(channel.keys).toEqual(['robot:city', 'robot:community']);
    expect(channel.got[1]?.lines).toHaveLength(2);
    expect(await count('SENT')).toBe(2);
  });
});

describe('a limit of so many messages a minute', () => {
  it('is kept for each robot, whatever waits', async () => {
    const channel = wecom('community', 'city');
    channel.perMinute = 20;
    // Each a delivery of its own, as when they come one by one.
    const at: { key: string; at: number }[] = [];
    let now = NOW;
    channel.otherwise = (message) => {
      at.push({ key: message.target.key, at: Date.parse(now) });
      return OK;
    };
    await office.pool.query(
      `INSERT INTO deliveries (id, channel, target, state, next_at, created_at)
       SELECT 'd' || i, 'wecom', CASE WHEN i % 2 = 0 THEN 'robot:community' ELSE 'robot:city' END, 'PENDING', $1, $1
         FROM generate_series(1, 130) i`,
      [NOW],
    );
    await office.pool.query(
      `WITH n AS (INSERT INTO notifications (key, kind, data, at) SELECT 'd' || i, 'test', '{}', $1
           FROM generate_series(1, 130) i RETURNING id, key),
         o AS (INSERT INTO outbox (notification_id, channel, send_from, queued_at)
           SELECT id, 'wecom', $1, $1 FROM n RETURNING id, notification_id)
       INSERT INTO delivery_items SELECT o.id, d.target, d.id FROM o JOIN n ON n.id = o.notification_id
         JOIN deliveries d ON d.id = n.key`.replace(
        'JOIN deliveries d ON d.id = n.key',
        'JOIN deliveries d ON d.id = n.key',
      ),
      [NOW],
    );
    for (let rounds = 0; rounds < 100; rounds += 1) {
      const { nextAt } = await office.drain(channel, now);
      if (nextAt === null) break;
      now = nextAt > now ? nextAt : addMs(now, 1_000);
    }
    expect(at).toHaveLength(130);
    for (const key of ['robot:city', 'robot:community']) {
      const times = at.filter((one) => one.key === key).map((one) => one.at);
      // In no window of a minute more than twenty.
      for (const begin of times)
        expect(times.filter((t) => t >= begin && t < begin + MINUTE_MS).length).toBeLessThanOrEqual(20);
    }
    expect(Date.parse(now) - Date.parse(NOW)).toBeLessThan(5 * MINUTE_MS);
  });
});

describe('silence', () => {
  it('of a channel whose messages are recognised: sent again with the same id and the same words', async () => {
    await people(1);
    const channel = mail();
    channel.answers.push(SILENT);
    const { nextAt } = await office.drain(channel);
    // It may have arrived: what comes now is a message of its own.
    await office.note({ personId: 'p000', kind: 'deadline-moved' });
    await office.drain(channel, nextAt ?? NOW);
    const [first, second, other] = channel.got.map(({ deliveryId, lines }) => [deliveryId, ...lines]);
    expect([first, other].map((one) => one?.length)).toEqual([2, 2]);
    expect([second, other]).toContainEqual(first);
    expect(channel.got).toHaveLength(3);
    expect(await count('SENT')).toBe(2);
  });

  it('of such a channel: what may have arrived keeps its words, though it was certainly not taken later on', async () => {
    await people(1);
    const channel = mail();
    channel.answers.push(SILENT, BUSY);
    const first = await office.drain(channel);
    const second = await office.drain(channel, first.nextAt ?? NOW);
    await office.note({ personId: 'p000', kind: 'deadline-moved' });
    await runUntil(channel, second.nextAt ?? NOW, later(HOUR_MS));
    const [one, again, other] = channel.got.map(({ deliveryId, lines }) => [deliveryId, ...lines]);
    expect([one, again, other].filter((message) => message?.[0] === one?.[0])).toEqual([one, one]);
    expect(channel.got).toHaveLength(3);
  });

  it('of an SMS gateway: asked for, never sent again', async () => {
    await people(1, 'sms');
    const channel = sms();
    channel.answers.push(SILENT);
    const first = await office.drain(channel);
    const second = await office.drain(channel, first.nextAt ?? NOW);
    expect(channel.asked).toHaveLength(1);
    expect(channel.asked[0]).toMatchObject({
      target: { address: '13800000000' },
      deliveryId: channel.got[0]?.deliveryId,
    });
    expect(Math.abs(Date.parse(channel.asked[0]!.attemptedAt) - Date.parse(NOW))).toBeLessThan(5_000);
    channel.fate = OK;
    expect((await office.drain(channel, second.nextAt ?? NOW)).nextAt).toBeNull();
    expect(await office.states()).toEqual(['person:p000 SENT']);
    expect(channel.got).toHaveLength(1);
  });

  it('of an SMS gateway that never knows: left to a person after an hour, who may send it again or give it up', async () => {
    await people(2, 'sms');
    const channel = sms();
    channel.answers.push(SILENT, SILENT);
    expect(await runUntil(channel, NOW, later(DAY_MS))).toBeNull();
    expect(await count('UNKNOWN')).toBe(2);
    expect(channel.got).toHaveLength(2);
    expect(channel.asked.length).toBeLessThan(20);
    const [one, two] = await office.deliveries();
    const nothing = async () => undefined;
    expect(await giveUp(office.pool, { id: one!.id, arrived: true }, nothing)).toBe(true);
    expect(await giveUp(office.pool, { id: two!.id, arrived: false }, nothing)).toBe(true);
    expect((await office.deliveries()).map(({ state }) => state)).toEqual(['SENT', 'CANCELLED']);
    expect((await office.drain(channel, later(2 * DAY_MS))).nextAt).toBeNull();
    expect(channel.got).toHaveLength(2);
  });

  it('of a robot: left to a person, never sent again by itself', async () => {
    const channel = wecom();
    channel.answers.push(SILENT);
    await office.note({ channel: 'wecom' });
    expect((await office.drain(channel)).nextAt).toBeNull();
    expect(await office.states()).toEqual(['robot:city UNKNOWN']);
    expect(office.outcomes).toEqual(['unknown']);
  });

  it('is not waited for longer than the limit, and holds up its own lane only', async () => {
    await people(20);
    const channel = mail();
    channel.otherwise = ({ target }, signal) =>
      target.key === 'person:p000'
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve(SILENT)))
        : OK;
    await office.drain(channel, NOW, { times: { sendMs: 300 } });
    expect(await count('SENT')).toBe(19);
    expect(await count('PENDING')).toBe(1);
  });
});

describe('a refusal', () => {
  it('is final and visible at once, and nobody else waits for it', async () => {
    await people(3, 'sms');
    const channel = sms();
    channel.answers.push(NEVER);
    await office.drain(channel);
    expect([await count('DEAD'), await count('SENT')]).toEqual([1, 2]);
    expect((await office.deliveries()).find(({ state }) => state === 'DEAD')).toMatchObject({
      attempts: 1,
      error: 'not a number that takes messages',
    });
  });

  it('is ours when the address is gone since', async () => {
    await people(1);
    const channel = mail();
    await office.drain(channel, NOW, { times: { gatherMs: 1_000 } });
    await office.pool.query('DELETE FROM contacts');
    await office.drain(channel, later(5_000));
    expect((await office.deliveries())[0]).toMatchObject({ state: 'DEAD', error: 'no address any more' });
    expect(channel.got).toEqual([]);
  });
});

describe('a worker that died', () => {
  /** What it had committed before the power went: SENDING, and nobody there to say what became of it. */
  const die = async (channel: string) => {
    const { claimed } = await office.outbox.claim({
      ...{ channel, now: NOW, simulation: false, perMinute: null, limit: 10, staleMs: 60_000 },
    });
    return claimed;
  };
  const queued = async (channel: FakeChannel) => {
    await office.outbox.queue({
      ...{ channel: channel.name, now: NOW, simulation: false, gatherMs: 0, robotFor: () => 'city' },
    });
  };

  it('before it sent a mail: it goes after a while, with the same id', async () => {
    await people(2);
    const channel = mail();
    await queued(channel);
    const lost = await die('mail');
    const { nextAt } = await office.drain(channel, later(1_000));
    expect(channel.got).toEqual([]);
    expect(nextAt).toBe(later(60_000));
    await office.drain(channel, nextAt ?? NOW);
    expect(channel.got.map(({ deliveryId }) => deliveryId).sort()).toEqual(lost.map(({ id }) => id).sort());
  });

  it('and lives again: what it says too late changes nothing', async () => {
    await people(1);
    const channel = mail();
    await queued(channel);
    const [lost] = await die('mail');
    await office.drain(channel, later(60_000));
    const at = { channel: 'mail', now: later(65_000), simulation: false };
    expect(await office.outbox.sent(lost!, at, { providerId: 'late' })).toBe(false);
    expect(
      await office.outbox.failed(lost!, at, { error: 'late', open: true, afterMs: null, random: 0 }),
    ).toBeNull();
    expect(await office.states()).toEqual(['person:p000 SENT']);
  });

  it('while it sent an SMS: it is asked for and never sent again', async () => {
    await people(1, 'sms');
    const channel = sms();
    await queued(channel);
    await die('sms');
    channel.fate = OK;
    await office.drain(channel, later(60_000));
    expect([channel.got.length, channel.asked.length]).toEqual([0, 1]);
    expect(await office.states()).toEqual(['person:p000 SENT']);
  });

  it('while it wrote to a group: a person decides', async () => {
    await office.note({ channel: 'wecom' });
    const channel = wecom();
    await queued(channel);
    await die('wecom');
    await office.drain(channel, later(60_000));
    expect(channel.got).toEqual([]);
    expect(await office.states()).toEqual(['robot:city UNKNOWN']);
  });

  it('or was told to stop: what it had taken and not begun goes back at once', async () => {
    await people(40);
    const channel = mail();
    const stop = new AbortController();
    channel.answers.push(() => {
      stop.abort();
      return OK;
    });
    await office.drain(channel, NOW, { signal: stop.signal });
    expect(await count('SENDING')).toBe(0);
    const sent = channel.got.length;
    expect(sent).toBeLessThan(40);
    await office.drain(channel, later(1_000));
    expect(channel.got).toHaveLength(40);
    expect(new Set(channel.keys).size).toBe(40);
  });
});

describe('a rung', () => {
  it('is delivered when the first of its messages has arrived, merged ones as well', async () => {
    await office.person('a', ['officer', 'community']);
    await office.pool
      .query(`INSERT INTO programme_versions (id, code, version, text, definition, sources, effective_from,
        published_at) VALUES ('v', 'p', 1, '', '{}', '{}', '2026-01-01', now())`);
    await office.pool
      .query(`INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id,
        org_path, status, state, seq, hash, opened_at) VALUES ('c', 'n', 'p', 'v', 'MATTER', 't', 'community',
        '/city/street/community/', 'SUBMITTED', '{}', 1, '', now())`);
    await office.pool.query(
      `INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at) SELECT 'c', 'k', r, $1, $1
         FROM unnest(ARRAY['half', 'last-day', 'overdue', 'overdue+1', 'overdue-3']) r`,
      [NOW],
    );
    const of = { caseId: 'c', clockId: 'k' };
    await office.note({ ...of, rung: 'last-day', data: { rungs: 'half,last-day' } });
    await office.note({ ...of, rung: 'last-day', data: { rungs: 'half,last-day' }, channel: 'sms' });
    await office.note({ ...of, kind: 'climbed', rung: 'overdue+1', data: { rungs: 'overdue' } });
    const delivered = async () => {
      const { rows } = await office.pool.query<{ rung: string; at: Date | null }>(
        'SELECT rung, delivered_at AS at FROM rungs ORDER BY rung',
      );
      return Object.fromEntries(
        rows.map(({ rung, at }) => [
          rung,
          at === null ? null : Math.floor((at.getTime() - Date.parse(NOW)) / 60_000),
        ]),
      );
    };
    await office.drain(sms(), later(10 * MINUTE_MS));
    expect(await delivered()).toEqual({
      half: 10,
      'last-day': 10,
      overdue: null,
      'overdue+1': null,
      'overdue-3': null,
    });
    await office.drain(mail(), later(20 * MINUTE_MS));
    expect(await delivered()).toEqual({
      half: 10,
      'last-day': 10,
      overdue: null,
      'overdue+1': 20,
      'overdue-3': null,
    });
  });
});
