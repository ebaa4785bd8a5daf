import { readNotice } from '../../../domain/calendar/notice';
import type { CalendarNotice } from '../../../domain/calendar/notice-parts';
import { isRefusal } from '../../../domain/errors';
import type { RolloutCause } from '../../../domain/rollout';
import { createLedger, type Ledger } from '../../../ledger/ledger';
import { publishProgramme } from '../../../ledger/publish';
import { withClient } from '../../../scripts/postgres/databases';
import { imagined2027 } from '../../unit/domain/calendar/notices';
import { actorAt, give, makeWorld, openCase, publishFixture, type World } from '../../support/world';

/** Thursday. Three working days end on 4 May by the law alone, and on 7 May when the notice gives five days off. */
const OPENED = '2027-04-29T02:00:00.000Z';
const FORESEEN = '2027-05-04T16:00:00.000Z';
const TOLD = '2027-05-07T16:00:00.000Z';
const NOW = '2027-04-29T08:00:00.000Z';
const BY = 'officer-zjg';

let world: World;
let ledger: Ledger;
beforeEach(async () => {
  world = await makeWorld();
  await publishFixture(world, 'one-rung');
  ledger = createLedger(world.pool, ['mail', 'sms']);
});
afterEach(() => world.close());

function notice(raw: unknown): CalendarNotice {
  const read = readNotice(raw);
  if (read.notice === null) throw new Error(JSON.stringify(read.problems));
  return read.notice;
}

const open = async (place = 'daxin', at = OPENED): Promise<string> => {
  const by = actorAt('officer', place);
  return (await openCase(world, { programme: 'one-rung', place, by, at })).caseId;
};

async function query<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await world.pool.query<T>(sql, values)).rows;
}

const asOwner = (sql: string) => withClient(world.database.ownerUrl, (client) => client.query(sql));

const importYear = async (recompute = true): Promise<string> => {
  const input = { notice: notice(imagined2027), by: BY, now: NOW, recompute };
  return (await ledger.calendar.import(input)).rolloutId ?? '';
};

const step = (rolloutId: string, limit = 200, settleMs = 0) => ({ rolloutId, now: NOW, limit, settleMs });

/** As the workflow does it: to the end, in batches. */
async function walk(rolloutId: string, limit = 200, by: Ledger = ledger) {
  const { rollouts } = by;
  while (!(await rollouts.move(step(rolloutId, limit))).over);
  while (!(await rollouts.review(step(rolloutId, limit))).over);
  return rollouts.finish({ rolloutId, now: NOW });
}

const clockOf = async (caseId: string, id = 'stage.accept.1') =>
  (await ledger.load(caseId))?.state.clocks.find((clock) => clock.id === id);

const movedLines = () =>
  query<{ id: string; data: { facts: Record<string, unknown> } }>(
    "SELECT case_id AS id, data FROM ledger_events WHERE type = 'DeadlinesMoved' ORDER BY case_id",
  );

const rollout = async (id: string) =>
  (await query<Record<string, unknown>>('SELECT * FROM rollouts WHERE id = $1', [id]))[0];

const digests = () =>
  query<{ key: string; role: string; place: string; data: Record<string, unknown>; ways: string[] | null }>(
    `SELECT n.key, n.role, n.organisation_id AS place, n.data, array_agg(o.channel) FILTER (WHERE o.id IS NOT NULL) AS ways
     FROM notifications n LEFT JOIN outbox o ON o.notification_id = n.id
     WHERE n.kind = 'deadline-moved' GROUP BY n.id ORDER BY n.key`,
  );

async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

const closure = (organisationId: string, date: string, recompute = true) =>
  ledger.calendar.addClosure({
    ...{ organisationId, date, kind: 'CLOSED', name: '台风停工', source: '市防指', by: BY, now: NOW },
    recompute,
  });

describe('a notice that changes a year', () => {
  it('moves exactly the limits it concerns, each with old and new and why, and tells each post once', async () => {
    const [later, also, elsewhere, older] = [
      await open(),
      await open(),
      await open('tanglian'),
      // Missed long ago, in a year that nothing changes.
      await open('daxin', '2026-03-02T02:00:00.000Z'),
    ];
    expect((await clockOf(later))?.dueAt).toBe(FORESEEN);
    const id = await importYear();
    expect(await rollout(id)).toMatchObject({
      kind: 'calendar',
      status: 'RUNNING',
      total: 4,
      dry_run: false,
    });
    expect(await walk(id, 2)).toMatchObject({ status: 'DONE', total: 4, done: 4, moved: 3, over: true });
    for (const caseId of [later, also, elsewhere])
      expect(await clockOf(caseId)).toMatchObject({ dueAt: TOLD, dueDate: '2027-05-07', provisional: false });
    const why = { zh: expect.stringContaining('2027 年放假安排'), en: expect.stringContaining('2027') };
    expect((await movedLines()).map(({ id: caseId, data }) => [caseId, data.facts])).toEqual(
      [later, also, elsewhere].sort().map((caseId) => [
        caseId,
        {
          ...{ rolloutId: id, why, confirmed: [], timely: [] },
          moved: [{ clockId: 'stage.accept.1', oldDueAt: FORESEEN, newDueAt: TOLD }],
        },
      ]),
    );
    expect((await clockOf(older))?.dueAt).toBe('2026-03-05T16:00:00.000Z');
    expect((await ledger.verify()).faults).toEqual([]);
    const rows = await query<{ case_id: string; due_at: Date }>(
      `SELECT d.case_id, d.due_at FROM duties d JOIN clocks k USING (case_id) JOIN cases c ON c.id = d.case_id
       WHERE d.due_at = k.due_at AND c.due_at = k.due_at AND NOT k.provisional AND k.due_at = $1`,
      [TOLD],
    );
    expect(rows).toHaveLength(3);
    const told = { later: 0, earlier: 0, confirmed: 0, stillProvisional: 0, rollout: id, instead: null };
    expect(await digests()).toMatchObject([
      {
        ...{ key: `rollout:${id}:officer@daxin`, role: 'officer', place: 'daxin', ways: ['mail'] },
        data: { ...told, count: 2, later: 2, title: why.zh, titleEn: why.en },
      },
      { key: `rollout:${id}:officer@tanglian`, ways: ['mail'], data: { ...told, count: 1, later: 1 } },
    ]);
    expect(await query('SELECT 1 FROM notifications WHERE case_id = $1', [later])).toEqual([]);
  });

  it('says of dates that stay that they are certain now', async () => {
    // Two working days into the next year, which by the law and by the notice are the same.
    const caseId = await open('daxin', '2026-12-29T02:00:00.000Z');
    expect(await clockOf(caseId)).toMatchObject({ dueDate: '2027-01-04', provisional: true });
    const id = await importYear();
    await walk(id);
    expect(await clockOf(caseId)).toMatchObject({ dueDate: '2027-01-04', provisional: false });
    const [line] = await movedLines();
    expect(line?.data.facts).toMatchObject({ moved: [], confirmed: ['stage.accept.1'] });
    expect(await digests()).toMatchObject([{ data: { count: 0, confirmed: 1 } }]);
    expect(await rollout(id)).toMatchObject({ moved: 0, done: 1 });
  });

  it('has the engine armed anew for a date that comes earlier, and falls due by it', async () => {
    // Friday; the Sunday after it is worked by the notice.
    const caseId = await open('daxin', '2027-04-23T02:00:00.000Z');
    const enforce = (now: string) => ledger.enforce({ caseId, now, ownCaseOnly: true, budgetMs: 0 });
    await enforce('2027-04-23T03:00:00.000Z');
    expect(await ledger.unarmed(10)).toEqual([]);
    const { rolloutId } = await ledger.calendar.import({
      ...{ notice: notice(imagined2027), by: BY, now: '2027-04-23T04:00:00.000Z', recompute: true },
    });
    await ledger.rollouts.move({ ...step(rolloutId ?? ''), now: '2027-04-23T04:00:00.000Z' });
    expect(await clockOf(caseId)).toMatchObject({ dueDate: '2027-04-27', overdueAt: null });
    expect((await ledger.unarmed(10)).map((row) => row.wakeAt)).toEqual(['2027-04-27T16:00:00.000Z']);
    await enforce('2027-04-27T16:00:00.000Z');
    expect((await clockOf(caseId))?.overdueAt).toBe('2027-04-27T16:00:00.000Z');
  });

  it('is seen by a process that has just read the old calendar', async () => {
    const caseId = await open();
    const other = createLedger(world.pool);
    await other.reference.places('2027-04-29');
    await walk(await importYear(), 200, other);
    expect((await clockOf(caseId))?.dueAt).toBe(TOLD);
  });

  it('moves nothing by itself when that is not wanted, and later when it is', async () => {
    const caseId = await open();
    expect(await importYear(false)).toBe('');
    expect((await clockOf(caseId))?.dueAt).toBe(FORESEEN);
    const cause = { kind: 'calendar', year: 2027, source: '国办发明电', from: null, to: null } as const;
    await walk(await ledger.rollouts.start({ cause, by: BY, now: NOW, dryRun: false }));
    expect((await clockOf(caseId))?.dueAt).toBe(TOLD);
  });

  it('waits until no process can hold the old calendar any more', async () => {
    const caseId = await open();
    const id = await importYear();
    const answer = await ledger.rollouts.move(step(id, 200, 60_000));
    expect(answer).toMatchObject({ over: false, done: 0, status: 'RUNNING' });
    expect(answer.waitMs).toBeGreaterThan(30_000);
    expect((await clockOf(caseId))?.dueAt).toBe(FORESEEN);
  });

  it('waits no longer when the clock has been set back by a day since it was asked for', async () => {
    await open();
    const id = await importYear();
    await world.pool.query("UPDATE rollouts SET changed_at = changed_at + interval '1 day' WHERE id = $1", [
      id,
    ]);
    expect((await ledger.rollouts.move(step(id, 200, 60_000))).waitMs).toBeLessThanOrEqual(60_000);
  });
});

it('a limit that is moved to a day that has passed is overdue, and that is no lateness of ours', async () => {
  const { id: closed } = await closure('daxin', '2027-05-03');
  const [moved, punctual] = [await open(), await open('tanglian')];
  expect((await clockOf(moved))?.dueAt).toBe('2027-05-05T16:00:00.000Z');
  const late = '2027-05-05T02:00:00.000Z';
  const asked = { id: closed, by: BY, now: late, recompute: true };
  const rolloutId = (await ledger.calendar.cancelClosure(asked))?.rolloutId ?? '';
  const around = { rolloutId, now: late, limit: 200, settleMs: 0 };
  while (!(await ledger.rollouts.move(around)).over);
  for (const caseId of [moved, punctual])
    await ledger.enforce({ caseId, now: '2027-05-05T03:00:00.000Z', ownCaseOnly: true, budgetMs: 0 });
  const rows = await query<{ id: string; overdue: Date; measured: boolean; rungs: (string | null)[] }>(
    `SELECT case_id AS id, overdue_at AS overdue, overdue_recorded_at IS NOT NULL AS measured,
       ARRAY(SELECT r.rung || CASE WHEN r.recorded_at IS NULL THEN ' not measured' ELSE '' END
             FROM rungs r WHERE r.case_id = k.case_id) AS rungs FROM clocks k`,
  );
  const of = (caseId: string) => rows.find(({ id }) => id === caseId);
  expect(of(punctual)).toMatchObject({ measured: true, rungs: ['overdue'] });
  expect(of(moved)).toMatchObject({ measured: false, rungs: ['overdue not measured'] });
  expect(rows.map(({ overdue }) => overdue.toISOString())).toEqual([FORESEEN, FORESEEN]);
});

describe('a walk that is interrupted', () => {
  it('goes on after the last batch that was written, in another process too, and moves no case twice', async () => {
    for (let i = 0; i < 5; i += 1) await open();
    const id = await importYear();
    await ledger.rollouts.move(step(id, 2));
    const other = createLedger(world.pool);
    expect(await other.rollouts.move(step(id, 2))).toMatchObject({ done: 4, moved: 4 });
    expect(await walk(id, 2)).toMatchObject({ status: 'DONE', done: 5, moved: 5 });
    expect(await movedLines()).toHaveLength(5);
    expect(await ledger.rollouts.move(step(id))).toMatchObject({ status: 'DONE', over: true });
    expect(await ledger.rollouts.finish({ rolloutId: id, now: NOW })).toMatchObject({ status: 'DONE' });
    expect(await digests()).toHaveLength(1);
  });

  it('writes a batch with its progress or not at all', async () => {
    const caseId = await open();
    const id = await importYear();
    // Something breaks after the events were written and before the transaction ends.
    await asOwner(`CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'gone'; END $$;
      CREATE TRIGGER gone BEFORE UPDATE ON rollouts FOR EACH ROW EXECUTE FUNCTION gone()`);
    await expect(ledger.rollouts.move(step(id))).rejects.toThrow('gone');
    await asOwner('DROP TRIGGER gone ON rollouts');
    expect(await movedLines()).toEqual([]);
    expect((await clockOf(caseId))?.dueAt).toBe(FORESEEN);
    await walk(id);
    expect(await movedLines()).toHaveLength(1);
    expect((await ledger.verify()).faults).toEqual([]);
  });

  it('meets commands and a second walker on the same cases', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, () => open()));
    const id = await importYear();
    const officer = actorAt('officer', 'daxin');
    const note = { by: officer, at: NOW, type: 'note', data: { text: '已电话沟通' } } as const;
    await Promise.all([
      ...cases.map((caseId) => give(world, caseId, note)),
      ...Array.from({ length: 4 }, () => ledger.rollouts.move(step(id, 5))),
    ]);
    await walk(id, 5);
    expect((await movedLines()).map((line) => line.id)).toEqual([...cases].sort());
    expect((await ledger.verify()).faults).toEqual([]);
  });
});

describe('a dry run', () => {
  it('says what would move and changes nothing', async () => {
    const caseId = await open();
    await importYear(false);
    const before = await query('SELECT id, seq, hash, state::text, wake_at FROM cases');
    const cause = { kind: 'calendar', year: 2027, source: '国办发明电', from: null, to: null } as const;
    const id = await ledger.rollouts.start({ cause, by: BY, now: NOW, dryRun: true });
    expect(await walk(id)).toMatchObject({ status: 'DONE', done: 1, moved: 1 });
    expect(await query('SELECT * FROM rollout_moves')).toMatchObject([
      {
        ...{ rollout_id: id, case_id: caseId, clock_id: 'stage.accept.1', verdict: null },
        ...{ old_due_at: new Date(FORESEEN), new_due_at: new Date(TOLD), told_role: 'officer' },
      },
    ]);
    expect(await query('SELECT id, seq, hash, state::text, wake_at FROM cases')).toEqual(before);
    expect(await movedLines()).toEqual([]);
    expect(await digests()).toEqual([]);
  });

  it('may be asked for while another one walks', async () => {
    await importYear();
    const cause = { kind: 'calendar', year: 2027, source: '国办发明电', from: null, to: null } as const;
    expect(await code(ledger.rollouts.start({ cause, by: BY, now: NOW, dryRun: true }))).toBe('done');
    expect(await code(ledger.rollouts.start({ cause, by: BY, now: NOW, dryRun: false }))).toBe(
      'rollout-running',
    );
  });
});

describe('verdicts', () => {
  const accept = { type: 'accept', data: { duplicatesChecked: true, estimateFen: 1_000_000 } } as const;
  const both = (caseId: string) =>
    query<{ verdict: string; verdict_recomputed: string | null; due_at: Date; due_recomputed: Date | null }>(
      `SELECT verdict, verdict_recomputed, due_at, due_recomputed FROM clocks
       WHERE case_id = $1 AND clock_id = 'stage.accept.1'`,
      [caseId],
    );

  it('are kept as they were frozen, with what today’s calendar says beside them', async () => {
    const caseId = await open('daxin', '2027-04-19T02:00:00.000Z');
    const officer = actorAt('officer', 'daxin');
    // Due on the 22nd, done on the 23rd: late, as everybody knew it then.
    await give(world, caseId, { by: officer, at: '2027-04-23T02:00:00.000Z', ...accept });
    const frozen = { verdict: 'OVERDUE', due_at: new Date('2027-04-22T16:00:00.000Z') };
    const { rolloutId, id: closureId } = await closure('zjg-daxin', '2027-04-21');
    const seq = await query('SELECT seq FROM cases');
    expect(await walk(rolloutId ?? '')).toMatchObject({ reviewed: 1 });
    expect(await both(caseId)).toEqual([
      {
        ...frozen,
        verdict_recomputed: 'ON_TIME',
        due_recomputed: new Date('2027-04-23T16:00:00.000Z'),
      },
    ]);
    expect(
      await query('SELECT verdict, verdict_recomputed FROM rollout_moves WHERE verdict IS NOT NULL'),
    ).toEqual([{ verdict: 'OVERDUE', verdict_recomputed: 'ON_TIME' }]);
    expect((await ledger.load(caseId))?.state.clocks[0]?.verdict).toBe('OVERDUE');
    expect(await query('SELECT seq FROM cases')).toEqual(seq);
    expect((await ledger.verify()).faults).toEqual([]);
    const back = await ledger.calendar.cancelClosure({ id: closureId, by: BY, now: NOW, recompute: true });
    await walk(back?.rolloutId ?? '');
    expect(await both(caseId)).toEqual([{ ...frozen, verdict_recomputed: null, due_recomputed: null }]);
  });

  it('of cases that have ended, and of no other days or places', async () => {
    const [ended, elsewhere, before] = [
      await open('daxin', '2027-04-19T02:00:00.000Z'),
      await open('tanglian', '2027-04-19T02:00:00.000Z'),
      await open('daxin', '2027-04-12T02:00:00.000Z'),
    ];
    const reject = { type: 'reject', data: { reasonCode: 'duplicate', publicText: '重复。' } } as const;
    for (const [caseId, place, day] of [
      [ended, 'daxin', '23'],
      [elsewhere, 'tanglian', '23'],
      [before, 'daxin', '16'],
    ] as const)
      await give(world, caseId, {
        ...{ by: actorAt('officer', place), at: `2027-04-${day}T02:00:00.000Z`, ...reject },
      });
    const { rolloutId } = await closure('zjg-daxin', '2027-04-21');
    await walk(rolloutId ?? '');
    expect((await both(ended))[0]?.verdict_recomputed).toBe('ON_TIME');
    expect((await both(elsewhere))[0]?.verdict_recomputed).toBeNull();
    expect((await both(before))[0]?.verdict_recomputed).toBeNull();
  });
});

describe('a local closure', () => {
  it('moves the limits of its place and of no other', async () => {
    const [here, there] = [await open('daxin'), await open('tanglian')];
    const { rolloutId } = await closure('zjg-daxin', '2027-04-30');
    expect(await rollout(rolloutId ?? '')).toMatchObject({ kind: 'closure', total: 1 });
    await walk(rolloutId ?? '');
    expect((await clockOf(here))?.dueDate).toBe('2027-05-05');
    expect((await clockOf(there))?.dueAt).toBe(FORESEEN);
    const [line] = await movedLines();
    expect(line?.data.facts).toMatchObject({ why: { zh: '大新镇 2027-04-30 临时停工（台风停工）' } });
  });

  it('tells one level up, and why, where nobody holds the post', async () => {
    await open();
    await query("UPDATE posts SET until_date = '2027-01-01' WHERE organisation_id = 'daxin'");
    const { rolloutId } = await closure('daxin', '2027-04-30');
    await walk(rolloutId ?? '');
    expect(await digests()).toMatchObject([{ place: 'zjg-daxin', data: { instead: 'officer@community' } }]);
  });

  it('joins a walk that goes on already: it begins anew, and people are told once of everything', async () => {
    const cases = [await open(), await open(), await open()];
    const { rolloutId } = await closure('zjg-daxin', '2027-04-30');
    await ledger.rollouts.move(step(rolloutId ?? '', 2));
    const second = await closure('zjg-daxin', '2027-05-03');
    expect(second.rolloutId).toBe(rolloutId);
    expect(await rollout(rolloutId ?? '')).toMatchObject({ kind: 'several', done: 0, phase: 'MOVING' });
    await walk(rolloutId ?? '');
    for (const caseId of cases) expect((await clockOf(caseId))?.dueDate).toBe('2027-05-06');
    expect(await query('SELECT old_due_at, new_due_at FROM rollout_moves')).toEqual(
      cases.map(() => ({ old_due_at: new Date(FORESEEN), new_due_at: new Date('2027-05-06T16:00:00.000Z') })),
    );
    expect(await digests()).toMatchObject([{ data: { count: 3, title: expect.stringContaining('；') } }]);
    expect((await ledger.verify()).faults).toEqual([]);
  });

  it('does not wait for another place', async () => {
    const here = await closure('zjg-daxin', '2027-04-30');
    const there = await closure('zjg-jingkai', '2027-04-30');
    expect(there.rolloutId).not.toBe(here.rolloutId);
    expect(await ledger.rollouts.running()).toHaveLength(2);
  });
});

describe('working hours', () => {
  it('move what is counted in hours, and reminders', async () => {
    const caseId = await open();
    const next = async () => (await clockOf(caseId))?.next?.at;
    expect(await next()).toBe('2027-05-05T01:00:00.000Z');
    const hours = [{ from: '08:00', to: '16:00' }];
    const set = { organisationId: 'zjg-daxin', hours, by: BY, now: NOW, recompute: true };
    const { rolloutId } = await ledger.calendar.setWorkingHours(set);
    expect(await walk(rolloutId ?? '')).toMatchObject({ moved: 0 });
    expect(await next()).toBe('2027-05-05T00:00:00.000Z');
    // No date has moved, so nobody is told.
    expect(await digests()).toEqual([]);
  });
});

describe('a newer version of a programme', () => {
  it('moves limits that run when somebody asks for it, and nothing when it is published', async () => {
    const [caseId, other] = [await open(), await openCase(world, { ...zhangjiagang })];
    const [{ text } = { text: '' }] = await query<{ text: string }>(
      "SELECT text FROM programme_versions WHERE code = 'one-rung'",
    );
    const longer = text.replace('limit: 3 workday', 'limit: 6 workday');
    const published = { text: longer, file: 'one-rung.yaml', by: null, now: NOW };
    const { id: versionId, version } = await publishProgramme(world.pool, published);
    expect(await ledger.rollouts.running()).toEqual([]);
    const name = { zh: '一次催办', en: 'One reminder' };
    const cause: RolloutCause = { kind: 'programme', code: 'one-rung', version, versionId, name };
    const id = await ledger.rollouts.start({ cause, by: BY, now: NOW, dryRun: false });
    expect(await walk(id)).toMatchObject({ total: 1, moved: 1 });
    expect(await clockOf(caseId)).toMatchObject({
      ...{ dueDate: '2027-05-07', limit: { amount: 6, unit: 'workday' } },
      changes: [{ from: { amount: 3, unit: 'workday' }, why: 'programme' }],
    });
    expect((await ledger.load(caseId))?.state.programme.version).toBe(1);
    expect(await movedLines()).toHaveLength(1);
    expect((await clockOf(other.caseId))?.changes).toEqual([]);
    expect((await ledger.verify()).faults).toEqual([]);
  });

  const zhangjiagang = {
    ...{ programme: 'zhangjiagang', place: 'daxin', by: actorAt('officer', 'daxin'), at: OPENED },
  };
});

describe('a walk that somebody ends', () => {
  it('leaves moved what it has moved, tells of it, and lets another one begin', async () => {
    for (let i = 0; i < 3; i += 1) await open();
    const id = await importYear();
    await ledger.rollouts.move(step(id, 2));
    const cancelled = await ledger.rollouts.cancel({ rolloutId: id, by: BY, now: NOW });
    expect(cancelled).toMatchObject({ status: 'CANCELLED', done: 2, moved: 2 });
    expect(await rollout(id)).toMatchObject({ cancelled_by: BY, finished_at: new Date(NOW) });
    expect(await ledger.rollouts.move(step(id))).toMatchObject({ status: 'CANCELLED', over: true, done: 2 });
    expect(await movedLines()).toHaveLength(2);
    expect(await digests()).toMatchObject([{ data: { count: 2 } }]);
    await ledger.rollouts.cancel({ rolloutId: id, by: BY, now: NOW });
    expect(await digests()).toHaveLength(1);
    const cause = { kind: 'calendar', year: 2027, source: '国办发明电', from: null, to: null } as const;
    const again = await ledger.rollouts.start({ cause, by: BY, now: NOW, dryRun: false });
    expect(await walk(again)).toMatchObject({ moved: 1, done: 3 });
    expect(await code(ledger.rollouts.cancel({ rolloutId: again, by: BY, now: NOW }))).toBe('rollout-over');
    expect(await ledger.rollouts.cancel({ rolloutId: 'nothing', by: BY, now: NOW })).toBeNull();
  });

  it('is never done before every limit has been looked at', async () => {
    await open();
    const id = await importYear();
    const early = await ledger.rollouts.finish({ rolloutId: id, now: NOW });
    expect(early).toMatchObject({ status: 'RUNNING', over: false });
    expect(await digests()).toEqual([]);
  });
});
