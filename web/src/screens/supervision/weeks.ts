import type { InspectionPlan } from '../../api/generated/schema';
import { dayNumber, dayOf, todayInShanghai, weekdayOf } from '../../shared/civil-day';

const WEEKS = 6;
const DAYS = 7;

type Place = InspectionPlan['places'][number];

/** Mondays of this week and of those after it that have a column of their own. */
export function weeksAhead(today = todayInShanghai()): string[] {
  const monday = dayNumber(today) - weekdayOf(today);
  return Array.from({ length: WEEKS }, (_, i) => dayOf(monday + i * DAYS));
}

export const weekAfter = (monday: string): string => dayOf(dayNumber(monday) + DAYS);

/** What is due in a week and not overdue. */
export function dueIn({ weeks }: Pick<Place, 'weeks'>, monday: string): number {
  const found = weeks.find(({ week }) => week === monday);
  return found === undefined ? 0 : found.due - found.overdue;
}

/** What is due after the weeks that have a column, and not overdue. */
export function dueLater({ weeks }: Pick<Place, 'weeks'>, last: string): number {
  return weeks.filter(({ week }) => week > last).reduce((all, { due, overdue }) => all + due - overdue, 0);
}

/** All towns together, as a line of the same shape. */
export function together(places: readonly Place[]): Pick<Place, 'weeks' | 'overdue'> {
  return {
    overdue: places.reduce((all, { overdue }) => all + overdue, 0),
    weeks: places
      .flatMap(({ weeks }) => weeks)
      .reduce<Place['weeks']>((all, one) => {
        const same = all.find(({ week }) => week === one.week);
        if (same === undefined) return [...all, { ...one }];
        const sum = { ...same, due: same.due + one.due, overdue: same.overdue + one.overdue };
        return all.map((each) => (each === same ? sum : each));
      }, []),
  };
}
