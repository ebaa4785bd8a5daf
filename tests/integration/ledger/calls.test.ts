import { Client } from 'pg';
import { callAfter } from '../../../ledger/calls';
import { transaction } from '../../../ledger/outbox/transaction';
import { actorAt, makeWorld, openCase, type World } from '../../support/world';

const officer = actorAt('officer', 'daxin');
const AT = '2026-02-12T02:00:00.000Z';

let world: World;
let listener: Client;
let heard: string[];
beforeAll(async () => {
  world = await makeWorld();
  listener = new Client({ connectionString: world.database.url });
  await listener.connect();
  listener.on('notification', ({ channel }) => heard.push(channel));
  for (const name of ['banjie_arm', 'banjie_outbox', 'banjie_message', 'over'])
    await listener.query(`LISTEN ${name}`);
});
afterAll(async () => {
  await listener.end();
  await world.close();
});
beforeEach(() => (heard = []));

/** Everything that was called before a last call of our own. */
async function calls(): Promise<string[]> {
  while (!heard.includes('over')) {
    await world.pool.query("SELECT pg_notify('over', '')");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return heard.filter((name) => name !== 'over');
}

describe('calls of the ledger', () => {
  it('come after a case was opened, for its timer and for whoever is told', async () => {
    await openCase(world, { programme: 'zhangjiagang', place: 'daxin', by: officer, at: AT });
    await expect(calls()).resolves.toContain('banjie_arm');
  });

  it('come only when the transaction has committed', async () => {
    await transaction(world.pool, async (db) => {
      callAfter(db, ['banjie_outbox']);
      callAfter(db, ['banjie_outbox', 'banjie_message']);
      await expect(calls()).resolves.toEqual([]);
    });
    heard = [];
    const after = await calls();
    expect(after.sort()).toEqual(['banjie_message', 'banjie_outbox']);
  });

  it('do not come when nothing was written after all', async () => {
    const failing = transaction(world.pool, (db) => {
      callAfter(db, ['banjie_outbox']);
      return Promise.reject(new Error('second thoughts'));
    });
    await expect(failing).rejects.toThrow('second thoughts');
    // Nor with the next transaction on the same connection.
    await transaction(world.pool, () => Promise.resolve());
    await expect(calls()).resolves.toEqual([]);
  });

  it('go out together when many come at once, and the last one is always heard', async () => {
    for (let i = 0; i < 500; i += 1) callAfter(world.pool, ['banjie_arm']);
    const burst = await calls();
    expect(burst.length).toBeGreaterThan(0);
    expect(burst.length).toBeLessThan(20);
    heard = [];
    callAfter(world.pool, ['banjie_arm']);
    await expect(calls()).resolves.toEqual(['banjie_arm']);
  });
});
