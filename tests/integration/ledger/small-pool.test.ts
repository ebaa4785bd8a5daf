import { createLedger } from '../../../ledger/ledger';
import { createPool } from '../../../prisma/client';
import { actorAt, makeWorld, openCase, publishFixture, type World } from '../../support/world';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
  await publishFixture(world, 'one-rung');
});
afterAll(() => world.close());

const clerk = actorAt('officer', 'daxin');
const OPENED = '2026-03-02T02:00:00.000Z';
/** Overdue, and before people work. */
const OVERDUE = '2026-03-05T22:00:00.000Z';

it('a process that just started enforces more cases at once than it has connections', async () => {
  const cases = [];
  for (let i = 0; i < 8; i += 1)
    cases.push(await openCase(world, { programme: 'one-rung', place: 'daxin', by: clerk, at: OPENED }));
  const pool = createPool(world.database.url, { max: 2 });
  const ledger = createLedger(pool);
  const answers = await Promise.all(
    cases.map(({ caseId }) => ledger.enforce({ caseId, now: OVERDUE, ownCaseOnly: false, budgetMs: 1_000 })),
  );
  await pool.end();
  expect(answers.reduce((n, { recorded }) => n + recorded, 0)).toBe(8);
});
