import { randomUUID } from 'node:crypto';
import { demoPath } from '../../../cli/demo/organisations';
import { actorAt, give, makeWorld, type World } from '../../support/world';

const officer = actorAt('officer', 'tanglian');
const AT = '2026-02-12T02:00:00.000Z';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

/** Words of a resident who has an account, so that the system can tell them. */
async function suggestion(words: string): Promise<{ id: string; personId: string }> {
  const [id, personId, proposerId] = [randomUUID(), randomUUID(), randomUUID()];
  await world.pool.query('INSERT INTO persons (id, display_name) VALUES ($1, $2)', [personId, '居民甲']);
  await world.pool.query('INSERT INTO proposers (id, person_id) VALUES ($1, $2)', [proposerId, personId]);
  await world.pool.query(
    `INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, proposer_id, entered_by, created_at)
     VALUES ($1, $2, 'zhangjiagang', 'tanglian', $3, 'wechat', $4, $5, $6, $7)`,
    [id, id, demoPath('tanglian'), words, proposerId, personId, AT],
  );
  return { id, personId };
}

function open(suggestions: string[], key: string = randomUUID()) {
  const about = {
    programmeCode: 'zhangjiagang',
    kind: 'PROJECT',
    organisationId: 'tanglian',
    title: '停车',
    submit: true,
  } as const;
  return world.ledger.open({ ...about, suggestions, actor: officer, now: AT, key });
}

async function accepted(suggestions: string[]): Promise<string> {
  const { caseId } = await open(suggestions);
  await give(world, caseId, {
    by: officer,
    at: AT,
    type: 'accept',
    data: { duplicatesChecked: true, estimateFen: 2_000_000 },
  });
  return caseId;
}

async function told(personId: string): Promise<{ case_id: string; kind: string }[]> {
  const { rows } = await world.pool.query<{ case_id: string; kind: string }>(
    'SELECT case_id, kind FROM notifications WHERE person_id = $1 ORDER BY id',
    [personId],
  );
  return rows;
}

async function linked(caseId: string): Promise<string[]> {
  const { rows } = await world.pool.query<{ suggestion_id: string }>(
    'SELECT suggestion_id FROM suggestion_cases WHERE case_id = $1 ORDER BY linked_at, suggestion_id',
    [caseId],
  );
  return rows.map((r) => r.suggestion_id);
}

describe('opening', () => {
  it('opens one case however often the key is sent, even at the same moment', async () => {
    const key = randomUUID();
    const answers = await Promise.all([open([], key), open([], key), open([], key)]);
    expect(new Set(answers.map((a) => a.caseId)).size).toBe(1);
  });

  it('refuses suggestions of another place', async () => {
    const there = await suggestion('别处');
    const about = {
      programmeCode: 'zhangjiagang',
      kind: 'PROJECT',
      organisationId: 'daxin',
      title: '停车',
      submit: true,
    } as const;
    const input = {
      ...about,
      suggestions: [there.id],
      actor: actorAt('officer', 'daxin'),
      now: AT,
      key: randomUUID(),
    };
    await expect(world.ledger.open(input)).rejects.toMatchObject({ code: 'unknown-value' });
  });

  it('refuses staff of another place', async () => {
    const about = {
      programmeCode: 'zhangjiagang',
      kind: 'PROJECT',
      organisationId: 'daxin',
      title: '停车',
      submit: true,
    } as const;
    const input = { ...about, suggestions: [], actor: officer, now: AT, key: randomUUID() };
    await expect(world.ledger.open(input)).rejects.toMatchObject({ code: 'not-your-command' });
  });
});

describe('merge', () => {
  it('moves the words to the other case, keeps every link and tells every proposer', async () => {
    const [here, there] = [await suggestion('夜间货车'), await suggestion('货车噪音')];
    const [from, into] = [await accepted([here.id]), await accepted([there.id])];
    const receipt = await give(world, from, {
      by: officer,
      at: AT,
      type: 'merge',
      data: { into, publicText: '与另一事项合并办理。' },
    });
    expect(receipt.status).toBe('MERGED');
    expect((await world.ledger.load(into))?.state.suggestions.sort()).toEqual([here.id, there.id].sort());
    expect(await linked(from)).toEqual([here.id]);
    expect((await linked(into)).sort()).toEqual([here.id, there.id].sort());
    const mine = await told(here.personId);
    expect(mine).toContainEqual({ case_id: from, kind: 'outcome' });
    expect(mine).toContainEqual({ case_id: into, kind: 'progress' });
    expect(await told(there.personId)).toContainEqual({ case_id: into, kind: 'progress' });
    expect((await world.ledger.verify()).faults).toEqual([]);
  });

  it('writes neither case when the other one is not to be had', async () => {
    const from = await accepted([]);
    const before = (await world.ledger.load(from))?.seq;
    await expect(
      give(world, from, {
        by: officer,
        at: AT,
        type: 'merge',
        data: { into: 'nowhere', publicText: '合并。' },
      }),
    ).rejects.toMatchObject({
      code: 'unknown-value',
    });
    expect((await world.ledger.load(from))?.seq).toBe(before);
  });
});

describe('split', () => {
  it('opens a case of its own for some of the words and keeps the old link', async () => {
    const [a, b] = [await suggestion('停车'), await suggestion('健身器材')];
    const from = await accepted([a.id, b.id]);
    await give(world, from, {
      by: officer,
      at: AT,
      type: 'split',
      data: { title: '健身器材', suggestions: [b.id] },
    });
    expect((await world.ledger.load(from))?.state.suggestions).toEqual([a.id]);
    const { rows } = await world.pool.query<{ id: string; title: string; status: string }>(
      'SELECT id, title, status FROM cases WHERE $1 = ANY (suggestion_ids) AND id <> $2',
      [b.id, from],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ title: '健身器材', status: 'SUBMITTED' });
    expect(await linked(rows[0]?.id ?? '')).toEqual([b.id]);
    expect((await told(a.personId)).map((m) => m.case_id)).not.toContain(rows[0]?.id);
    expect((await told(b.personId)).map((m) => m.case_id)).toContain(rows[0]?.id);
    const { rows: stale } = await world.pool.query(
      "SELECT id FROM cases WHERE to_jsonb(suggestion_ids) <> (state->'suggestions')::jsonb",
    );
    expect(stale).toEqual([]);
    expect((await world.ledger.verify()).faults).toEqual([]);
  });
});
