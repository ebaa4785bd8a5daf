import { setTimeout as sleep } from 'node:timers/promises';
import { countUnarmed, seedCases } from '../cases';
import { until } from '../child';
import { armSeconds, type Bench, calm } from './context';
import { lateMs } from './lateness';

/**
 * Limits that end at one instant, as limits do (end of the day, next morning): how long until the last one is
 * recorded, each case being its own workflow and armed beforehand. Beside it the same with every case recording
 * only its own, fewer of them because it takes so long.
 */
export async function measureInstant(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const [together, alone] = quick ? [60, 30] : [3_000, 500];
  await stack.stopWorker();
  await stack.worker({ alone: true });
  const each = await atOneInstant(bench, alone);
  await stack.stopWorker();
  await stack.worker();
  if (!quick) await calm(bench);
  const cooperative = await atOneInstant(bench, together);
  const unit = 'seconds until the last is recorded';
  report.add({ bench: 'one-instant', limits: together, p50: cooperative.p50, ours: cooperative.last, unit });
  report.add({
    ...{ bench: 'one-instant-rate', limits: together, ours: together / cooperative.last },
    ...{
      bare: alone / each.last,
      beside: `${alone} that record only their own`,
      unit: 'recorded per second',
    },
  });
}

async function atOneInstant(bench: Bench, count: number): Promise<{ last: number; p50: number }> {
  const { pool } = bench.stack;
  const due = Date.now() + armSeconds(bench, count) * 1000;
  const ids = (await seedCases(pool, count, () => due)).map(({ id }) => id);
  await until('every limit is armed', async () => (await countUnarmed(pool)) === 0, 240_000, 200);
  const spare = due - Date.now();
  if (spare < 0) bench.say(`one-instant: arming ended ${-spare} ms after the instant`);
  await sleep(Math.max(0, spare));
  await until(
    'every limit is recorded',
    async () => (await lateMs(bench, ids)).length >= count,
    240_000,
    250,
  );
  const late = (await lateMs(bench, ids)).sort((a, b) => a - b);
  return { last: (late.at(-1) ?? 0) / 1000, p50: (late[Math.floor(late.length / 2)] ?? 0) / 1000 };
}
