import { readCells } from '../../../api/figures/cells';
import { readClocks } from '../../../api/figures/clock-list';
import { addMs } from '../../../domain/calendar/instant';
import { CLOCK_LISTS, type ClockList } from '../../../domain/figures/definitions';
import type { Figures } from '../../../domain/figures/figures';
import { monthsAfter, monthsBetween, startOfMonth } from '../../../domain/figures/month';
import { onTimeReport, type OnTimeReport, type Place } from '../../../domain/figures/on-time';
import { createPrisma, type PrismaClient } from '../../../prisma/client';
import { actorAt, give, makeWorld, openCase, publishFixture, type World } from '../../support/world';

const officer = actorAt('officer', 'daxin');
const OPENED = '2026-02-12T02:00:00.000Z';
const ACCEPTED = { duplicatesChecked: true, estimateFen: 3_000_000, itemType: 'works' };
/** Long after everything here. */
const NOW = '2026-12-01T02:00:00.000Z';

let world: World;
let prisma: PrismaClient;
let places: Map<string, Place>;
beforeAll(async () => {
  world = await makeWorld();
  prisma = createPrisma(world.database.url, { max: 4 });
  await publishFixture(world, 'one-rung');
  places = new Map(await world.ledger.reference.organisations());
});
afterAll(async () => {
  await prisma.$disconnect();
  await world.close();
});

const asked = (now = NOW) => ({ from: '2026-01', until: '2026-12', programme: undefined, now });

async function report(now = NOW): Promise<OnTimeReport> {
  const cells = await readCells(prisma, { ...asked(now), organisationIds: [...places.keys()] });
  return onTimeReport(cells, places, { by: 'organisation', reach: 'own', fewCases: 5 });
}

async function lineOf(id: string, month: string, now = NOW): Promise<Figures | undefined> {
  return (await report(now)).rows.find((row) => row.place.id === id && row.month === month)?.figures;
}

const behind = (list: ClockList) =>
  readClocks(prisma, {
    ...{ ...asked(), list, organisationIds: [...places.keys()], paths: ['/'], stage: undefined },
    ...{ after: null, limit: 1_000 },
  });

type CommandType = Parameters<typeof give>[2]['type'];
const act = (caseId: string, at: string, type: CommandType, data: object = {}, by = officer) =>
  give(world, caseId, { by, at, type, data });
const newCase = async (place = 'daxin') =>
  (await openCase(world, { programme: 'one-rung', place, by: actorAt('officer', place), at: OPENED })).caseId;
const enforce = (caseId: string, now: string) =>
  world.ledger.enforce({ caseId, now, ownCaseOnly: true, budgetMs: 5_000 });

describe('a limit that the ledger wrote', () => {
  it('counts where it stopped, with its pauses and extensions apart from the time used', async () => {
    const caseId = await newCase('zjg-daxin-1');
    const by = actorAt('officer', 'zjg-daxin-1');
    await act(caseId, '2026-02-13T02:00:00.000Z', 'accept', ACCEPTED, by);
    const clockId = 'stage.report.1';
    await act(caseId, '2026-02-24T02:00:00.000Z', 'extend', { clockId, amount: 2, reason: '现场复核' }, by);
    const paused = { clockId, until: '2026-03-02', reason: '等待图纸' };
    await act(caseId, '2026-02-25T02:00:00.000Z', 'pause-clock', paused, by);
    await act(caseId, '2026-02-27T02:00:00.000Z', 'resume-clock', { clockId }, by);
    await act(caseId, '2026-03-03T02:00:00.000Z', 'shortlist', {}, by);
    expect(await lineOf('zjg-daxin-1', '2026-02')).toMatchObject({
      ...{ stopped: 1, onTime: 1, pauses: { number: 0, clocks: 0 }, extensions: { number: 0, clocks: 0 } },
    });
    const march = await lineOf('zjg-daxin-1', '2026-03');
    expect(march).toMatchObject({
      ...{ stopped: 1, onTime: 1, pauses: { number: 1, clocks: 1 }, extensions: { number: 1, clocks: 1 } },
    });
    expect(march?.used.workday).toEqual({
      clocks: 1,
      net: { average: 6, median: 6 },
      gross: { average: 8, median: 8 },
      paused: { total: 2, average: 2 },
    });
    expect((await behind('paused')).map((row) => [row.clock_id, row.pauses])).toEqual([[clockId, 1]]);
    expect((await behind('extended')).map((row) => [row.clock_id, row.extensions])).toEqual([[clockId, 1]]);
  });

  it('belongs to the month in Shanghai, to the millisecond', async () => {
    const place = 'zjg-daxin-2';
    const by = actorAt('officer', place);
    const [before, after] = [await newCase(place), await newCase(place)];
    await act(before, '2026-02-28T15:59:59.999Z', 'accept', ACCEPTED, by);
    await act(after, '2026-02-28T16:00:00.000Z', 'accept', ACCEPTED, by);
    expect(await lineOf(place, '2026-02')).toMatchObject({ stopped: 1 });
    expect(await lineOf(place, '2026-03')).toMatchObject({ stopped: 1 });
  });

  it('belongs to its month from the first millisecond of every month to the last', async () => {
    const place = 'zjg-leyu-1';
    const caseId = await newCase(place);
    const months = monthsBetween('2026-01', '2026-12');
    const ends = months.flatMap((month) => [
      startOfMonth(month),
      addMs(startOfMonth(monthsAfter(month, 1)), -1),
    ]);
    await world.pool.query(
      `INSERT INTO clocks (case_id, clock_id, kind, status, started_at, provisional, stopped_at, verdict, owner_organisation_id)
       SELECT $1, 'planted.' || at, 'stage', 'STOPPED', at, false, at, 'ON_TIME', $2 FROM unnest($3::timestamptz[]) at`,
      [caseId, place, ends],
    );
    const lines = (await report(OPENED)).rows.filter((row) => row.place.id === place);
    expect(lines.map(({ month, figures }) => [month, figures.stopped])).toEqual(
      months.map((month) => [month, 2]),
    );
  });

  it('is running and overdue in the month in which it ended, until it stops and is late', async () => {
    const place = 'zjg-jinfeng-1';
    const caseId = await newCase(place);
    const [due, after] = ['2026-02-24T16:00:00.000Z', '2026-02-24T16:00:00.001Z'];
    expect((await lineOf(place, '2026-02', '2026-02-24T15:59:59.999Z'))?.openOverdue).toBeUndefined();
    // Overdue is computed when it is read, whether or not time has recorded it.
    expect(await lineOf(place, '2026-02', due)).toMatchObject({ openOverdue: 1, stopped: 0, rate: null });
    await enforce(caseId, after);
    expect(await lineOf(place, '2026-02', after)).toMatchObject({ openOverdue: 1, stopped: 0 });
    await act(caseId, '2026-03-02T02:00:00.000Z', 'accept', ACCEPTED, actorAt('officer', place));
    expect((await lineOf(place, '2026-02', '2026-03-02T02:00:00.000Z'))?.openOverdue).toBeUndefined();
    expect(await lineOf(place, '2026-03', '2026-03-02T02:00:00.000Z')).toMatchObject({
      ...{ stopped: 1, onTime: 0, late: 1, rate: 0, openOverdue: 0 },
    });
  });

  it('keeps the verdict of its time; the recomputed one stands beside it', async () => {
    const place = 'zjg-jinfeng-2';
    const caseId = await newCase(place);
    await act(caseId, '2026-02-13T02:00:00.000Z', 'accept', ACCEPTED, actorAt('officer', place));
    expect(await lineOf(place, '2026-02')).toMatchObject({
      onTime: 1,
      recomputed: { onTime: 1, changed: 0 },
    });
    await world.pool.query(
      `UPDATE clocks SET verdict_recomputed = 'OVERDUE' WHERE case_id = $1 AND clock_id = 'stage.accept.1'`,
      [caseId],
    );
    expect(await lineOf(place, '2026-02')).toMatchObject({
      ...{ onTime: 1, rate: 1, recomputed: { onTime: 0, rate: 0, changed: 1 } },
    });
  });

  it('leaves no figure behind in the organisation or the month that it no longer belongs to', async () => {
    const place = 'zjg-jinfeng-3';
    const caseId = await newCase(place);
    await act(caseId, '2026-02-13T02:00:00.000Z', 'accept', ACCEPTED, actorAt('officer', place));
    expect(await lineOf(place, '2026-02')).toMatchObject({ stopped: 1 });
    await world.pool.query(
      `UPDATE clocks SET owner_organisation_id = 'zjg-jinfeng', stopped_at = '2026-05-01T00:00:00Z'
       WHERE case_id = $1 AND clock_id = 'stage.accept.1'`,
      [caseId],
    );
    expect(await lineOf(place, '2026-02', '2026-02-20T00:00:00.000Z')).toBeUndefined();
    expect(await lineOf('zjg-jinfeng', '2026-05')).toMatchObject({ stopped: 1 });
  });
});

describe('follow-ups of a red case', () => {
  it('are made or missed; one that stopped with the case or its urgency is neither', async () => {
    const [by, chair] = [actorAt('officer', 'yangguang'), actorAt('secretary', 'yangguang')];
    const about = { programme: 'changchun-yangguang', kind: 'MATTER', place: 'yangguang' } as const;
    const red = { duplicatesChecked: true, grade: 'red', category: 'property' };
    const { caseId } = await openCase(world, { ...about, by, at: OPENED });
    await act(caseId, '2026-02-13T02:00:00.000Z', 'accept', red, by);
    await act(caseId, '2026-03-02T02:00:00.000Z', 'follow-up', { text: '走访' }, chair);
    const [next] = await dues(caseId);
    await enforce(caseId, next!.toISOString());
    await act(caseId, '2026-04-20T02:00:00.000Z', 'follow-up', { text: '补访' }, chair);
    await act(caseId, '2026-04-21T02:00:00.000Z', 'regrade', { grade: 'green', reason: '已有物业' }, chair);
    expect((await lineOf('yangguang', '2026-03'))?.followUps).toEqual({ made: 1, missed: 0 });
    expect(next?.toISOString().slice(0, 7)).toBe('2026-04');
    // The late visit came in time for the follow-up after the missed one.
    expect((await lineOf('yangguang', '2026-04'))?.followUps).toEqual({ made: 1, missed: 1 });
    const { total } = await report();
    expect(total.followUps).toEqual({ made: 2, missed: 1 });
    expect((await behind('followUpsMade')).map((row) => row.clock_id)).toEqual([
      'follow-up.3',
      'follow-up.1',
    ]);
    expect((await behind('followUpsMissed')).map((row) => row.clock_id)).toEqual(['follow-up.2']);
    const stopped = await world.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM clocks WHERE kind = 'follow-up' AND stopped_at IS NOT NULL`,
    );
    expect(stopped.rows[0]?.n).toBe(4);
  });

  const dues = async (caseId: string): Promise<Date[]> => {
    const { rows } = await world.pool.query<{ due_at: Date }>(
      `SELECT due_at FROM clocks WHERE case_id = $1 AND kind = 'follow-up' AND status = 'RUNNING' ORDER BY due_at`,
      [caseId],
    );
    return rows.map((row) => row.due_at);
  };
});

it('whoever reads while others work gets everything in the end: no change is lost between two readers', async () => {
  const place = 'zjg-tangqiao-1';
  const by = actorAt('officer', place);
  const ids = await Promise.all(Array.from({ length: 24 }, () => newCase(place)));
  const reading = { on: true };
  const reader = async (): Promise<void> => {
    while (reading.on) await report();
  };
  const readers = [reader(), reader(), reader()];
  await Promise.all(ids.map((caseId) => act(caseId, '2026-02-13T02:00:00.000Z', 'accept', ACCEPTED, by)));
  reading.on = false;
  await Promise.all(readers);
  expect(await lineOf(place, '2026-02')).toMatchObject({ stopped: 24, onTime: 24 });
  expect((await world.pool.query('SELECT FROM stale_figures')).rowCount).toBe(0);
});

describe('behind every figure', () => {
  it('stand as many clocks as it says', async () => {
    const { total } = await report();
    const said: Readonly<Record<ClockList, number>> = {
      ...{
        stopped: total.stopped,
        onTime: total.onTime,
        late: total.late,
        changed: total.recomputed.changed,
      },
      ...{ onTimeRecomputed: total.recomputed.onTime, openOverdue: total.openOverdue },
      ...{ paused: total.pauses.clocks, extended: total.extensions.clocks },
      ...{ followUpsMade: total.followUps.made, followUpsMissed: total.followUps.missed },
      ...{ waiting: total.apart.waiting.stopped, returned: total.apart.returned.stopped },
      order: total.apart.order.stopped,
    };
    const listed = await Promise.all(
      CLOCK_LISTS.map(async (list) => [list, (await behind(list)).length] as const),
    );
    expect(Object.fromEntries(listed)).toEqual(said);
    expect(Object.values(said).filter((n) => n > 0).length).toBeGreaterThan(8);
  });

  it('are those that the table of clocks holds, counted once more by hand', async () => {
    const { rows } = await world.pool.query<{
      month: string;
      place: string;
      stopped: number;
      on_time: number;
    }>(
      `SELECT to_char(stopped_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, owner_organisation_id AS place,
         count(*)::int AS stopped, count(*) FILTER (WHERE verdict = 'ON_TIME')::int AS on_time
       FROM clocks WHERE stopped_at IS NOT NULL AND kind IN ('stage', 'grade', 'rework', 'suspension') GROUP BY 1, 2`,
    );
    const counted = rows.map((row) => `${row.month} ${row.place} ${row.on_time}/${row.stopped}`).sort();
    const shown = (await report()).rows
      .filter(({ figures }) => figures.stopped > 0)
      .map(({ month, place, figures }) => `${month} ${place.id} ${figures.onTime}/${figures.stopped}`)
      .sort();
    expect(shown).toEqual(counted);
    expect(shown.length).toBeGreaterThan(8);
  });
});
