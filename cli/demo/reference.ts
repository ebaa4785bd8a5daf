import type { Pool } from 'pg';
import { seedRules } from '../rules';
import { DEMO_ORGANISATIONS, demoPath } from './organisations';
import { DEMO_PEOPLE } from './people';

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

/** Rules, places and people of the demo. Running it again changes nothing. */
export async function seedReference(pool: Pool, now: string): Promise<void> {
  await seedRules(pool, now);
  await seedPlaces(pool);
}
