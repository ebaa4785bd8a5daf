import type { Pool } from 'pg';
import { monthOf, monthsAfter } from '../../domain/figures/month';
import { instantOfEpochMs } from '../../domain/calendar/instant';
import { seedCases } from '../cases';
import { withClient } from '../../scripts/postgres/databases';
import { summary, type Load } from '../load';
import { COMMUNITIES, tokenOf } from '../people';
import type { Call, HttpLoad } from '../programs/http-client';
import { percentile } from '../statistics';
import type { Bench } from './context';

/** Limits that stopped at random within a year, of every community, each with a time used of its own. */
async function stopLimits(pool: Pool, ids: readonly string[], count: number): Promise<void> {
  await pool.query(
    `INSERT INTO clocks (case_id, clock_id, kind, stage_id, status, started_at, due_at, provisional, stopped_at, verdict,
       owner_role, owner_organisation_id, unit, used_net, used_gross)
     SELECT ($1::text[])[1 + i % $3], 'bench.' || i, 'stage', 'stage-' || i % 8, 'STOPPED', at - interval '9 days', at, false,
       at, CASE WHEN random() < 0.9 THEN 'ON_TIME' ELSE 'OVERDUE' END, 'officer', ($2::text[])[1 + i % $4], 'workday', used, used
       FROM (SELECT i, now() - random() * interval '360 days' AS at, floor(random() * 12) AS used
               FROM generate_series(1, $5::int) i) x`,
    [ids, COMMUNITIES, ids.length, COMMUNITIES.length, count],
  );
}

/** On-time figures of a whole city over a year; and the same when every month of it has to be made anew. */
export async function measureOnTime(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const [limits, cases, ms] = quick ? [1_000, 50, 300] : [100_000, 2_000, 3_000];
  await stack.stopWorker(); // nothing here waits for time
  const seeded = await seedCases(stack.pool, cases);
  const ids = seeded.map(({ id }) => id);
  await stopLimits(stack.pool, ids, limits);
  // As autovacuum does within a minute.
  await withClient(stack.postgres.url(), (client) => client.query('VACUUM ANALYZE clocks, cases'));
  const started = performance.now();
  const { rows } = await stack.pool.query<{ months: number }>('SELECT refresh_figures() AS months');
  const anew = performance.now() - started;
  report.add({ bench: 'figures-anew', limits, months: rows[0]?.months ?? 0, ours: anew, unit: 'ms' });
  await stack.api();
  const http = await stack.program('http-client');
  for (const [what, call] of Object.entries(questions(bench))) {
    const input: HttpLoad = { host: stack.host, port: stack.apiPort, ms, lanes: [[call]], again: true };
    await http.ask('load', { ...input, ms: ms / 3 });
    const load = (await http.ask('load', input)) as Load;
    const p95 = percentile(load.latenciesMs, 0.95);
    report.add({ bench: 'figures-p95', what, limits, p50: summary([load]).p50, ours: p95, unit: 'ms' });
  }
}

function questions({ stack }: Bench): Readonly<Record<string, Call>> {
  const city = tokenOf(stack.tokens, 'officer', 'zjg');
  const until = monthOf(instantOfEpochMs(Date.now()));
  const span = `from=${monthsAfter(until, -12)}&until=${until}`;
  const get = (path: string): Call => ({ method: 'GET', path: `/api/v1${path}`, token: city });
  return {
    'a city, every organisation by itself': get(`/figures/on-time?${span}`),
    'with everything below it': get(`/figures/on-time?${span}&reach=tree`),
    'by stage': get(`/figures/on-time?${span}&by=stage`),
    'one month': get(`/figures/on-time?from=${until}&until=${until}`),
    'the clocks behind the whole': get(`/figures/on-time/clocks?${span}`),
    'our own lateness, 30 days': get('/lateness?window=30d'),
  };
}
