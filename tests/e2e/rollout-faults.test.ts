import { shiftTo } from '../support/virtual-time';
import { imagined2027 } from '../unit/domain/calendar/notices';
import { House } from './support/house';
import { clerkOf, each, insist, until } from './support/load';
import { at } from './support/tell';

jest.setTimeout(420_000);

const CASES = 60;
const MORNING = at('2027-04-29', '10:00');

let house: House;
beforeAll(async () => {
  house = await House.build({
    shiftMs: shiftTo(MORNING),
    env: { BANJIE_ROLLOUT_BATCH: '2', BANJIE_ROLLOUT_PAUSE_MS: '100' },
  });
});
afterAll(() => house.close());

interface Rollout {
  status: string;
  done: number;
  total: number;
  moved: number;
}

it('with the engine down when the notice comes, and the worker killed twice on the way, every date moves once', async () => {
  const [clerk, city] = [clerkOf(house), clerkOf(house, 'officer-at-zjg')];
  const cases: string[] = [];
  await each(Array.from({ length: CASES }), 8, async (_, i) => {
    const about = { programme: 'zhangjiagang', place: 'tanglian', title: `楼道扶手 ${i}` };
    cases[i] = (await clerk.open(about, MORNING)).caseId;
  });
  await house.kill('engine');
  const body = { format: 'json', notice: imagined2027 };
  const imported = await insist(city, '/api/v1/calendar/import', { body });
  const { rolloutId } = imported.body as { rolloutId: string };
  const rollout = () => city.ask<Rollout>('GET', `/api/v1/rollouts/${rolloutId}`);
  expect(await rollout()).toMatchObject({ status: 'RUNNING', total: CASES, done: 0 });

  await house.start('engine');
  for (const enough of [10, 30]) {
    await until(async () => (await rollout()).done >= enough, 120_000);
    await house.kill('worker');
    const { status, done } = await rollout();
    expect([status, done < CASES]).toEqual(['RUNNING', true]);
    await house.start('worker');
  }
  await until(async () => (await rollout()).status === 'DONE', 120_000);
  expect(await rollout()).toMatchObject({ done: CASES, moved: CASES });

  const { rows } = await house.pool.query<{ id: string; n: number; due: Date }>(
    `SELECT c.id, count(e.seq)::int AS n, max(k.due_at) AS due FROM cases c JOIN clocks k ON k.case_id = c.id
     LEFT JOIN ledger_events e ON e.case_id = c.id AND e.type = 'DeadlinesMoved' GROUP BY c.id`,
  );
  expect(new Map(rows.map(({ id, n, due }) => [id, [n, due.toISOString()]]))).toEqual(
    new Map(cases.map((id) => [id, [1, at('2027-05-08', '00:00')]])),
  );
  const { rows: digests } = await house.pool.query<{ data: { count: number } }>(
    "SELECT data FROM notifications WHERE kind = 'deadline-moved'",
  );
  expect(digests.map(({ data }) => data.count)).toEqual([CASES]);
  expect(await house.banjie('ledger', 'verify')).toMatchObject({ faults: [] });
});
