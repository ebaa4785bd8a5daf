import chineseDays from 'chinese-days/dist/chinese-days.json';
import fc from 'fast-check';
import { checkCalendarYear } from '../../../../domain/calendar/calendar-year';
import { weekday, yearOf } from '../../../../domain/calendar/civil-date';
import { provisionalYear, withProvisionalYears, YEARS_AHEAD } from '../../../../domain/calendar/provisional';
import { shippedYears } from '../../../../domain/calendar/shipped';
import { STATUTORY_YEARS, statutoryCount, statutoryDays } from '../../../../domain/calendar/statutory';

const datesOf = (year: number) => statutoryDays(year).map(({ date }) => date);

describe('the statutory days of a year', () => {
  test('2027, as worked out by hand (domain.md 4.1)', () => {
    expect(statutoryDays(2027).map(({ date, name }) => `${date} ${name} ${weekday(date)}`)).toEqual([
      '2027-01-01 元旦 5',
      '2027-02-05 春节 5',
      '2027-02-06 春节 6',
      '2027-02-07 春节 7',
      '2027-02-08 春节 1',
      '2027-04-05 清明节 1',
      '2027-05-01 劳动节 6',
      '2027-05-02 劳动节 7',
      '2027-06-09 端午节 3',
      '2027-09-15 中秋节 3',
      '2027-10-01 国庆节 5',
      '2027-10-02 国庆节 6',
      '2027-10-03 国庆节 7',
    ]);
  });

  test('two festivals on one day are one day off with both names, and are given twice', () => {
    expect(statutoryDays(2028).find(({ date }) => date === '2028-10-03')?.name).toBe('国庆节、中秋节');
    expect(statutoryDays(2028)).toHaveLength(12);
    expect(statutoryCount(2028)).toBe(13);
  });

  test('they follow the law of the year: thirteen since 2025, eleven before, without the eve from 2014', () => {
    expect([2024, 2025, 2026].map(statutoryCount)).toEqual([11, 13, 13]);
    expect(datesOf(2024)).not.toContain('2024-02-09');
    expect(datesOf(2025)).toContain('2025-01-28');
    expect(datesOf(2013)).toContain('2013-02-09');
  });

  const theirs = new Set(Object.keys(chineseDays.holidays));
  const swapped = new Set(Object.keys(chineseDays.workdays));
  const years = Array.from({ length: 23 }, (_, i) => 2004 + i);
  test.each(years)('%i: every one of them was off in the notice that came', (year) => {
    const off = (d: string) => theirs.has(d) || (weekday(d) >= 6 && !swapped.has(d));
    expect(datesOf(year).filter((d) => !off(d))).toEqual([]);
  });

  test.each([1999, 2200])('%i is not foreseen', (year) => {
    expect(() => statutoryDays(year)).toThrow(RangeError);
  });

  test('in every year that is foreseen they make a calendar year that contradicts itself nowhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: STATUTORY_YEARS.first, max: STATUTORY_YEARS.last }), (year) => {
        const made = provisionalYear(year);
        expect(() => checkCalendarYear(made)).not.toThrow();
        expect(made).toMatchObject({ year, status: 'PROVISIONAL', work: [] });
        expect(made.rest.every(({ date }) => yearOf(date) === year)).toBe(true);
        // The lunar year begins between 21 January and 20 February, and Qingming is the 4th to 6th of April.
        const names = new Map(made.rest.map(({ date, name }) => [name, date.slice(5)]));
        expect(names.get('春节') ?? '').toMatch(/^(01-2|01-3|02-)/);
        if (year >= 2008) expect(names.get('清明节')).toMatch(/^04-0[456]$/);
      }),
    );
  });
});

describe('the years after the known ones', () => {
  test('are provisional, and gaps are filled', () => {
    const [first] = shippedYears;
    const later = { ...provisionalYear(2030), status: 'OFFICIAL' as const };
    const all = withProvisionalYears(first === undefined ? [] : [later, first]);
    expect(all[0]).toBe(first);
    expect(all.map(({ year }) => year)).toEqual(
      Array.from({ length: 2030 - 2024 + 1 + YEARS_AHEAD }, (_, i) => 2024 + i),
    );
    expect(all.filter(({ status }) => status === 'OFFICIAL').map(({ year }) => year)).toEqual([2024, 2030]);
  });

  test('are none when nothing is known', () => expect(withProvisionalYears([])).toEqual([]));

  test('are at least five beyond the last one', () => expect(YEARS_AHEAD).toBeGreaterThanOrEqual(5));
});
