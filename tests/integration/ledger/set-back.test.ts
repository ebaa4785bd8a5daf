import { readOverdue, readSlowest, readSteps } from '../../../api/lateness/read-lateness';
import { addMs, compareInstants, DAY_MS, HOUR_MS, type Instant } from '../../../domain/calendar/instant';
import type { CommandType } from '../../../domain/case/commands';
import { createLedger } from '../../../ledger/ledger';
import { createPrisma } from '../../../prisma/client';
import { actorAt, give, makeWorld, openCase, type World } from '../../support/world';

const officer = actorAt('officer', 'daxin');
/** A Monday. Accepting takes three working days: up to and with Thursday the fifth. */
const OPENED = '2026-03-02T02:00:00.000Z';
const DUE = '2026-03-05T16:00:00.000Z';
const CLOCK = 'stage.accept.1';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

/** A world with mail, and a case in it that nobody takes care of. */
async function begin(): Promise<{ world: World; caseId: string }> {
  const plain = await makeWorld();
  const world = { ...plain, ledger: createLedger(plain.pool, ['mail']) };
  worlds.push(world);
  const { caseId } = await openCase(world, { programme: 'zhangjiagang', place: 'daxin', by: officer, at: OPENED }); // prettier-ignore
  return { world, caseId };
}

/** What the machine's clock shows, look by look; whatever is due by then is done, as by the case's workflow. */
async function look({ world, caseId }: Begun, times: Iterable<Instant>): Promise<void> {
  for (const now of times) {
    const { wakeAt } = await world.ledger.enforce({ caseId, now, ownCaseOnly: true, budgetMs: 0 });
    if (wakeAt !== null) expect(compareInstants(wakeAt, now)).toBeGreaterThan(0);
  }
}

function* hourly(from: Instant, until: Instant): Generator<Instant> {
  for (let at = from; compareInstants(at, until) <= 0; at = addMs(at, HOUR_MS)) yield at;
}

type Begun = Awaited<ReturnType<typeof begin>>;

/** Everything that time has done to a case, without what is dated by the database. */
async function traces({ world, caseId }: Begun) {
  const ask = async (sql: string) => (await world.pool.query<Record<string, unknown>>(sql, [caseId])).rows;
  const found = await world.ledger.load(caseId);
  return {
    clocks: found?.state.clocks,
    calls: found?.state.calls,
    rungs: await ask(`SELECT clock_id, rung, planned_at, fired_at, acknowledge_by, acknowledged_at FROM rungs
      WHERE case_id = $1 ORDER BY planned_at, clock_id, rung`),
    told: await ask(`SELECT n.key, n.kind, n.at, n.clock_id, n.rung, n.role, n.organisation_id, o.channel, o.send_from
      FROM notifications n LEFT JOIN outbox o ON o.notification_id = n.id WHERE n.case_id = $1 ORDER BY n.id, o.channel`),
    lines: await ask(`SELECT seq, type, at, data FROM ledger_events WHERE case_id = $1 ORDER BY seq`),
    wakeAt: await ask('SELECT wake_at FROM cases WHERE id = $1'),
  };
}

/** Ids are given anew in each world. */
const same = (about: Awaited<ReturnType<typeof traces>>, { caseId }: Begun): unknown =>
  JSON.parse(JSON.stringify(about).replaceAll(caseId, 'case'));

describe('the clock of the machine is set back', () => {
  // Just after the reminder of the first late morning; before anything; in the middle of a call that climbs.
  it.each([
    ['by an hour', '2026-03-06T01:00:00.000Z', HOUR_MS],
    ['by a day and two hours', '2026-03-06T02:00:00.000Z', 26 * HOUR_MS],
    ['by ten days, to before the case was opened', '2026-03-10T07:00:00.000Z', 10 * DAY_MS],
  ])('%s, and everything is as it would have been once the time has passed again', async (_, wrong, back) => {
    const [straight, setBack] = [await begin(), await begin()];
    const end = '2026-03-20T00:00:00.000Z';
    await look(straight, hourly(OPENED, end));
    await look(setBack, hourly(OPENED, wrong));
    await look(setBack, hourly(addMs(wrong, -back), end));
    const [expected, found] = [await traces(straight), await traces(setBack)];
    expect(found.rungs.length).toBeGreaterThan(6);
    expect(same(found, setBack)).toEqual(same(expected, straight));
    expect((await setBack.world.ledger.verify()).faults).toEqual([]);
  });

  it('again and again, by any time: nothing fires twice, nothing is left out', async () => {
    const [straight, setBack] = [await begin(), await begin()];
    const end = addMs(OPENED, 25 * DAY_MS);
    // A walk that jumps ahead and back; the straight clock shows only what is later than ever before.
    const times: Instant[] = [];
    for (let at = OPENED, i = 0; compareInstants(at, end) < 0; i += 1) {
      at = addMs(at, (((i * 7_919) % 97) - 44) * 0.7 * HOUR_MS);
      times.push(at);
    }
    const ahead = times.filter((at, i) => times.slice(0, i).every((one) => compareInstants(one, at) < 0));
    await look(straight, ahead);
    await look(setBack, times);
    expect(times.length).toBeGreaterThan(2 * ahead.length);
    expect(same(await traces(setBack), setBack)).toEqual(same(await traces(straight), straight));
  });

  it('and people go on: what they do is dated no earlier than what was there, in order', async () => {
    const begun = await begin();
    const { world, caseId } = begun;
    await look(begun, hourly(OPENED, '2026-03-06T02:00:00.000Z'));
    const back = '2026-03-05T02:00:00.000Z';
    await look(begun, [back]);
    const act = (type: CommandType, data: object, at: Instant) => give(world, caseId, { by: officer, type, data, at }); // prettier-ignore
    await act('acknowledge', { clockId: CLOCK, note: '今天办' }, back);
    const { events } = await act('accept', { duplicatesChecked: true, estimateFen: 8_000_000 }, addMs(back, HOUR_MS)); // prettier-ignore
    expect(events).toContain('CaseAccepted');
    await look(begun, hourly(back, '2026-03-09T00:00:00.000Z'));
    const { lines, rungs, clocks } = await traces(begun);
    const dates = lines.map(({ at }) => (at as Date).getTime());
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
    // Seen and answered before it climbed, so nobody above heard.
    const fired = rungs.filter(({ clock_id: id }) => id === CLOCK).map(({ rung }) => rung);
    expect(fired.sort()).toEqual(['day-before', 'half', 'last-day', 'overdue']);
    // It had been missed by the clock that was there, and no clock takes that back.
    expect(clocks?.find(({ id }) => id === CLOCK)).toMatchObject({ verdict: 'OVERDUE', overdueAt: DUE });
    expect((await world.ledger.verify()).faults).toEqual([]);
  });

  it('and a case that is opened in the hours that come twice has its own clocks from then', async () => {
    const begun = await begin();
    await look(begun, hourly(OPENED, '2026-03-06T02:00:00.000Z'));
    const again = '2026-03-05T02:00:00.000Z';
    const { world } = begun;
    const late = await openCase(world, { programme: 'zhangjiagang', place: 'daxin', by: officer, at: again });
    await look({ world, caseId: late.caseId }, hourly(again, '2026-03-06T02:00:00.000Z'));
    expect((await traces({ world, caseId: late.caseId })).clocks?.[0]).toMatchObject({
      startedAt: again,
      dueAt: '2026-03-10T16:00:00.000Z',
      overdueAt: null,
    });
  });

  it('and no figure of lateness is negative', async () => {
    const begun = await begin();
    const { world } = begun;
    await look(begun, hourly(OPENED, '2026-03-11T08:00:00.000Z'));
    // Recorded by a clock that was five hours ahead: delivered and acknowledged before they were planned.
    await world.pool
      .query(`UPDATE rungs SET planned_at = now() + interval '4 hours', fired_at = now() + interval '4 hours',
      recorded_at = now() + interval '5 hours', delivered_at = now(), acknowledged_at = now()`);
    await world.pool
      .query(`UPDATE clocks SET overdue_at = now() + interval '5 hours', overdue_recorded_at = now()
      WHERE overdue_at IS NOT NULL`);
    const prisma = createPrisma(world.database.url, { max: 2 });
    try {
      const steps = Object.values(await readSteps(prisma, '24h', false));
      for (const spread of [...steps, await readOverdue(prisma, '24h')]) {
        expect(spread?.count).toBeGreaterThan(0);
        for (const figure of [spread?.p50, spread?.p95, spread?.p99, spread?.max, ...(spread?.buckets ?? [])])
          expect(figure).toBeGreaterThanOrEqual(0);
      }
      const slowest = await readSlowest(prisma, { window: '24h', simulation: false, paths: null });
      for (const { seconds } of [...slowest.rungs, ...slowest.overdue]) expect(seconds).toBeGreaterThan(0);
    } finally {
      await prisma.$disconnect();
    }
  });
});
