import type { Pool, PoolClient } from 'pg';

/** Does `work` in one transaction; whatever goes wrong leaves nothing behind. */
export async function transaction<T>(pool: Pool, work: (db: PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  let broken = false;
  try {
    await db.query('BEGIN');
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
