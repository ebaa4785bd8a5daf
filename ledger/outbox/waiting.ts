import type { Pool } from 'pg';
import { addMs, type Instant } from '../../domain/calendar/instant';
import { AHEAD_MS, WRITTEN_AHEAD } from './set-back';

/** Those of these channels for which anything waits, now or later. */
export async function channelsWaiting(pool: Pool, channels: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ channel: string }>({
    name: 'outbox-channels-waiting',
    text: `SELECT c.channel FROM unnest($1::text[]) AS c(channel)
      WHERE EXISTS (SELECT 1 FROM outbox o WHERE o.channel = c.channel AND o.queued_at IS NULL)
         OR EXISTS (SELECT 1 FROM deliveries d WHERE d.channel = c.channel AND d.state IN ('PENDING', 'SENDING'))`,
    values: [channels],
  });
  return rows.map(({ channel }) => channel);
}

/**
 * Those for which something should have been done `graceMs` ago: nobody drains them, or nobody was called; or the clock of
 * the machine has been set back since (`setBack` mends it).
 */
export async function channelsLate(
  pool: Pool,
  channels: readonly string[],
  { now, simulation, graceMs }: { now: Instant; simulation: boolean; graceMs: number },
): Promise<string[]> {
  const { rows } = await pool.query<{ channel: string }>({
    name: 'outbox-channels-late',
    text: `SELECT c.channel FROM unnest($1::text[]) AS c(channel)
      WHERE EXISTS (SELECT 1 FROM outbox o
              WHERE o.channel = c.channel AND o.queued_at IS NULL AND ($4 OR o.send_from < $5))
         OR EXISTS (SELECT 1 FROM deliveries d
              WHERE d.channel = c.channel AND d.state IN ('PENDING', 'SENDING')
                AND (d.next_at < $5 OR (NOT $4 AND greatest(d.created_at, d.sending_at) > $3)))
         OR EXISTS (SELECT 1 FROM outbox o JOIN notifications n ON n.id = o.notification_id
              WHERE NOT $4 AND o.channel = c.channel AND ${WRITTEN_AHEAD})`,
    values: [channels, now, addMs(now, AHEAD_MS), simulation, addMs(now, -graceMs)],
  });
  return rows.map(({ channel }) => channel);
}

/**
 * What was written for a channel that is not configured must not go out years later, on the day somebody configures
 * it. A day's grace, for a setting that was left out by mistake. Answers how many rows.
 */
export async function skipUnconfigured(
  pool: Pool,
  configured: readonly string[],
  { now, graceMs }: { now: Instant; graceMs: number },
): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE outbox SET queued_at = $2, skipped = 'channel not configured'
      WHERE queued_at IS NULL AND channel <> ALL($1) AND send_from < $3`,
    [configured, now, addMs(now, -graceMs)],
  );
  return rowCount ?? 0;
}
