import { setTimeout as sleep } from 'node:timers/promises';
import { startStandIns, type StandIns } from '../../tests/support/channels/start';
import { until } from '../child';
import { cpuMsOf } from '../processes';
import { calm, type Bench } from './context';

const ROBOTS = ['zjg', 'zjg-daxin', 'daxin'];
const MINUTE_MS = 60_000;

/**
 * Messages that leave the product, to providers on this machine that answer at once: from the outbox row to the last
 * arrival, nothing lost, nothing doubled. One person each for mail and SMS; to group robots as they come in, at the rate
 * that the provider allows; and many at once for few people, which must stay few messages.
 */
export async function measureDelivery(bench: Bench): Promise<void> {
  const { stack, quick } = bench;
  const [rows, people, overMs] = quick ? [60, 10, 3_000] : [3_000, 50, MINUTE_MS];
  const providers = await startStandIns({ robots: ROBOTS });
  try {
    await plantPeople(bench, rows);
    await stack.stopWorker();
    await stack.worker({ env: providers.environment });
    if (!quick) await calm(bench);
    await toPersons(bench, providers, 'mail', rows);
    await toPersons(bench, providers, 'sms', rows);
    await toRobots(bench, providers, rows, overMs);
    await digested(bench, providers, quick ? 500 : 5_000, people);
    await stack.stopWorker();
  } finally {
    await providers.stop();
  }
}

async function plantPeople({ stack }: Bench, count: number): Promise<void> {
  await stack.pool.query(
    `WITH p AS (INSERT INTO persons (id, display_name) SELECT 'told-' || i, 'told' FROM generate_series(1, $1::int) i
         ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO contacts (person_id, email, mobile)
       SELECT id, id || '@street.example.cn', (13900000000 + substr(id, 6)::int)::text FROM p`,
    [count],
  );
}

interface Told {
  readonly round: string;
  readonly channel: string;
  readonly from: number;
  readonly count: number;
  /** People the messages go round among; null = the robots. */
  readonly people: number | null;
}

/** Messages as the ledger writes them, with its call. */
async function announce({ stack }: Bench, { round, channel, from, count, people }: Told): Promise<void> {
  await stack.pool.query(
    `WITH n AS (INSERT INTO notifications (key, kind, person_id, organisation_id, data, at)
         SELECT $1 || i, 'rung', CASE WHEN $5::int IS NOT NULL THEN 'told-' || 1 + i % $5 END,
                CASE WHEN $5 IS NULL THEN ($6::text[])[1 + i % 3] END,
                jsonb_build_object('number', '2026-' || lpad(i::text, 6, '0'), 'clock', 'c', 'name', '审核', 'dueAt', now()), now()
           FROM generate_series($3::int, $3 + $4::int - 1) i RETURNING id),
       o AS (INSERT INTO outbox (notification_id, channel, send_from) SELECT id, $2, now() FROM n)
     SELECT pg_notify('banjie_outbox', '')`,
    [round, channel, from, count, people, ROBOTS],
  );
}

/** Rows of a round that are in a delivery which was sent, and in how many deliveries they are. */
async function sentRows(
  { stack }: Bench,
  round: string,
): Promise<{ sent: number; items: number; deliveries: number }> {
  const { rows } = await stack.pool.query<{ sent: number; items: number; deliveries: number }>(
    `SELECT count(DISTINCT o.id) FILTER (WHERE d.state = 'SENT')::int AS sent, count(i.delivery_id)::int AS items,
            count(DISTINCT i.delivery_id)::int AS deliveries
       FROM notifications n JOIN outbox o ON o.notification_id = n.id
       LEFT JOIN delivery_items i ON i.outbox_id = o.id LEFT JOIN deliveries d ON d.id = i.delivery_id
      WHERE n.key LIKE $1`,
    [`${round}%`],
  );
  return rows[0] ?? { sent: 0, items: 0, deliveries: 0 };
}

/** Waits until every row was sent; anything lost or doubled ends the bench. */
async function arrived(
  bench: Bench,
  providers: StandIns,
  { round, channel }: Told,
  rows: number,
): Promise<number> {
  await until(
    `${rows} messages by ${channel}`,
    async () => (await sentRows(bench, round)).sent === rows,
    600_000,
    100,
  );
  const { items, deliveries } = await sentRows(bench, round);
  const [came, doubles] = [providers.inbox.of(channel).length, providers.inbox.doubles(channel)];
  // Clocks of other figures may write to the same robots meanwhile.
  if (items !== rows || came < deliveries || doubles !== 0)
    throw new Error(
      `${channel}: ${rows} rows, ${items} in deliveries, ${deliveries} deliveries, ${came} arrived, ${doubles} doubled`,
    );
  return deliveries;
}

const lastArrival = (providers: StandIns, channel: string): number =>
  Math.max(...providers.inbox.of(channel).map(({ at }) => at));

async function toPersons(
  bench: Bench,
  providers: StandIns,
  channel: 'mail' | 'sms',
  rows: number,
): Promise<void> {
  providers.inbox.clear();
  const told = { round: `${channel}:`, channel, from: 1, count: rows, people: rows };
  const pids = [(await bench.stack.worker()).pid, bench.stack.postgres.pid];
  const [begun, cpu] = [Date.now(), cpuMsOf(pids)];
  await announce(bench, told);
  await arrived(bench, providers, told, rows);
  const used = cpuMsOf(pids) - cpu;
  const times = providers.inbox.of(channel).map(({ at }) => at);
  const seconds = (lastArrival(providers, channel) - Math.min(...times)) / 1000;
  const { report } = bench;
  const what = { rows, by: channel };
  report.add({ bench: 'delivery-rate', ...what, ours: (rows - 1) / seconds, unit: 'messages per second' });
  report.add({
    bench: 'delivery-cpu',
    ...what,
    ours: used / rows,
    unit: 'ms of CPU of worker and PostgreSQL per message',
  });
  report.add({
    ...{ bench: 'delivery-last', ...what, ours: (lastArrival(providers, channel) - begun) / 1000 },
    unit: 'seconds from the rows to the last message',
  });
}

/** Rows that come in one after the other for a minute, to robots that take twenty messages a minute. */
async function toRobots(bench: Bench, providers: StandIns, rows: number, overMs: number): Promise<void> {
  providers.inbox.clear();
  const channel = 'wecom';
  const told = { round: 'wecom:', channel, count: 10, people: null };
  for (let from = 1; from <= rows; from += 10) {
    await announce(bench, { ...told, from });
    await sleep(overMs / (rows / 10));
  }
  const written = Date.now();
  const messages = await arrived(bench, providers, { ...told, from: 1 }, rows);
  const what = { rows, by: channel, robots: ROBOTS.length };
  bench.report.add({ bench: 'delivery-robots', ...what, ours: messages, unit: 'messages, none refused' });
  bench.report.add({
    bench: 'delivery-robots-busiest',
    ...what,
    ours: busiest(providers),
    unit: 'messages in a minute to one robot',
  });
  bench.report.add({
    ...{
      bench: 'delivery-robots-last',
      ...what,
      ours: Math.max(0, lastArrival(providers, channel) - written) / 1000,
    },
    unit: 'seconds from the last row to the last message',
  });
  if (providers.wecom.seen.length !== providers.inbox.of(channel).length)
    throw new Error('the provider refused messages');
}

/** The most that one robot got in any minute. */
function busiest({ inbox }: StandIns): number {
  const all = inbox.of('wecom');
  return Math.max(
    ...all.map(
      ({ to, at }) => all.filter((one) => one.to === to && one.at >= at && one.at < at + MINUTE_MS).length,
    ),
  );
}

async function digested(bench: Bench, providers: StandIns, rows: number, people: number): Promise<void> {
  providers.inbox.clear();
  const told = { round: 'digest:', channel: 'mail', from: 1, count: rows, people };
  const begun = Date.now();
  await announce(bench, told);
  const messages = await arrived(bench, providers, told, rows);
  const what = { rows, people };
  bench.report.add({
    bench: 'delivery-digest',
    ...what,
    ours: messages / people,
    unit: 'messages per person',
  });
  bench.report.add({
    ...{ bench: 'delivery-digest-last', ...what, ours: (lastArrival(providers, 'mail') - begun) / 1000 },
    unit: 'seconds from the rows to the last message',
  });
}
