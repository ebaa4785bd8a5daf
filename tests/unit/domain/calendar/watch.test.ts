import fc from 'fast-check';
import {
  addMs,
  compareInstants,
  DAY_MS,
  localTextOf,
  parseInstant,
} from '../../../../domain/calendar/instant';
import { lastReminder, nextLook, wantedYear } from '../../../../domain/calendar/watch';
import { weekday } from '../../../../domain/calendar/civil-date';

const at = (day: string, time = '10:00') => parseInstant(`${day}T${time}:00+08:00`);

describe('when somebody is reminded of a missing calendar', () => {
  // 2026-11-01 is a Sunday.
  test.each([
    ['2026-10-31', '23:00', 2026, '2026-10-26', '2026-11-01 09:00'],
    ['2026-11-01', '08:59', 2026, '2026-10-26', '2026-11-01 09:00'],
    ['2026-11-01', '09:00', 2027, '2026-11-01', '2026-11-02 09:00'],
    ['2026-11-02', '08:59', 2027, '2026-11-01', '2026-11-02 09:00'],
    ['2026-11-02', '09:00', 2027, '2026-11-02', '2026-11-09 09:00'],
    ['2026-11-25', '10:00', 2027, '2026-11-23', '2026-11-30 09:00'],
    ['2027-01-01', '00:00', 2027, '2026-12-28', '2027-01-04 09:00'],
    ['2027-10-30', '10:00', 2027, '2027-10-25', '2027-11-01 09:00'],
    ['2027-11-01', '09:00', 2028, '2027-11-01', '2027-11-08 09:00'],
  ])('%s %s: %i is wanted, reminded on %s, again at %s', (day, time, year, last, next) => {
    const now = at(day, time);
    expect(wantedYear(now)).toBe(year);
    expect(lastReminder(now)).toBe(last);
    expect(localTextOf(nextLook(now, true))).toBe(next);
  });

  test('once the year is official nobody looks before the next 1 November', () => {
    expect(localTextOf(nextLook(at('2026-10-31'), false))).toBe('2026-11-01 09:00');
    expect(localTextOf(nextLook(at('2026-11-03'), false))).toBe('2027-11-01 09:00');
  });

  test('looking comes ever later, never more than a week apart, and each look has its own day', () => {
    const now = fc
      .integer({ min: 0, max: 5 * 366 * 24 })
      .map((hours) => addMs(at('2026-01-01'), hours * 3_600_000));
    fc.assert(
      fc.property(now, (moment) => {
        const next = nextLook(moment, true);
        expect(compareInstants(next, moment)).toBeGreaterThan(0);
        expect(compareInstants(next, addMs(moment, 7 * DAY_MS))).toBeLessThanOrEqual(0);
        expect(lastReminder(next) > lastReminder(moment)).toBe(true);
        const day = lastReminder(next);
        expect(localTextOf(next)).toBe(`${day} 09:00`);
        expect(weekday(day) === 1 || day.endsWith('-11-01')).toBe(true);
      }),
    );
  });
});
