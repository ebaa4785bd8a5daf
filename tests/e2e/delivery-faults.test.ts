import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival } from '../support/channels/inbox';
import { startStandIns, type StandIns } from '../support/channels/start';
import { House } from './support/house';
import { until } from './support/load';

jest.setTimeout(420_000);

const PEOPLE = 80;
const ROBOTS = ['daxin', 'tanglian', 'zjg'];

let providers: StandIns;
let house: House;

beforeAll(async () => {
  providers = await startStandIns({ robots: ROBOTS });
  house = await House.build({ shiftMs: null, env: providers.environment });
  await house.pool.query(
    `INSERT INTO persons (id, display_name) SELECT 'clerk-' || i, 'clerk' FROM generate_series(1, $1::int) i`,
    [PEOPLE],
  );
  await house.pool.query(
    `INSERT INTO contacts (person_id, email, mobile)
     SELECT 'clerk-' || i, 'clerk' || i || '@street.example.cn', (13900000000 + i)::text FROM generate_series(1, $1::int) i`,
    [PEOPLE],
  );
});
afterAll(async () => {
  await house.close();
  await providers.stop();
});
afterEach(() => {
  for (const { script } of [providers.mail, providers.sms, providers.wecom]) script.reset();
});

/** One message for everybody by a channel, in one transaction with the call of whoever sends it, as the ledger does. */
async function announce(channel: string, round: string): Promise<void> {
  await house.pool.query(
    `WITH n AS (INSERT INTO notifications (key, kind, person_id, organisation_id, data, at)
         SELECT $2 || ':' || $1 || i, 'deadline-moved', CASE WHEN $3 THEN 'clerk-' || i END,
                CASE WHEN NOT $3 THEN ($5::text[])[1 + i % 3] END,
                jsonb_build_object('number', '2026-' || lpad(i::text, 6, '0'), 'newDueDate', '2026-12-01'), now()
           FROM generate_series(1, $4::int) i RETURNING id),
       o AS (INSERT INTO outbox (notification_id, channel, send_from) SELECT id, $1, now() FROM n)
     SELECT pg_notify('banjie_outbox', '')`,
    [channel, round, channel !== 'wecom', channel === 'wecom' ? 3 : PEOPLE, ROBOTS],
  );
}

interface Row {
  id: string;
  state: string;
  error: string | null;
}

async function deliveries(channel: string): Promise<Row[]> {
  const { rows } = await house.pool.query<Row>('SELECT id, state, error FROM deliveries WHERE channel = $1', [
    channel,
  ]);
  return rows;
}

/** Everything is in a delivery, and of every delivery something has become, or it is being asked for. */
async function settled(): Promise<boolean> {
  const { rows } = await house.pool.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM outbox WHERE queued_at IS NULL AND send_from <= now())::int
          + (SELECT count(*) FROM deliveries WHERE state = 'PENDING' OR (state = 'SENDING' AND error IS NULL))::int AS n`,
  );
  return rows[0]?.n === 0;
}

/** Waits, and says how far everything had come when it does not. */
async function comes(look: () => Promise<boolean>, limitMs: number): Promise<void> {
  try {
    await until(look, limitMs);
  } catch (error) {
    const { rows } = await house.pool.query(
      `SELECT channel, state, error, count(*)::int AS n, min(next_at) AS next, now() FROM deliveries GROUP BY 1, 2, 3
       UNION ALL SELECT channel, 'waiting', skipped, count(*)::int, min(send_from), now() FROM outbox GROUP BY 1, 2, 3
       UNION ALL SELECT channel, target, last_error, failures, blocked_until, now() FROM channel_states
         WHERE target NOT LIKE 'person:%'`,
    );
    throw new Error(
      `${providers.inbox.arrivals.length} arrived\n${JSON.stringify(rows)}\n${house.lastWords()}`,
      {
        cause: error,
      },
    );
  }
}

const copies = (channel: string, id: (arrival: Arrival) => boolean) =>
  providers.inbox.of(channel).filter(id).length;

describe('kill -9 of the worker', () => {
  it('between record and send: the next one sends everything, once', async () => {
    await house.kill('worker');
    for (const channel of ['mail', 'sms', 'wecom']) await announce(channel, 'before');
    await sleep(1_000);
    expect(providers.inbox.arrivals).toEqual([]);
    await house.start('worker');
    await comes(settled, 120_000);
    for (const channel of ['mail', 'sms']) {
      expect(providers.inbox.of(channel)).toHaveLength(PEOPLE);
      expect(new Set(providers.inbox.of(channel).map(({ to }) => to)).size).toBe(PEOPLE);
    }
    expect(
      providers.inbox
        .of('wecom')
        .map(({ to }) => to)
        .sort(),
    ).toEqual(ROBOTS);
  });

  it('between send and mark, again and again: a mail may come twice by the same Message-ID, nothing else does', async () => {
    providers.inbox.clear();
    for (const { script } of [providers.mail, providers.sms, providers.wecom])
      script.always({ does: 'slow', ms: 250 });
    for (const channel of ['mail', 'sms', 'wecom']) await announce(channel, 'amid');
    for (const wanted of [10, 60]) {
      await comes(async () => providers.inbox.arrivals.length >= wanted, 120_000);
      await house.kill('worker');
      await house.start('worker');
    }
    // The database goes while answers come in.
    await comes(async () => providers.inbox.arrivals.length >= 110, 120_000);
    await house.kill('postgres');
    await house.start('postgres');
    for (const { script } of [providers.mail, providers.sms, providers.wecom]) script.reset();
    await comes(() => settled().catch(() => false), 240_000);

    const mails = await deliveries('mail');
    expect(new Set(mails.map(({ state }) => state))).toEqual(new Set(['SENT']));
    expect(new Set(providers.inbox.of('mail').map(({ to }) => to)).size).toBe(PEOPLE);
    expect(providers.inbox.distinct('mail')).toBe(PEOPLE);

    // An SMS that arrived is known to have arrived; one of which the gateway knows nothing waits for a person.
    expect(providers.inbox.doubles('sms')).toBe(0);
    for (const { id, state } of (await deliveries('sms')).filter(
      (one) => one.error !== null || one.state !== 'SENT',
    ))
      expect([state, copies('sms', (one) => one.id === id)]).toEqual(['SENDING', 0]);
    const known = await deliveries('sms');
    expect(known).toHaveLength(2 * PEOPLE);

    expect(providers.inbox.doubles('wecom')).toBe(0);
    expect((await deliveries('wecom')).every(({ state }) => state === 'SENT' || state === 'UNKNOWN')).toBe(
      true,
    );
    expect(providers.inbox.of('wecom').length).toBeLessThanOrEqual(3);
  });
});
