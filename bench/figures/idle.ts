import { setTimeout as sleep } from 'node:timers/promises';
import { armingRate, seedCases } from '../cases';
import { type Usage, usageOf } from '../processes';
import { type Bench, calm } from './context';

/** No longer than this for arming: on a busy machine there are fewer cases, and the figure says how many. */
const ARM_SECONDS = 150;

/** What every part uses while nothing happens, with many open cases that each wait in a workflow of their own. */
export async function measureIdle(bench: Bench): Promise<void> {
  const { stack, report, quick, known } = bench;
  const [wanted, seconds] = quick ? [200, 3] : [10_000, 30];
  const [api, worker] = [await stack.api(), await stack.worker()];
  const missing = Math.max(0, wanted - (await openCases(bench)));
  const possible = Math.min(missing, Math.floor((known.armRate ?? 40) * ARM_SECONDS));
  await seedCases(stack.pool, possible);
  known.armRate = (await armingRate(stack.pool, 400_000)) || known.armRate;
  if (!quick) await calm(bench);
  const parts = [
    ['api', api.pid],
    ['worker', worker.pid],
    ['engine', stack.engine.pid ?? 0],
    ['postgres', stack.postgres.pid],
  ] as const;
  const before = parts.map(([, pid]) => usageOf(pid));
  const started = performance.now();
  await sleep(seconds * 1000);
  const elapsed = (performance.now() - started) / 1000;
  const cases = await openCases(bench);
  parts.forEach(([part, pid], i) => {
    const [then, now]: [Usage | null | undefined, Usage | null] = [before[i], usageOf(pid)];
    if (!then || !now) throw new Error('The bench can read what processes use on Linux only.');
    const cpu = (now.cpuMs - then.cpuMs) / elapsed;
    report.add({ bench: 'idle-cpu', part, cases, ours: cpu, unit: 'ms of CPU per second' });
    report.add({ bench: 'idle-memory', part, cases, ours: now.memoryMib, unit: 'MiB' });
  });
}

async function openCases({ stack }: Bench): Promise<number> {
  const { rows } = await stack.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM cases WHERE ended_at IS NULL AND has_workflow',
  );
  return rows[0]?.n ?? 0;
}
