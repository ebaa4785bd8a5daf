import fc from 'fast-check';
import { makeCalendar } from '../../../../domain/calendar/calendar';
import { withClosures, withHours } from '../../../../domain/calendar/closures';
import { computeDue, DEFAULT_HOURS } from '../../../../domain/calendar/due';
import { readNotice } from '../../../../domain/calendar/notice';
import { withProvisionalYears } from '../../../../domain/calendar/provisional';
import { shippedCalendar, shippedYears } from '../../../../domain/calendar/shipped';
import type { Limit } from '../../../../domain/calendar/limit';
import { dueOf } from '../../../../domain/case/clocks';
import { movedClocks } from '../../../../domain/case/recompute';
import type { Clock } from '../../../../domain/case/state';
import { imagined2027 } from '../calendar/notices';

const { notice } = readNotice(imagined2027);
if (notice === null) throw new Error('the imagined notice is wrong');
const after = makeCalendar(withProvisionalYears([...shippedYears, notice]));

/** A clock as it was dated by the shipped calendar. */
function clock(startedAt: string, limit: Limit, change: Partial<Clock> = {}): Clock {
  const due = computeDue(shippedCalendar, { start: startedAt, limit });
  const rest = {
    kind: 'stage',
    stageId: 's',
    name: { zh: '甲', en: 'A' },
    owner: { role: 'officer', level: 'STREET' },
  };
  return {
    ...{
      id: 'stage.s.1',
      limit,
      roll: true,
      startedAt,
      ...due,
      pauses: [],
      status: 'RUNNING',
      overdueAt: null,
    },
    ...{ resumesAt: null, extensions: 0, ladder: null, fired: [], next: null, used: null, stoppedAt: null },
    ...{ verdict: null, ...rest, ...change },
  } as Clock;
}
const moved = (...clocks: Clock[]) => movedClocks({ clocks }, () => after);
const days = (amount: number): Limit => ({ amount, unit: 'workday' });

describe('clocks under another calendar', () => {
  test('move where the notice swaps days, and lose 暂定', () => {
    const one = clock('2027-02-04T02:00:00.000Z', days(3));
    expect(one).toMatchObject({ dueDate: '2027-02-11', provisional: true });
    expect(moved(one)).toEqual([{ clock: one, to: dueOf(one, after) }]);
    expect(dueOf(one, after)).toMatchObject({ dueDate: '2027-02-16', provisional: false });
  });

  test('are only confirmed where the date stays', () => {
    const [one] = moved(clock('2027-03-01T02:00:00.000Z', days(3)));
    expect(one?.to).toMatchObject({ dueDate: one?.clock.dueDate, provisional: false });
  });

  test('that stopped or end before keep what they had, and so does a notice, whose end was published', () => {
    const start = '2027-02-04T02:00:00.000Z';
    const stopped = clock(start, days(3), { status: 'STOPPED' });
    const notice = clock(start, { amount: 7, unit: 'day' }, { kind: 'notice' });
    const early = clock('2026-03-02T02:00:00.000Z', days(3));
    expect(moved(stopped, notice, early)).toEqual([]);
  });

  test('move when they are overdue or stand still as well', () => {
    const start = '2027-02-04T02:00:00.000Z';
    const overdue = clock(start, days(3), { overdueAt: '2027-02-11T16:00:00.000Z' });
    const paused = clock(start, days(3), {
      status: 'PAUSED',
      pauses: [{ from: '2027-02-05T02:00:00.000Z', to: null }],
    });
    expect(moved(overdue, paused).map(({ to }) => to.dueDate)).toEqual(['2027-02-16', '2027-02-16']);
  });

  test('of years that the calendar does not hold keep their dates', () => {
    const early = makeCalendar(withProvisionalYears([notice]));
    expect(movedClocks({ clocks: [clock('2026-03-02T02:00:00.000Z', days(3))] }, () => early)).toEqual([]);
  });

  test('go by the calendar of their own owner', () => {
    const [one, two] = [
      clock('2026-07-23T02:00:00.000Z', days(1)),
      clock('2026-07-23T02:00:00.000Z', days(1), { owner: { role: 'officer', level: 'CITY' } }),
    ];
    const typhoon = withClosures(shippedCalendar, [{ date: '2026-07-24', kind: 'CLOSED', name: '台风停工' }]);
    const found = movedClocks({ clocks: [one, two] }, ({ level }) =>
      level === 'STREET' ? typhoon : shippedCalendar,
    );
    expect(found.map(({ to }) => to.dueDate)).toEqual(['2026-07-27']);
  });

  test('give back their pauses as before: the same calendar moves none of them', () => {
    const start = fc
      .integer({ min: 0, max: 500 * 24 })
      .map((h) => new Date(Date.UTC(2026, 0, 5, h)).toISOString());
    const unit = fc.constantFrom('workday', 'day', 'week', 'month', 'hour') as fc.Arbitrary<Limit['unit']>;
    const pause = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }));
    const hours = fc.constantFrom(DEFAULT_HOURS, [{ from: '08:30', to: '17:00' }]);
    fc.assert(
      fc.property(
        start,
        unit,
        fc.integer({ min: 1, max: 20 }),
        pause,
        fc.boolean(),
        hours,
        (from, u, n, [run, stand], roll, opening) => {
          const calendar = withHours(shippedCalendar, opening);
          const begin = Date.parse(from) + run * 3_600_000;
          const pauses = [
            { from: new Date(begin).toISOString(), to: new Date(begin + stand * 3_600_000).toISOString() },
          ];
          const limit = { amount: n, unit: u };
          const due = computeDue(calendar, { start: from, limit, roll, pauses });
          const one = { ...clock(from, limit), ...due, pauses, roll };
          expect(movedClocks({ clocks: [one] }, () => calendar)).toEqual([]);
          // Putting a notice in force and taking it back again leaves every date as it was.
          const there = dueOf(one, withHours(after, opening));
          expect(dueOf({ ...one, ...there }, calendar)).toEqual(due);
        },
      ),
    );
  });
});
