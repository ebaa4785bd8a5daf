import { instantOfEpochMs } from '../../domain/calendar/instant';
import { seedCases } from '../cases';
import { tokenOf } from '../people';
import type { Call } from '../programs/http-client';
import { readOver } from '../reading';
import type { Bench } from './context';

const DAY_MS = 86_400_000;

/** What people look at all day, one reader at a time, with many cases in the tables. */
export async function measureLists(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const [wanted, ms] = quick ? [400, 300] : [20_000, 3_000];
  await stack.stopWorker(); // nothing here waits for time, and the cases below need not be armed
  const { rows } = await stack.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM cases');
  const missing = Math.max(0, wanted - (rows[0]?.n ?? 0));
  const now = Date.now();
  await seedCases(stack.pool, missing, (i) => now + ((i % 40) - 10) * DAY_MS);
  await stack.pool.query('ANALYZE cases').catch(() => undefined); // the owner's right; autovacuum does it too
  await stack.api();
  const http = await stack.program('http-client');
  for (const [what, call] of Object.entries(lists(bench, now))) {
    const { p50, p95: ours } = await readOver(stack, http, call, ms);
    report.add({ bench: 'list-p95', what, cases: wanted, p50, ours, unit: 'ms' });
  }
}

function lists({ stack }: Bench, now: number): Readonly<Record<string, Call>> {
  const city = tokenOf(stack.tokens, 'officer', 'zjg');
  const community = tokenOf(stack.tokens, 'officer', 'daxin');
  const get = (token: string, path: string): Call => ({ method: 'GET', path: `/api/v1${path}`, token });
  const week = encodeURIComponent(instantOfEpochMs(now + 7 * DAY_MS));
  return {
    'all cases of the city, newest first': get(city, '/cases'),
    'overdue in the city': get(city, '/cases?overdue=true'),
    'due within a week in the city': get(city, `/cases?dueBefore=${week}`),
    'cases of one community': get(community, '/cases?open=true'),
    'by words of the title': get(city, `/cases?text=${encodeURIComponent('自行车棚')}`),
    'what I must do (a community officer)': get(community, '/duties'),
    'messages to me (a community officer)': get(community, '/notifications'),
  };
}
