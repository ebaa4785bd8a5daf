import { tokenOf } from '../people';
import { readOver } from '../reading';
import type { Bench } from './context';
import { measureDigests } from './together';

/** Inspections that are due on one day: in the morning every inspector is told of all of theirs at once; and how they are planned. */
export async function measureInspections(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const [count, ms] = quick ? [100, 300] : [10_000, 2_000];
  await measureDigests(bench, { name: 'inspections', count, rung: 'last-day', reminded: 'inspection' });
  await stack.api();
  const http = await stack.program('http-client');
  const token = tokenOf(stack.tokens, 'officer', 'zjg');
  for (const path of ['/inspections/plan', '/inspections']) {
    const call = { method: 'GET', path: `/api/v1${path}`, token } as const;
    const { p50, p95: ours } = await readOver(stack, http, call, ms);
    report.add({
      bench: 'inspections-p95',
      path,
      due: count,
      p50,
      ours,
      unit: 'ms',
    });
  }
}
