import { makeCalendar, type Calendar, type CalendarYear } from '../../domain/calendar/calendar';
import { withClosures, withHours, type Closure } from '../../domain/calendar/closures';
import type { OpeningHours } from '../../domain/calendar/opening-hours';
import { withProvisionalYears } from '../../domain/calendar/provisional';
import { chainOf } from '../recipients';
import type { OrganisationNode } from '../organisations';

/** What one organisation has of its own; those below it have it too unless they have their own. */
export interface PlaceRules {
  readonly closures: readonly Closure[];
  readonly hours: readonly OpeningHours[] | null;
}

/** Everything calendars are made of. */
export interface CalendarData {
  readonly years: readonly CalendarYear[];
  /** By organisation; only those that have something of their own. */
  readonly places: ReadonlyMap<string, PlaceRules>;
}

export interface Calendars {
  /** The calendar of the country, with the usual office hours. */
  readonly national: Calendar;
  /** The calendar of one organisation: closures of its own and of those above it, hours of the nearest that has some. */
  of(organisationId: string): Calendar;
}

export type Tree = ReadonlyMap<string, OrganisationNode>;

/** The published years and the provisional ones between and after them. */
export function nationalCalendar(years: readonly CalendarYear[]): Calendar {
  return makeCalendar(withProvisionalYears(years));
}

/**
 * Calendars of all organisations over one national one. Those that share their rules share one object: there are
 * thousands of organisations, and most have no rule of their own at all.
 */
export function makeCalendars({ places }: CalendarData, national: Calendar, tree: Tree): Calendars {
  const made = new Map<string, Calendar>();
  const build = (chain: readonly string[]): Calendar => {
    const rules = chain.flatMap((id) => places.get(id) ?? []);
    const hours = rules.map((rule) => rule.hours).findLast((own) => own !== null);
    const local = withClosures(
      national,
      rules.flatMap(({ closures }) => closures),
    );
    return hours === undefined || hours === null ? local : withHours(local, hours);
  };
  return {
    national,
    of(organisationId) {
      if (places.size === 0) return national;
      const chain = chainOf(organisationId, tree)
        .map(({ id }) => id)
        .filter((id) => places.has(id))
        .reverse();
      if (chain.length === 0) return national;
      const key = chain.join('/');
      const calendar = made.get(key) ?? build(chain);
      made.set(key, calendar);
      return calendar;
    },
  };
}
