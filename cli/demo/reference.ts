import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { shippedYears } from '../../domain/calendar/shipped';
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
      `INSERT INTO calendar_years (year, status, source, rest, work) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (year) DO NOTHING`,
      [year.year, year.status, year.source, JSON.stringify(year.rest), JSON.stringify(year.work)],
    );
  }
}

/** Publishes every shipped programme; unchanged files publish nothing. */
export async function seedProgrammes(pool: Pool, now: string): Promise<void> {
  for (const { file, text } of shippedProgrammes())
    await publishProgramme(pool, { text, file, by: null, now });
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

/** Everything a bureau needs before its first case. Running it again changes nothing. */
export async function seedReference(pool: Pool, now: string): Promise<void> {
  await seedCalendar(pool);
  await seedProgrammes(pool, now);
  await seedPlaces(pool);
}
