import type { Pool } from 'pg';
import type { CivilDate } from '../domain/calendar/civil-date';

/** The next case number, e.g. 2026-000123. Numbers may have gaps, never doubles. */
export async function nextNumber(pool: Pool, day: CivilDate): Promise<string> {
  const { rows } = await pool.query<{ n: string }>("SELECT nextval('case_numbers')::text AS n");
  return `${day.slice(0, 4)}-${(rows[0]?.n ?? '').padStart(6, '0')}`;
}
