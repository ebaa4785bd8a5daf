import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { callAfter } from '../calls';
import { transaction } from './transaction';
import type { DeliveryState } from './types';

/** Long ago, so that it is due whatever time the cases of a simulation play in, and before everything that waits. */
const AT_ONCE = "'epoch'::timestamptz";

/** What became of a request about one delivery: `null` = there is none, `false` = not in this state. */
export type Done = true | false | null;

async function changed(db: PoolClient, id: string, sql: string, values: readonly unknown[]): Promise<Done> {
  const { rowCount } = await db.query(sql, [id, ...values]);
  if (rowCount === 1) return true;
  const { rowCount: known } = await db.query('SELECT 1 FROM deliveries WHERE id = $1', [id]);
  return known === 0 ? null : false;
}

/** A dead delivery, or one whose fate nobody knows, goes out again with all its attempts; a person has decided so. */
export function resend(
  pool: Pool,
  { id, by }: { id: string; by: string },
  record: (db: PoolClient) => Promise<void>,
): Promise<Done> {
  return transaction(pool, async (db) => {
    const done = await changed(
      db,
      id,
      `UPDATE deliveries SET state = 'PENDING', attempts = 0, next_at = ${AT_ONCE}, resent_by = $2
        WHERE id = $1 AND state IN ('DEAD', 'UNKNOWN')`,
      [by],
    );
    if (done !== true) return done;
    await record(db);
    callAfter(db, ['banjie_outbox']);
    return true;
  });
}

/** What a person gives up: it counts as sent if they saw that it had arrived, as cancelled otherwise. */
export function giveUp(
  pool: Pool,
  { id, arrived }: { id: string; arrived: boolean },
  record: (db: PoolClient) => Promise<void>,
): Promise<Done> {
  return transaction(pool, async (db) => {
    const done = await changed(
      db,
      id,
      `UPDATE deliveries SET state = CASE WHEN $2 THEN 'SENT' ELSE 'CANCELLED' END,
              sent_at = CASE WHEN $2 THEN sending_at END
        WHERE id = $1 AND state IN ('PENDING', 'DEAD', 'UNKNOWN') AND (NOT $2 OR sending_at IS NOT NULL)`,
      [arrived],
    );
    if (done === true) await record(db);
    return done;
  });
}

export interface TestMessage {
  readonly channel: string;
  /** `person:<id>` or `robot:<name>`. */
  readonly target: string;
  readonly by: string;
  readonly now: Instant;
}

/**
 * A test message of its own delivery, past everything that waits: it is also a message in the product to whoever asked
 * for it. Answers the id of the delivery.
 */
export function queueTest(
  pool: Pool,
  { channel, target, by, now }: TestMessage,
  record: (db: PoolClient, id: string) => Promise<void>,
): Promise<string> {
  const id = randomUUID();
  return transaction(pool, async (db) => {
    await db.query(
      `WITH note AS (INSERT INTO notifications (key, kind, person_id, data, at)
           VALUES ('test:' || $1, 'test', $2, '{}', $5) RETURNING id),
         row AS (INSERT INTO outbox (notification_id, channel, send_from, queued_at)
           SELECT id, $3, $5, $5 FROM note RETURNING id),
         delivery AS (INSERT INTO deliveries (id, channel, target, state, next_at, created_at, resent_by)
           VALUES ($1, $3, $4, 'PENDING', ${AT_ONCE}, $5, $2) RETURNING id)
       INSERT INTO delivery_items (outbox_id, target, delivery_id) SELECT row.id, $4, delivery.id FROM row, delivery`,
      [id, by, channel, target, now],
    );
    await record(db, id);
    callAfter(db, ['banjie_outbox']);
    return id;
  });
}

/** Where a delivery stands; null if there is none. */
export async function deliveryState(
  pool: Pool,
  id: string,
): Promise<{ state: DeliveryState; attempts: number; error: string | null } | null> {
  const { rows } = await pool.query<{ state: DeliveryState; attempts: number; error: string | null }>(
    'SELECT state, attempts, error FROM deliveries WHERE id = $1',
    [id],
  );
  return rows[0] ?? null;
}
