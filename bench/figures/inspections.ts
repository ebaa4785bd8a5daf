import { summary, type Load } from '../load';
import { tokenOf } from '../people';
import type { HttpLoad } from '../programs/http-client';
import { percentile } from '../statistics';
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
    const input: HttpLoad = { host: stack.host, port: stack.apiPort, ms, lanes: [[call]], again: true };
    await http.ask('load', { ...input, ms: ms / 3 });
    const load = (await http.ask('load', input)) as Load;
    const p95 = percentile(load.latenciesMs, 0.95);
    report.add({
      bench: 'inspections-p95',
      path,
      due: count,
      p50: summary([load]).p50,
      ours: p95,
      unit: 'ms',
    });
  }
}
