import { playStory } from '../../../cli/demo/play';
import { addDays } from '../../../domain/calendar/civil-date';
import { civilDateOf } from '../../../domain/calendar/instant';
import { DEMO_STORIES } from '../../../cli/demo/stories';
import { makeWorld, type World } from '../../support/world';

/** A day on which every story has run out or stands where it was meant to. */
const NOW = '2026-11-20T08:00:00.000Z';

let world: World;
const stored = new Map<string, Buffer>();
const contents = { put: (sha: string, bytes: Buffer) => Promise.resolve(void stored.set(sha, bytes)) };

beforeAll(async () => {
  world = await makeWorld();
  for (const { story, startedDaysAgo } of DEMO_STORIES) {
    await playStory({ ...world, contents }, story, addDays(civilDateOf(NOW), -startedDaysAgo), NOW);
  }
}, 60_000);
afterAll(() => world.close());

async function stateOf(id: string) {
  const { rows } = await world.pool.query<{ case_id: string }>(
    "SELECT receipt->>'caseId' AS case_id FROM command_receipts WHERE key = $1",
    [`demo:${id}`],
  );
  const found = await world.ledger.load(rows[0]?.case_id ?? '');
  if (found === null) throw new Error(`no case of story ${id}`);
  return found.state;
}

describe('the demo', () => {
  it.each([
    ['zjg-shed', 'COMPLETED', 'evaluation'],
    ['zjg-ten-thousand', 'ACCEPTED', 'council'],
    ['zjg-fast', 'UNDER_REVIEW', 'town-review'],
    ['zjg-parking', 'UNDER_REVIEW', 'town-review'],
    ['zjg-returned', 'RETURNED', 'town-review'],
    ['lg-kept', 'COMPLETED', 'satisfaction'],
    ['lg-missed-review', 'UNDER_REVIEW', 'district-review'],
    ['cc-green', 'CLOSED', null],
    ['cc-orange', 'IN_PROGRESS', 'handle'],
    ['cc-red', 'IN_PROGRESS', 'handle'],
    ['cc-veto', 'VOTED_DOWN', null],
    ['cc-answered', 'CLOSED', null],
    ['cc-carried', 'IN_PROGRESS', 'errand'],
    ['xh-notice', 'APPROVED', 'funding'],
    ['nt-tree', 'CLOSED', null],
    ['nt-traffic', 'IN_PROGRESS', 'run'],
  ])('%s stands at %s', async (id, status, stage) => {
    const state = await stateOf(id);
    expect(state.status).toBe(status);
    if (stage !== null) expect(state.stageId).toBe(stage);
  });

  it('has something overdue, something paused and something on its way', async () => {
    const late = await stateOf('zjg-parking');
    expect(late.clocks.find((c) => c.id === 'stage.town-review.1')?.overdueAt).not.toBeNull();
    expect((await stateOf('zjg-returned')).clocks.some((c) => c.status === 'PAUSED')).toBe(true);
    expect((await stateOf('zjg-fast')).track).toBe('fast');
    expect((await stateOf('cc-veto')).outcome).toMatchObject({ success: true });
    const red = await stateOf('cc-red');
    expect(red.clocks.filter((c) => c.kind === 'follow-up' && c.overdueAt !== null)).toHaveLength(1);
    expect(red.clocks.filter((c) => c.kind === 'grade')).toHaveLength(0);
  });

  it('tells, in the product only, what still waits to be acknowledged, and nothing is late of ours', async () => {
    const { rows } = await world.pool.query<{
      stale: number;
      asked: number;
      sent: number;
      rungs: number;
      late: number;
    }>(
      `SELECT (SELECT count(*)::int FROM notifications WHERE acknowledge_by IS NULL) AS stale,
              (SELECT count(*)::int FROM notifications WHERE read_at IS NULL) AS asked,
              (SELECT count(*)::int FROM outbox) AS sent, (SELECT count(*)::int FROM rungs WHERE recorded_at IS NOT NULL OR fired_at <> planned_at) AS rungs,
              (SELECT count(*)::int FROM clocks WHERE overdue_recorded_at IS NOT NULL) AS late`,
    );
    expect(rows).toEqual([{ stale: 0, asked: expect.any(Number), sent: 0, rungs: 0, late: 0 }]);
    expect(rows[0]?.asked).toBeGreaterThan(0);
  });

  it('keeps every ledger whole and every document by its hash', async () => {
    const report = await world.ledger.verify();
    expect(report.faults).toEqual([]);
    expect(report.cases).toBe(DEMO_STORIES.length);
    expect(stored.size).toBeGreaterThan(5);
  });

  it('changes nothing when it is played again', async () => {
    const before = await world.ledger.verify();
    const [first] = DEMO_STORIES;
    if (first === undefined) throw new Error('no stories');
    await playStory(
      { ...world, contents },
      { ...first.story, steps: [] },
      addDays(civilDateOf(NOW), -first.startedDaysAgo),
      NOW,
    );
    expect((await world.ledger.verify()).events).toBe(before.events);
  });
});
