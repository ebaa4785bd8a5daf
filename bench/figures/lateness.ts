import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { countUnarmed, seedCases } from '../cases';
import { withClient } from '../../scripts/postgres/databases';
import { BARE_DATABASE } from '../bare/tables';
import { until } from '../child';
import { percentile } from '../statistics';
import { armSeconds, type Bench } from './context';

/** The instants of a round, in milliseconds since the epoch, at random within a window that begins after the arming. */
function randomDues(count: number, spreadMs: number, leadSeconds: number): number[] {
  const from = Date.now() + leadSeconds * 1000;
  return Array.from({ length: count }, () => from + randomInt(spreadMs));
}

/**
 * From the due instant of a limit to the moment its overdue was written, beside bare Temporal timers with one INSERT:
 * the same number at random in the same time, one after the other and in turns.
 */
export async function measureLateness(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const [count, spreadMs, rounds] = quick ? [30, 3_000, 1] : [300, 20_000, 1];
  await stack.worker();
  await stack.program('bare-worker');
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(...(await bareRound(bench, count, spreadMs)));
    ours.push(...(await ourRound(bench, count, spreadMs)));
  }
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['max', 1],
  ] as const) {
    const figures = { ours: percentile(ours, share), bare: percentile(bare, share) };
    report.add({ bench: `lateness-${name}`, limits: ours.length, ...figures, unit: 'ms' });
  }
}

async function bareRound({ stack }: Bench, count: number, spreadMs: number): Promise<number[]> {
  const dues = randomDues(count, spreadMs, count / 40 + 3);
  const url = stack.postgres.url(BARE_DATABASE);
  await (await stack.program('temporal-client')).ask('timers', { dues, concurrency: 8 });
  const since = new Date(Math.min(...dues)).toISOString();
  const read = (): Promise<number[]> =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ late: number }>(
        'SELECT extract(epoch FROM recorded - due)::float8 * 1000 AS late FROM bare_records WHERE due >= $1',
        [since],
      );
      return rows.map(({ late }) => late);
    });
  await sleep(Math.max(0, Math.max(...dues) - Date.now()));
  await until('every bare timer is recorded', async () => (await read()).length >= count, 120_000, 500);
  return read();
}

async function ourRound(bench: Bench, count: number, spreadMs: number): Promise<number[]> {
  const { pool } = bench.stack;
  const dues = randomDues(count, spreadMs, armSeconds(bench, count));
  const cases = await seedCases(pool, count, (index) => dues[index] ?? 0);
  await until('every limit is armed', async () => (await countUnarmed(pool)) === 0, 60_000);
  if (Date.now() > Math.min(...dues))
    bench.say('lateness: arming took longer than expected; the first limits are late by it');
  await sleep(Math.max(0, Math.max(...dues) - Date.now()));
  const ids = cases.map(({ id }) => id);
  await until(
    'every limit is recorded',
    async () => (await lateMs(bench, ids)).length >= count,
    120_000,
    500,
  );
  return lateMs(bench, ids);
}

/** Milliseconds from due to recorded, of those of these cases that are recorded. */
export async function lateMs({ stack }: Bench, ids: readonly string[]): Promise<number[]> {
  const { rows } = await stack.pool.query<{ late: number }>(
    `SELECT extract(epoch FROM overdue_recorded_at - due_at)::float8 * 1000 AS late FROM clocks
     WHERE case_id = ANY($1) AND overdue_recorded_at IS NOT NULL`,
    [ids],
  );
  return rows.map(({ late }) => late);
}
