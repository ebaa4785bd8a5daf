import type { Pool } from 'pg';
import { seedRules } from '../rules';
import { DEMO_ORGANISATIONS, demoPath } from './organisations';
import { DEMO_PEOPLE } from './people';

/** Organisations and people of the demo cities. Posts began on the first day the shipped calendar knows. */
export async function seedPlaces(pool: Pool): Promise<void> {
  const columns = <T>(rows: readonly T[], ...of: ((row: T) => string | null)[]) =>
    of.map((one) => rows.map(one));
  // Parents stand before children.
  await pool.query(
    `INSERT INTO organisations (id, parent_id, name, level, path)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) ON CONFLICT (id) DO NOTHING`,
    columns(
      DEMO_ORGANISATIONS,
      ({ id }) => id,
      ({ parentId }) => parentId,
      ({ name }) => name,
      ({ level }) => level,
      ({ id }) => demoPath(id),
    ),
  );
  const people = columns(
    DEMO_PEOPLE,
    ({ id }) => id,
    ({ displayName }) => displayName,
    ({ role }) => role,
    ({ organisationId }) => organisationId,
  );
  // The product renames nobody, so another name is one that an older demo gave: it goes.
  await pool.query(
    `INSERT INTO persons (id, display_name) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (id) DO UPDATE SET display_name = EXCLUDED.display_name
      WHERE persons.display_name <> EXCLUDED.display_name`,
    people.slice(0, 2),
  );
  await pool.query(
    `INSERT INTO posts (id, person_id, role, organisation_id, from_date)
     SELECT 'post-' || p.id, p.id, p.role, p.place, '2024-01-01'
       FROM unnest($1::text[], $2::text[], $3::text[]) AS p(id, role, place) ON CONFLICT (id) DO NOTHING`,
    [people[0], people[2], people[3]],
  );
}

/** Rules, places and people of the demo. Running it again changes nothing. */
export async function seedReference(pool: Pool, now: string): Promise<void> {
  await seedRules(pool, now);
  await seedPlaces(pool);
}
