import { dueMonth, dueMonths, MADE_UP } from '../../../../domain/bulletin/due';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { monthsAfter } from '../../../../domain/figures/month';
import { at } from '../../../support/domain';

describe('the month whose bulletin is due', () => {
  it.each([
    // 2026-10-01 to 07 are holidays.
    ['2026-10-01', '08:30', '2026-08'],
    ['2026-10-07', '23:59', '2026-08'],
    ['2026-10-08', '00:00', '2026-09'],
    ['2026-10-31', '12:00', '2026-09'],
    // 2026-11-01 is a Sunday.
    ['2026-11-01', '08:30', '2026-09'],
    ['2026-11-02', '08:30', '2026-10'],
    // New Year; 2026-01-04 is a Sunday on which people work.
    ['2026-01-03', '12:00', '2025-11'],
    ['2026-01-04', '08:30', '2025-12'],
  ])('on %s %s it is %s', (day, time, month) => {
    expect(dueMonth(shippedCalendar, at(day, time))).toBe(month);
  });

  it('is the only one where there is none yet; otherwise those since the newest are made up for', () => {
    const now = at('2026-11-02', '08:30');
    expect(dueMonths(shippedCalendar, now, null)).toEqual(['2026-10']);
    expect(dueMonths(shippedCalendar, now, '2026-10')).toEqual([]);
    expect(dueMonths(shippedCalendar, now, '2026-09')).toEqual(['2026-10']);
    expect(dueMonths(shippedCalendar, now, '2026-06')).toEqual(['2026-07', '2026-08', '2026-09', '2026-10']);
    // Somebody built an old one by hand: not all since then.
    const many = dueMonths(shippedCalendar, now, '2018-01');
    expect([many.length, many[0], many.at(-1)]).toEqual([
      MADE_UP,
      monthsAfter('2026-10', 1 - MADE_UP),
      '2026-10',
    ]);
  });
});
