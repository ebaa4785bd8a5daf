import type { Pool } from 'pg';
import { createLedger, type Ledger } from '../ledger/ledger';
import { createPool } from '../prisma/client';

/** What the commands work with: the database directly, as whoever runs the server. */
export interface Desk {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly now: string;
}

export type WithDesk = (work: (desk: Desk) => Promise<void>) => Promise<void>;

/** The active person with a sign-in name; whatever is entered is entered in the name of somebody. */
export async function personCalled(pool: Pool, signInName: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM persons WHERE sign_in_name = $1 AND disabled_at IS NULL',
    [signInName.trim().normalize('NFKC').toLowerCase()],
  );
  if (rows[0] !== undefined) return rows[0].id;
  throw new Error(`There is no active person with the sign-in name ${signInName}.`);
}

/** Opens the database for one command and closes it again. `channels`: by which messages go out, if there are any. */
export function deskOf(databaseUrl: () => string, channels: () => readonly string[] = () => []): WithDesk {
  return async (work) => {
    const pool = createPool(databaseUrl(), { max: 4, name: 'banjie-cli' });
    try {
      await work({ pool, ledger: createLedger(pool, channels()), now: new Date().toISOString() });
    } finally {
      await pool.end();
    }
  };
}
