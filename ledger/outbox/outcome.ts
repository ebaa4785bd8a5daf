import type { Pool } from 'pg';
import { addMs, type Instant } from '../../domain/calendar/instant';
import {
  backOffMs,
  FAILURES_TO_OPEN,
  MOST_ATTEMPTS,
  OLDEST_MS,
  restMs,
} from '../../domain/messages/back-off';
import { WHOLE } from './claim';
import { transaction } from './transaction';
import type { At, Claimed, Failure, SentAs, Skipped } from './types';

/** Only this attempt may say what became of it: one that was taken for interrupted comes too late. */
const MINE = `id = $1 AND attempts = $2 AND state = 'SENDING'`;

/** SQL: every rung that delivery `$1` announces has been delivered at `$2`, or earlier by another channel. */
const RUNGS_DELIVERED = `WITH told AS (
    SELECT n.case_id, n.clock_id, n.rung, CASE WHEN n.kind = 'rung' THEN n.data->>'rungs' END AS merged,
           min(CASE WHEN $3 THEN o.send_from ELSE $2::timestamptz END) AS at
      FROM delivery_items i JOIN outbox o ON o.id = i.outbox_id JOIN notifications n ON n.id = o.notification_id
     WHERE i.delivery_id = $1 AND n.rung IS NOT NULL GROUP BY 1, 2, 3, 4),
  mine AS (
    SELECT r.case_id, r.clock_id, r.rung, t.at FROM rungs r JOIN told t ON t.case_id = r.case_id
       AND t.clock_id = r.clock_id AND (r.rung = t.rung OR r.rung = ANY(string_to_array(t.merged, ',')))
     WHERE r.delivered_at IS NULL OR r.delivered_at > t.at
     ORDER BY r.case_id, r.clock_id, r.rung FOR UPDATE OF r)
  UPDATE rungs r SET delivered_at = least(r.delivered_at, m.at) FROM mine m
   WHERE r.case_id = m.case_id AND r.clock_id = m.clock_id AND r.rung = m.rung`;

/**
 * One statement: it was sent, and its target and channel work. The target first, the whole channel last, so that two
 * deliveries at once never wait for each other in a circle; and nothing is written of what has just been written, or
 * every delivery would wait for the commit of the one before. `failing`: this target had failed until now.
 */
const SENT = `WITH done AS (
    UPDATE deliveries SET state = 'SENT', sent_at = $3, provider_id = $4, error = NULL WHERE ${MINE} RETURNING 1),
  failing AS (SELECT 1 FROM channel_states WHERE channel = $5 AND target = $6 AND failures > 0),
  works AS (
    INSERT INTO channel_states (channel, target, last_ok_at, failures)
    SELECT $5, t, $3, 0 FROM unnest(ARRAY[$6, '${WHOLE}']) WITH ORDINALITY AS x(t, place)
     WHERE EXISTS (SELECT 1 FROM done) AND NOT EXISTS (SELECT 1 FROM channel_states s WHERE s.channel = $5 AND s.target = t
       AND s.failures = 0 AND s.blocked_until IS NULL AND s.last_ok_at > $3::timestamptz - interval '1 second')
     ORDER BY place
    ON CONFLICT (channel, target) DO UPDATE SET failures = 0, blocked_until = NULL,
      last_ok_at = greatest(channel_states.last_ok_at, excluded.last_ok_at))
  SELECT EXISTS (SELECT 1 FROM done) AS done, EXISTS (SELECT 1 FROM failing) AS failing`;

/**
 * It has arrived. Says so of the delivery and of the channel; what had failed for the same target goes now. False if
 * this attempt no longer counts.
 */
export async function sent(
  pool: Pool,
  { id, target, attempts }: Claimed,
  { channel, now }: At,
  { providerId }: SentAs,
): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean; failing: boolean }>({
    name: 'outbox-sent',
    text: SENT,
    values: [id, attempts, now, providerId, channel, target],
  });
  const [{ done, failing } = { done: false, failing: false }] = rows;
  if (done && failing) await goesNow(pool, { channel, now }, target);
  return done;
}

/**
 * The rungs that a delivery announced are delivered, by the first of all channels. Apart from `sent`, because other
 * channels and commands write to the same rungs: whoever is told to wait for them must not forget that it was sent.
 */
export async function announced(pool: Pool, id: string, { now, simulation }: At): Promise<void> {
  await pool.query({ name: 'outbox-announced', text: RUNGS_DELIVERED, values: [id, now, simulation] });
}

async function goesNow(
  db: Db,
  { channel, now }: Pick<At, 'channel' | 'now'>,
  target: string | null,
): Promise<void> {
  await db.query(
    `UPDATE deliveries SET next_at = $2 WHERE channel = $1 AND state = 'PENDING' AND attempts > 0 AND next_at > $2
       AND ($3::text IS NULL OR target = $3)`,
    [channel, now, target],
  );
}

/** A channel that seemed to be down works again: what had failed meanwhile need not wait for its back-off. */
export function recovered(pool: Pool, at: At): Promise<void> {
  return goesNow(pool, at, null);
}

type Db = Pick<Pool, 'query'>;

interface Noted {
  readonly error: string;
  /** What the provider asks for. */
  readonly blockedUntil: Instant | null;
  /** Whether it says something of the channel as well. */
  readonly ofChannel: boolean;
}

/** One more failure of a target in a row. `fresh`: it had worked, or not been tried, since the channel last worked. */
async function noteTarget(db: Db, { channel, now }: At, target: string, noted: Noted) {
  const { rows } = await db.query<{ failures: number; fresh: boolean }>(
    `WITH before AS (SELECT t.last_failed_at, w.last_ok_at FROM (SELECT 1) one
         LEFT JOIN channel_states t ON t.channel = $1 AND t.target = $2
         LEFT JOIN channel_states w ON w.channel = $1 AND w.target = '${WHOLE}'),
       noted AS (INSERT INTO channel_states (channel, target, last_failed_at, last_error, failures, blocked_until)
         VALUES ($1, $2, $3, $4, 1, $5)
         ON CONFLICT (channel, target) DO UPDATE SET last_failed_at = $3, last_error = $4,
           failures = channel_states.failures + 1, blocked_until = greatest(channel_states.blocked_until, $5)
         RETURNING failures)
     SELECT n.failures, coalesce(b.last_failed_at <= b.last_ok_at, b.last_failed_at IS NULL) AS fresh
       FROM before b, noted n`,
    [channel, target, now, noted.error, noted.blockedUntil],
  );
  return rows[0] ?? { failures: 1, fresh: true };
}

/** One more failure of the channel: of another target than before, or of the one that was to see whether it works. */
async function noteWhole(db: Db, { channel, now }: At, error: string, fresh: boolean): Promise<number> {
  const { rows } = await db.query<{ failures: number }>(
    `INSERT INTO channel_states (channel, target, last_failed_at, last_error, failures)
     VALUES ($1, '${WHOLE}', $2, $3, 1)
     ON CONFLICT (channel, target) DO UPDATE SET last_failed_at = $2, last_error = $3,
       failures = channel_states.failures + (channel_states.failures >= $5 OR $4)::int
     RETURNING failures`,
    [channel, now, error, fresh, FAILURES_TO_OPEN],
  );
  return rows[0]?.failures ?? 0;
}

/**
 * What fails again and again is left alone for a while: first the target, and the channel when several fail. Answers
 * until when the channel rests, if it does.
 */
async function noteFailure(db: Db, at: At, target: string, noted: Noted): Promise<Instant | null> {
  const own = await noteTarget(db, at, target, noted);
  const whole = noted.ofChannel ? await noteWhole(db, at, noted.error, own.fresh) : 0;
  for (const [of, rest] of [
    [target, restMs(own.failures)],
    [WHOLE, restMs(whole)],
  ] as const) {
    if (rest === null) continue;
    await db.query(
      'UPDATE channel_states SET blocked_until = greatest(blocked_until, $3) WHERE channel = $1 AND target = $2',
      [at.channel, of, addMs(at.now, rest)],
    );
  }
  const rest = restMs(whole);
  return rest === null ? null : addMs(at.now, rest);
}

/**
 * It was not taken, or may be repeated: it waits for its back-off, or is dead after the last attempt. Where the provider
 * says how long to wait, everything else for the same target waits as long. While the whole channel is down an attempt
 * does not count, so that a message outlives a day of that; one that is two days old is dead all the same.
 */
export function failed(
  pool: Pool,
  claimed: Claimed,
  at: At,
  { error, open, afterMs, random }: Failure,
): Promise<'PENDING' | 'DEAD' | null> {
  const { id, target, attempts } = claimed;
  return transaction(pool, async (db) => {
    const blockedUntil = afterMs === null ? null : addMs(at.now, afterMs);
    const restsUntil = await noteFailure(db, at, target, { error, blockedUntil, ofChannel: true });
    const back = backOffMs(attempts, random);
    const nextAt = restsUntil ?? (back === null ? null : addMs(at.now, back));
    const { rows } = await db.query<{ state: 'PENDING' | 'DEAD' }>(
      `UPDATE deliveries SET error = $3, open = open AND $4, next_at = coalesce(greatest($5::timestamptz, $6::timestamptz), next_at),
              attempts = attempts - ($7 AND created_at > $8)::int,
              state = CASE WHEN $5::timestamptz IS NULL OR ($7 AND created_at <= $8) THEN 'DEAD' ELSE 'PENDING' END
        WHERE ${MINE} RETURNING state`,
      [
        ...[id, attempts, error, open, nextAt, blockedUntil],
        ...[restsUntil !== null, addMs(at.now, -OLDEST_MS)],
      ],
    );
    return rows[0]?.state ?? null;
  });
}

/** How a delivery ends without having been sent, as far as we know. */
export interface Ending {
  /** DEAD: it will never be taken. UNKNOWN: a person must decide whether it arrived. */
  readonly state: 'DEAD' | 'UNKNOWN';
  readonly error: string;
  /** Whether it says something of the channel: silence does, a wrong number or a crash of ours does not. */
  readonly ofChannel: boolean;
}

export function ended(pool: Pool, claimed: Claimed, at: At, ending: Ending): Promise<boolean> {
  const { id, target, attempts } = claimed;
  const { state, error, ofChannel } = ending;
  return transaction(pool, async (db) => {
    const { rowCount } = await db.query(`UPDATE deliveries SET state = $3, error = $4 WHERE ${MINE}`, [
      ...[id, attempts, state, error],
    ]);
    await noteFailure(db, at, target, { error, blockedUntil: null, ofChannel });
    return rowCount === 1;
  });
}

/** Silence: its fate is asked for at `lookAt`, and until then it stays SENDING. */
export function wondering(
  pool: Pool,
  { id, target, attempts }: Claimed,
  at: At,
  { error, lookAt, ofChannel }: { error: string; lookAt: Instant; ofChannel: boolean },
): Promise<void> {
  return transaction(pool, async (db) => {
    await db.query(`UPDATE deliveries SET next_at = $3, error = $4 WHERE ${MINE}`, [
      id,
      attempts,
      lookAt,
      error,
    ]);
    if (ofChannel) await noteFailure(db, at, target, { error, blockedUntil: null, ofChannel });
  });
}

/** We were interrupted, which is nobody's fault but ours: at once again, unless that was the last attempt. */
export async function again(
  pool: Pool,
  { id, attempts }: Claimed,
  { now }: At,
  { error, begun }: { error: string; begun: boolean },
): Promise<'PENDING' | 'DEAD'> {
  const state = attempts >= MOST_ATTEMPTS ? 'DEAD' : 'PENDING';
  await pool.query(
    `UPDATE deliveries SET state = $3, next_at = $4, error = $5, open = open AND NOT $6 WHERE ${MINE}`,
    [id, attempts, state, now, error, begun],
  );
  return state;
}

/** Everything in it is settled, or nobody wants it any more: nothing is sent, and that is no failure. */
export async function cancelled(
  pool: Pool,
  { id, attempts }: Claimed,
  why: Extract<Skipped, 'settled meanwhile' | 'wants no messages'>,
): Promise<void> {
  await pool.query(`UPDATE deliveries SET state = 'CANCELLED', error = $3 WHERE ${MINE}`, [
    id,
    attempts,
    why,
  ]);
}

/** Not now: it waits until then, and that was no attempt. */
export async function postponed(pool: Pool, { id, attempts }: Claimed, until: Instant): Promise<void> {
  await pool.query(
    `UPDATE deliveries SET state = 'PENDING', next_at = $3, attempts = attempts - 1,
            sending_at = CASE WHEN attempts > 1 THEN sending_at END
      WHERE ${MINE}`,
    [id, attempts, until],
  );
}
