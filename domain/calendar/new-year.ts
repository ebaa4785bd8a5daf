import type { CalendarYear, NamedDay } from './calendar-year';

/** The notice of a year may begin in the December before, and never with any other festival. */
const isNewYear = ({ date, name }: NamedDay): boolean => date.slice(5, 7) === '12' && name.includes('元旦');

/** Days of a year's December that the notice of the year after it set. */
export interface DecemberDays {
  readonly rest: readonly NamedDay[];
  readonly work: readonly NamedDay[];
}

/** What the notice of the year after says of the December of this one. */
export function decemberOf({ rest, work }: CalendarYear): DecemberDays {
  return { rest: rest.filter(isNewYear), work: work.filter(isNewYear) };
}

/**
 * A year with these December days for New Year in the place of those it had: its own notice knows nothing of them, and
 * a corrected notice of the year after may move them. Answers the same object when nothing changes.
 */
export function withDecember(year: CalendarYear, december: DecemberDays): CalendarYear {
  const join = (own: readonly NamedDay[], added: readonly NamedDay[]): NamedDay[] => {
    const kept = own.filter((day) => !isNewYear(day) && !added.some(({ date }) => date === day.date));
    return [...kept, ...added].sort((a, b) => (a.date < b.date ? -1 : 1));
  };
  const joined = { rest: join(year.rest, december.rest), work: join(year.work, december.work) };
  const same = JSON.stringify(joined) === JSON.stringify({ rest: year.rest, work: year.work });
  return same ? year : { ...year, ...joined };
}
