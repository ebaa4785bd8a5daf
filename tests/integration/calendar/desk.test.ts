import { readNotice } from '../../../domain/calendar/notice';
import type { CalendarNotice } from '../../../domain/calendar/notice-parts';
import { dayKind, dayName, isProvisional } from '../../../domain/calendar/calendar';
import { isRefusal } from '../../../domain/errors';
import { createLedger } from '../../../ledger/ledger';
import { imagined2027, noticeOf, PAPER } from '../../unit/domain/calendar/notices';
import { shippedYears } from '../../../domain/calendar/shipped';
import { actorAt, makeWorld, openCase, type World } from '../../support/world';

const NOW = '2026-11-23T02:00:00.000Z';
const BY = 'officer-zjg';
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

function notice(raw: unknown): CalendarNotice {
  const read = readNotice(raw);
  if (read.notice === null) throw new Error(JSON.stringify(read.problems));
  return read.notice;
}
const desk = () => world.ledger.calendar;
const imports = (raw: unknown, more: { restore?: boolean; key?: string } = {}) =>
  desk().import({ notice: notice(raw), by: BY, now: NOW, ...more });
const count = async (sql: string): Promise<number> =>
  Number((await world.pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n);

/** The code with which something is refused; 'done' when it is not. */
async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

/** Another notice for 2027, as a correction within the year would be. */
const corrected = {
  ...imagined2027,
  papers: [PAPER, `${PAPER}?2`],
  days: [
    ...imagined2027.days.filter(({ date }) => date !== '2027-04-25'),
    { date: '2027-05-09', name: '劳动节', isOffDay: false },
  ],
};

describe('importing a notice', () => {
  it('puts the year in force, keeps the history, and is seen at once', async () => {
    const imported = await imports(imagined2027);
    expect(imported).toMatchObject({ year: 2027, status: 'OFFICIAL', changed: [{ year: 2027 }] });
    const calendar = await world.ledger.reference.calendar();
    expect([dayKind(calendar, '2027-02-14'), isProvisional(calendar, '2027-02-14')]).toEqual([
      'makeup-workday',
      false,
    ]);
    expect(isProvisional(calendar, '2028-01-01')).toBe(true);
    const status = await desk().status(NOW);
    expect(status).toMatchObject({
      ...{ coveredUntil: '2027-12-31', wanted: { year: 2027, missing: false } },
      nextLook: '2027-11-01T01:00:00.000Z',
    });
    expect(status.years.find(({ year }) => year === 2027)).toMatchObject({
      ...{ status: 'OFFICIAL', papers: [PAPER], importedBy: BY, importedAt: NOW },
      history: [{ importedAt: NOW }],
    });
  });

  it('refuses what changes nothing, and a guess in the place of a notice', async () => {
    await imports(imagined2027);
    const before = await count('calendar_imports');
    expect(await code(imports(imagined2027))).toBe('calendar-not-newer');
    expect(await code(imports({ ...imagined2027, status: 'PROVISIONAL', papers: [] }))).toBe(
      'calendar-not-newer',
    );
    expect(await count('calendar_imports')).toBe(before);
  });

  it('takes a correction, and what it replaced only when that is asked for', async () => {
    await imports(imagined2027);
    const { changed } = await imports(corrected);
    expect(changed[0]?.changes.map(({ date, effect }) => `${date} ${effect}`)).toEqual([
      '2027-04-25 off',
      '2027-05-09 worked',
    ]);
    expect(await code(imports(imagined2027))).toBe('calendar-not-newer');
    expect(await code(imports(imagined2027, { restore: true }))).toBe('done');
    expect(dayKind(await world.ledger.reference.calendar(), '2027-04-25')).toBe('makeup-workday');
    const history = (await desk().status(NOW)).years.find(({ year }) => year === 2027)?.history;
    expect(history?.map(({ papers }) => papers.length)).toEqual([1, 2, 1]);
  });

  it('answers a retried key with the first answer, and refuses it for another notice', async () => {
    const first = await imports(imagined2027, { key: 'k1' });
    expect(await imports(imagined2027, { key: 'k1' })).toEqual(JSON.parse(JSON.stringify(first)));
    expect(await code(imports(corrected, { key: 'k1' }))).toBe('key-reused');
    expect(await count('calendar_imports WHERE year = 2027')).toBe(1);
  });

  it('lets one of two at the same moment win', async () => {
    const codes = await Promise.all([code(imports(imagined2027)), code(imports(imagined2027))]);
    expect(codes.sort()).toEqual(['calendar-not-newer', 'done']);
    expect(await count('calendar_imports WHERE year = 2027')).toBe(1);
  });

  it('carries New Year into the December before, and keeps it when that year is imported again', async () => {
    const december = [
      { name: '元旦', date: '2026-12-26', isOffDay: false },
      { name: '元旦', date: '2026-12-31', isOffDay: true },
    ];
    const { changed } = await imports({ ...imagined2027, days: [...december, ...imagined2027.days] });
    expect(changed.map(({ year, changes }) => [year, changes.length > 0])).toEqual([
      [2027, true],
      [2026, true],
    ]);
    const again = noticeOf(shippedYears.find(({ year }) => year === 2026)!);
    await imports({ ...again, papers: ['https://www.gov.cn/2026.htm'] });
    const calendar = await world.ledger.reference.calendar();
    expect([dayKind(calendar, '2026-12-26'), dayKind(calendar, '2026-12-31')]).toEqual([
      'makeup-workday',
      'holiday',
    ]);
  });

  it('writes down a version from before there was a history, and nobody can change the history', async () => {
    // As an older release left it: in force, and nowhere else.
    await world.pool.query(
      `INSERT INTO calendar_years (year, status, source, rest, work) VALUES (2027, 'PROVISIONAL', 'seed', '[]', '[]')`,
    );
    await imports(imagined2027);
    const { rows } = await world.pool.query<{ source: string }>(
      'SELECT source FROM calendar_imports WHERE year = 2027 ORDER BY id',
    );
    expect(rows.map(({ source }) => source)).toEqual(['seed', '国务院办公厅关于2027年部分节假日安排的通知']);
    await expect(world.pool.query('UPDATE calendar_imports SET source = $1', ['x'])).rejects.toThrow(
      /permission denied/,
    );
  });

  it('leaves nothing behind when it fails half way', async () => {
    const broken = { ...notice(imagined2027), source: 'x\0y' };
    await expect(desk().import({ notice: broken, by: BY, now: NOW, key: 'k' })).rejects.toThrow();
    expect(await count('calendar_imports WHERE year = 2027')).toBe(0);
    expect(await count(`command_receipts WHERE key = 'k'`)).toBe(0);
  });
});

describe('calendars of places', () => {
  const close = (organisationId: string, date: string, kind: 'CLOSED' | 'OPEN' = 'CLOSED') =>
    desk().addClosure({ organisationId, date, kind, name: '台风停工', source: '市防指', by: BY, now: NOW });
  const kindIn = async (organisationId: string, date: string) =>
    dayKind(await world.ledger.reference.calendarOf(organisationId), date);

  it('inherit closures from above, and the nearest has the last word', async () => {
    await close('zjg', '2026-12-01');
    await close('daxin', '2026-12-01', 'OPEN');
    await close('zjg-daxin', '2026-12-02');
    expect(await kindIn('zjg-daxin-1', '2026-12-01')).toBe('holiday');
    expect(await kindIn('daxin', '2026-12-01')).toBe('makeup-workday');
    expect(await kindIn('daxin', '2026-12-02')).toBe('holiday');
    expect(await kindIn('zjg-jinfeng-1', '2026-12-02')).toBe('workday');
    expect(dayName(await world.ledger.reference.calendarOf('daxin'), '2026-12-02')).toBe('台风停工');
    expect(dayKind(await world.ledger.reference.calendar(), '2026-12-01')).toBe('workday');
  });

  it('share one object where they share their rules', async () => {
    const { reference } = world.ledger;
    const national = await reference.calendar();
    await close('zjg', '2026-12-01');
    const all = await reference.calendars();
    expect(all.of('daxin')).toBe(all.of('zjg-jinfeng-1'));
    expect(all.of('daxin')).not.toBe(all.national);
    expect(all.of('no-such-place')).toBe(all.national);
    // The years have not changed, so the national calendar is the one that was there.
    expect(all.national).toBe(national);
    reference.forgetCalendars();
    expect(await reference.calendars()).toBe(all);
  });

  it('have the hours of the nearest that set some', async () => {
    const hours = [{ from: '08:30', to: '17:00' }];
    await desk().setWorkingHours({
      organisationId: 'zjg',
      hours: [{ from: '08:00', to: '16:00' }],
      by: BY,
      now: NOW,
    });
    await desk().setWorkingHours({ organisationId: 'zjg-daxin', hours, by: BY, now: NOW });
    const { reference } = world.ledger;
    expect((await reference.calendarOf('daxin')).hours).toEqual(hours);
    expect((await reference.calendarOf('zjg-jinfeng-1')).hours[0]?.from).toBe('08:00');
    await desk().setWorkingHours({ organisationId: 'zjg-daxin', hours: null, by: BY, now: NOW });
    expect((await reference.calendarOf('daxin')).hours[0]?.from).toBe('08:00');
    expect((await reference.calendar()).hours).toHaveLength(2);
  });

  it('refuse a closure that says nothing, a second one for the day, and a place or year nobody knows', async () => {
    expect(await code(close('zjg', '2026-12-05'))).toBe('closure-needless');
    expect(await code(close('zjg', '2026-12-04', 'OPEN'))).toBe('closure-needless');
    expect(await code(close('zjg', '2026-12-01'))).toBe('done');
    expect(await code(close('zjg', '2026-12-01', 'OPEN'))).toBe('already-exists');
    expect(await code(close('daxin', '2026-12-01'))).toBe('closure-needless');
    expect(await code(close('nowhere', '2026-12-01'))).toBe('unknown-reference');
    await expect(close('zjg', '2099-12-01')).rejects.toMatchObject({ code: 'year-missing' });
    expect(await count('local_closures')).toBe(1);
  });

  it('forget a closure that was cancelled, and make room for another', async () => {
    const { id } = await close('zjg', '2026-12-01');
    const cancelled = await desk().cancelClosure({ id, by: BY, now: NOW });
    expect(cancelled).toMatchObject({ id, cancelledAt: NOW, cancelledBy: BY });
    expect(await desk().cancelClosure({ id, by: 'somebody', now: '2026-12-01T00:00:00.000Z' })).toEqual(
      cancelled,
    );
    expect(await desk().cancelClosure({ id: 'nothing', by: BY, now: NOW })).toBeNull();
    expect(await kindIn('daxin', '2026-12-01')).toBe('workday');
    await close('zjg', '2026-12-01');
    const list = (withCancelled: boolean) => desk().listClosures({ withCancelled, limit: 10 });
    expect((await list(true)).map((one) => one.cancelledAt !== null).sort()).toEqual([false, true]);
    expect(await list(false)).toHaveLength(1);
  });

  it('date the clocks of their cases', async () => {
    const by = actorAt('officer', 'daxin');
    const at = '2026-11-30T02:00:00.000Z';
    const open = async () => {
      const { caseId } = await openCase(world, { programme: 'zhangjiagang', place: 'daxin', by, at });
      return (await world.ledger.load(caseId))?.state.clocks[0]?.dueDate;
    };
    const without = await open();
    await close('daxin', '2026-12-01');
    const withClosure = await open();
    expect(without! < withClosure!).toBe(true);
  });

  it('are seen by another process when it looks anew', async () => {
    const other = createLedger(world.pool);
    expect(dayKind(await other.reference.calendarOf('daxin'), '2026-12-01')).toBe('workday');
    await close('zjg', '2026-12-01');
    expect(dayKind(await other.reference.calendarOf('daxin'), '2026-12-01')).toBe('workday');
    other.reference.forgetCalendars();
    expect(dayKind(await other.reference.calendarOf('daxin'), '2026-12-01')).toBe('holiday');
  });
});

describe('a preview', () => {
  it('tells which open dates would move, and writes nothing', async () => {
    const by = actorAt('officer', 'daxin');
    // To be accepted within a few working days, over Spring Festival; and one that ends before the year begins.
    const opened = await openCase(world, {
      ...{ programme: 'zhangjiagang', place: 'daxin', by, at: '2027-02-04T02:00:00.000Z' },
    });
    await openCase(world, { programme: 'zhangjiagang', place: 'daxin', by, at: '2026-03-02T02:00:00.000Z' });
    const input = { notice: notice(imagined2027), now: NOW, restore: false, maySee: () => true };
    const before = await world.ledger.load(opened.caseId);
    const preview = await desk().preview(input);
    expect(preview.refusal).toBeNull();
    expect(preview.changed[0]?.changes.length).toBeGreaterThan(10);
    const [example] = preview.moves.examples;
    expect(preview.moves).toMatchObject({ cases: 1, movedCases: 1 });
    expect(example).toMatchObject({ caseId: opened.caseId, number: opened.number });
    expect(example?.from.provisional).toBe(true);
    expect(example?.to).toMatchObject({ provisional: false });
    expect(example?.to.dueAt).not.toBe(example?.from.dueAt);
    // Nothing is written, and what moves is what a clock started now would be given.
    expect(await world.ledger.load(opened.caseId)).toEqual(before);
    expect(await count('calendar_imports WHERE year = 2027')).toBe(0);
    const elsewhere = await desk().preview({ ...input, maySee: (path) => path.startsWith('/cc/') });
    expect(elsewhere.moves).toMatchObject({ movedCases: 1, examples: [] });
    await imports(imagined2027);
    expect((await desk().preview(input)).refusal?.code).toBe('calendar-not-newer');
  });
});

describe('the reminder', () => {
  const told = async () =>
    (
      await world.pool.query<{ key: string; organisation_id: string; role: string; data: object }>(
        `SELECT key, organisation_id, role, data FROM notifications WHERE kind = 'calendar-missing' ORDER BY id`,
      )
    ).rows;

  it('tells the officers of every city once for each day, by every channel but text messages', async () => {
    const ledger = createLedger(world.pool, ['mail', 'sms', 'wecom']);
    const cities = await count(`organisations WHERE level = 'CITY'`);
    expect(await ledger.calendar.remind('2026-10-31T02:00:00.000Z')).toEqual({
      ...{ year: 2026, missing: false, told: 0, nextAt: '2026-11-01T01:00:00.000Z' },
    });
    const sunday = await ledger.calendar.remind('2026-11-01T01:00:00.000Z');
    expect(sunday).toEqual({ year: 2027, missing: true, told: cities, nextAt: '2026-11-02T01:00:00.000Z' });
    expect(await ledger.calendar.remind('2026-11-01T05:00:00.000Z')).toMatchObject({ told: 0 });
    expect((await told())[0]).toMatchObject({ role: 'officer', data: { year: 2027 } });
    expect(
      (await told()).map(
        ({ key, organisation_id }) => key === `calendar-missing:2027:2026-11-01:${organisation_id}`,
      ),
    ).toEqual(Array(cities).fill(true));
    const { rows } = await world.pool.query<{ channel: string; send_from: Date }>(
      'SELECT DISTINCT channel, send_from FROM outbox ORDER BY channel',
    );
    // 1 November 2026 is a Sunday: what leaves the product waits for Monday morning.
    const monday = new Date('2026-11-02T01:00:00.000Z');
    expect(rows).toEqual([
      { channel: 'mail', send_from: monday },
      { channel: 'wecom', send_from: monday },
    ]);
    expect(await ledger.calendar.remind('2026-11-02T01:00:00.000Z')).toMatchObject({ told: cities });
  });

  it('ends with the import, and goes on after New Year while the notice is missing', async () => {
    expect(await desk().remind('2027-01-06T02:00:00.000Z')).toMatchObject({
      ...{ year: 2027, missing: true, nextAt: '2027-01-11T01:00:00.000Z' },
    });
    expect((await told())[0]?.key).toMatch(/^calendar-missing:2027:2027-01-04:/);
    await imports(imagined2027);
    expect(await desk().remind('2027-01-11T01:00:00.000Z')).toEqual({
      ...{ year: 2027, missing: false, told: 0, nextAt: '2027-11-01T01:00:00.000Z' },
    });
  });

  it('tells whatever stands at the top where there is no city', async () => {
    await world.pool.query(`UPDATE organisations SET level = 'DISTRICT' WHERE level = 'CITY'`);
    const tops = await count('organisations WHERE parent_id IS NULL');
    expect(await desk().remind(NOW)).toMatchObject({ missing: true, told: tops });
  });
});
