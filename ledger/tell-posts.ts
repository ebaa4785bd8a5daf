import type { PoolClient } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import { workingMoment } from '../domain/calendar/working-time';
import type { MessageKind } from '../domain/messages/kinds';
import type { Calendars } from './calendar/calendars';
import { callAfter } from './calls';

/** A message to a post that belongs to no case. Its key is unique by itself, so it exists once. */
export interface PostMessage {
  readonly key: string;
  readonly kind: MessageKind;
  readonly role: string;
  readonly organisationId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/** None of these is an emergency: everything but a text message, which costs money. */
const NOT_BY = ['sms'];

/**
 * Tells posts in the product, and by every configured channel from the next working moment of their place on. Those
 * that had been told already are not told again. Answers how many are told now.
 */
export async function tellPosts(
  db: PoolClient,
  messages: readonly PostMessage[],
  ways: { channels: readonly string[]; calendars: Calendars },
): Promise<number> {
  if (messages.length === 0) return 0;
  const rows = messages.map(({ organisationId, ...message }) => ({
    ...{ ...message, organisation_id: organisationId },
    send_from: workingMoment(ways.calendars.of(organisationId), message.at),
  }));
  const { rows: made } = await db.query<{ told: number; waiting: number }>(
    `WITH told AS (
       SELECT * FROM json_to_recordset($1) AS r(key text, kind text, role text, organisation_id text, data jsonb,
         at timestamptz, send_from timestamptz)
     ), fresh AS (
       INSERT INTO notifications (case_id, key, kind, role, organisation_id, data, at)
       SELECT NULL, key, kind, role, organisation_id, data, at FROM told
       ON CONFLICT (key) WHERE case_id IS NULL DO NOTHING RETURNING id, key
     ), sent AS (
       INSERT INTO outbox (notification_id, channel, send_from)
       SELECT f.id, c.channel, t.send_from FROM fresh f JOIN told t USING (key), unnest($2::text[]) AS c(channel)
       RETURNING 1
     ) SELECT (SELECT count(*)::int FROM fresh) AS told, (SELECT count(*)::int FROM sent) AS waiting`,
    [JSON.stringify(rows), ways.channels.filter((name) => !NOT_BY.includes(name))],
  );
  const [count] = made;
  const { told = 0, waiting = 0 } = count ?? {};
  // As for cases: one call, to those whom it concerns.
  if (told > 0) callAfter(db, [waiting > 0 ? 'banjie_outbox' : 'banjie_message']);
  return told;
}
