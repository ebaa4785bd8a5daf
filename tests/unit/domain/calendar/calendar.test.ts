import {
  dayKind,
  dayName,
  isProvisional,
  isWorkday,
  makeCalendar,
  nextWorkday,
  readCalendarYear,
  type CalendarYear,
} from '../../../../domain/calendar/calendar';
import { shippedCalendar as cal } from '../../../../domain/calendar/shipped';
import { refusal, refusalMessage } from './refusal';

const plain: CalendarYear = { year: 2030, status: 'OFFICIAL', source: 'a notice', rest: [], work: [] };
const named = (...dates: string[]) => dates.map((date) => ({ date, name: '节' }));

describe('the calendar', () => {
  test.each([
    ['2026-02-12', 'workday', null],
    ['2026-02-14', 'makeup-workday', '春节'],
    ['2026-02-15', 'holiday', '春节'],
    ['2026-02-23', 'holiday', '春节'],
    ['2026-02-24', 'workday', null],
    ['2026-03-01', 'weekend', null],
    ['2027-01-01', 'holiday', '元旦'],
    ['2027-10-03', 'holiday', '国庆节'],
  ])('%s is a %s (%s)', (date, kind, name) => {
    expect(dayKind(cal, date)).toBe(kind);
    expect(dayName(cal, date)).toBe(name);
    expect(isWorkday(cal, date)).toBe(kind === 'workday' || kind === 'makeup-workday');
  });

  test('the next working day is the day itself if it is one', () => {
    expect(nextWorkday(cal, '2026-02-14')).toBe('2026-02-14');
    expect(nextWorkday(cal, '2026-02-15')).toBe('2026-02-24');
    expect(nextWorkday(cal, '2026-12-31')).toBe('2026-12-31');
    expect(nextWorkday(cal, '2027-01-01')).toBe('2027-01-04');
  });

  test('only years without a notice are provisional', () => {
    expect(
      ['2024-01-01', '2026-12-31', '2027-01-01', '2036-12-31'].map((d) => isProvisional(cal, d)),
    ).toEqual([false, false, true, true]);
  });

  test.each(['2023-12-31', '2037-01-01', '2037-06-15'])(
    '%s: a missing year is an error, never a guess',
    (date) => {
      for (const ask of [isWorkday, dayKind, dayName, isProvisional, nextWorkday]) {
        expect(refusal(() => ask(cal, date))).toBe('year-missing');
      }
      expect(refusalMessage(() => isWorkday(cal, date))).toContain(
        `import the State Council notice for ${date.slice(0, 4)}`,
      );
    },
  );

  test('a gap between the years is missing too', () => {
    const gap = makeCalendar([plain, { ...plain, year: 2032 }]);
    expect(isWorkday(gap, '2030-12-31')).toBe(true);
    expect(refusal(() => isWorkday(gap, '2031-01-02'))).toBe('year-missing');
  });

  test('years may come in any order', () => {
    const calendar = makeCalendar([{ ...plain, year: 2031 }, plain]);
    expect(calendar.years.map((y) => y.year)).toEqual([2030, 2031]);
  });
});

describe('a year that contradicts itself is refused', () => {
  const cases: [string, readonly CalendarYear[]][] = [
    ['needs at least one year', []],
    ['is there twice', [plain, plain]],
    ['2030-05-01 is in rest twice', [{ ...plain, rest: named('2030-05-01', '2030-05-01') }]],
    [
      'rest is not in order: 2030-05-01 comes after 2030-05-02',
      [{ ...plain, rest: named('2030-05-02', '2030-05-01') }],
    ],
    ['2031-01-01 in rest belongs to another year', [{ ...plain, rest: named('2031-01-01') }]],
    ['"2030-02-30" in rest is not a day', [{ ...plain, rest: named('2030-02-30') }]],
    ['2030-05-03 is not a Saturday or Sunday', [{ ...plain, work: named('2030-05-03') }]],
    ['2029-12-30 in work belongs to another year', [{ ...plain, work: named('2029-12-30') }]],
    ['is both a day off and a make-up', [{ ...plain, rest: named('2030-05-04'), work: named('2030-05-04') }]],
    ['2030-05-01 in rest has no name', [{ ...plain, rest: [{ date: '2030-05-01', name: ' ' }] }]],
    ['not a year', [{ ...plain, year: 2030.5 }]],
    ['not a year', [{ ...plain, year: 20300 }]],
  ];

  test.each(cases)('%s', (why, years) => {
    expect(refusal(() => makeCalendar(years))).toBe('calendar-invalid');
    expect(refusalMessage(() => makeCalendar(years))).toContain(why);
  });

  test('a stored year needs a status we know', () => {
    expect(readCalendarYear({ ...plain, status: 'OFFICIAL' })).toEqual(plain);
    expect(refusal(() => readCalendarYear({ ...plain, status: 'official' }))).toBe('calendar-invalid');
    expect(refusal(() => readCalendarYear({ ...plain, rest: named('2031-01-01') }))).toBe('calendar-invalid');
  });
});
