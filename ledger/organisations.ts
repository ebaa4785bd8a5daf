import type { Pool, PoolClient } from 'pg';
import type { Level } from '../domain/roles';

/** An organisation as the ledger needs it: where in the tree, and what people call it. */
export interface OrganisationNode {
  id: string;
  parentId: string | null;
  name: string;
  level: Level;
  path: string;
}

/** The tree as it is now. */
export async function loadOrganisations(
  pool: Pool | PoolClient,
): Promise<ReadonlyMap<string, OrganisationNode>> {
  const { rows } = await pool.query<OrganisationNode>(
    'SELECT id, parent_id AS "parentId", name, level, path FROM organisations',
  );
  return new Map(rows.map((row) => [row.id, row]));
}
