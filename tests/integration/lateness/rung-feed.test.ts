import { createMetrics } from '../../../api/metrics';
import { createRungFeed } from '../../../api/lateness/rung-feed';
import { createPrisma, type PrismaClient } from '../../../prisma/client';
import { actorAt, makeWorld, openCase, type World } from '../../support/world';

let world: World;
let prisma: PrismaClient;
let caseId: string;
beforeEach(async () => {
  world = await makeWorld();
  prisma = createPrisma(world.database.url, { max: 2 });
  const by = actorAt('officer', 'daxin');
  ({ caseId } = await openCase(world, { programme: 'zhangjiagang', place: 'daxin', by, at: new Date().toISOString() })); // prettier-ignore
});
afterEach(async () => {
  await prisma.$disconnect();
  await world.close();
});

/** Rungs that were planned `ago` before they were recorded, which is now, and fired half-way. */
async function fire(
  first: number,
  last: number,
  ago = '10 seconds',
  recorded = 'clock_timestamp()',
): Promise<void> {
  await world.pool.query(
    `INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at, recorded_at)
     SELECT $1, 'c', 'r' || i, at - $4::interval, at - $4::interval / 2, at
       FROM generate_series($2::int, $3::int) i, (SELECT ${recorded} AS at) x`,
    [caseId, first, last, ago],
  );
  // The stored instant is rounded to milliseconds and may lie that little ahead.
  await world.pool.query('SELECT pg_sleep(0.01)');
}

function feeding(given: { simulation?: boolean; marginMs?: number } = {}) {
  const metrics = createMetrics();
  const options = { simulation: false, marginMs: 0, ...given };
  const feed = createRungFeed(prisma, metrics, options);
  const seen = async (): Promise<Record<string, { n: number; sum: number }>> => {
    await feed();
    const { values } = await metrics.rungLatenessSeconds.get();
    const of = (step: string, suffix: string): number =>
      values.find(({ metricName, labels }) => metricName?.endsWith(suffix) && labels.step === step)?.value ??
      0;
    const steps = ['fired', 'recorded', 'delivered', 'acknowledged'];
    const all = steps.map((step) => [step, { n: of(step, '_count'), sum: of(step, '_sum') }] as const);
    return Object.fromEntries(all.filter(([, { n }]) => n > 0));
  };
  return Object.assign(seen, { options });
}

it('counts each step of each rung once, as it comes, and nothing from before its first call', async () => {
  await fire(1, 3);
  const seen = feeding();
  expect(await seen()).toEqual({});
  await fire(4, 5);
  expect(await seen()).toEqual({ fired: { n: 2, sum: 10 }, recorded: { n: 2, sum: 10 } });
  expect(await seen()).toMatchObject({ fired: { n: 2 }, recorded: { n: 2 } });
  // Delivered long after it was recorded, also one that was fired before the first call.
  await world.pool.query(
    `UPDATE rungs SET delivered_at = clock_timestamp(), recorded_at = clock_timestamp() - interval '7 seconds'
      WHERE rung IN ('r1', 'r4')`,
  );
  await world.pool.query('SELECT pg_sleep(0.01)');
  expect(await seen()).toMatchObject({ fired: { n: 2 }, delivered: { n: 2, sum: 14 } });
  await world.pool.query(`UPDATE rungs SET acknowledged_at = clock_timestamp() WHERE rung = 'r4'`);
  await world.pool.query('SELECT pg_sleep(0.01)');
  const { acknowledged, delivered } = await seen();
  expect([acknowledged?.n, delivered?.n]).toEqual([1, 2]);
});

it('goes through thousands of one instant page by page, none twice and none left out', async () => {
  const seen = feeding();
  await seen();
  await fire(1, 12_000);
  expect(await seen()).toMatchObject({ fired: { n: 12_000 }, recorded: { n: 12_000 } });
});

it('stays behind now, so that a transaction that commits late is counted', async () => {
  const seen = feeding({ marginMs: 500 });
  await seen();
  const late = await world.pool.connect();
  await late.query('BEGIN');
  await late.query(
    `INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at, recorded_at)
     VALUES ($1, 'c', 'late', now(), now(), clock_timestamp())`,
    [caseId],
  );
  await fire(1, 1);
  expect(await seen()).toEqual({});
  await late.query('COMMIT');
  late.release();
  await world.pool.query('SELECT pg_sleep(0.6)');
  expect(await seen()).toMatchObject({ fired: { n: 2 } });
});

it('measures in a simulation only what is of one time', async () => {
  const seen = feeding({ simulation: true });
  await seen();
  await fire(1, 1, '1 hour');
  await world.pool.query(
    'UPDATE rungs SET delivered_at = clock_timestamp(), acknowledged_at = clock_timestamp()',
  );
  await world.pool.query('SELECT pg_sleep(0.01)');
  expect(await seen()).toEqual({ fired: { n: 1, sum: 1_800 } });
});

it('takes clocks that disagree for no lateness at all', async () => {
  const seen = feeding();
  await seen();
  await fire(1, 1, '-5 seconds');
  expect(await seen()).toEqual({ fired: { n: 1, sum: 0 }, recorded: { n: 1, sum: 0 } });
});

it('goes on when the clock is set back, and counts what the hours bring again only once', async () => {
  const seen = feeding();
  // So much ahead is the clock at first.
  seen.options.marginMs = -3_600_000;
  await seen();
  await fire(1, 3, '10 seconds', "clock_timestamp() + interval '1 hour'");
  expect(await seen()).toMatchObject({ fired: { n: 3 }, recorded: { n: 3 } });
  seen.options.marginMs = 0;
  await seen();
  await fire(4, 5);
  expect(await seen()).toMatchObject({ fired: { n: 5 }, recorded: { n: 5 } });
  // The hour has passed once more.
  seen.options.marginMs = -3_700_000;
  await fire(6, 6, '10 seconds', "clock_timestamp() + interval '61 minutes'");
  expect(await seen()).toMatchObject({ fired: { n: 6 }, recorded: { n: 6 } });
});

it.each([
  ['rungs_recorded_at_idx', 'recorded_at'],
  ['rungs_delivered', 'delivered_at'],
  ['rungs_acknowledged', 'acknowledged_at'],
])('finds what is new by the index %s', async (index, column) => {
  await fire(1, 5_000, '1 second', "clock_timestamp() - interval '90 days'");
  await world.pool.query(
    `UPDATE rungs SET delivered_at = recorded_at, acknowledged_at = recorded_at + interval '1 minute'`,
  );
  await fire(5_001, 5_020);
  await world.pool.query(
    `UPDATE rungs SET delivered_at = now(), acknowledged_at = now() WHERE delivered_at IS NULL`,
  );
  const owner = createPrisma(world.database.ownerUrl, { max: 1 });
  await owner.$executeRawUnsafe('ANALYZE rungs');
  await owner.$disconnect();
  const { rows } = await world.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT * FROM rungs r WHERE r.${column} >= now() - interval '1 hour' AND r.${column} < now()
       AND (r.${column}, concat_ws(' ', r.case_id, r.clock_id, r.rung)) > (now() - interval '1 hour', '')
     ORDER BY r.${column}, concat_ws(' ', r.case_id, r.clock_id, r.rung) LIMIT 5000`,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
});
