import { LunarDay, SolarTerm } from 'tyme4ts';
import type { NamedDay } from './calendar-year';
import { addDays, type CivilDate } from './civil-date';

/** What 全国年节及纪念日放假办法 gave everybody off, from a year on (art. 2). */
interface Law {
  readonly from: number;
  /** Whether the eve of the lunar year is off. */
  readonly eve: boolean;
  /** Days of the lunar new year, the eve not counted. */
  readonly newYear: number;
  readonly labour: number;
  /** Qingming, Dragon Boat and Mid-Autumn. */
  readonly festivals: boolean;
}

/** The newest first. */
const LAWS: readonly Law[] = [
  { from: 2025, eve: true, newYear: 3, labour: 2, festivals: true },
  { from: 2014, eve: false, newYear: 3, labour: 1, festivals: true },
  { from: 2008, eve: true, newYear: 2, labour: 1, festivals: true },
  { from: 2000, eve: false, newYear: 3, labour: 3, festivals: false },
];

/** The years these rules can foresee: before them another law was in force, after them no lunar calendar is agreed. */
export const STATUTORY_YEARS = { first: 2000, last: 2199 } as const;

interface SolarLike {
  getYear(): number;
  getMonth(): number;
  getDay(): number;
}

/** Plain numbers from the lunar library: no zone of any machine comes into it. */
function civil(day: SolarLike): CivilDate {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getYear()}-${two(day.getMonth())}-${two(day.getDay())}`;
}

const lunar = (year: number, month: number, day: number) =>
  civil(LunarDay.fromYmd(year, month, day).getSolarDay());

function run(first: CivilDate, days: number, name: string): NamedDay[] {
  return Array.from({ length: days }, (_, i) => ({ date: addDays(first, i), name }));
}

/** How many days the law gives in a year, two festivals on one day counted twice: each is worked off elsewhere. */
export function statutoryCount(year: number): number {
  return perFestival(year).length;
}

function perFestival(year: number): NamedDay[] {
  const law = LAWS.find(({ from }) => from <= year);
  if (law === undefined || year > STATUTORY_YEARS.last) {
    throw new RangeError(
      `Statutory days are known for ${STATUTORY_YEARS.first} to ${STATUTORY_YEARS.last}, not for ${year}.`,
    );
  }
  const newYear = lunar(year, 1, 1);
  return [
    ...run(`${year}-01-01`, 1, '元旦'),
    ...(law.eve ? run(addDays(newYear, -1), 1, '春节') : []),
    ...run(newYear, law.newYear, '春节'),
    ...(law.festivals ? run(civil(SolarTerm.fromName(year, '清明').getSolarDay()), 1, '清明节') : []),
    ...run(`${year}-05-01`, law.labour, '劳动节'),
    ...(law.festivals ? run(lunar(year, 5, 5), 1, '端午节') : []),
    ...(law.festivals ? run(lunar(year, 8, 15), 1, '中秋节') : []),
    ...run(`${year}-10-01`, 3, '国庆节'),
  ];
}

/**
 * The days that everybody has off by law and lunar calendar, in order, each once: two festivals on one day are joined
 * with 、 as notices do. Which working days are swapped for them only the yearly notice says.
 */
export function statutoryDays(year: number): readonly NamedDay[] {
  const names = new Map<CivilDate, string>();
  for (const { date, name } of perFestival(year)) {
    const other = names.get(date);
    names.set(date, other === undefined ? name : `${name}、${other}`);
  }
  return [...names].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}
