import type { Pool } from 'pg';

export type Record = (what: { id: string; due: string | null }) => Promise<void>;

/** One INSERT; PostgreSQL says when it was made, as it does for our clocks. */
export function createRecord(pool: Pool): Record {
  return async ({ id, due }) => {
    await pool.query({
      name: 'record',
      text: 'INSERT INTO bare_records (id, due) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING',
      values: [id, due],
    });
  };
}
