import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  isCivilDate,
  parseCivilDate,
  weekday,
  yearOf,
} from '../../../../domain/calendar/civil-date';
import { refusal, refusalMessage } from './refusal';

const DAY_MS = 86_400_000;
/** Date in UTC is an independent calendar to compare with. */
const reference = (n: number) => new Date(n * DAY_MS);
const anyDay = fc.integer({ min: -719162, max: 2932896 });

describe('civil dates', () => {
  test('agree with the platform for every day from 1990 to 2050', () => {
    const last = Date.UTC(2050, 11, 31) / DAY_MS;
    for (let n = Date.UTC(1990, 0, 1) / DAY_MS; n <= last; n++) {
      const text = reference(n).toISOString().slice(0, 10);
      if (
        dateOfDayNumber(n) !== text ||
        dayNumber(text) !== n ||
        weekday(text) !== (reference(n).getUTCDay() || 7)
      ) {
        throw new Error(`differs on ${text}`);
      }
    }
  });

  test('agree with the platform on any day of the years 1 to 9999', () => {
    fc.assert(
      fc.property(anyDay, (n) => {
        expect(dateOfDayNumber(n)).toBe(reference(n).toISOString().slice(0, 10));
        expect(dayNumber(dateOfDayNumber(n))).toBe(n);
      }),
    );
  });

  test.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-01-00',
    '0000-01-01',
  ])('%s is not a day', (text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(refusal(() => parseCivilDate(text))).toBe('date-invalid');
    expect(refusalMessage(() => parseCivilDate(text))).toBe(`"${text}" is not a day of the calendar.`);
  });

  test.each([
    '',
    '2026-2-3',
    '20260203',
    '2026/02/03',
    ' 2026-02-03',
    '2026-02-03T00:00',
    '２０２６-02-03',
    '2026-02-03\n',
  ])('%j is not a date', (text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(refusal(() => parseCivilDate(text))).toBe('date-invalid');
  });

  test('a refused value is repeated on one line and cut', () => {
    const message = refusalMessage(() => parseCivilDate(`\n${'办'.repeat(1_000_000)}`));
    expect(message).toContain('…');
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(100);
  });

  test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  test('adding days and back is the identity, and daysBetween its inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (n, delta) => {
        fc.pre(n + delta >= -719162 && n + delta <= 2932896);
        const d = dateOfDayNumber(n);
        const moved = addDays(d, delta);
        expect(addDays(moved, -delta)).toBe(d);
        expect(daysBetween(d, moved)).toBe(delta);
        expect(compareDates(moved, d)).toBe(delta);
      }),
    );
  });

  test('days outside the years 1 to 9999 and part days are refused', () => {
    expect(refusal(() => addDays('9999-12-31', 1))).toBe('date-invalid');
    expect(refusal(() => addDays('0001-01-01', -1))).toBe('date-invalid');
    expect(refusal(() => addDays('2026-01-01', 0.5))).toBe('date-invalid');
    expect(refusal(() => addDays('2026-01-01', NaN))).toBe('date-invalid');
    expect(refusal(() => addMonths('9999-12-01', 1))).toBe('date-invalid');
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-16', 1, '2026-02-16'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-10', -1, '2025-12-10'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s and %i months is %s (民法典 202)', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test('weekdays count from Monday', () => {
    expect(['2026-02-09', '2026-02-14', '2026-02-15'].map(weekday)).toEqual([1, 6, 7]);
    expect(weekday('1969-12-31')).toBe(3);
    expect(yearOf('2026-02-09')).toBe(2026);
  });
});
