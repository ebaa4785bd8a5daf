import { dayKind } from '../../../domain/calendar/calendar';
import type { NewClosure } from '../../../ledger/calendar/closures';
import { actorAt, makeWorld, openCase, type World } from '../../support/world';

const NOW = '2026-11-30T03:00:00.000Z';
const BY = 'officer-zjg';
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const desk = () => world.ledger.calendar;
/** Monday to Thursday, for the town. */
const FLOOD = {
  ...{ organisationId: 'zjg-daxin', date: '2026-11-30', until: '2026-12-03' },
  ...{ kind: 'CLOSED' as const, name: '汛期停工' },
};
const add = (change: Partial<NewClosure> = {}) =>
  desk().addClosure({ ...FLOOD, ...change, source: '市防指', by: BY, now: NOW, recompute: true });
const open = async (place: string) => {
  const by = actorAt('officer', place);
  const about = { programme: 'zhangjiagang', place, by, at: '2026-11-27T02:00:00.000Z' };
  return (await openCase(world, about)).caseId;
};
const dueOf = async (caseId: string) => (await world.ledger.load(caseId))?.state.clocks[0]?.dueDate;
async function walk(rolloutId: string | null) {
  const step = { rolloutId: rolloutId ?? '', now: NOW, limit: 200, settleMs: 0 };
  while (!(await world.ledger.rollouts.move(step)).over);
  while (!(await world.ledger.rollouts.review(step)).over);
  return world.ledger.rollouts.finish(step);
}

describe('a closure of several days', () => {
  it('moves what its preview said, by one rollout, and back when it is cancelled as a whole', async () => {
    const [here, elsewhere] = [await open('daxin'), await open('tanglian')];
    // Three working days from Friday.
    expect([await dueOf(here), await dueOf(elsewhere)]).toEqual(['2026-12-02', '2026-12-02']);
    const preview = await desk().previewClosure({ ...FLOOD, maySee: () => true });
    expect(preview).toMatchObject({
      days: ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'],
      moves: {
        ...{ cases: 1, movedCases: 1, movedClocks: 1 },
        examples: [{ caseId: here, from: { dueDate: '2026-12-02' }, to: { dueDate: '2026-12-08' } }],
      },
    });
    expect(await desk().listClosures({ withCancelled: true, limit: 10 })).toEqual([]);
    const added = await add();
    expect(added).toMatchObject(FLOOD);
    expect(await walk(added.rolloutId)).toMatchObject({ status: 'DONE', total: 1, moved: 1 });
    expect([await dueOf(here), await dueOf(elsewhere)]).toEqual(['2026-12-08', '2026-12-02']);
    const cancelled = await desk().cancelClosure({ id: added.id, by: BY, now: NOW, recompute: true });
    expect(await walk(cancelled?.rolloutId ?? null)).toMatchObject({ moved: 1 });
    expect(await dueOf(here)).toBe('2026-12-02');
    const { rows } = await world.pool.query<{ words: string }>(
      "SELECT data->'facts'->'why'->>'zh' AS words FROM ledger_events WHERE type = 'DeadlinesMoved' ORDER BY seq",
    );
    expect(rows.map(({ words }) => words)).toEqual([
      expect.stringMatching(/^大新镇 2026-11-30 – 2026-12-03 临时停工（汛期停工）$/),
      expect.stringMatching(/^撤销大新镇 2026-11-30 – 2026-12-03 临时停工（汛期停工）$/),
    ]);
  });

  it('shares no day with another of the place, also when two are entered at the same moment', async () => {
    const both = await Promise.allSettled([add(), add({ date: '2026-12-03', until: '2026-12-04' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = both.find((one) => one.status === 'rejected');
    expect(failed).toMatchObject({ reason: { code: 'already-exists' } });
    expect(await desk().listClosures({ withCancelled: true, limit: 10 })).toHaveLength(1);
    // A nearer place may say otherwise for one of its days.
    await add({ organisationId: 'daxin', date: '2026-12-02', until: undefined, kind: 'OPEN' });
    const calendar = await world.ledger.reference.calendarOf('daxin');
    expect(['2026-12-01', '2026-12-02', '2026-12-03'].map((day) => dayKind(calendar, day))).toEqual([
      'holiday',
      'makeup-workday',
      'holiday',
    ]);
  });

  it('names every entry that is in its way', async () => {
    await add({ date: '2026-12-08', until: '2026-12-09' });
    await add({ date: '2026-12-11', until: undefined });
    await expect(add({ date: '2026-12-07', until: '2027-01-20' })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { errors: [{ pointer: '/until' }, { pointer: '/date' }, { pointer: '/date' }] },
    });
    await expect(add({ date: '2026-12-07', until: '2026-12-11' })).rejects.toMatchObject({
      code: 'already-exists',
      message: expect.stringMatching(/2026-12-08 – 2026-12-09 .* 2026-12-11 /) as string,
    });
    await expect(add({ date: '2027-12-30', until: '2099-01-02' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('may cover days that are off anyway, but not only those', async () => {
    await expect(add({ date: '2026-12-05', until: '2026-12-06' })).rejects.toMatchObject({
      code: 'closure-needless',
      message: '2026-12-05 – 2026-12-06 are off already.',
    });
    await expect(add({ date: '2026-12-05', until: '2026-12-07' })).resolves.toMatchObject({
      until: '2026-12-07',
    });
  });
});
