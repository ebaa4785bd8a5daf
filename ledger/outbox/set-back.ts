import type { Pool } from 'pg';
import { addMs, MINUTE_MS } from '../../domain/calendar/instant';
import { transaction } from './transaction';
import type { At } from './types';

/** Clocks of several machines differ by less; what is dated further ahead was dated by a clock that has been set back. */
export const AHEAD_MS = 2 * MINUTE_MS;

/**
 * Of a row `o` of the outbox with its message `n`: written by a clock that was ahead ($3 is as far ahead as clocks differ)
 * and to leave sooner than it says, at once or on a morning that is nearer now ($2).
 */
export const WRITTEN_AHEAD = `o.queued_at IS NULL AND o.send_from > $3 AND n.at > $3
  AND (o.send_from <= n.at OR n.at - $2::timestamptz >= interval '1 day')`;

/**
 * Moves what is dated in the future back to now, keeping its distances: otherwise everything that was in hand when the
 * clock of the machine was set back would wait for as long as it was set back. What was to leave at once leaves now;
 * what was put off until a morning keeps its time of day. Sends are counted as made now, so that a robot's limit holds.
 */
export function setBack(pool: Pool, { channel, now }: At): Promise<void> {
  const values = [channel, now, addMs(now, AHEAD_MS)];
  return transaction(pool, async (db) => {
    await db.query({
      name: 'outbox-set-back-deliveries',
      text: `UPDATE deliveries SET sending_at = least(sending_at, $2), created_at = least(created_at, $2),
              next_at = next_at - (greatest(created_at, sending_at) - $2::timestamptz)
        WHERE channel = $1 AND state IN ('PENDING', 'SENDING') AND greatest(created_at, sending_at) > $3`,
      values,
    });
    await db.query({
      name: 'outbox-set-back-sends',
      text: 'UPDATE deliveries SET sending_at = $2 WHERE channel = $1 AND sending_at > $3',
      values,
    });
    await db.query({
      name: 'outbox-set-back-states',
      text: `UPDATE channel_states SET last_failed_at = least(last_failed_at, $2), last_ok_at = least(last_ok_at, $2),
              blocked_until = blocked_until - greatest(last_failed_at - $2::timestamptz, interval '0')
        WHERE channel = $1 AND (last_failed_at > $3 OR last_ok_at > $3)`,
      values,
    });
    await db.query({
      name: 'outbox-set-back-outbox',
      text: `UPDATE outbox o SET send_from = CASE WHEN o.send_from <= n.at THEN $2::timestamptz
                ELSE o.send_from - date_trunc('day', n.at - $2::timestamptz) END
         FROM notifications n
        WHERE n.id = o.notification_id AND o.channel = $1 AND ${WRITTEN_AHEAD}`,
      values,
    });
  });
}
