import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { demoPath } from '../../../cli/demo/organisations';
import type { CaseEvent } from '../../../domain/case/events';
import { evolve } from '../../../domain/case/evolve';
import { openCase as opening } from '../../../domain/case/open';
import type { CaseState } from '../../../domain/case/state';
import { GENESIS } from '../../../ledger/chain';
import { writeCases } from '../../../ledger/write';
import { happen, step } from '../../property/domain/case/happen';
import { actor, COMMUNITY_PATH, draft, PATHS, shipped, Story } from '../../support/domain';
import { actorAt, give, makeWorld, openCase, type World } from '../../support/world';

const AT = '2026-02-12T02:00:00.000Z';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  // The line of organisations that stories of the domain's tests play in.
  for (const [level, path] of Object.entries(PATHS)) {
    const [id, parent] = path.split('/').reverse().slice(1);
    await world.pool.query(
      'INSERT INTO organisations (id, parent_id, name, level, path) VALUES ($1, nullif($2, $3), $1, $4, $5)',
      [id, parent, '', level, path],
    );
  }
});
afterAll(() => world.close());

async function rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await world.pool.query<T>(sql, values)).rows;
}
const number = async (sql: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT coalesce((${sql}), 0)::int AS n`))[0]?.n ?? 0;
const counted = () =>
  number('SELECT sum(cases) FROM (SELECT cases FROM open_counts UNION ALL SELECT cases FROM open_changes) x');
const loose = () => number('SELECT count(*) FROM open_changes');
const open = () => number('SELECT count(*) FROM cases WHERE ended_at IS NULL');

/** What only the owner of the database can do, with the guards switched off. */
async function asOwner(statements: readonly string[]): Promise<void> {
  const owner = new Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  try {
    for (const statement of statements) await owner.query(statement);
  } finally {
    await owner.end();
  }
}

/** What the kept counts say beside what is there, counted one by one. */
async function expectRight(): Promise<void> {
  expect(await rows('SELECT * FROM wrong_open_counts()')).toEqual([]);
  expect(await counted()).toBe(await open());
}

/** A draft that the database can hold. */
function draftOf(code: string): Story {
  const programme = shipped(code);
  const { state, now } = draft(programme);
  const id = randomUUID();
  const about = {
    ...{ id, number: id, kind: state.kind, title: '车棚通电', suggestions: [] },
    ...{ programme: { code, version: 1 }, organisationId: 'community', orgPath: COMMUNITY_PATH },
  };
  const by = actor('officer@community');
  return new Story(programme, [opening(about, programme, by, by.posts[0] ?? null, now)], now);
}

const ENDS = ['withdraw', 'reject', 'terminate'] as const;

/** The story with its end, if one is possible. */
function ended(story: Story): Story {
  const end = ENDS.find((type) => story.refuses(type) === null);
  return end === undefined ? story : story.do(end);
}

/** Writes what happened to a case, some lines at a time, as commands and time would; counts are looked at after each. */
async function record({ events, programme, place, state: { id } }: Story, atATime: number): Promise<void> {
  const tree = await world.ledger.reference.organisations();
  const [version] = await rows<{ id: string }>(
    'SELECT id FROM programme_versions WHERE code = $1 ORDER BY version DESC LIMIT 1',
    [programme.code],
  );
  let before: CaseState | null = null;
  for (let from = 0; from < events.length; from += atATime) {
    const some: readonly CaseEvent[] = events.slice(from, from + atATime);
    const [row] = await rows<{ seq: number; hash: string }>('SELECT seq, hash FROM cases WHERE id = $1', [
      id,
    ]);
    const write = {
      ...{
        id,
        before,
        events: some,
        last: row ?? { seq: 0, hash: GENESIS },
        programme,
        place,
        proposers: [],
      },
      ...{ programmeVersionId: version?.id ?? '', commandId: null, rearmed: false, quiet: true },
    };
    await writeCases(world.pool, [write], { tree, channels: [] });
    before = some.reduce<CaseState | null>(evolve, before);
    await expectRight();
  }
}

describe('the counts that the board keeps', () => {
  it('are those of a fresh count, whatever is done to cases in whatever order, folded or not', async () => {
    const ends = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('xihu', 'zhangjiagang', 'changchun-yangguang'),
        fc.array(step, { minLength: 8, maxLength: 25, size: 'max' }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.boolean(),
        async (code, steps, atATime, fold, over) => {
          const played = steps.reduce(happen, draftOf(code));
          const story = over ? ended(played) : played;
          await record(story, atATime);
          ends.add(story.state.endedAt !== null);
          if (!fold) return;
          await rows('SELECT fold_open_changes()');
          expect(await loose()).toBe(0);
          await expectRight();
        },
      ),
      { numRuns: 12 },
    );
    expect(ends).toEqual(new Set([true, false]));
    expect(await rows('SELECT FROM open_counts WHERE cases = 0')).toEqual([]);
  }, 120_000);

  it('do not wait for one another, lose none of many commands at once, and count nothing that is rolled back', async () => {
    const [before, changes] = [await counted(), await loose()];
    const by = actorAt('officer', 'daxin');
    const cases = await Promise.all(
      Array.from({ length: 8 }, () =>
        openCase(world, { programme: 'zhangjiagang', place: 'daxin', by, at: AT }),
      ),
    );
    const accepted = { duplicatesChecked: true, estimateFen: 1_000_000 };
    const why = { reasonCode: 'not-feasible', publicText: '暂不具备条件。' };
    await Promise.all(
      cases.map(({ caseId }, i) =>
        give(world, caseId, {
          ...{ by, at: AT },
          ...(i % 2 === 0 ? { type: 'accept', data: accepted } : { type: 'reject', data: why }),
        }),
      ),
    );
    await expectRight();
    expect(await counted()).toBe(before + 4);
    expect(await loose()).toBeGreaterThan(changes);
    const client = await world.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE cases SET due_at = NULL, ended_at = now() WHERE id = $1', [
        cases[0]?.caseId,
      ]);
      await client.query('SELECT fold_open_changes()');
      // Whoever reads meanwhile sees neither the change nor half of the folding.
      await expectRight();
      expect(await counted()).toBe(before + 4);
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
    await expectRight();
    expect(await counted()).toBe(before + 4);
  });

  it('are added up every thousand changes', async () => {
    await asOwner(["SELECT setval('open_changes_id_seq', 998)"]);
    await rows('SELECT fold_open_changes()');
    const by = actorAt('officer', 'tanglian');
    const { caseId } = await openCase(world, { programme: 'zhangjiagang', place: 'tanglian', by, at: AT });
    const data = { duplicatesChecked: true, estimateFen: 1_000_000 };
    await give(world, caseId, { by, at: AT, type: 'accept', data });
    expect(await loose()).toBeLessThan(2);
    await expectRight();
  });

  it('are part of what `ledger verify` proves, and `ledger rebuild` counts anew', async () => {
    expect((await world.ledger.verify()).faults.filter(({ caseId }) => caseId === null)).toEqual([]);
    await asOwner([
      "SET session_replication_role = 'replica'",
      `UPDATE cases SET ended_at = now()
        WHERE id = (SELECT id FROM cases WHERE ended_at IS NULL AND org_path = '${demoPath('daxin')}' LIMIT 1)`,
    ]);
    const faults = (await world.ledger.verify()).faults.filter(({ caseId }) => caseId === null);
    expect(faults).toEqual([
      { caseId: null, number: demoPath('daxin'), seq: null, fault: 'the board counts 1 open case too many' },
    ]);
    await rows('SELECT recount_open_cases()');
    await expectRight();
  });
});
