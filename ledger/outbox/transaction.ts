import type { Pool, PoolClient } from 'pg';
import { committed, rolledBack } from '../calls';

/** Does `work` in one transaction and then calls whom it concerns; whatever goes wrong leaves nothing behind. */
export async function transaction<T>(pool: Pool, work: (db: PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  let broken = false;
  try {
    await db.query('BEGIN');
    const answer = await work(db);
    await db.query('COMMIT');
    committed(pool, db);
    return answer;
  } catch (error) {
    rolledBack(db);
    await db.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    db.release(broken);
  }
}
