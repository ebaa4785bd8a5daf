import { actorAt, give, makeWorld, openCase, publishFixture, type World } from '../../support/world';

const officer = actorAt('officer', 'daxin');
const OPENED = '2026-02-12T02:00:00.000Z';
/** Accepting takes three working days: 13, 14 (a working Saturday) and 24 February; overdue from the 25th on. */
const DUE = '2026-02-24T16:00:00.000Z';
const BEFORE = '2026-02-24T15:59:59.999Z';
/** The reminder waits until people work. */
const MORNING = '2026-02-25T01:00:00.000Z';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await publishFixture(world, 'one-rung');
});
afterEach(() => world.close());

async function told(caseId: string, kind: string) {
  const { rows } = await world.pool.query<{ role: string; place: string; rung: string; by: string | null }>(
    `SELECT role, organisation_id AS place, rung, acknowledged_by AS by FROM notifications
     WHERE case_id = $1 AND kind = $2 ORDER BY id`,
    [caseId, kind],
  );
  return rows;
}

const newCase = () => openCase(world, { programme: 'one-rung', place: 'daxin', by: officer, at: OPENED });
const enforce = (caseId: string, now: string, ownCaseOnly = false) =>
  world.ledger.enforce({ caseId, now, ownCaseOnly, budgetMs: 5_000 });

async function arming(caseId: string) {
  const { rows } = await world.pool.query<{ wake: Date | null; armed: Date | null; epoch: number }>(
    'SELECT wake_at AS wake, armed_wake_at AS armed, arm_epoch AS epoch FROM cases WHERE id = $1',
    [caseId],
  );
  const [row] = rows;
  return {
    wake: row?.wake?.toISOString() ?? null,
    armed: row?.armed?.toISOString() ?? null,
    epoch: row?.epoch,
  };
}

describe('enforce', () => {
  it('does nothing one millisecond early and records once at the due instant', async () => {
    const { caseId } = await newCase();
    expect(await enforce(caseId, BEFORE)).toMatchObject({ recorded: 0, wakeAt: DUE, ended: false });
    expect(await enforce(caseId, DUE)).toMatchObject({ recorded: 1, wakeAt: MORNING });
    expect(await enforce(caseId, DUE)).toMatchObject({ recorded: 0 });
    const { rows } = await world.pool.query<{ type: string; at: Date }>(
      "SELECT type, at FROM ledger_events WHERE case_id = $1 AND type = 'ClockOverdue'",
      [caseId],
    );
    expect(rows.map((r) => r.at.toISOString())).toEqual([DUE]);
  });

  it('says in words what the case waits for', async () => {
    const { caseId } = await newCase();
    expect((await enforce(caseId, OPENED)).summary).toMatch(/, due 2026-02-24$/);
  });

  it('tells the owner and one level up exactly once, even when three enforce at the same moment', async () => {
    const { caseId } = await newCase();
    await Promise.all([enforce(caseId, MORNING), enforce(caseId, MORNING), enforce(caseId, MORNING)]);
    const { rows } = await world.pool.query<{ organisation_id: string; rung: string; asked: Date }>(
      `SELECT organisation_id, rung, acknowledge_by AS asked FROM notifications
       WHERE case_id = $1 AND kind = 'rung' ORDER BY organisation_id`,
      [caseId],
    );
    expect(rows.map((r) => [r.organisation_id, r.rung, r.asked.toISOString()])).toEqual([
      ['daxin', 'overdue', '2026-02-25T06:30:00.000Z'],
      ['zjg-daxin', 'overdue', '2026-02-25T06:30:00.000Z'],
    ]);
    const { rows: rungs } = await world.pool.query<{ rung: string; planned: Date; fired: Date }>(
      'SELECT rung, planned_at AS planned, fired_at AS fired FROM rungs WHERE case_id = $1',
      [caseId],
    );
    expect(rungs.map((r) => [r.rung, r.planned.toISOString(), r.fired.toISOString()])).toEqual([
      ['overdue', MORNING, MORNING],
    ]);
  });

  it('climbs one up when nobody says "seen, mine", and no further once somebody has', async () => {
    const { caseId } = await newCase();
    await enforce(caseId, MORNING);
    // Four working hours from nine: 14:30. Nobody leads the street's organisations but its leader.
    expect(await enforce(caseId, '2026-02-25T06:30:00.000Z')).toMatchObject({ recorded: 1 });
    const climbed = await told(caseId, 'climbed');
    expect(climbed.map(({ role, place, rung }) => [role, place, rung])).toEqual([
      ['leader', 'zjg-daxin', 'overdue+1'],
    ]);
    const leader = actorAt('leader', 'zjg-daxin');
    const seen = { by: leader, at: '2026-02-25T07:00:00.000Z', type: 'acknowledge' } as const;
    await give(world, caseId, { ...seen, data: { clockId: 'stage.accept.1', note: '今天办' } });
    expect((await enforce(caseId, '2026-03-31T00:00:00.000Z')).recorded).toBe(0);
    const all = [...(await told(caseId, 'rung')), ...(await told(caseId, 'climbed'))];
    expect(all.map(({ by }) => by)).toEqual(all.map(() => leader.personId));
    expect((await world.ledger.verify()).faults).toEqual([]);
  });

  it('goes on with other cases that are due', async () => {
    const cases = await Promise.all(Array.from({ length: 30 }, newCase));
    const [first] = cases;
    expect((await enforce(first?.caseId ?? '', DUE)).recorded).toBe(30);
    expect((await world.ledger.verify()).faults).toEqual([]);
  });

  it('leaves other cases alone in a simulation', async () => {
    const [first] = await Promise.all([newCase(), newCase()]);
    expect((await enforce(first?.caseId ?? '', DUE, true)).recorded).toBe(1);
  });

  it('arms the workflow that asked, not the cases it helped with', async () => {
    const { caseId } = await newCase();
    const other = await newCase();
    await enforce(caseId, OPENED);
    expect(await arming(caseId)).toEqual({ wake: DUE, armed: DUE, epoch: 1 });
    expect(await arming(other.caseId)).toEqual({ wake: DUE, armed: null, epoch: 0 });
  });
});

describe('arming', () => {
  it('lists what the engine does not know, soonest first, and nothing once it is marked', async () => {
    const late = await openCase(world, {
      programme: 'one-rung',
      place: 'daxin',
      by: officer,
      at: '2026-03-02T02:00:00.000Z',
    });
    const soon = await newCase();
    const rows = await world.ledger.unarmed(10);
    expect(rows.map((r) => r.caseId)).toEqual([soon.caseId, late.caseId]);
    expect(rows[0]).toMatchObject({
      wakeAt: DUE,
      programme: 'one-rung',
      stage: 'accept',
      number: soon.number,
    });
    await world.ledger.markArmed(rows);
    expect(await world.ledger.unarmed(10)).toEqual([]);
  });

  it('does not let a late mark overwrite what a newer enforce knows', async () => {
    const { caseId } = await newCase();
    const [row] = await world.ledger.unarmed(10);
    if (row === undefined) throw new Error('nothing to arm');
    await enforce(caseId, DUE);
    await world.ledger.markArmed([row]);
    expect((await arming(caseId)).armed).toBe(MORNING);
  });

  it('wants a case armed again when its deadline moves forward, not when it moves back', async () => {
    const { caseId } = await newCase();
    await world.ledger.markArmed(await world.ledger.unarmed(10));
    await give(world, caseId, {
      by: officer,
      at: OPENED,
      type: 'accept',
      data: { duplicatesChecked: true, estimateFen: 500_000 },
    });
    // Fast track: the next stage has one working day, sooner than what was armed.
    expect((await world.ledger.unarmed(10)).map((r) => r.caseId)).toEqual([caseId]);
    await world.ledger.markArmed(await world.ledger.unarmed(10));
    await give(world, caseId, {
      by: officer,
      at: OPENED,
      type: 'shortlist',
      data: { estimateFen: 500_000, itemType: 'works' },
    });
    expect(await world.ledger.unarmed(10)).toEqual([]);
  });

  it('forgets everything on rehydrate, and tells ended cases apart', async () => {
    const { caseId } = await newCase();
    await world.ledger.markArmed(await world.ledger.unarmed(10));
    expect(await world.ledger.rehydrate()).toBe(1);
    expect((await world.ledger.unarmed(10)).map((r) => r.caseId)).toEqual([caseId]);
    await world.ledger.markArmed(await world.ledger.unarmed(10));
    await give(world, caseId, {
      by: officer,
      at: OPENED,
      type: 'reject',
      data: { reasonCode: 'duplicate', publicText: '重复。' },
    });
    expect(await world.ledger.endedWithWorkflow(10)).toEqual([{ caseId }]);
    await world.ledger.markWorkflowEnded([caseId]);
    expect(await world.ledger.endedWithWorkflow(10)).toEqual([]);
    expect(await world.ledger.rehydrate()).toBe(0);
  });

  it('tells the engine again about clocks that should have been enforced long ago', async () => {
    const { caseId } = await newCase();
    await world.ledger.markArmed(await world.ledger.unarmed(10));
    expect(await world.ledger.disarmLate('2026-02-24T16:00:30.000Z', 60_000, 10)).toBe(0);
    expect(await world.ledger.disarmLate('2026-02-24T16:02:00.000Z', 60_000, 10)).toBe(1);
    expect((await world.ledger.unarmed(10)).map((r) => r.caseId)).toEqual([caseId]);
  });
});
