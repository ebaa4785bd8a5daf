import type { Pool } from 'pg';
import type { CivilDate } from '../../domain/calendar/civil-date';
import { yearOf } from '../../domain/calendar/civil-date';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import { nextLook, wantedYear } from '../../domain/calendar/watch';
import type { CalendarYear } from '../../domain/calendar/calendar';
import { withProvisionalYears } from '../../domain/calendar/provisional';
import { shippedYears } from '../../domain/calendar/shipped';
import { yearHistory, yearRecords, type YearRecord } from './records';

/** One version of a year, as people ask for it: what, from where, by whom, when. */
export interface VersionStatus {
  readonly status: CalendarYear['status'];
  readonly source: string;
  readonly papers: readonly string[];
  readonly importedBy: string | null;
  readonly importedByName: string | null;
  readonly importedAt: Instant | null;
}

export interface YearStatus extends VersionStatus {
  readonly year: number;
  readonly restDays: number;
  readonly makeUpDays: number;
  /** Every version so far, the newest first. */
  readonly history: readonly VersionStatus[];
}

export interface CalendarStatus {
  readonly years: readonly YearStatus[];
  /** Up to this day dates are certain; every later one is provisional (暂定). Null when no year is official. */
  readonly coveredUntil: CivilDate | null;
  /** The year whose notice should be out by now, and whether it is still missing here. */
  readonly wanted: { readonly year: number; readonly missing: boolean };
  /** When somebody is reminded, or it is looked at again. */
  readonly nextLook: Instant;
}

/** The last day of the official years that follow each other from today on. */
function coveredUntil(years: readonly CalendarYear[], today: CivilDate): CivilDate | null {
  const official = new Set(years.filter(({ status }) => status === 'OFFICIAL').map(({ year }) => year));
  const past = [...official].filter((year) => year <= yearOf(today));
  if (past.length === 0) return null;
  let last = Math.max(...past);
  while (official.has(last + 1)) last += 1;
  return `${last}-12-31`;
}

async function namesOf(pool: Pool, records: readonly YearRecord[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(records.flatMap(({ importedBy }) => importedBy ?? []))];
  const { rows } = await pool.query<{ id: string; name: string }>(
    'SELECT id, display_name AS name FROM persons WHERE id = ANY($1)',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether the year whose notice should be out is still without it. */
export function isMissing(years: readonly CalendarYear[], now: Instant): boolean {
  const wanted = wantedYear(now);
  return !years.some(({ year, status }) => year === wanted && status === 'OFFICIAL');
}

/** The calendar as whoever keeps it looks at it. */
export async function calendarStatus(pool: Pool, now: Instant): Promise<CalendarStatus> {
  const [records, history] = await Promise.all([yearRecords(pool), yearHistory(pool)]);
  const names = await namesOf(pool, [...records, ...history]);
  const version = (of: YearRecord): VersionStatus => ({
    ...{ status: of.status, source: of.source, papers: of.papers, importedBy: of.importedBy },
    importedByName: of.importedBy === null ? null : (names.get(of.importedBy) ?? null),
    importedAt: of.importedAt,
  });
  const known = new Map<number, CalendarYear>(shippedYears.map((year) => [year.year, year]));
  for (const one of records) known.set(one.year, one);
  const all = withProvisionalYears([...known.values()]);
  const years = all.map((year): YearStatus => {
    const stored = records.find((one) => one === year);
    const { status, source } = year;
    const bare = { status, source, papers: [], importedBy: null, importedByName: null, importedAt: null };
    return {
      ...{ year: year.year, restDays: year.rest.length, makeUpDays: year.work.length },
      ...(stored === undefined ? bare : version(stored)),
      history: history.filter((one) => one.year === year.year).map(version),
    };
  });
  const missing = isMissing(all, now);
  return {
    years,
    coveredUntil: coveredUntil(all, civilDateOf(now)),
    wanted: { year: wantedYear(now), missing },
    nextLook: nextLook(now, missing),
  };
}
