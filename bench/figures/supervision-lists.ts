import { instantOfEpochMs } from '../../domain/calendar/instant';
import { monthOf, monthsAfter } from '../../domain/figures/month';
import { createLedger } from '../../ledger/ledger';
import { withClient } from '../../scripts/postgres/databases';
import { ensureCity } from '../city';
import { ensureMilestones } from '../milestones';
import { COMMUNITIES, tokenOf } from '../people';
import { readOver } from '../reading';
import type { Bench } from './context';

/** The last bulletin, as published in each of twenty years: a page of the list reads thirty of them. */
const YEARS_OF_BULLETINS = `
  INSERT INTO bulletins (id, programme_code, organisation_id, org_path, month, status, year, number, content, parts, built_at,
    published_at)
  SELECT 'bench-' || m::date, programme_code, organisation_id, org_path, to_char(m, 'YYYY-MM'), 'PUBLISHED',
         extract(year FROM m)::int, extract(month FROM m)::int, content, parts, built_at, now()
    FROM bulletins, generate_series(date_trunc('month', now()) - interval '20 years', date_trunc('month', now()) - interval '2 months',
           interval '1 month') m
   WHERE id = $1 ON CONFLICT DO NOTHING`;

/** What supervisors look at all day, one reader at a time, in a city with a million cases and a year of findings. */
export async function measureSupervisionLists(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const size = quick ? { open: 400, closed: 1_000 } : { open: 100_000, closed: 900_000 };
  const ms = quick ? 300 : 2_000;
  await stack.stopWorker(); // nothing here waits for time
  await ensureCity(bench, COMMUNITIES, size);
  await ensureMilestones(bench);
  const counts = await seedBulletins(bench);
  await stack.api();
  const http = await stack.program('http-client');
  const token = tokenOf(stack.tokens, 'officer', 'zjg');
  for (const path of PATHS) {
    const call = { method: 'GET', path: `/api/v1${path}`, token } as const;
    const { p50, p95: ours } = await readOver(stack, http, call, ms);
    report.add({
      ...{ bench: 'supervision-p95', path, ...counts, p50, ours, unit: 'ms' },
    });
  }
}

const PATHS = [
  '/findings',
  '/findings?status=all',
  '/findings?overdue=true&age=longer',
  '/findings?kind=other&source=inspection',
  '/findings?organisationId=zjg-daxin',
  '/findings/counts',
  '/findings/counts?status=all',
  '/inspections/plan',
  '/inspections',
  '/bulletins',
  '/bulletins/counts',
  '/spot-checks?underWay=true',
];

async function seedBulletins({ stack }: Bench): Promise<object> {
  const now = instantOfEpochMs(Date.now());
  const { id } = await createLedger(stack.pool).bulletins.build({
    ...{ programme: 'zhangjiagang', organisationId: 'zjg', month: monthsAfter(monthOf(now), -1) },
    ...{ again: false, by: null, now },
  });
  await withClient(stack.postgres.url(), (client) => client.query(YEARS_OF_BULLETINS, [id]));
  const { rows } = await stack.pool.query<{ findings: number; visits: number; bulletins: number }>(
    `SELECT (SELECT count(*)::int FROM findings) AS findings, (SELECT count(*)::int FROM bulletins) AS bulletins,
            (SELECT count(*)::int FROM clocks WHERE kind = 'inspection' AND stopped_at IS NULL) AS visits`,
  );
  return rows[0] ?? {};
}
