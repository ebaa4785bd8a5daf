import { randomUUID } from 'node:crypto';
import { addMs, DAY_MS, type Instant } from '../../domain/calendar/instant';
import type { Actor } from '../../domain/actor';
import { createLedger } from '../../ledger/ledger';
import { command } from '../support/world';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let operator: string;
let officer: Actor;
beforeEach(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  ({ token: operator } = await addPerson(api.prisma, {
    posts: [{ role: 'operator', organisationId: 'zjg' }],
  }));
  const post = { role: 'officer', organisationId: 'tanglian' } as const;
  const { id } = await addPerson(api.prisma, { posts: [post] });
  const place = { level: 'COMMUNITY', orgPath: '/zjg/yangshe/tanglian/' } as const;
  officer = { personId: id, displayName: '经办人甲', via: 'token', posts: [{ ...post, ...place }] };
  // The histograms begin with the first scrape.
  await scrape();
});
afterEach(() => api.stop());

const now = (): Instant => new Date().toISOString();
const scrape = async () => (await ask(api.url, 'GET', '/metrics')).text;

/** A case of forty days ago that nobody took care of, brought up to date. */
async function oldCase(quiet: boolean): Promise<string> {
  const ledger = createLedger(api.pool);
  const { caseId } = await ledger.open({
    ...{ programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚翻修', organisationId: 'tanglian' },
    ...{ suggestions: [], submit: true, actor: officer, now: addMs(now(), -40 * DAY_MS) },
    ...{ key: randomUUID(), quiet },
  });
  await ledger.enforce({ caseId, now: now(), ownCaseOnly: true, budgetMs: 0, quiet });
  return caseId;
}

/** How much lateness of ours every reader of it tells of. */
async function told() {
  const { body } = await ask(api.url, 'GET', '/api/v1/lateness', { token: operator });
  const { body: ready } = await ask(api.url, 'GET', '/readyz');
  const steps = body['steps'] as { step: string; seconds: { count: number } }[];
  // The histograms stay two seconds behind, and of what people do half a minute.
  await api.pool.query('SELECT pg_sleep(2.1)');
  const text = await scrape();
  const metric = (name: string): number =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))].reduce(
      (n, [, v]) => n + Number(v),
      0,
    );
  return {
    rungs: steps.map(({ step, seconds: { count } }) => [step, count]),
    overdue: (body['overdue'] as { seconds: { count: number } }).seconds.count,
    slowest: (body['slowest'] as unknown[]).length,
    slowestOverdue: (body['slowestOverdue'] as unknown[]).length,
    alerts: (body['alerts'] as { kind: string }[]).map(({ kind }) => kind).sort(),
    warnings: (ready['warnings'] as unknown[]).length,
    gauge: metric('banjie_lateness_over_tolerance'),
    clocks: metric('banjie_clock_lateness_seconds_count'),
    counted: metric('banjie_rung_lateness_seconds_count'),
  };
}

const NOTHING = {
  ...{ overdue: 0, slowest: 0, slowestOverdue: 0, alerts: [], warnings: 0, gauge: 0, clocks: 0, counted: 0 },
  rungs: ['fired', 'recorded', 'delivered', 'acknowledged'].map((step) => [step, 0]),
};

describe('an old case that is overdue', () => {
  it('is no lateness of ours when it is imported', async () => {
    const caseId = await oldCase(true);
    expect(await told()).toEqual(NOTHING);
    const { rows } = await api.pool.query<{ rungs: number; overdue: number }>(
      `SELECT (SELECT count(*)::int FROM rungs WHERE case_id = $1) AS rungs,
              (SELECT count(*)::int FROM clocks WHERE case_id = $1 AND overdue_at IS NOT NULL) AS overdue`,
      [caseId],
    );
    expect(rows[0]?.rungs).toBeGreaterThan(4);
    expect(rows[0]?.overdue).toBe(1);
  });

  it('nor when people go on with it afterwards, and its limit stops', async () => {
    const caseId = await oldCase(true);
    for (const given of [
      command('acknowledge', { clockId: 'stage.accept.1' }),
      command('accept', { duplicatesChecked: true, estimateFen: 8_000_000 }),
    ])
      await api.deps.ledger.append({ caseId, command: given, actor: officer, now: now(), key: randomUUID() });
    expect(await told()).toEqual(NOTHING);
    const { rows } = await api.pool.query('SELECT verdict FROM clocks WHERE case_id = $1 AND verdict IS NOT NULL', [caseId]); // prettier-ignore
    expect(rows).toEqual([{ verdict: 'OVERDUE' }]);
  });

  it('is ours when it was here all the time and nobody looked', async () => {
    await oldCase(false);
    const found = await told();
    expect(found).toMatchObject({ overdue: 1, slowestOverdue: 1, alerts: ['overdue', 'rungs'], clocks: 1 });
    expect(found.rungs[0]?.[1]).toBeGreaterThan(4);
    expect(found.counted).toBeGreaterThan(4);
    expect([found.slowest > 4, found.warnings > 0, found.gauge > 4]).toEqual([true, true, true]);
  });
});
