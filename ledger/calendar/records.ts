import type { Pool, PoolClient } from 'pg';
import { readCalendarYear, type CalendarYear, type RawCalendarYear } from '../../domain/calendar/calendar';
import type { Instant } from '../../domain/calendar/instant';

/** One version of a year as the database keeps it. */
export interface YearRecord extends CalendarYear {
  readonly papers: readonly string[];
  readonly importedBy: string | null;
  readonly importedAt: Instant;
}

type Raw = RawCalendarYear & { papers: string[]; importedBy: string | null; importedAt: Date };

const COLUMNS =
  'year, status, source, papers, rest, work, imported_by AS "importedBy", imported_at AS "importedAt"';

function record({ papers, importedBy, importedAt, ...raw }: Raw): YearRecord {
  return { ...readCalendarYear(raw), papers, importedBy, importedAt: importedAt.toISOString() };
}

/** The years in force, in order. */
export async function yearRecords(db: Pool | PoolClient): Promise<YearRecord[]> {
  const { rows } = await db.query<Raw>(`SELECT ${COLUMNS} FROM calendar_years ORDER BY year`);
  return rows.map(record);
}

/** Every version that years have had, the newest first; a year from before there was a history has none. */
export async function yearHistory(db: Pool | PoolClient, year?: number): Promise<YearRecord[]> {
  const { rows } = await db.query<Raw>(
    `SELECT ${COLUMNS} FROM calendar_imports WHERE $1::int IS NULL OR year = $1 ORDER BY id DESC`,
    [year ?? null],
  );
  return rows.map(record);
}

const NAMES = '(year, status, source, papers, rest, work, imported_by, imported_at)';

function values({ year, status, source, papers, rest, work, importedBy, importedAt }: YearRecord): unknown[] {
  const json = (list: readonly unknown[]) => JSON.stringify(list);
  return [year, status, source, json(papers), json(rest), json(work), importedBy, importedAt];
}

/**
 * Puts a version in force and into the history, which is never changed. A version from before there was a history is
 * written down first, so that nothing is lost.
 */
export async function writeYear(db: PoolClient, next: YearRecord): Promise<void> {
  await db.query(
    `INSERT INTO calendar_imports ${NAMES}
     SELECT year, status, source, papers, rest, work, imported_by, imported_at FROM calendar_years y
     WHERE year = $1 AND NOT EXISTS (SELECT 1 FROM calendar_imports i WHERE i.year = y.year)`,
    [next.year],
  );
  await db.query(
    `INSERT INTO calendar_imports ${NAMES} VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values(next),
  );
  await db.query(
    `INSERT INTO calendar_years ${NAMES} VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (year) DO UPDATE SET status = excluded.status, source = excluded.source, papers = excluded.papers,
       rest = excluded.rest, work = excluded.work, imported_by = excluded.imported_by, imported_at = excluded.imported_at`,
    values(next),
  );
}
