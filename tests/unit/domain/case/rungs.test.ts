import { type Calendar } from '../../../../domain/calendar/calendar';
import { withClosures, withHours } from '../../../../domain/calendar/closures';
import { localTextOf } from '../../../../domain/calendar/instant';
import { parseLimit } from '../../../../domain/calendar/limit';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { nextRung, passedRungs } from '../../../../domain/case/ladder';
import { at } from '../../../support/domain';
import { clockOf, ladderOf, type Dated } from '../../../support/ladders';

/** When one rung of a clock fires, as people read it; null when it is left out. */
function fires(rung: string, clock: Dated, cal: Calendar = shippedCalendar): string | null {
  const next = nextRung(ladderOf({ at: rung }), clock, cal);
  return next === null ? null : localTextOf(next.at);
}

/** Spring Festival 2026: off from 02-15 to 02-23, worked on the Saturdays 02-14 and 02-28. */
const festival = (limit: string, day = '2026-02-12', time = '10:00'): Dated =>
  clockOf(at(day, time), parseLimit(limit), shippedCalendar);

describe('when a rung fires', () => {
  it.each([
    // Ten working days end on 03-04 (domain.md 4.1).
    ['10 workday', '10%', '2026-02-13 09:00'],
    ['10 workday', '50%', '2026-02-26 09:00'],
    ['10 workday', '90%', '2026-03-03 09:00'],
    ['10 workday', '99%', null],
    ['10 workday', '1 workday before', '2026-03-03 09:00'],
    ['10 workday', '3 workday before', '2026-02-28 09:00'],
    ['10 workday', 'last day', '2026-03-04 09:00'],
    ['10 workday', 'due', '2026-03-05 09:00'],
    ['10 workday', '1 workday after', '2026-03-05 09:00'],
    ['10 workday', '3 workday after', '2026-03-09 09:00'],
    ['10 workday', '2 hour after', '2026-03-05 11:00'],
    ['10 workday', '3 hour after', '2026-03-05 13:30'],
    ['10 workday', '7 hour after', '2026-03-06 09:00'],
    ['10 workday', '8 hour after', '2026-03-06 10:00'],
    // Three days end on 02-15, a rest day, and roll over the whole festival to 02-24.
    ['3 day', '10%', '2026-02-13 16:12'],
    ['3 day', '20%', '2026-02-24 09:00'],
    ['3 day', '50%', '2026-02-24 09:00'],
    ['3 day', '1 workday before', '2026-02-14 09:00'],
    ['3 day', 'last day', '2026-02-24 09:00'],
    ['3 day', 'due', '2026-02-25 09:00'],
    // What is nearly the end is not told after it.
    ['3 day', '99%', '2026-02-24 09:00'],
    // One working day is a Friday; the day before it is the day on which it began.
    ['1 workday', '50%', null],
    ['1 workday', '1 workday before', null],
    ['1 workday', 'last day', '2026-02-13 09:00'],
    ['1 workday', 'due', '2026-02-14 09:00'],
    ['1 month', '50%', '2026-02-26 17:00'],
    ['1 month', 'last day', '2026-03-12 09:00'],
  ])('%s over Spring Festival: %s is %s', (limit, rung, moment) => {
    expect(fires(rung, festival(limit))).toBe(moment);
  });

  it.each([
    // Friday, due on the working Saturday; nobody works again before 02-24.
    ['last day', '2026-02-14 09:00'],
    ['due', '2026-02-24 09:00'],
    ['1 hour after', '2026-02-24 10:00'],
    ['1 workday after', '2026-02-24 09:00'],
  ])('a day that ends on a working Saturday: %s is %s', (rung, moment) => {
    expect(fires(rung, festival('1 workday', '2026-02-13'))).toBe(moment);
  });

  it.each([
    // Begun at 15:30 with four hours: two are worked until 17:30, two the next morning until 11:00.
    ['4 hour', '25%', '2026-03-02 16:30'],
    ['4 hour', '50%', '2026-03-03 09:00'],
    ['4 hour', '75%', '2026-03-03 10:00'],
    ['4 hour', 'last day', '2026-03-03 09:00'],
    ['4 hour', '1 workday before', null],
    ['4 hour', 'due', '2026-03-03 11:00'],
    ['4 hour', '1 hour after', '2026-03-03 13:30'],
    ['4 hour', '1 workday after', '2026-03-04 09:00'],
    // Due on the day it began: its morning is over.
    ['1 hour', 'last day', null],
    ['1 hour', '50%', '2026-03-02 16:00'],
    // Ends as people go home.
    ['2 hour', 'due', '2026-03-03 09:00'],
    ['14 hour', '50%', '2026-03-03 15:30'],
  ])('%s of working time: %s is %s', (limit, rung, moment) => {
    expect(fires(rung, festival(limit, '2026-03-02', '15:30'))).toBe(moment);
  });

  it('goes by the hours and the closures of the place', () => {
    const shift = withHours(shippedCalendar, [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '18:30' },
    ]);
    const typhoon = withClosures(shift, [{ date: '2026-03-04', kind: 'CLOSED', name: '台风停工' }]);
    const three = clockOf(at('2026-03-02'), parseLimit('3 workday'), typhoon);
    expect(three.dueDate).toBe('2026-03-06');
    expect(fires('1 workday before', three, typhoon)).toBe('2026-03-05 08:30');
    expect(fires('last day', three, typhoon)).toBe('2026-03-06 08:30');
    expect(fires('4 hour after', three, typhoon)).toBe('2026-03-09 14:30');
    const hours = clockOf(at('2026-03-03', '17:30'), parseLimit('2 hour'), typhoon);
    expect(fires('50%', hours, typhoon)).toBe('2026-03-05 08:30');
    expect(fires('due', hours, typhoon)).toBe('2026-03-05 09:30');
  });

  it('gives back the time of a pause', () => {
    const pauses = [{ from: at('2026-03-04'), to: at('2026-03-11') }];
    const ten = clockOf(at('2026-03-02'), parseLimit('10 workday'), shippedCalendar, { pauses });
    expect(ten.dueDate).toBe('2026-03-23');
    expect(fires('50%', ten)).toBe('2026-03-16 09:00');
    expect(fires('last day', ten)).toBe('2026-03-23 09:00');
    // Of two weeks net, seven days are used after three days before the pause and four after it.
    const weeks = clockOf(at('2026-03-02', '00:00'), parseLimit('2 week'), shippedCalendar, {
      pauses: [{ from: at('2026-03-05', '00:00'), to: at('2026-03-12', '00:00') }],
    });
    expect(weeks.dueDate).toBe('2026-03-23');
    expect(fires('50%', weeks)).toBe('2026-03-16 13:30');
  });

  it('announces a rest day that people named themselves on the working day before it', () => {
    // Until a Sunday, as a suspension may be.
    const sunday = clockOf(at('2026-03-31'), parseLimit('5 day'), shippedCalendar, { roll: false });
    expect(sunday.dueDate).toBe('2026-04-05');
    expect(fires('last day', sunday)).toBe('2026-04-03 09:00');
    expect(fires('1 workday before', sunday)).toBe('2026-04-02 09:00');
    expect(fires('80%', sunday)).toBe('2026-04-03 09:00');
    expect(fires('due', sunday)).toBe('2026-04-07 09:00');
    expect(fires('1 workday after', sunday)).toBe('2026-04-07 09:00');
  });
});

describe('a rung that comes again', () => {
  const ladder = ladderOf({ at: '2 workday after', 'again-every': '3 workday' });
  const clock = festival('1 workday', '2026-03-02');
  const after = (fired: string[]): string => {
    const next = nextRung(ladder, { ...clock, fired }, shippedCalendar);
    return `${next?.rung} ${next === null ? '' : localTextOf(next.at)}`;
  };

  it('does so every so many working days, each time under a name of its own', () => {
    expect(after([])).toBe('r0 2026-03-05 09:00');
    expect(after(['r0'])).toBe('r0.2 2026-03-10 09:00');
    expect(after(['r0', 'r0.2'])).toBe('r0.3 2026-03-13 09:00');
  });

  it('is counted up to now, however many were passed over', () => {
    const passed = passedRungs(ladder, clock, shippedCalendar, at('2026-03-14'));
    expect(passed.map(({ rung }) => rung)).toEqual(['r0', 'r0.2', 'r0.3']);
  });
});

describe('rungs that passed', () => {
  const ladder = ladderOf(
    { at: 'due' },
    { at: '1 workday before' },
    { at: '50%' },
    { at: '1 workday after' },
  );

  it('come in the order of time, those of one instant in the order of the ladder', () => {
    const passed = passedRungs(
      ladder,
      festival('5 workday', '2026-03-02'),
      shippedCalendar,
      at('2026-03-20'),
    );
    expect(passed.map(({ rung, at: when }) => `${rung} ${localTextOf(when)}`)).toEqual([
      'r2 2026-03-05 09:00',
      'r1 2026-03-06 09:00',
      'r0 2026-03-10 09:00',
      'r3 2026-03-10 09:00',
    ]);
  });

  it('are those not fired yet, up to the very instant', () => {
    const clock = { ...festival('5 workday', '2026-03-02'), fired: ['r2'] };
    const until = (time: string) =>
      passedRungs(ladder, clock, shippedCalendar, at('2026-03-06', time)).map(({ rung }) => rung);
    expect(until('08:59')).toEqual([]);
    expect(until('09:00')).toEqual(['r1']);
  });
});
