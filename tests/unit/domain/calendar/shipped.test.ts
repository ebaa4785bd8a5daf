import chineseDays from 'chinese-days/dist/chinese-days.json';
import { isWorkday } from '../../../../domain/calendar/calendar';
import { addDays, dateOfDayNumber, dayNumber, type CivilDate } from '../../../../domain/calendar/civil-date';
import { shippedCalendar, shippedYears } from '../../../../domain/calendar/shipped';

function daysOf(year: number): CivilDate[] {
  const first = dayNumber(`${year}-01-01`);
  const count = dayNumber(`${year + 1}-01-01`) - first;
  return Array.from({ length: count }, (_, i) => dateOfDayNumber(first + i));
}

/** By the day lists of chinese-days; its functions are not asked, since they answer by the zone of the machine. */
const theirHolidays = new Map(Object.entries(chineseDays.holidays));
const theirWorkdays = new Map(Object.entries(chineseDays.workdays));

function worksForThem(d: CivilDate): boolean {
  if (theirWorkdays.has(d)) return true;
  return !theirHolidays.has(d) && ![0, 6].includes(new Date(`${d}T00:00:00Z`).getUTCDay());
}

function span(first: CivilDate, days: number): CivilDate[] {
  return Array.from({ length: days }, (_, i) => addDays(first, i));
}

describe('the shipped years', () => {
  test('are 2024 to 2026 by notice', () => {
    expect(shippedYears.map(({ year, status }) => `${year} ${status}`)).toEqual([
      '2024 OFFICIAL',
      '2025 OFFICIAL',
      '2026 OFFICIAL',
    ]);
    expect(shippedYears.every(({ source }) => /国办发明电〔20\d\d〕\d+号/.test(source))).toBe(true);
  });

  test('are followed by provisional ones', () => {
    const ahead = shippedCalendar.years.slice(3);
    expect(ahead.map(({ year }) => year)).toEqual(span('2027-01-01', 10).map((_, i) => 2027 + i));
    expect(ahead.every(({ status }) => status === 'PROVISIONAL')).toBe(true);
  });

  test.each([2024, 2025, 2026])('%i agrees with chinese-days on every day', (year) => {
    const differing = daysOf(year).filter((d) => isWorkday(shippedCalendar, d) !== worksForThem(d));
    expect(differing).toEqual([]);
  });

  test.each([2024, 2025, 2026])('%i has the day lists and festivals of chinese-days', (year) => {
    const ours = shippedYears.find((y) => y.year === year);
    for (const [list, theirs] of [
      [ours?.rest, theirHolidays] as const,
      [ours?.work, theirWorkdays] as const,
    ]) {
      const inYear = [...theirs.keys()].filter((d) => d.startsWith(String(year))).sort();
      expect(list?.map((day) => day.date)).toEqual(inYear);
      for (const { date, name } of list ?? []) {
        // Theirs reads "Spring Festival,春节,4" and shortens names; ours may join two festivals as the notice does.
        expect([date, name]).toEqual([date, expect.stringContaining(theirs.get(date)?.split(',')[1] ?? '?')]);
      }
    }
  });

  test('2026 is the State Council notice of 2025-11-04, word for word', () => {
    const rest = [
      ...span('2026-01-01', 3),
      ...span('2026-02-15', 9),
      ...span('2026-04-04', 3),
      ...span('2026-05-01', 5),
      ...span('2026-06-19', 3),
      ...span('2026-09-25', 3),
      ...span('2026-10-01', 7),
    ];
    const work = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];
    const year = shippedYears.find((y) => y.year === 2026);
    expect(year?.rest.map((d) => d.date)).toEqual(rest);
    expect(year?.work.map((d) => d.date)).toEqual(work);
    expect(daysOf(2026).filter((d) => isWorkday(shippedCalendar, d))).toHaveLength(248);
  });
});
