import type { Pool } from 'pg';
import { addMs, type Instant } from '../../domain/calendar/instant';
import { FAILURES_TO_OPEN } from '../../domain/messages/back-off';
import { transaction } from './transaction';
import type { At, Claim, Claimed } from './types';

/**
 * The providers count a minute by their own clock and when a message arrives, we when it leaves: two seconds more keep
 * us below their limit.
 */
export const WINDOW_MS = 62_000;

/** Stands for a channel as a whole in `channel_states`. */
export const WHOLE = '*';

interface ClaimedRow {
  id: string;
  target: string;
  attempts: number;
  sending_at: Date;
}

const claimed = (row: ClaimedRow): Claimed => ({
  ...{ id: row.id, target: row.target, attempts: row.attempts },
  sendingAt: row.sending_at.toISOString(),
});

const NOT_BLOCKED = `NOT EXISTS (SELECT 1 FROM channel_states s
  WHERE s.channel = d.channel AND s.target = d.target AND s.blocked_until > $2)`;

/** Any number to anybody. */
const PLAIN = `SELECT d.id FROM deliveries d
  WHERE d.channel = $1 AND d.state = 'PENDING' AND d.next_at <= $2 AND ${NOT_BLOCKED}
  ORDER BY d.next_at, d.id LIMIT $3 FOR UPDATE SKIP LOCKED`;

/** So many to each target within the window before now. */
const LIMITED = `SELECT id FROM deliveries WHERE state = 'PENDING' AND id IN (
  SELECT r.id FROM (
    SELECT d.id, d.target, d.next_at, row_number() OVER (PARTITION BY d.target ORDER BY d.next_at, d.id) AS place
      FROM deliveries d
     WHERE d.channel = $1 AND d.state = 'PENDING' AND d.next_at <= $2 AND ${NOT_BLOCKED}) r
   WHERE r.place + (SELECT count(*) FROM deliveries u
           WHERE u.channel = $1 AND u.target = r.target AND u.sending_at > $4) <= $5
   ORDER BY r.next_at, r.id LIMIT $3)
  ORDER BY next_at, id FOR UPDATE SKIP LOCKED`;

/**
 * Takes deliveries that are due, soonest first, and commits that they are SENDING before anybody sends them. A channel
 * that rests because it seems to be down gives none, and after its rest one, to see. Claims of one channel come one
 * after the other, so that two workers together keep to the limit.
 */
export function claim(pool: Pool, input: Claim): Promise<{ claimed: Claimed[]; probing: boolean }> {
  const { channel, now, perMinute, staleMs } = input;
  return transaction(pool, async (db) => {
    await db.query("SELECT pg_advisory_xact_lock(hashtextextended('banjie delivery ' || $1, 0))", [channel]);
    const { rows: whole } = await db.query<{ failures: number; rests: boolean }>(
      `SELECT failures, coalesce(blocked_until > $2, false) AS rests FROM channel_states
        WHERE channel = $1 AND target = '${WHOLE}'`,
      [channel, now],
    );
    const probing = (whole[0]?.failures ?? 0) >= FAILURES_TO_OPEN;
    if (whole[0]?.rests === true) return { claimed: [], probing };
    const limit = probing ? 1 : input.limit;
    const values = [channel, now, limit, ...(perMinute === null ? [] : [addMs(now, -WINDOW_MS), perMinute])];
    const { rows: chosen } = await db.query<{ id: string }>({
      name: perMinute === null ? 'outbox-claim' : 'outbox-claim-limited',
      text: perMinute === null ? PLAIN : LIMITED,
      values,
    });
    if (chosen.length === 0) return { claimed: [], probing };
    const { rows } = await db.query<ClaimedRow>(
      `UPDATE deliveries SET state = 'SENDING', attempts = attempts + 1, sending_at = $2, next_at = $3
        WHERE id = ANY($1) RETURNING id, target, attempts, sending_at`,
      [chosen.map(({ id }) => id), now, addMs(now, staleMs)],
    );
    const order = new Map(chosen.map(({ id }, i) => [id, i]));
    rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
    return { claimed: rows.map(claimed), probing };
  });
}

/**
 * Deliveries that have been SENDING for too long: whoever sent them is gone, or their fate is not known yet. Each is
 * given out once, and again after `staleMs`.
 */
export async function interrupted(
  pool: Pool,
  { channel, now, staleMs, limit }: Pick<Claim, 'channel' | 'now' | 'staleMs' | 'limit'>,
): Promise<Claimed[]> {
  const { rows } = await pool.query<ClaimedRow>({
    name: 'outbox-interrupted',
    text: `UPDATE deliveries SET next_at = $3 WHERE id IN (
        SELECT id FROM deliveries WHERE channel = $1 AND state = 'SENDING' AND next_at <= $2
        ORDER BY next_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
      RETURNING id, target, attempts, sending_at`,
    values: [channel, now, addMs(now, staleMs), limit],
  });
  return rows.map(claimed);
}

/** When there is something to do for a channel next; null while nothing waits. In the past means at once. */
export async function nextAt(
  pool: Pool,
  { channel, now, simulation, perMinute }: At & { perMinute: number | null },
): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Date | null }>({
    name: 'outbox-next',
    text: `WITH waiting AS (
        SELECT d.target, min(d.next_at) AS at FROM deliveries d
         WHERE d.channel = $1 AND d.state = 'PENDING' GROUP BY d.target)
      SELECT least(
        (SELECT CASE WHEN $2 THEN $3::timestamptz ELSE min(send_from) END FROM outbox
          WHERE channel = $1 AND queued_at IS NULL HAVING count(*) > 0),
        (SELECT min(next_at) FROM deliveries WHERE channel = $1 AND state = 'SENDING'),
        (SELECT min(greatest(w.at, s.blocked_until, f.at, a.blocked_until)) FROM waiting w
           LEFT JOIN channel_states s ON s.channel = $1 AND s.target = w.target
           LEFT JOIN channel_states a ON a.channel = $1 AND a.target = '${WHOLE}'
           LEFT JOIN LATERAL (
             SELECT u.sending_at + make_interval(secs => $6::float8 / 1000) AS at FROM deliveries u
              WHERE $4::int IS NOT NULL AND u.channel = $1 AND u.target = w.target AND u.sending_at > $5
              ORDER BY u.sending_at DESC OFFSET greatest($4::int, 1) - 1 LIMIT 1) f ON true)
      ) AS at`,
    values: [channel, simulation, now, perMinute, addMs(now, -WINDOW_MS), WINDOW_MS],
  });
  return rows[0]?.at?.toISOString() ?? null;
}
