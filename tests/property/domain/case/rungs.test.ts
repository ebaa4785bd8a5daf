import fc from 'fast-check';
import { isWorkday } from '../../../../domain/calendar/calendar';
import { addDays, dayNumber } from '../../../../domain/calendar/civil-date';
import { withClosures, withHours } from '../../../../domain/calendar/closures';
import { compareInstants, localTextOf, MINUTE_MS, addMs } from '../../../../domain/calendar/instant';
import { parseLimit, type Limit } from '../../../../domain/calendar/limit';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { workingMoment } from '../../../../domain/calendar/working-time';
import { nextRung } from '../../../../domain/case/ladder';
import { at } from '../../../support/domain';
import { clockOf, ladderOf } from '../../../support/ladders';

describe('of all limits that begin in 2026', () => {
  const shift = withHours(shippedCalendar, [
    { from: '08:00', to: '11:30' },
    { from: '13:00', to: '24:00' },
  ]);
  const typhoon = withClosures(shippedCalendar, [
    { date: '2026-07-15', kind: 'CLOSED', name: '台风停工' },
    { date: '2026-07-18', kind: 'OPEN', name: '补班' },
  ]);
  const moment = fc.oneof(
    fc.integer({ min: 1, max: 99 }).map((percent) => ({ before: true, text: `${percent}%` })),
    fc.integer({ min: 1, max: 30 }).map((days) => ({ before: true, text: `${days} workday before` })),
    fc.constant({ before: true, text: 'last day' }),
    fc.constant({ before: false, text: 'due' }),
    fc.integer({ min: 1, max: 30 }).map((days) => ({ before: false, text: `${days} workday after` })),
    fc.integer({ min: 1, max: 60 }).map((hours) => ({ before: false, text: `${hours} hour after` })),
  );
  const limit = fc.oneof(
    fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom('workday', 'day', 'hour') }),
    fc.record({ amount: fc.integer({ min: 1, max: 3 }), unit: fc.constantFrom('week', 'month') }),
  ) as fc.Arbitrary<Limit>;

  it('every rung fires in working time of the place, after the start and on its side of the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(shippedCalendar, shift, typhoon),
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        limit,
        fc.boolean(),
        moment,
        fc.option(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 20_000 })), {
          nil: undefined,
        }),
        (cal, day, minute, of, roll, { before, text }, pause) => {
          const start = addMs(at(addDays('2026-01-01', day), '00:00'), minute * MINUTE_MS);
          const from = pause === undefined ? start : addMs(start, pause[0] * MINUTE_MS);
          const to = pause === undefined ? start : addMs(from, pause[1] * MINUTE_MS);
          const clock = clockOf(start, of, cal, { roll, pauses: pause === undefined ? [] : [{ from, to }] });
          const next = nextRung(ladderOf({ at: text }), clock, cal);
          if (next === null) return before;
          const inTime = workingMoment(cal, next.at) === next.at;
          const side = compareInstants(next.at, clock.dueAt);
          return inTime && compareInstants(next.at, start) > 0 && (before ? side < 0 : side >= 0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('every start day of the year, for the limits that programmes use', () => {
    const limits = ['1 workday', '5 workday', '10 workday', '15 workday', '1 week', '1 month', '2 hour'];
    const rungs = ['50%', '1 workday before', 'last day', 'due', '3 workday after', '2 hour after'];
    for (let day = dayNumber('2026-01-01'); day < dayNumber('2026-12-01'); day += 1) {
      const date = addDays('2026-01-01', day - dayNumber('2026-01-01'));
      for (const of of limits) {
        const clock = clockOf(at(date, '16:40'), parseLimit(of), shippedCalendar);
        const moments = rungs.map((rung) => nextRung(ladderOf({ at: rung }), clock, shippedCalendar)?.at);
        for (const one of moments) {
          if (one === undefined) continue;
          expect(workingMoment(shippedCalendar, one)).toBe(one);
          expect(isWorkday(shippedCalendar, localTextOf(one).slice(0, 10))).toBe(true);
        }
        const order = moments.slice(1, 5).filter((one) => one !== undefined);
        expect([...order].sort()).toEqual(order);
      }
    }
  });
});
