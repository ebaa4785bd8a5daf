import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { shippedYears } from '../../domain/calendar/shipped';
import { parseProgramme } from '../../domain/programme/parse';
import { publishProgramme } from '../../ledger/publish';
import { DEMO_ORGANISATIONS, demoPath } from './organisations';
import { DEMO_PEOPLE } from './people';

/** The programme files that come with the product. */
export function shippedProgrammes(): { file: string; text: string }[] {
  const folder = join(__dirname, '..', '..', 'programmes');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file: `programmes/${file}`, text: readFileSync(join(folder, file), 'utf8') }));
}

/** The calendar years that come with the product; a year that is already there is left as it is. */
export async function seedCalendar(pool: Pool): Promise<void> {
  for (const year of shippedYears) {
    await pool.query(
      `WITH made AS (
         INSERT INTO calendar_years (year, status, source, rest, work) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (year) DO NOTHING RETURNING *)
       INSERT INTO calendar_imports (year, status, source, papers, rest, work, imported_at)
       SELECT year, status, source, papers, rest, work, imported_at FROM made`,
      [year.year, year.status, year.source, JSON.stringify(year.rest), JSON.stringify(year.work)],
    );
  }
}

/** A bureau that has published a programme of its own keeps it: the shipped file never takes its place again. */
async function isTheirs(pool: Pool, text: string, code: string): Promise<boolean> {
  const { rows } = await pool.query<{ theirs: boolean }>(
    'SELECT bool_or(published_by IS NOT NULL OR text = $2) AS theirs FROM programme_versions WHERE code = $1',
    [code, text],
  );
  return rows[0]?.theirs ?? false;
}

/** Publishes every shipped programme that is new or was changed by an update. */
export async function seedProgrammes(pool: Pool, now: string): Promise<void> {
  for (const { file, text } of shippedProgrammes()) {
    const { code } = parseProgramme(text, file).programme;
    if (!(await isTheirs(pool, text, code))) await publishProgramme(pool, { text, file, by: null, now });
  }
}

/** Organisations and people of the demo cities. Posts began on the first day the shipped calendar knows. */
export async function seedPlaces(pool: Pool): Promise<void> {
  for (const o of DEMO_ORGANISATIONS) {
    await pool.query(
      'INSERT INTO organisations (id, parent_id, name, level, path) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING',
      [o.id, o.parentId, o.name, o.level, demoPath(o.id)],
    );
  }
  for (const p of DEMO_PEOPLE) {
    await pool.query('INSERT INTO persons (id, display_name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
      p.id,
      p.displayName,
    ]);
    await pool.query(
      `INSERT INTO posts (id, person_id, role, organisation_id, from_date) VALUES ($1, $2, $3, $4, '2024-01-01') ON CONFLICT (id) DO NOTHING`,
      [`post-${p.id}`, p.id, p.role, p.organisationId],
    );
  }
}

/** What every bureau needs before its first case: the calendar and the shipped programmes. */
export async function seedRules(pool: Pool, now: string): Promise<void> {
  await seedCalendar(pool);
  await seedProgrammes(pool, now);
}

/** Rules, places and people of the demo. Running it again changes nothing. */
export async function seedReference(pool: Pool, now: string): Promise<void> {
  await seedRules(pool, now);
  await seedPlaces(pool);
}
