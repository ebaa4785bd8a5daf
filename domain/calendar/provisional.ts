import type { CalendarYear } from './calendar-year';
import { STATUTORY_YEARS, statutoryDays } from './statutory';

/** How many years beyond the last known one are foreseen: more than any limit of a programme reaches. */
export const YEARS_AHEAD = 10;

const foreseen = new Map<number, CalendarYear>();

/** A year as the law alone lets us foresee it (暂定): the statutory days, and no swap of working days. */
export function provisionalYear(year: number): CalendarYear {
  const known = foreseen.get(year);
  if (known !== undefined) return known;
  const made: CalendarYear = {
    year,
    status: 'PROVISIONAL',
    source: `按《全国年节及纪念日放假办法》（2024-11-10修订）与农历推算；国务院办公厅${year}年通知尚未发布，调休未知`,
    rest: statutoryDays(year),
    work: [],
  };
  foreseen.set(year, made);
  return made;
}

/**
 * The known years, the gaps between them and the years after them filled with provisional ones: a date far ahead is
 * then told as provisional and not refused.
 */
export function withProvisionalYears(
  known: readonly CalendarYear[],
  ahead: number = YEARS_AHEAD,
): readonly CalendarYear[] {
  const byYear = new Map(known.map((year) => [year.year, year]));
  const numbers = [...byYear.keys()];
  if (numbers.length === 0) return [];
  const last = Math.min(Math.max(...numbers) + ahead, STATUTORY_YEARS.last);
  const all: CalendarYear[] = [];
  for (let year = Math.min(...numbers); year <= last; year++) {
    all.push(byYear.get(year) ?? provisionalYear(year));
  }
  return all;
}
