import fc from 'fast-check';
import { computeDue, remaining } from '../../../../domain/calendar/due';
import { addMs, endOfDay } from '../../../../domain/calendar/instant';
import { shippedCalendar as cal } from '../../../../domain/calendar/shipped';

const at = (day: string, time = '10:00') => `${day}T${time}:00+08:00`;
const on = (dueDate: string) => ({ dueDate, dueAt: endOfDay(dueDate) });

describe('what is left', () => {
  test.each([
    ['2026-02-12', '10:00', 10],
    ['2026-02-13', '10:00', 9],
    ['2026-02-20', '10:00', 8],
    ['2026-03-03', '23:59', 1],
    ['2026-03-04', '00:00', 0],
    ['2026-03-04', '23:59', 0],
    ['2026-03-05', '00:00', -1],
    ['2026-03-06', '10:00', -2],
    ['2026-03-09', '10:00', -3],
  ])('on %s at %s: %i working days to 2026-03-04', (day, time, left) => {
    expect(remaining(cal, at(day, time), on('2026-03-04'), 'workday')).toBe(left);
  });

  test('overdue is never zero, not even on the weekend after', () => {
    const friday = on('2026-03-13');
    const days = ['2026-03-13', '2026-03-14', '2026-03-15', '2026-03-16', '2026-03-17'];
    expect(days.map((day) => remaining(cal, at(day), friday, 'workday'))).toEqual([0, -1, -1, -1, -2]);
    expect(days.map((day) => remaining(cal, at(day), friday, 'day'))).toEqual([0, -1, -2, -3, -4]);
    expect(remaining(cal, at('2026-03-06'), friday, 'week')).toBe(7);
    expect(remaining(cal, at('2026-03-06'), friday, 'month')).toBe(7);
  });

  test('hours are working hours', () => {
    const due = computeDue(cal, { start: at('2026-03-09', '11:00'), limit: { amount: 3, unit: 'hour' } });
    expect(due.dueAt).toBe('2026-03-09T07:30:00.000Z');
    expect(remaining(cal, at('2026-03-09', '11:00'), due, 'hour')).toBe(3);
    expect(remaining(cal, at('2026-03-09', '12:45'), due, 'hour')).toBe(2);
    expect(remaining(cal, at('2026-03-09', '15:15'), due, 'hour')).toBe(0.25);
    expect(remaining(cal, at('2026-03-09', '16:30'), due, 'hour')).toBe(-1);
    expect(remaining(cal, at('2026-03-09', '23:00'), due, 'hour')).toBe(-2);
    expect(remaining(cal, due.dueAt, due, 'hour')).toBeLessThan(0);
    const hours = [{ from: '09:00', to: '21:00' }];
    expect(remaining(cal, at('2026-03-09', '20:30'), due, 'hour', hours)).toBe(-5);
  });

  test('a limit has all of itself left when it starts, and is negative exactly from dueAt on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 30 }), (offset, amount) => {
        const start = addMs(at('2024-01-02'), offset * 86_400_000);
        const due = computeDue(cal, { start, limit: { amount, unit: 'workday' } });
        expect(remaining(cal, start, due, 'workday')).toBe(amount);
        for (const unit of ['workday', 'day', 'hour'] as const) {
          expect(remaining(cal, addMs(due.dueAt, -1), due, unit)).toBeGreaterThanOrEqual(0);
          expect(remaining(cal, due.dueAt, due, unit)).toBeLessThan(0);
        }
      }),
    );
  });
});
