import type { Pool, PoolClient } from 'pg';

/** Reads as of one moment, whatever is written meanwhile; nothing can be written. On one connection: take no second one in `work`. */
export async function snapshot<T>(pool: Pool, work: (db: PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  let broken = false;
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const answer = await work(db);
    await db.query('COMMIT');
    return answer;
  } catch (error) {
    await db.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    db.release(broken);
  }
}
