import type { PoolClient } from 'pg';
import { fingerprint, firstAnswer } from './append';
import { loadReceipt } from './read';

/** By whom and for what a request was made: a key is only compared within its scope. */
export interface Request {
  readonly scope: string;
  /** Idempotency key of the caller. */
  readonly key: string;
  /** What was asked, to notice a key that is used for something else. */
  readonly asked: unknown;
}

/**
 * Does `work` once for a key, in the caller's transaction: a retry gets the first answer, and one that comes while the
 * first is still at work waits for it. Throws 'key-reused' when the key was used for another request.
 */
export async function once<T>(db: PoolClient, request: Request, work: () => Promise<T>): Promise<T> {
  const { scope, key, asked } = request;
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${scope} ${key}`]);
  const bodyHash = fingerprint(asked);
  const earlier = firstAnswer(await loadReceipt<T>(db, scope, key), bodyHash);
  if (earlier !== null) return earlier;
  const answer = await work();
  await db.query('INSERT INTO command_receipts (scope, key, body_hash, receipt) VALUES ($1, $2, $3, $4)', [
    ...[scope, key, bodyHash, JSON.stringify(answer)],
  ]);
  return answer;
}
