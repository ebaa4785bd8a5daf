import { addDays, compareDates, weekday, type CivilDate } from '../../../domain/calendar/civil-date';
import { isWorkday, type Calendar } from '../../../domain/calendar/calendar';
import { computeDue } from '../../../domain/calendar/due';
import { formatLimit, type Limit } from '../../../domain/calendar/limit';
import { shippedCalendar } from '../../../domain/calendar/shipped';
import { addWorkdays } from '../../../domain/calendar/workdays';
import { instantOf } from '../story';

/** When a limit of the demo is to end, seen from today. `late` in working days. */
export type Wish = 'today' | 'week' | { later: number } | { late: number };

/** The days around the first start. Everything the demo records happened before today. */
export interface DemoDays {
  readonly today: CivilDate;
  /** The n-th working day from today; 0 is today itself, or the working day after a rest day. */
  workday(n: number): CivilDate;
  /** So many working days before a day. */
  before(day: CivilDate, workdays: number): CivilDate;
  /** So many working days after a day. */
  after(day: CivilDate, workdays: number): CivilDate;
  /** On which day a limit ends that began on another. */
  dueOf(limit: Limit, begin: CivilDate): CivilDate;
  /** On which day a limit must begin to end as wished; as near as the limit allows, and never today. */
  beginFor(limit: Limit, wish: Wish): CivilDate;
}

/** Days to look back: the longest limit of the demo is three months, and a late one began before that. */
const FAR = 150;

interface Candidate {
  begin: CivilDate;
  due: CivilDate;
}

const endOf = (calendar: Calendar, limit: Limit, begin: CivilDate): CivilDate =>
  computeDue(calendar, { start: instantOf(begin, 0), limit }).dueDate;

/** Working days before `today`, the latest first, with the day on which a limit that begins there ends. */
function candidatesOf(calendar: Calendar, limit: Limit, today: CivilDate): Candidate[] {
  return Array.from({ length: FAR }, (_, i) => addDays(today, -1 - i))
    .filter((day) => isWorkday(calendar, day))
    .map((begin) => ({ begin, due: endOf(calendar, limit, begin) }));
}

export function demoDays(today: CivilDate, calendar: Calendar = shippedCalendar): DemoDays {
  const first = isWorkday(calendar, today) ? today : addWorkdays(calendar, today, 1);
  const known = new Map<string, Candidate[]>();
  const candidates = (limit: Limit): Candidate[] => {
    const key = formatLimit(limit, 'en');
    const found = known.get(key) ?? candidatesOf(calendar, limit, today);
    known.set(key, found);
    return found;
  };
  const sunday = addDays(first, 7 - weekday(first));
  const targetOf = (wish: Exclude<Wish, { late: number }>): CivilDate => {
    if (wish === 'today') return first;
    return wish === 'week' ? addDays(first, 1) : addDays(sunday, wish.later);
  };
  return {
    today,
    workday: (n) => (n === 0 ? first : addWorkdays(calendar, n < 0 ? today : first, n)),
    before: (day, workdays) => addWorkdays(calendar, day, -workdays),
    after: (day, workdays) => addWorkdays(calendar, day, workdays),
    dueOf: (limit, begin) => endOf(calendar, limit, begin),
    beginFor(limit, wish) {
      const all = candidates(limit);
      const [latest] = all;
      if (latest === undefined) throw new Error('no day before today');
      if (typeof wish === 'object' && 'late' in wish) {
        const target = addWorkdays(calendar, today, -wish.late);
        return (all.find(({ due }) => compareDates(due, target) <= 0) ?? latest).begin;
      }
      // Later beginnings end later, so the last one that still reaches the day is the one that fits it best.
      const target = targetOf(wish);
      return (all.findLast(({ due }) => compareDates(due, target) >= 0) ?? latest).begin;
    },
  };
}
