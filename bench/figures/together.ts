import { setTimeout as sleep } from 'node:timers/promises';
import { civilDateOf, instantOfEpochMs } from '../../domain/calendar/instant';
import { startStandIns, type StandIns } from '../../tests/support/channels/start';
import { countUnarmed, seedCases } from '../cases';
import { until } from '../child';
import { armSeconds, calm, type Bench } from './context';

const CITY = 'zjg';
const MOST_MS = 600_000;

/**
 * Limits of many cases that end in one second, with their ladders: each end is recorded, owner, head and bureau are told,
 * and what is told to one person at once leaves as one mail. From the end of the limits to the last mail, nothing lost and
 * nothing doubled.
 */
export function measureTogether(bench: Bench): Promise<void> {
  const count = bench.quick ? 100 : 5_000;
  return measureDigests(bench, { name: 'together', count, rung: 'overdue', reminded: true });
}

interface Digests {
  readonly name: string;
  readonly count: number;
  readonly rung: string;
  readonly reminded: true | 'inspection';
}

/** Limits of many cases that one rung tells of in one moment. */
export async function measureDigests(bench: Bench, digests: Digests): Promise<void> {
  const { stack, report, quick } = bench;
  const { name, count, rung, reminded } = digests;
  const providers = await startStandIns();
  await stack.stopWorker();
  await workNow(bench);
  try {
    await giveAddresses(bench);
    await stack.worker({ env: providers.environment });
    if (!quick) await calm(bench);
    const due = Date.now() + armSeconds(bench, count) * 1000;
    const ids = (await seedCases(stack.pool, count, () => due, reminded)).map(({ id }) => id);
    await until('every limit is armed', async () => (await countUnarmed(stack.pool)) === 0, MOST_MS, 200);
    providers.inbox.clear();
    await sleep(Math.max(0, due - Date.now()));
    const { rows, people, recorded } = await announced(bench, { ids, rung }, due);
    const { mails, last } = await arrived(bench, providers, { ids, rung }, rows);
    const what = { clocks: count, messages: rows, people };
    report.add({
      bench: `${name}-recorded`,
      ...what,
      ours: recorded,
      unit: 'seconds until the last is recorded',
    });
    report.add({ bench: `${name}-digest`, ...what, ours: mails / people, unit: 'mails per person' });
    report.add({
      ...{ bench: `${name}-last`, ...what, ours: (last - due) / 1000 },
      unit: 'seconds from the end of the limits to the last mail',
    });
  } finally {
    await stack.stopWorker();
    await providers.stop();
    await workAsUsual(bench);
  }
}

/** Whatever day and hour it is, the city works: messages for staff wait for working time. */
async function workNow({ stack }: Bench): Promise<void> {
  const today = Date.now();
  const days = [0, 1].map((day) => civilDateOf(instantOfEpochMs(today + day * 86_400_000)));
  await stack.pool.query(
    `WITH h AS (UPDATE organisations SET working_hours = '[{"from":"00:00","to":"24:00"}]' WHERE id = $1)
     INSERT INTO local_closures (id, organisation_id, date, kind, name, source, entered_by, entered_at)
       SELECT 'bench-' || day, $1, day, 'OPEN', 'bench', 'bench', 'bench', now() FROM unnest($2::text[]) day
       ON CONFLICT DO NOTHING`,
    [CITY, days],
  );
}

async function workAsUsual({ stack }: Bench): Promise<void> {
  await stack.pool.query(
    `WITH h AS (UPDATE organisations SET working_hours = NULL WHERE id = $1)
     UPDATE local_closures SET cancelled_at = now(), cancelled_by = 'bench' WHERE id LIKE 'bench-%'`,
    [CITY],
  );
}

async function giveAddresses({ stack }: Bench): Promise<void> {
  await stack.pool.query(
    `INSERT INTO contacts (person_id, email) SELECT DISTINCT person_id, person_id || '@street.example.cn' FROM posts
     ON CONFLICT (person_id) DO UPDATE SET email = EXCLUDED.email`,
  );
}

interface Which {
  readonly ids: readonly string[];
  readonly rung: string;
}

interface Announced {
  readonly rows: number;
  readonly people: number;
  readonly recorded: number;
}

/** Waits until the end of every limit is in the ledger; answers how many mails-to-be it made, and for how many people. */
async function announced({ stack }: Bench, { ids, rung }: Which, due: number): Promise<Announced> {
  const fired = async (): Promise<{ n: number; last: Date | null }> => {
    const { rows } = await stack.pool.query<{ n: number; last: Date | null }>(
      `SELECT count(*)::int AS n, max(recorded_at) AS last FROM rungs WHERE case_id = ANY($1) AND rung = $2`,
      [ids, rung],
    );
    return rows[0] ?? { n: 0, last: null };
  };
  await until('every limit is recorded', async () => (await fired()).n === ids.length, MOST_MS, 250);
  const { last } = await fired();
  const { rows } = await stack.pool.query<{ rows: number; people: number }>(
    `SELECT count(DISTINCT o.id)::int AS rows, count(DISTINCT p.person_id)::int AS people
       FROM notifications n JOIN outbox o ON o.notification_id = n.id AND o.channel = 'mail'
       JOIN posts p ON p.role = n.role AND p.organisation_id = n.organisation_id
      WHERE n.case_id = ANY($1) AND n.rung = $2`,
    [ids, rung],
  );
  const found = rows[0] ?? { rows: 0, people: 0 };
  return { ...found, recorded: ((last?.getTime() ?? 0) - due) / 1000 };
}

/** Waits until every row has left in a mail; anything lost or doubled ends the bench. */
async function arrived(
  { stack }: Bench,
  { inbox }: StandIns,
  { ids, rung }: Which,
  rows: number,
): Promise<{ mails: number; last: number }> {
  const sent = async (): Promise<{ rows: number; mails: number }> => {
    const { rows: found } = await stack.pool.query<{ rows: number; mails: number }>(
      `SELECT count(DISTINCT o.id)::int AS rows, count(DISTINCT d.id)::int AS mails
         FROM notifications n JOIN outbox o ON o.notification_id = n.id AND o.channel = 'mail'
         JOIN delivery_items i ON i.outbox_id = o.id JOIN deliveries d ON d.id = i.delivery_id AND d.state = 'SENT'
        WHERE n.case_id = ANY($1) AND n.rung = $2`,
      [ids, rung],
    );
    return found[0] ?? { rows: 0, mails: 0 };
  };
  await until('every message has left', async () => (await sent()).rows === rows, MOST_MS, 250);
  const { mails } = await sent();
  const came = inbox.of('mail');
  if (came.length < mails || inbox.doubles('mail') !== 0)
    throw new Error(`${mails} mails left, ${came.length} arrived, ${inbox.doubles('mail')} doubled`);
  return { mails, last: Math.max(...came.map(({ at }) => at)) };
}
