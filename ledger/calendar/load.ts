import type { Pool, PoolClient } from 'pg';
import { readCalendarYear, type Calendar, type RawCalendarYear } from '../../domain/calendar/calendar';
import { closureDays, type Closure, type ClosureSpan } from '../../domain/calendar/closures';
import type { OpeningHours } from '../../domain/calendar/opening-hours';
import { shippedYears } from '../../domain/calendar/shipped';
import { makeCalendars, nationalCalendar, type CalendarData, type Calendars, type Tree } from './calendars';

interface Row {
  years: RawCalendarYear[] | null;
  closures: (ClosureSpan & { organisationId: string })[] | null;
  hours: { organisationId: string; hours: OpeningHours[] }[] | null;
}

/** One round trip. Closures in the order they were entered; an organisation has one for a day. */
const LOAD = `SELECT
  (SELECT jsonb_agg(jsonb_build_object('year', year, 'status', status, 'source', source, 'rest', rest, 'work', work)
     ORDER BY year) FROM calendar_years) AS years,
  (SELECT jsonb_agg(jsonb_build_object('organisationId', organisation_id, 'date', date,
     'until', COALESCE(until, date), 'kind', kind, 'name', name)
     ORDER BY organisation_id, date) FROM local_closures WHERE cancelled_at IS NULL) AS closures,
  (SELECT jsonb_agg(jsonb_build_object('organisationId', id, 'hours', working_hours) ORDER BY id)
     FROM organisations WHERE working_hours IS NOT NULL) AS hours`;

async function loadRow(db: Pool | PoolClient): Promise<Row> {
  const { rows } = await db.query<Row>(LOAD);
  return rows[0] ?? { years: null, closures: null, hours: null };
}

function dataOf({ years, closures, hours }: Row): CalendarData {
  const known = new Map(shippedYears.map((year) => [year.year, year]));
  for (const raw of years ?? []) known.set(raw.year, readCalendarYear(raw));
  const places = new Map<string, { closures: Closure[]; hours: OpeningHours[] | null }>();
  const place = (id: string) => {
    const rules = places.get(id) ?? { closures: [], hours: null };
    places.set(id, rules);
    return rules;
  };
  for (const { organisationId, ...span } of closures ?? [])
    place(organisationId).closures.push(...closureDays(span));
  for (const { organisationId, hours: own } of hours ?? []) place(organisationId).hours = own;
  return { years: [...known.values()].sort((a, b) => a.year - b.year), places };
}

/** The years in force (those of the database, and the shipped ones it does not hold) and what places have of their own. */
export async function loadCalendarData(db: Pool | PoolClient): Promise<CalendarData> {
  return dataOf(await loadRow(db));
}

/** Loads again and again, and makes anew only what has changed: a calendar costs milliseconds, a comparison does not. */
export function calendarLoader(pool: Pool): (tree: () => Promise<Tree>) => Promise<Calendars> {
  let years: { text: string; national: Calendar } | null = null;
  let all: { text: string; tree: Tree; calendars: Calendars } | null = null;
  return async (organisations) => {
    const [row, tree] = await Promise.all([loadRow(pool), organisations()]);
    const text = JSON.stringify(row);
    if (all?.text === text && all.tree === tree) return all.calendars;
    const data = dataOf(row);
    const yearsText = JSON.stringify(data.years);
    if (years?.text !== yearsText) years = { text: yearsText, national: nationalCalendar(data.years) };
    all = { text, tree, calendars: makeCalendars(data, years.national, tree) };
    return all.calendars;
  };
}
