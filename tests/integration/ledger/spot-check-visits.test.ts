import { DEMO_ORGANISATIONS } from '../../../cli/demo/organisations';
import { randomUUID } from 'node:crypto';
import type { CaseState } from '../../../domain/case/state';
import { isRefusal } from '../../../domain/errors';
import type { SpotCheckCommand } from '../../../domain/spot-check/decide';
import { sampleOf, type Definition, type Visits } from '../../../domain/spot-check/state';
import { definition as looked } from '../../support/spot-check';
import { actorAt, give as tell, makeWorld, openCase, type World } from '../../support/world';

const NOW = '2026-03-10T01:00:00.000Z';
const LATER = '2026-03-12T01:00:00.000Z';
const PLACES = { daxin: 6, tanglian: 4, 'zjg-tangqiao-1': 2 } as const;
const LEADER = actorAt('leader', 'zjg');
const BY = LEADER.personId;

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  for (const [place, count] of Object.entries(PLACES))
    for (let i = 0; i < count; i += 1)
      await openCase(world, {
        ...{
          programme: 'zhangjiagang',
          place,
          by: actorAt('officer', place),
          at: '2026-03-02T02:00:00.000Z',
        },
      });
}, 120_000);
afterAll(() => world.close());

const checks = () => world.ledger.spotChecks;
const visits = (more: Partial<Visits> = {}): Visits => ({
  ...{ purpose: 'spot-check', inspectorIds: null, barred: [], most: null, orderedAs: LEADER.posts[0]! },
  ...more,
});
const define = (more: Partial<Definition> = {}, now = NOW) =>
  checks().define({
    definition: {
      ...looked,
      ...{ title: '三件逾期', organisationId: 'zjg', strata: ['town'], size: 4, minimum: 1, definedBy: BY },
      ...{ chance: { kind: 'server' }, visits: visits() },
      frame: { ...looked.frame, happened: null },
      ...more,
    },
    now,
    key: randomUUID(),
  });
const advance = (checkId: string, now = NOW) => checks().advance({ checkId, now });
const give = (checkId: string, command: SpotCheckCommand, now = NOW) =>
  checks().command({ checkId, by: BY, command, now, key: randomUUID() });
const stateOf = async (checkId: string) => (await checks().load(checkId))!.state;
async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}
async function drawn(more: Partial<Definition> = {}, now = NOW): Promise<string> {
  const id = await define(more, now);
  await advance(id, now);
  await give(id, { type: 'phrase', phrase: 'whoever is there says this' }, now);
  await advance(id, now);
  return id;
}
async function caseOf(number: string): Promise<CaseState> {
  const { rows } = await world.pool.query<{ state: CaseState }>('SELECT state FROM cases WHERE number = $1', [
    number,
  ]);
  return rows[0]!.state;
}
const openVisits = (state: CaseState, checkId: string) =>
  state.visits.filter(
    (visit) =>
      visit.checkId === checkId &&
      state.clocks.some(({ id, status }) => id === visit.clockId && status === 'RUNNING'),
  );
const streetOf = (path: string) => path.split('/').slice(0, 3).join('/');
const sentTo = async (personId: string) => {
  const { rows } = await world.pool.query<{ path: string; role: string }>(
    'SELECT o.path, p.role FROM posts p JOIN organisations o ON o.id = p.organisation_id WHERE p.person_id = $1',
    [personId],
  );
  return rows;
};
/** The inspector as they sign in. */
const inspector = async (personId: string) => {
  const [post] = await sentTo(personId);
  return { ...actorAt('inspector', post!.path.split('/').at(-2)!), personId };
};
const visit = async (number: string, personId: string, findings: object[] = [], at = LATER) =>
  tell(world, (await caseOf(number)).id, {
    ...{ by: await inspector(personId), at, type: 'record-inspection' },
    data: {
      ...{ visitedOn: at.slice(0, 10), result: findings.length === 0 ? 'passed' : 'remarks' },
      ...{ opinion: '现场查看', signedBy: '检查员甲', findings },
    },
  });

it('needs two: the server commits after the freeze, the phrase comes after that, and both are published', async () => {
  const id = await define();
  expect(await advance(id)).toMatchObject({ over: false, status: 'AWAITING_PHRASE' });
  const before = await checks().record(id);
  expect(before.map(({ event }) => event.type)).toEqual(['Defined', 'PopulationFrozen', 'ServerCommitted']);
  const { rows } = await world.pool.query<{ nonce: string }>(
    'SELECT nonce FROM spot_check_nonces WHERE check_id = $1',
    [id],
  );
  expect(JSON.stringify(before)).not.toContain(rows[0]!.nonce);
  await expect(
    world.pool.query("UPDATE spot_check_nonces SET nonce = 'mine' WHERE check_id = $1", [id]),
  ).rejects.toThrow(/permission denied|append-only/);
  await give(id, { type: 'phrase', phrase: 'whoever is there says this' });
  await advance(id);
  expect((await stateOf(id)).seed).toBe(`${rows[0]!.nonce}|whoever is there says this`);
  expect(await checks().verify(id)).toEqual({
    ...{ recordWhole: true, changedLines: [], phrasesFit: true, sampleRepeats: true, inspectorsRepeat: true },
  });
});

describe('inspectors', () => {
  it('are sent by the rule: never of the same town, evenly, each visit in the ledger of its case, once', async () => {
    const id = await define({ size: 12 });
    await advance(id);
    await give(id, { type: 'phrase', phrase: 'whoever is there says this' });
    // Two workers at once.
    await Promise.all([advance(id), advance(id), advance(id)]);
    const { assigned } = await stateOf(id);
    expect(assigned).toHaveLength(12);
    // With the place: the record shows that nobody inspects at home.
    for (const { personId, name } of assigned!) {
      const town = personId!.replace('inspector-at-', '');
      const place = DEMO_ORGANISATIONS.find(({ id: one }) => one === town)!.name;
      expect(name).toBe(`检查验收人甲 · ${place}`);
    }
    const counts = new Map<string, number>();
    for (const { caseNumber, personId, order } of assigned!) {
      expect([personId !== null, order]).toEqual([true, 'ordered']);
      counts.set(personId!, (counts.get(personId!) ?? 0) + 1);
      const state = await caseOf(caseNumber);
      for (const { path, role } of await sentTo(personId!)) {
        expect(role).toBe('inspector');
        expect(streetOf(path)).not.toBe(streetOf(state.orgPath));
      }
      expect(openVisits(state, id)).toEqual([
        expect.objectContaining({ inspectorId: personId, purpose: 'spot-check' }),
      ]);
      const clock = state.clocks.find(({ kind }) => kind === 'visit')!;
      expect(clock.limit).toEqual({ amount: 15, unit: 'workday' });
    }
    // The seed is another one each time: the last case may find only people of its own town without a visit.
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(2);
    expect(counts.size).toBeGreaterThanOrEqual(11);
    const types = (await checks().record(id)).map(({ event }) => event.type);
    for (const once of ['InspectorsAssigned', 'VisitsOrdered'])
      expect(types.filter((type) => type === once)).toHaveLength(1);
    await give(id, { type: 'cancel', reason: '另行安排' });
    expect(await advance(id)).toMatchObject({ over: true });
  });

  it('that are named, barred or limited leave cases for a person, who names somebody with a reason', async () => {
    const [one, two] = [actorAt('inspector', 'zjg').personId, actorAt('officer', 'zjg').personId];
    const id = await drawn({
      visits: visits({ inspectorIds: [one, two], barred: [{ personId: two, reason: '亲属' }], most: 1 }),
    });
    const { assigned } = await stateOf(id);
    expect(assigned!.filter(({ personId }) => personId === one)).toHaveLength(1);
    const left = assigned!.filter(({ personId }) => personId === null);
    expect(left).toHaveLength(3);
    const { caseNumber } = left[0]!;
    const name = (personId: string, reason = '无人可派') =>
      give(id, { type: 'assign', caseNumber, personId, reason });
    expect(await code(name('nobody'))).toBe('unknown-reference');
    expect(await code(name(two))).toBe('same-person');
    expect(await code(name(one))).toBe('not-now');
    expect(await code(name(actorAt('inspector', 'zjg-leyu').personId, ' '))).toBe('value-required');
    expect(await code(give(id, { type: 'assign', caseNumber: 'BJ-0', personId: two, reason: '-' }))).toBe(
      'unknown-value',
    );
    await world.pool.query(
      `UPDATE cases SET state = jsonb_set(state::jsonb, '{carriedOutBy}', $2::jsonb) WHERE number = $1`,
      [caseNumber, JSON.stringify([two])],
    );
    const { rows: here } = await world.pool.query<{ path: string }>(
      'SELECT org_path AS path FROM cases WHERE number = $1',
      [caseNumber],
    );
    const town = actorAt('inspector', here[0]!.path.split('/')[2]!).personId;
    expect(await code(name(town))).toBe('same-person');
    expect(await code(name(actorAt('reviewer', 'zjg-leyu').personId))).toBe('unknown-value');
    // Whoever is offered is whoever is taken.
    const offers = await checks().offers({ checkId: id, caseNumber, now: NOW });
    const faultOf = (personId: string) =>
      offers.find(({ candidate }) => candidate.personId === personId)?.fault;
    expect([faultOf(one), faultOf(two), faultOf(town)]).toEqual(['limit', 'barred', 'place']);
    expect(offers.map(({ candidate }) => candidate.personId)).not.toContain(
      actorAt('reviewer', 'zjg-leyu').personId,
    );
    const firstBad = offers.findIndex(({ fault }) => fault !== null);
    expect(offers.slice(firstBad).filter(({ fault }) => fault === null)).toEqual([]);
    expect(offers[0]).toMatchObject({ candidate: { name: expect.stringContaining(' · ') }, fault: null });
    const three = actorAt('inspector', 'zjg-leyu').personId;
    await name(three);
    await advance(id);
    expect(openVisits(await caseOf(caseNumber), id).map(({ inspectorId }) => inspectorId)).toEqual([three]);

    // Instead of somebody: within the same limit, and the first one need not go any more.
    const four = actorAt('inspector', 'zjg-nanfeng').personId;
    const before = openVisits(await caseOf(caseNumber), id)[0]!;
    await name(four, '原检查员请假');
    await advance(id);
    expect(openVisits(await caseOf(caseNumber), id)).toEqual([{ ...before, inspectorId: four }]);
    const { rows: duties } = await world.pool.query<{ person_id: string | null }>(
      `SELECT d.person_id FROM duties d JOIN cases c ON c.id = d.case_id WHERE c.number = $1 AND d.key = $2`,
      [caseNumber, before.clockId],
    );
    expect(duties.map(({ person_id: who }) => who)).toEqual([four]);
    expect((await stateOf(id)).assigned!.find((found) => found.caseNumber === caseNumber)).toMatchObject({
      ...{ personId: four, reason: '原检查员请假', order: 'ordered' },
    });
    expect((await checks().verify(id)).inspectorsRepeat).toBe(true);
  });
});

it('follows the sample: a project that is gone is no longer to be visited, the next one is', async () => {
  const id = await drawn();
  const first = (await stateOf(id)).drawn!.find(({ quota, population }) => population > quota)!;
  const gone = first.drawn[0]!.id;
  await give(id, { type: 'replace', gone, reason: '该项目已撤销' }, LATER);
  await advance(id, LATER);
  const state = await stateOf(id);
  const { by } = state.replacements[0]!;
  expect(openVisits(await caseOf(gone), id)).toEqual([]);
  expect(openVisits(await caseOf(by!), id)).toHaveLength(1);
  expect(state.assigned!.map(({ caseNumber }) => caseNumber).sort()).toEqual(sampleOf(state).sort());
  expect(await checks().verify(id)).toMatchObject({ recordWhole: true, inspectorsRepeat: true });
  await give(id, { type: 'cancel', reason: '另行安排' }, LATER);
  // Not over before nobody is on the way.
  expect((await checks().running()).map((one) => one.id)).toContain(id);
  expect(await advance(id, LATER)).toMatchObject({ over: true, status: 'CANCELLED' });
  for (const number of sampleOf(state)) expect(openVisits(await caseOf(number), id)).toEqual([]);
  expect((await checks().running()).map((one) => one.id)).not.toContain(id);
});

// Whoever two checks have sent to one case reports to both: checks of earlier tests are over.
afterEach(async () => {
  for (const { id } of await checks().running()) {
    await give(id, { type: 'cancel', reason: '另行安排' });
    await advance(id, LATER);
  }
});

it('closes by itself when everything is visited and put right, and reports it without words of findings', async () => {
  const id = await drawn();
  const { assigned } = await stateOf(id);
  const [faulty, ...fine] = assigned!;
  const seq = async () => (await checks().running()).find((one) => one.id === id)!.seq;
  const before = await seq();
  for (const { caseNumber, personId } of fine) await visit(caseNumber, personId!);
  // The workflow hears of visits although they are no lines of the check.
  expect(await seq()).toBe(before + fine.length);
  await visit(faulty!.caseNumber, faulty!.personId!, [{ kind: 'not-paid', text: '居民甲反映未付款' }]);
  expect(await advance(id, LATER)).toMatchObject({ over: false, status: 'DRAWN' });
  expect((await checks().report(id, LATER))!.summary).toMatchObject({
    ...{ drawn: 4, visited: 4, found: 1, rectified: 0, verified: 0, daysToClose: null },
  });

  const { id: caseId, findings } = await caseOf(faulty!.caseNumber);
  const { responsible, id: findingId } = findings[0]!;
  const here = (await caseOf(faulty!.caseNumber)).organisationId;
  const owner = actorAt(responsible.role, here);
  const fileId = randomUUID();
  const attach = { fileId, kind: 'other', sha256: 'a'.repeat(64), name: '付款凭证.pdf' };
  await tell(world, caseId, { by: owner, at: '2026-03-20T02:00:00.000Z', type: 'attach', data: attach });
  await tell(world, caseId, {
    ...{ by: owner, at: '2026-03-20T03:00:00.000Z', type: 'answer-finding' },
    data: { findingId, text: '已付款', fileIds: [fileId] },
  });
  expect(await advance(id, '2026-03-20T04:00:00.000Z')).toMatchObject({ over: false });
  await tell(world, caseId, {
    ...{ by: LEADER, at: '2026-03-25T02:00:00.000Z', type: 'verify-finding' },
    data: { findingId, passed: true },
  });
  const END = '2026-03-25T03:00:00.000Z';
  expect(await advance(id, END)).toMatchObject({ over: true, status: 'CLOSED' });
  expect((await stateOf(id)).ended).toEqual({ how: 'CLOSED', cause: 'done', reason: null });
  const report = (await checks().report(id, END))!;
  expect(report.summary).toEqual({
    ...{ drawn: 4, visited: 4, found: 1, rectified: 1, verified: 1, repeated: 0 },
    kinds: [
      {
        kind: 'not-paid',
        name: { zh: '资金未及时拨付', en: 'Funds not paid in time' },
        found: 1,
        verified: 1,
      },
    ],
    daysToClose: { median: 13, longest: 13 },
  });
  expect(
    report.visits.every(({ visitedOn, inspector: who }) => visitedOn === '2026-03-12' && who !== null),
  ).toBe(true);
  expect(JSON.stringify(report)).not.toContain('居民甲');
  expect(await checks().report('none', END)).toBeNull();
});

it('takes one report for two checks that have sent the same person, and both are closed by it', async () => {
  const one = actorAt('inspector', 'zjg').personId;
  const all = { size: 12, visits: visits({ inspectorIds: [one] }) };
  // After everything that earlier tests have done to these cases.
  const [ordered, seen] = ['2026-04-08T01:00:00.000Z', '2026-04-10T01:00:00.000Z'];
  const [first, second] = [await drawn(all, ordered), await drawn({ ...all, title: '另一次' }, ordered)];
  const drawnNumbers = sampleOf(await stateOf(first));
  expect(sampleOf(await stateOf(second)).sort()).toEqual([...drawnNumbers].sort());
  for (const number of drawnNumbers) {
    await visit(number, one, [], seen);
    const state = await caseOf(number);
    expect(state.inspections.at(-1)?.checkIds).toEqual([first, second]);
    expect([...openVisits(state, first), ...openVisits(state, second)]).toEqual([]);
  }
  for (const id of [first, second]) {
    expect(await advance(id, seen)).toMatchObject({ over: true, status: 'CLOSED' });
    const { summary, visits: made } = (await checks().report(id, seen))!;
    expect(summary).toMatchObject({ drawn: 12, visited: 12 });
    expect(made.every(({ visitedOn }) => visitedOn === '2026-04-10')).toBe(true);
    expect(await checks().verify(id)).toMatchObject({ recordWhole: true, inspectorsRepeat: true });
  }
});

it('finds what belongs to a check by an index', async () => {
  const plan = async (table: string) => {
    const client = await world.pool.connect();
    try {
      await client.query('BEGIN; SET LOCAL enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT count(*) FROM ${table} WHERE check_ids @> ARRAY['a']`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };
  expect(await plan('inspections')).toContain('inspections_check_ids_idx');
  expect(await plan('findings')).toContain('findings_check_ids_idx');
});
