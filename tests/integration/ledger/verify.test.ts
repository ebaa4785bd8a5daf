import { Client } from 'pg';
import { actorAt, give, makeWorld, openCase, type World } from '../../support/world';

const officer = actorAt('officer', 'daxin');
const AT = '2026-02-12T02:00:00.000Z';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** What only the owner of the database can do, with the guards switched off. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const owner = new Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query("SET session_replication_role = 'replica'");
    await owner.query(sql, values);
  } finally {
    await owner.end();
  }
}

async function someCase(): Promise<string> {
  const { caseId } = await openCase(world, {
    programme: 'zhangjiagang',
    place: 'daxin',
    by: officer,
    at: AT,
  });
  await give(world, caseId, { by: officer, at: AT, type: 'note', data: { text: '原话 𠮷 😀' } });
  await give(world, caseId, {
    by: officer,
    at: AT,
    type: 'accept',
    data: { duplicatesChecked: true, estimateFen: 1_000_000 },
  });
  return caseId;
}

describe('verify', () => {
  it('finds nothing in an honest ledger', async () => {
    await someCase();
    expect(await world.ledger.verify()).toEqual({ cases: 1, events: 4, faults: [] });
  });

  it.each([
    [
      'a changed word',
      "UPDATE ledger_events SET data = jsonb_set(data, '{facts,text}', '\"改了\"') WHERE case_id = $1 AND seq = 3",
      3,
    ],
    [
      'a changed time',
      "UPDATE ledger_events SET at = at - interval '1 day' WHERE case_id = $1 AND seq = 2",
      2,
    ],
    [
      'a changed name',
      "UPDATE ledger_events SET actor_id = 'somebody-else' WHERE case_id = $1 AND seq = 4",
      4,
    ],
    ['a removed line', 'DELETE FROM ledger_events WHERE case_id = $1 AND seq = 2', 2],
    ['a cut-off end', 'DELETE FROM ledger_events WHERE case_id = $1 AND seq = 4', 4],
    [
      'a changed state',
      "UPDATE cases SET state = jsonb_set(state::jsonb, '{title}', '\"别的\"') WHERE id = $1",
      null,
    ],
    ['a changed hash of the case', "UPDATE cases SET hash = repeat('a', 64) WHERE id = $1", null],
  ])('finds %s', async (_what, sql, seq) => {
    const caseId = await someCase();
    await tamper(sql, [caseId]);
    const { faults } = await world.ledger.verify();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ caseId, seq });
  });

  it('finds a line that was changed and hashed anew, because the next one does not fit', async () => {
    const caseId = await someCase();
    await tamper("UPDATE ledger_events SET hash = repeat('b', 64) WHERE case_id = $1 AND seq = 3", [caseId]);
    expect((await world.ledger.verify()).faults).toEqual([expect.objectContaining({ caseId, seq: 3 })]);
  });
});
