import { addWorkdays, computeDue, workdaysBetween, type DueInput } from '../../../../domain/calendar/due';
import { parseLimit, type Limit } from '../../../../domain/calendar/limit';
import { makeCalendar, type CalendarYear } from '../../../../domain/calendar/calendar';
import { shippedCalendar as cal, shippedYears } from '../../../../domain/calendar/shipped';
import { refusal, refusalMessage } from './refusal';

const at = (day: string, time = '10:00') => `${day}T${time}:00+08:00`;
const due = (start: string, limit: string, more: Partial<DueInput> = {}) =>
  computeDue(cal, { start, limit: parseLimit(limit), ...more });
const pause = (from: string, to: string | null) => ({
  from: at(from),
  to: to === null ? null : at(to, '15:00'),
});

describe('when a limit begins and ends', () => {
  test('it ends at 24:00 of its last day', () => {
    expect(due(at('2026-02-12'), '10wd')).toEqual({
      dueDate: '2026-03-04',
      dueAt: '2026-03-04T16:00:00.000Z',
      provisional: false,
    });
  });

  test('a start after office hours, even a minute before midnight, belongs to its day', () => {
    expect(due(at('2026-03-02', '23:59'), '1wd').dueDate).toBe('2026-03-03');
    expect(due('2026-03-02T16:00:00.000Z', '1wd').dueDate).toBe('2026-03-04');
  });

  test('a start on a rest day counts from the next working day', () => {
    expect(due(at('2026-02-16'), '1wd').dueDate).toBe('2026-02-24');
    expect(due(at('2026-02-28'), '1wd').dueDate).toBe('2026-03-02');
  });
});

describe('what is provisional', () => {
  test('a due date in a year without a notice', () => {
    expect(due(at('2026-12-31'), '1wd')).toMatchObject({ dueDate: '2027-01-04', provisional: true });
    expect(due(at('2026-12-30'), '1d')).toMatchObject({ dueDate: '2026-12-31', provisional: false });
    expect(due(at('2026-12-30'), '2d', { roll: false })).toMatchObject({
      dueDate: '2027-01-01',
      provisional: true,
    });
    expect(due(at('2026-12-30'), '2d')).toMatchObject({ dueDate: '2027-01-04', provisional: true });
  });

  test.each([
    ['2036-12-30', '5wd'],
    ['2036-12-30', '5d'],
    ['2036-12-01', '1month'],
    ['2036-12-31', '9h'],
    ['2023-12-29', '1wd'],
    ['2026-02-12', '3650 month'],
  ])('%s + %s leaves the calendar: refused, with the year and what to do', (from, limit) => {
    expect(refusal(() => due(at(from), limit))).toBe('year-missing');
    expect(refusalMessage(() => due(at(from), limit))).toMatch(
      /import the State Council notice for (2023|2037|2330)/,
    );
  });

  test('a start in an unknown year is refused, though the start day itself is not counted', () => {
    expect(refusal(() => due(at('2023-12-31'), '1wd'))).toBe('year-missing');
  });

  test('a start in a provisional year is enough', () => {
    const years = shippedYears.map((y): CalendarYear =>
      y.year === 2025 ? { ...y, status: 'PROVISIONAL' } : y,
    );
    const input = { start: at('2025-12-31'), limit: parseLimit('1wd') };
    expect(computeDue(makeCalendar(years), input)).toMatchObject({
      dueDate: '2026-01-04',
      provisional: true,
    });
  });

  test('not even an unrolled end in an unknown year is guessed', () => {
    expect(refusal(() => due(at('2036-12-30'), '5d', { roll: false }))).toBe('year-missing');
  });
});

describe('working hours', () => {
  test.each([
    ['2026-02-12', '09:00', '2h', '2026-02-12T03:00:00.000Z'],
    ['2026-02-12', '00:00', '3h', '2026-02-12T04:00:00.000Z'],
    ['2026-02-12', '11:00', '2h', '2026-02-12T06:30:00.000Z'],
    ['2026-02-12', '12:30', '1h', '2026-02-12T06:30:00.000Z'],
    ['2026-02-12', '17:30', '1h', '2026-02-13T02:00:00.000Z'],
    ['2026-02-12', '09:00', '7h', '2026-02-12T09:30:00.000Z'],
    ['2026-02-12', '09:00', '8h', '2026-02-13T02:00:00.000Z'],
    ['2026-02-13', '17:00', '1h', '2026-02-14T01:30:00.000Z'],
    ['2026-02-14', '17:00', '1h', '2026-02-24T01:30:00.000Z'],
    ['2026-02-17', '10:00', '2h', '2026-02-24T03:00:00.000Z'],
  ])('%s %s + %s', (day, time, limit, dueAt) => {
    expect(due(at(day, time), limit).dueAt).toBe(dueAt);
  });

  test('are exact to the millisecond', () => {
    expect(due('2026-02-12T01:00:00.007Z', '2h').dueAt).toBe('2026-02-12T03:00:00.007Z');
  });

  test('are those of the organisation', () => {
    const hours = [{ from: '08:00', to: '24:00' }];
    expect(due(at('2026-02-12', '23:00'), '2h', { hours }).dueAt).toBe('2026-02-13T01:00:00.000Z');
    const midnight = due(at('2026-02-12', '23:00'), '1h', { hours });
    expect(midnight).toMatchObject({ dueAt: '2026-02-12T16:00:00.000Z', dueDate: '2026-02-12' });
  });

  test.each([
    [[]],
    [[{ from: '9:00', to: '12:00' }]],
    [[{ from: '12:00', to: '12:00' }]],
    [[{ from: '17:00', to: '09:00' }]],
    [[{ from: '09:00', to: '24:30' }]],
    [[{ from: '09:70', to: '12:00' }]],
    [
      [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '17:00' },
      ],
    ],
    [
      [
        { from: '13:00', to: '17:00' },
        { from: '09:00', to: '12:00' },
      ],
    ],
  ])('%j are refused', (hours) => {
    expect(refusal(() => due(at('2026-02-12'), '2h', { hours }))).toBe('calendar-invalid');
  });

  test('stand still in a pause', () => {
    const pauses = [{ from: at('2026-03-02', '10:00'), to: at('2026-03-03', '14:00') }];
    expect(due(at('2026-03-02', '09:00'), '2h', { pauses }).dueAt).toBe('2026-03-03T07:00:00.000Z');
    expect(due(at('2026-03-02', '09:00'), '1h', { pauses }).dueAt).toBe('2026-03-02T02:00:00.000Z');
  });
});

describe('pauses', () => {
  // Week of Monday 2026-03-09 and the one after: plain working days.
  test('the day of the pause is used, the day of resuming is not', () => {
    expect(due(at('2026-03-09'), '5wd').dueDate).toBe('2026-03-16');
    expect(due(at('2026-03-09'), '5wd', { pauses: [pause('2026-03-10', '2026-03-12')] }).dueDate).toBe(
      '2026-03-18',
    );
  });

  test('within one day changes nothing', () => {
    expect(due(at('2026-03-09'), '5wd', { pauses: [pause('2026-03-10', '2026-03-10')] }).dueDate).toBe(
      '2026-03-16',
    );
    expect(due(at('2026-03-09'), '5wd', { pauses: [pause('2026-03-16', '2026-03-16')] }).dueDate).toBe(
      '2026-03-16',
    );
    expect(due(at('2026-03-09'), '7d', { pauses: [pause('2026-03-16', '2026-03-16')] }).dueDate).toBe(
      '2026-03-16',
    );
  });

  test('over rest days gives back only the working days lost', () => {
    expect(due(at('2026-03-09'), '5wd', { pauses: [pause('2026-03-13', '2026-03-15')] }).dueDate).toBe(
      '2026-03-16',
    );
    expect(due(at('2026-03-09'), '5wd', { pauses: [pause('2026-03-13', '2026-03-16')] }).dueDate).toBe(
      '2026-03-17',
    );
  });

  test('shift a calendar limit by their days, then it rolls', () => {
    expect(due(at('2026-03-09'), '7d', { pauses: [pause('2026-03-10', '2026-03-12')] }).dueDate).toBe(
      '2026-03-18',
    );
    expect(due(at('2026-03-09'), '7d', { pauses: [pause('2026-03-10', '2026-03-15')] }).dueDate).toBe(
      '2026-03-23',
    );
    expect(
      due(at('2026-03-09'), '7d', { roll: false, pauses: [pause('2026-03-10', '2026-03-15')] }).dueDate,
    ).toBe('2026-03-21');
    expect(due(at('2026-01-16'), '1month', { pauses: [pause('2026-01-20', '2026-01-30')] }).dueDate).toBe(
      '2026-02-26',
    );
  });

  test('that begin on the last day leave the rest of the day of resuming', () => {
    const pauses = [pause('2026-03-16', '2026-03-19')];
    expect(due(at('2026-03-09'), '5wd', { pauses }).dueDate).toBe('2026-03-19');
    expect(due(at('2026-03-09'), '7d', { pauses }).dueDate).toBe('2026-03-19');
    const overWeekend = [pause('2026-03-16', '2026-03-21')];
    expect(due(at('2026-03-09'), '5wd', { pauses: overWeekend }).dueDate).toBe('2026-03-23');
    expect(due(at('2026-03-09'), '7d', { pauses: overWeekend }).dueDate).toBe('2026-03-23');
  });

  test('that begin on the day a limit has rolled to still move it', () => {
    expect(due(at('2026-03-09'), '5d').dueDate).toBe('2026-03-16');
    expect(due(at('2026-03-09'), '6d', { pauses: [pause('2026-03-16', '2026-03-18')] }).dueDate).toBe(
      '2026-03-18',
    );
    expect(due(at('2026-03-09'), '6d', { pauses: [pause('2026-03-17', '2026-03-18')] }).dueDate).toBe(
      '2026-03-16',
    );
  });

  test('after the due date change nothing', () => {
    const pauses = [pause('2026-03-17', '2026-03-30')];
    for (const limit of ['5wd', '7d', '1week'])
      expect(due(at('2026-03-09'), limit, { pauses }).dueDate).toBe('2026-03-16');
  });

  test('before the start count only from the start', () => {
    const pauses = [pause('2026-03-01', '2026-03-10')];
    expect(due(at('2026-03-09'), '5wd', { pauses }).dueDate).toBe('2026-03-17');
    expect(due(at('2026-03-09'), '7d', { pauses }).dueDate).toBe('2026-03-17');
    expect(due(at('2026-03-09'), '5wd', { pauses: [pause('2026-03-01', '2026-03-08')] }).dueDate).toBe(
      '2026-03-16',
    );
  });

  test('that overlap, or come out of order, give no day back twice', () => {
    const pauses = [pause('2026-03-11', '2026-03-13'), pause('2026-03-10', '2026-03-12')];
    expect(due(at('2026-03-09'), '5wd', { pauses }).dueDate).toBe('2026-03-19');
    expect(due(at('2026-03-09'), '7d', { pauses }).dueDate).toBe('2026-03-19');
  });

  test('that lie inside a longer one give nothing more back', () => {
    const pauses = [pause('2026-03-10', '2026-03-16'), pause('2026-03-11', '2026-03-12')];
    expect(due(at('2026-03-09'), '7d', { pauses }).dueDate).toBe('2026-03-23');
    expect(due(at('2026-03-09'), '5wd', { pauses }).dueDate).toBe('2026-03-20');
  });

  test('that still last are answered as if the clock resumed at once', () => {
    expect(due(at('2026-03-09'), '5wd', { pauses: [pause('2026-03-10', null)] }).dueDate).toBe('2026-03-16');
    const after = [pause('2026-03-10', '2026-03-12'), pause('2026-03-13', null)];
    expect(due(at('2026-03-09'), '5wd', { pauses: after }).dueDate).toBe('2026-03-18');
    const again = [pause('2026-03-10', '2026-03-12'), { from: at('2026-03-12', '15:00'), to: null }];
    expect(due(at('2026-03-09'), '5wd', { pauses: again }).dueDate).toBe('2026-03-18');
    const overlapping = [
      pause('2026-03-10', '2026-03-12'),
      pause('2026-03-11', null),
      pause('2026-03-13', '2026-03-14'),
    ];
    expect(due(at('2026-03-09'), '5wd', { pauses: overlapping }).dueDate).toBe('2026-03-16');
  });

  test('that end before they begin are refused', () => {
    const pauses = [{ from: at('2026-03-12'), to: at('2026-03-11') }];
    for (const limit of ['5wd', '7d', '2h']) {
      expect(refusal(() => due(at('2026-03-09'), limit, { pauses }))).toBe('instant-invalid');
    }
  });
});

describe('bad input', () => {
  test('is refused before anything is counted', () => {
    expect(refusal(() => due('2026-02-12', '5wd'))).toBe('instant-invalid');
    expect(refusal(() => due('2026-02-30T00:00:00Z', '5wd'))).toBe('instant-invalid');
    const limits: Limit[] = [0, -1, 1.5, NaN, 3651].map((amount) => ({ amount, unit: 'workday' }));
    for (const limit of limits) {
      expect(refusal(() => computeDue(cal, { start: at('2026-02-12'), limit }))).toBe('limit-invalid');
    }
  });
});

describe('working days', () => {
  test('are added and taken away', () => {
    expect(addWorkdays(cal, '2026-02-12', 10)).toBe('2026-03-04');
    expect(addWorkdays(cal, '2026-03-04', -10)).toBe('2026-02-12');
    expect(addWorkdays(cal, '2026-02-16', 0)).toBe('2026-02-16');
    expect(addWorkdays(cal, '2026-02-24', -1)).toBe('2026-02-14');
    expect(refusal(() => addWorkdays(cal, '2026-02-12', 1.5))).toBe('limit-invalid');
    expect(refusal(() => addWorkdays(cal, '2036-12-31', 1))).toBe('year-missing');
    expect(refusal(() => addWorkdays(cal, '2024-01-01', -1))).toBe('year-missing');
  });

  test('are counted after the first day, up to the last', () => {
    expect(workdaysBetween(cal, '2026-02-12', '2026-03-04')).toBe(10);
    expect(workdaysBetween(cal, '2026-03-04', '2026-02-12')).toBe(-10);
    expect(workdaysBetween(cal, '2026-02-12', '2026-02-12')).toBe(0);
    expect(workdaysBetween(cal, '2026-03-15', '2026-03-13')).toBe(0);
  });
});
