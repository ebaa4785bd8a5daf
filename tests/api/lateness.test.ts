import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { createApiClient } from '../../cli/api-client';
import { registerLateness } from '../../cli/lateness';
import type { Role } from '../../domain/roles';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let operator: string;
/** Case ids by the place they were opened at. */
const caseAt: Record<string, string> = {};

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  const path = '/cc/shuangde/qianjin/';
  const qianjin = { id: 'qianjin', parentId: 'shuangde', name: '前进社区', level: 'COMMUNITY', path };
  await api.prisma.organisation.create({ data: qianjin });
  await plantRules(api.prisma, api.pool);
  operator = await tokenOf('operator', 'zjg');
  for (const place of ['tanglian', 'qianjin']) caseAt[place] = await openCase(place);
});
afterAll(() => api.stop());
afterEach(async () => {
  await api.pool.query('DELETE FROM outbox');
  await api.pool.query('DELETE FROM notifications');
  await api.pool.query('DELETE FROM rungs');
  await api.pool.query('UPDATE clocks SET overdue_at = NULL, overdue_recorded_at = NULL');
});

const tokenOf = async (role: Role, organisationId: string): Promise<string> =>
  (await addPerson(api.prisma, { posts: [{ role, organisationId }] })).token;

async function openCase(organisationId: string): Promise<string> {
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token: await tokenOf('officer', organisationId),
    body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚翻修', organisationId },
    headers: { 'idempotency-key': randomUUID() },
  });
  if (opened.status !== 201) throw new Error(`no case: ${opened.text}`);
  return String(opened.body['caseId']);
}

interface Rung {
  caseId?: string;
  rung?: string;
  /** Seconds before now at which it was recorded. */
  ago?: number;
  fired?: number;
  recorded?: number;
  delivered?: number | null;
  acknowledged?: number | null;
}

/** A rung whose steps took so many seconds; delivered and acknowledged count from the step before. */
async function rung(given: Rung = {}): Promise<void> {
  const { caseId = caseAt['tanglian'], rung: id = randomUUID(), ago = 60 } = given;
  const { fired = 0, recorded = 0, delivered = null, acknowledged = null } = given;
  await api.pool.query(
    `INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at, recorded_at, delivered_at, acknowledged_at)
     SELECT $1, 'stage.accept.1', $2, at - ($4::float8 + $5::float8) * s, at - $5::float8 * s, at, at + $6::float8 * s,
            at + (coalesce($6::float8, 0) + $7::float8) * s
       FROM (SELECT now() - $3::float8 * interval '1 second' AS at, interval '1 second' AS s) x`,
    [caseId, id, ago, fired, recorded, delivered, acknowledged],
  );
}

const show = (query = '', token = operator): Promise<Answer> =>
  ask(api.url, 'GET', `/api/v1/lateness${query}`, { token });
const step = ({ body }: Answer, name: string): Record<string, unknown> | null => {
  const steps = body['steps'] as { step: string; seconds: Record<string, unknown> | null }[];
  return steps.find((one) => one.step === name)?.seconds ?? null;
};

describe('who may see it', () => {
  it.each([
    ['operator', 'yangshe', 200],
    ['officer', 'zjg', 200],
    ['leader', 'zjg', 200],
    ['officer', 'yangshe', 403],
    ['leader', 'tanglian', 403],
    ['auditor', 'zjg', 403],
    ['admin', 'zjg', 403],
  ] as const)('%s at %s: %d', async (role, place, status) => {
    expect((await show('', await tokenOf(role, place))).status).toBe(status);
  });

  it('names only cases of the places that the caller covers, and no person', async () => {
    await rung({ fired: 10 });
    await rung({ fired: 20, caseId: caseAt['qianjin']! });
    const cases = async (token: string) => {
      const { body } = await show('', token);
      return (body['slowest'] as { caseId: string }[]).map(({ caseId }) => caseId);
    };
    const posts = ['zjg', 'cc'].map((organisationId) => ({ role: 'operator' as const, organisationId }));
    const everywhere = (await addPerson(api.prisma, { posts })).token;
    expect(await cases(operator)).toEqual([caseAt['tanglian']]);
    expect(await cases(await tokenOf('leader', 'cc'))).toEqual([caseAt['qianjin']]);
    expect(await cases(everywhere)).toEqual([caseAt['qianjin'], caseAt['tanglian']]);
    const { text } = await show('', everywhere);
    expect(text).not.toContain('车棚');
    expect(text).not.toMatch(/person|displayName|acknowledgedBy/i);
  });
});

describe('every step', () => {
  it('has nearest-rank percentiles of its own, in seconds', async () => {
    for (let i = 1; i <= 100; i += 1)
      await rung({ fired: i, recorded: 2 * i, delivered: 3 * i, acknowledged: 4 * i });
    const answer = await show();
    const spread = (by: number, buckets: number[]) => ({
      count: 100,
      p50: 50 * by,
      p95: 95 * by,
      p99: 99 * by,
      max: 100 * by,
      skewed: 0,
      buckets,
    });
    expect(answer.body['bounds']).toEqual([1, 5, 30, 60, 300, 1_800]);
    expect(step(answer, 'fired')).toEqual(spread(1, [1, 4, 25, 30, 40, 0, 0]));
    expect(step(answer, 'recorded')).toEqual(spread(2, [0, 2, 13, 15, 70, 0, 0]));
    expect(step(answer, 'delivered')).toEqual(spread(3, [0, 1, 9, 10, 80, 0, 0]));
    expect(step(answer, 'acknowledged')).toEqual(spread(4, [0, 1, 6, 8, 60, 25, 0]));
  });

  it('counts only what has come so far; acknowledged without a channel counts from the record', async () => {
    await rung({ fired: 1 });
    await rung({ fired: 1, acknowledged: 30 });
    const answer = await show();
    expect(step(answer, 'fired')).toMatchObject({ count: 2 });
    expect(step(answer, 'delivered')).toEqual({
      count: 0,
      p50: null,
      p95: null,
      buckets: [0, 0, 0, 0, 0, 0, 0],
      p99: null,
      max: null,
      skewed: 0,
    });
    expect(step(answer, 'acknowledged')).toMatchObject({ count: 1, max: 30 });
  });

  it('says when the clocks of two machines disagree, and takes it for no lateness', async () => {
    await rung({ fired: 4, recorded: -3 });
    expect(step(await show(), 'recorded')).toMatchObject({ count: 1, max: 0, skewed: 1 });
  });

  it.each([
    ['1h', 1],
    ['24h', 2],
    ['7d', 3],
    ['30d', 4],
  ])('looks back %s', async (window, n) => {
    for (const hours of [0.5, 12, 100, 500, 1_000]) await rung({ ago: hours * 3_600, fired: 1 });
    const answer = await show(`?window=${window}`);
    expect(answer.body).toMatchObject({ window });
    expect(step(answer, 'fired')).toMatchObject({ count: n });
  });

  it('refuses a window that there is none of', async () => {
    expect(await show('?window=2h')).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });
});

it('lists the twenty that people were told of latest, with their cases', async () => {
  for (let i = 1; i <= 25; i += 1) await rung({ rung: `r${i}`, fired: i, delivered: i === 3 ? 500 : null });
  const { body } = await show();
  const slowest = body['slowest'] as { rung: string; seconds: number; number: string }[];
  expect(slowest.map((one) => one.rung).slice(0, 3)).toEqual(['r3', 'r25', 'r24']);
  expect(slowest).toHaveLength(20);
  const { number } = await api.prisma.caseRow.findUniqueOrThrow({ where: { id: caseAt['tanglian']! } });
  expect(slowest[0]).toMatchObject({ number, seconds: 503 });
});

/** A limit whose overdue was written so many seconds after it had ended. */
async function overdue(late: number): Promise<void> {
  await api.pool.query(
    `UPDATE clocks SET overdue_at = now() - ($2::float8 + 60) * interval '1 second', overdue_recorded_at = now() - interval '60 seconds'
      WHERE (case_id, clock_id) IN (SELECT case_id, clock_id FROM clocks WHERE case_id = $1 LIMIT 1)`,
    [caseAt['tanglian'], late],
  );
}

it('measures overdue from the due instant to its record, and lists the latest', async () => {
  await overdue(7);
  const { body } = await show();
  expect(body['overdue']).toMatchObject({ seconds: { count: 1, p50: 7, max: 7 } });
  expect(body['slowestOverdue']).toMatchObject([{ rung: null, seconds: 7, firedAt: null }]);
});

describe('what is later than its programme tolerates', () => {
  const alerts = async () =>
    ((await show()).body['alerts'] as Record<string, unknown>[]).map(({ words: _, ...rest }) => rest);
  const gauge = async (): Promise<number> => {
    const { text } = await ask(api.url, 'GET', '/metrics');
    const found = /^banjie_lateness_over_tolerance\{programme="zhangjiagang"\} (\S+)$/m.exec(text);
    return Number(found?.[1] ?? Number.NaN);
  };
  const warnings = async () => {
    const { status, body } = await ask(api.url, 'GET', '/readyz');
    expect(status).toBe(200);
    return body['warnings'] as { code: string; alert: { kind: string; over: number } }[];
  };

  it('is told everywhere while it is so, and nowhere afterwards; we stay ready', async () => {
    await rung({ fired: 300 });
    expect([await alerts(), await gauge(), await warnings()]).toEqual([[], 0, []]);
    await rung({ fired: 200, delivered: 101 });
    await rung({ fired: 900 });
    const found = {
      kind: 'rungs',
      programme: 'zhangjiagang',
      toleranceSeconds: 300,
      over: 2,
      worstSeconds: 900,
    };
    expect(await alerts()).toEqual([found]);
    expect(await gauge()).toBe(2);
    expect(await warnings()).toMatchObject([{ code: 'lateness-over-tolerance', alert: found }]);
    await api.pool.query(
      `UPDATE rungs SET recorded_at = recorded_at - interval '2 hours', planned_at = planned_at - interval '2 hours'`,
    );
    expect(await gauge()).toBe(0);
    expect(await warnings()).toEqual([]);
    expect(await alerts()).toMatchObject([{ over: 2 }]);
  });

  it('takes an overdue that was recorded late as well', async () => {
    await overdue(301);
    expect(await alerts()).toEqual([
      { kind: 'overdue', programme: 'zhangjiagang', toleranceSeconds: 300, over: 1, worstSeconds: 301 },
    ]);
  });

  it('goes by what the version of the case tolerates', async () => {
    const version = await api.prisma.programmeVersion.findFirstOrThrow({ where: { code: 'zhangjiagang' } });
    const definition = { ...(version.definition as object), 'lateness-tolerance': 20 };
    const strict = { ...version, id: randomUUID(), version: 2, definition, sources: {} };
    await api.prisma.programmeVersion.create({ data: strict });
    await rung({ fired: 25 });
    await rung({ fired: 25, caseId: caseAt['qianjin']! });
    expect(await alerts()).toEqual([]);
    const before = { where: { id: caseAt['qianjin']! }, data: { programmeVersionId: strict.id } };
    await api.prisma.caseRow.update(before);
    expect(await alerts()).toMatchObject([{ toleranceSeconds: 20, over: 1, worstSeconds: 25 }]);
    await api.prisma.caseRow.update({ ...before, data: { programmeVersionId: version.id } });
  });

  it('counts messages of rungs that should have left and that nobody got, not those that somebody got', async () => {
    await rung({ rung: 'stuck' });
    await rung({ rung: 'told', delivered: 1 });
    await rung({ rung: 'waits-for-morning' });
    const message = (rungId: string) => ({
      caseId: caseAt['tanglian']!,
      ...{ key: rungId, kind: 'rung', role: 'officer', organisationId: 'tanglian', data: {}, at: new Date() },
      ...{ clockId: 'stage.accept.1', rung: rungId },
    });
    const minutes = (n: number) => new Date(Date.now() + n * 60_000);
    for (const [id, sendFrom] of [
      ['stuck', minutes(-10)],
      ['told', minutes(-10)],
      ['waits-for-morning', minutes(600)],
    ] as const) {
      const { id: notificationId } = await api.prisma.notification.create({ data: message(id) });
      for (const channel of ['mail', 'wecom'])
        await api.prisma.outboxRow.create({ data: { notificationId, channel, sendFrom } });
    }
    expect(await alerts()).toMatchObject([{ kind: 'waiting', programme: 'zhangjiagang', over: 1 }]);
    const [{ worstSeconds }] = (await alerts()) as [{ worstSeconds: number }];
    expect(Math.floor(worstSeconds / 60)).toBe(10);
    expect(await gauge()).toBe(1);
  });
});

describe('the command line', () => {
  async function banjie(...args: string[]): Promise<string> {
    let said = '';
    const program = new Command().exitOverride();
    registerLateness(program, () => createApiClient({ apiUrl: api.url, token: operator }));
    for (const command of [program, ...program.commands])
      command.configureOutput({
        writeOut: (text) => void (said += text),
        writeErr: (text) => void (said += text),
      });
    await program.exitOverride().parseAsync(['lateness', ...args], { from: 'user' });
    return said;
  }

  it('tells figures, the slowest cases and what is later than tolerated', async () => {
    const { number } = await api.prisma.caseRow.findUniqueOrThrow({ where: { id: caseAt['tanglian']! } });
    await rung({ rung: 'overdue', fired: 2, ago: 10 * 3_600 });
    expect(await banjie('--window', '24h')).toContain('均在容忍度内。');
    await rung({ rung: 'overdue-3', fired: 3_600, recorded: 0.25 });
    const said = await banjie('--en');
    expect(said).toContain('planned to fired: 2  p50 2.00 s  p95 60 min  p99 60 min  max 60 min');
    expect(said).toContain('due to overdue recorded: none');
    expect(said).toContain(`${number}  stage.accept.1  overdue-3  60 min`);
    expect(said).toContain('! zhangjiagang: 1, the worst 60 min, tolerated 5 min. Rungs');
    expect(said).not.toMatch(/\dT\d/);
    const { steps } = JSON.parse(await banjie('--window', '1h', '--json')) as {
      steps: { seconds: object }[];
    };
    expect(steps[0]?.seconds).toMatchObject({ count: 1, max: 3_600 });
    await expect(banjie('--window', '2h')).rejects.toThrow(/Allowed choices are 1h, 24h, 7d, 30d/);
  });
});

describe('in a simulation', () => {
  let played: RunningApi;
  beforeAll(async () => {
    played = await runApi({ config: { simulation: { enabled: true } }, databaseUrl: api.database.url });
  });
  afterAll(() => played.stop());

  it('only planned to fired is measured, and it says so', async () => {
    // Fired half an hour late in a week that was played an hour ago.
    await api.pool.query(
      `INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at, recorded_at, delivered_at)
       VALUES ($1, 'c', 'r', '2026-02-12T01:00:00Z', '2026-02-12T01:30:00Z', now() - interval '10 minutes', now())`,
      [caseAt['tanglian']],
    );
    await overdue(100_000);
    const answer = await ask(played.url, 'GET', '/api/v1/lateness', { token: operator });
    expect(answer.body).toMatchObject({
      simulation: true,
      note: { en: expect.stringContaining('simulation') },
    });
    expect(step(answer, 'fired')).toMatchObject({ count: 1, max: 1_800 });
    expect(['recorded', 'delivered', 'acknowledged'].map((name) => step(answer, name))).toEqual([
      null,
      null,
      null,
    ]);
    expect(answer.body).toMatchObject({ overdue: { seconds: null }, slowestOverdue: [] });
    expect(answer.body['slowest']).toMatchObject([{ seconds: 1_800 }]);
    expect(answer.body['alerts']).toMatchObject([{ kind: 'rungs', worstSeconds: 1_800 }]);
  });
});
