import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarYear } from '../../../domain/calendar/calendar';
import { readNotice } from '../../../domain/calendar/notice';
import type { CalendarNotice } from '../../../domain/calendar/notice-parts';
import { shippedYears } from '../../../domain/calendar/shipped';
import { releaseLine } from '../../../cli/rules';
import { createLedger, type Ledger } from '../../../ledger/ledger';
import type { Release, Released } from '../../../ledger/release';
import { withClient } from '../../../scripts/postgres/databases';
import { actorAt, makeWorld, openCase, publishFixture, type World } from '../../support/world';
import { imagined2027 } from '../../unit/domain/calendar/notices';

/** Thursday. Three working days end on 4 May by the law alone, and on 7 May when the notice gives five days off. */
const OPENED = '2027-04-29T02:00:00.000Z';
const FORESEEN = '2027-05-04T16:00:00.000Z';
const TOLD = '2027-05-07T16:00:00.000Z';
const NOW = '2027-04-29T08:00:00.000Z';
const CLOCK = 'stage.accept.1';
const FILE = join(__dirname, '../../fixtures/programmes/one-rung.yaml');
const TEXT = readFileSync(FILE, 'utf8');
const NOTHING: Released = { years: [], programmes: [], ladders: false, rolloutIds: [] };

let world: World;
let ledger: Ledger;
beforeEach(async () => {
  world = await makeWorld();
  await publishFixture(world, 'one-rung');
  ledger = createLedger(world.pool);
});
afterEach(() => world.close());

function notice(raw: unknown): CalendarNotice {
  const read = readNotice(raw);
  if (read.notice === null) throw new Error(JSON.stringify(read.problems));
  return read.notice;
}
/** The imagined notice as a release would ship it, perhaps with other days off. */
function shipped2027(change: (year: CalendarYear) => Partial<CalendarYear> = () => ({})): CalendarYear {
  const { year, status, rest, work } = notice(imagined2027);
  const made = { year, status, rest, work, source: '国办发明电〔2026〕1号' };
  return { ...made, ...change(made) };
}
const withoutMay5 = shipped2027(({ rest }) => ({ rest: rest.filter(({ date }) => date !== '2027-05-05') }));

const release = (more: Partial<Release>, by: Ledger = ledger) =>
  by.release({ years: shippedYears, programmes: [], now: NOW, ...more });
const withYear = (year: CalendarYear): Partial<Release> => ({ years: [...shippedYears, year] });
const open = async (): Promise<string> => {
  const by = actorAt('officer', 'daxin');
  return (await openCase(world, { programme: 'one-rung', place: 'daxin', by, at: OPENED })).caseId;
};
async function walk(rolloutId: string) {
  const step = { rolloutId, now: NOW, limit: 200, settleMs: 0 };
  while (!(await ledger.rollouts.move(step)).over);
  while (!(await ledger.rollouts.review(step)).over);
  return ledger.rollouts.finish({ rolloutId, now: NOW });
}
const clockOf = async (caseId: string) =>
  (await ledger.load(caseId))?.state.clocks.find(({ id }) => id === CLOCK);
async function query<T extends object>(sql: string): Promise<T[]> {
  return (await world.pool.query<T>(sql)).rows;
}
const rollouts = () =>
  query<{ id: string; kind: string; started_by: string | null }>('SELECT * FROM rollouts');
const stored2027 = async () =>
  (
    await query<{ status: string; source: string; days: number; by: string | null }>(
      'SELECT status, source, json_array_length(rest::json) AS days, imported_by AS by FROM calendar_years WHERE year = 2027',
    )
  )[0];

describe('a year that ships with a release', () => {
  it('starts one rollout however many start at once, moves open limits and says so in one line', async () => {
    const caseId = await open();
    expect((await clockOf(caseId))?.dueAt).toBe(FORESEEN);
    const starts = await Promise.all(
      [1, 2, 3].map(() => release(withYear(shipped2027()), createLedger(world.pool))),
    );
    const [done, ...others] = starts.sort((a, b) => b.years.length - a.years.length);
    const [rollout, ...more] = await rollouts();
    expect([rollout, more]).toMatchObject([{ kind: 'calendar', started_by: null }, []]);
    expect(done).toEqual({
      ...NOTHING,
      years: [expect.objectContaining({ year: 2027, status: 'OFFICIAL', rolloutId: rollout?.id })],
      rolloutIds: [rollout?.id],
    });
    expect(others).toEqual([NOTHING, NOTHING]);
    expect(starts.map(releaseLine)).toEqual([
      `Release: calendar of 2027 is official (国办发明电〔2026〕1号). Open limits move with rollout ${rollout?.id}`,
      ...[null, null],
    ]);
    expect(await walk(rollout?.id ?? '')).toMatchObject({ status: 'DONE', moved: 1 });
    expect(await clockOf(caseId)).toMatchObject({ dueAt: TOLD, provisional: false });
    expect(await release(withYear(shipped2027()))).toEqual(NOTHING);
    const audit = await query(
      "SELECT subject FROM audit_records WHERE action = 'calendar-imported' AND subject = '2027'",
    );
    expect(audit).toHaveLength(1);
  });

  it('starts nothing where there is no case yet', async () => {
    expect(await release(withYear(shipped2027()))).toEqual(NOTHING);
    expect(await stored2027()).toMatchObject({ status: 'OFFICIAL', by: null });
    expect(await rollouts()).toEqual([]);
  });

  it('is corrected by the next release, and never put back by an older one', async () => {
    await open();
    await release(withYear(shipped2027()));
    const corrected = await release(withYear(withoutMay5));
    expect(corrected.years).toMatchObject([{ year: 2027 }]);
    expect(await stored2027()).toMatchObject({ days: withoutMay5.rest.length });
    expect(await release(withYear(shipped2027()))).toEqual(NOTHING);
    expect(await stored2027()).toMatchObject({ days: withoutMay5.rest.length });
    // The first walk had not begun: the second change went into it.
    expect(await rollouts()).toHaveLength(1);
  });

  it('leaves an official year that a person imported as it is', async () => {
    await open();
    await ledger.calendar.import({ notice: notice(imagined2027), by: 'officer-zjg', now: NOW });
    const before = await stored2027();
    expect(await release(withYear(withoutMay5))).toEqual(NOTHING);
    expect(await stored2027()).toEqual(before);
    expect(before?.by).toBe('officer-zjg');
    expect(await rollouts()).toEqual([]);
  });

  it('takes the place of a provisional one that a person imported, only if it is official', async () => {
    await open();
    const guess = { ...notice(imagined2027), status: 'PROVISIONAL' as const };
    await ledger.calendar.import({ notice: guess, by: 'officer-zjg', now: NOW });
    expect(await release(withYear({ ...withoutMay5, status: 'PROVISIONAL' }))).toEqual(NOTHING);
    expect(await stored2027()).toMatchObject({ status: 'PROVISIONAL', by: 'officer-zjg' });
    expect((await release(withYear(shipped2027()))).rolloutIds).toHaveLength(1);
    expect(await stored2027()).toMatchObject({ status: 'OFFICIAL', by: null });
  });

  it('comes with its rollout or not at all', async () => {
    await open();
    const bad = { programmes: [{ file: 'bad.yaml', text: 'code: x' }] };
    await expect(release({ ...withYear(shipped2027()), ...bad })).rejects.toThrow('bad.yaml');
    expect(await stored2027()).toBeUndefined();
    expect(await rollouts()).toEqual([]);
  });
});

describe('a shipped programme that a release changes', () => {
  const changed = {
    programmes: [{ file: 'one-rung.yaml', text: TEXT.replace('limit: 3 workday', 'limit: 2 workday') }],
  };

  it('is for new cases: running limits stay, and the line says how a leader may roll it out', async () => {
    const caseId = await open();
    const before = await clockOf(caseId);
    const starts = await Promise.all([release(changed), release(changed, createLedger(world.pool))]);
    expect(starts.map(releaseLine).filter((line) => line !== null)).toEqual([
      'Release: programme one-rung has version 2 for new cases; 1 open case keeps its own (to try it on them: banjie rollout start --programme one-rung --dry-run --by <sign-in name>)',
    ]);
    expect(await rollouts()).toEqual([]);
    expect(await clockOf(caseId)).toEqual(before);
    const fresh = await clockOf(await open());
    expect([before?.limit, fresh?.limit]).toMatchObject([{ amount: 3 }, { amount: 2 }]);
  });

  it('is published once, and an older release does not bring the older text back', async () => {
    expect(releaseLine(await release(changed))).toBe(
      'Release: programme one-rung has version 2 for new cases',
    );
    expect(await release(changed)).toEqual(NOTHING);
    expect(await release({ programmes: [{ file: 'one-rung.yaml', text: TEXT }] })).toEqual(NOTHING);
    expect(await query("SELECT version FROM programme_versions WHERE code = 'one-rung'")).toHaveLength(2);
  });
});

describe('open cases of a version that had no reminders', () => {
  /** As such a version has written them: clocks without a ladder and a next rung. */
  const makeOlder = () =>
    withClient(world.database.ownerUrl, async (client) => {
      const older = (column: string) =>
        `regexp_replace(regexp_replace(${column}::text, '"ladder": ?"[^"]*"', '"ladder":null', 'g'),
           '"next": ?\\{[^}]*\\}', '"next":null', 'g')`;
      await client.query('ALTER TABLE ledger_events DISABLE TRIGGER ALL');
      await client.query(`UPDATE ledger_events SET data = ${older('data')}::jsonb`);
      await client.query('ALTER TABLE ledger_events ENABLE TRIGGER ALL');
      await client.query(`UPDATE cases SET state = ${older('state')}::json, state_version = 1`);
    });

  it('get those of their programme by one rollout; no date moves and nobody is told', async () => {
    const caseId = await open();
    await makeOlder();
    expect(await clockOf(caseId)).toMatchObject({ ladder: null, next: null });
    const { ladders, rolloutIds } = await release({});
    expect([ladders, rolloutIds.length]).toEqual([true, 1]);
    expect(await ledger.rebuild()).toBe(1);
    expect(await release({})).toEqual(NOTHING);
    expect(await walk(rolloutIds[0] ?? '')).toMatchObject({ done: 1, moved: 0, status: 'DONE' });
    expect(await clockOf(caseId)).toMatchObject({
      ...{ dueAt: FORESEEN, ladder: 'one' },
      next: { rung: 'overdue', at: '2027-05-05T01:00:00.000Z' },
    });
    expect(await query("SELECT 1 FROM notifications WHERE kind = 'deadline-moved'")).toEqual([]);
    const [row] = await query<{ wake: Date }>('SELECT wake_at AS wake FROM cases');
    expect(row?.wake.toISOString()).toBe(FORESEEN);
  });

  it('and a new year of the same release are one rollout', async () => {
    await open();
    await makeOlder();
    const { years, ladders, rolloutIds } = await release(withYear(shipped2027()));
    expect([years.length, ladders, rolloutIds.length]).toEqual([1, true, 1]);
    expect((await rollouts()).map(({ kind }) => kind)).toEqual(['several']);
  });
});
