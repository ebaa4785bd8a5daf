import { partsOf, quartersBack } from '../../../web/src/screens/supervision/quarters';
import { dueIn, dueLater, together, weekAfter, weeksAhead } from '../../../web/src/screens/supervision/weeks';

const place = (organisationId: string, overdue: number, weeks: [string, number, number][]) => ({
  ...{ organisationId, organisationName: organisationId, overdue },
  due: weeks.reduce((all, [, due]) => all + due, 0),
  weeks: weeks.map(([week, due, late]) => ({ week, due, overdue: late })),
});

describe('the weeks of the supervisor’s desk', () => {
  it.each([
    ['a Monday', '2026-11-30', '2026-11-30'],
    ['a Sunday', '2026-11-29', '2026-11-23'],
    ['over New Year', '2027-01-01', '2026-12-28'],
  ])('begin on Monday: %s', (_, today, monday) => {
    const weeks = weeksAhead(today);
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toBe(monday);
    expect(weeks[1]).toBe(weekAfter(monday));
  });

  it('count what is not overdue in its week or later, once each', () => {
    const town = place('a', 2, [
      ['2026-11-16', 1, 1],
      ['2026-11-23', 4, 1],
      ['2026-12-28', 3, 0],
      ['2027-01-04', 5, 0],
      ['2027-03-01', 1, 0],
    ]);
    const weeks = weeksAhead('2026-11-25');
    const inColumns = weeks.reduce((all, week) => all + dueIn(town, week), 0);
    expect(dueIn(town, '2026-11-23')).toBe(3);
    expect(dueIn(town, '2026-11-30')).toBe(0);
    expect(dueLater(town, weeks.at(-1) ?? '')).toBe(6);
    // Nothing is lost and nothing stands in two columns.
    expect(town.overdue + inColumns + dueLater(town, weeks.at(-1) ?? '')).toBe(town.due);
  });

  it('add up for all towns together', () => {
    const all = together([
      place('a', 1, [
        ['2026-11-23', 2, 1],
        ['2026-11-30', 1, 0],
      ]),
      place('b', 0, [['2026-11-23', 3, 0]]),
    ]);
    expect(all.overdue).toBe(1);
    expect(dueIn(all, '2026-11-23')).toBe(4);
    expect(dueIn(all, '2026-11-30')).toBe(1);
  });
});

describe('quarters to choose from', () => {
  it('are this one and those before it, over the year', () => {
    expect(quartersBack('2026-02-01').slice(0, 3)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
    expect(quartersBack('2026-12-31')[0]).toBe('2026-Q4');
    expect(partsOf('2026-Q3')).toEqual({ year: '2026', nth: '3' });
  });
});
