import { armingRate, seedCases } from '../cases';
import type { Bench } from './context';

const CLIENTS = 8;

/** How many cases per second the engine is told of, beside bare starts of a workflow with one timer. */
export async function measureArming(bench: Bench): Promise<void> {
  const { stack, report, quick, known } = bench;
  const count = quick ? 100 : 2_000;
  const bareCount = quick ? 50 : 400;
  await stack.program('bare-worker');
  const client = await stack.program('temporal-client');
  await stack.stopWorker();
  known.fresh.push(...(await seedCases(stack.pool, count)));
  const before = await bareStarts(client, bareCount);
  await stack.worker();
  const ours = await armingRate(stack.pool, 240_000);
  const after = await bareStarts(client, bareCount);
  known.armRate = ours;
  report.add({ bench: 'arming', cases: count, unit: 'cases per second', ours, bare: (before + after) / 2 });
}

async function bareStarts(
  client: { ask(task: string, input: unknown): Promise<unknown> },
  count: number,
): Promise<number> {
  return count / ((await client.ask('starts', { count, concurrency: CLIENTS })) as number);
}
