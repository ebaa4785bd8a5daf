import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { addMs, HOUR_MS, type Instant } from '../domain/calendar/instant';
import { TO_PROPOSERS } from '../domain/case/messages';
import type { TerminalReason } from '../domain/case/reasons';
import { Refusal } from '../domain/errors';
import { outsideQuietHours, type QuietHours } from '../domain/messages/quiet-hours';
import { callAfter } from './calls';
import { transaction } from './outbox/transaction';

/** For so long a refusal can be taken back; what tells the person outside the product leaves after that. */
export const TAKEN_BACK_WITHIN_MS = 24 * HOUR_MS;

export interface RefuseSuggestion {
  readonly suggestionId: string;
  readonly reasonCode: TerminalReason;
  /** What the person who made it is told. */
  readonly publicText: string;
  readonly by: string;
  readonly now: Instant;
}

type Deps = { pool: Pool; channels: readonly string[]; quietHours?: QuietHours | undefined };

/** Refuses a suggestion that no case takes up, and tells whoever made it: in the product now, elsewhere a day later. */
export function refuseSuggestion(deps: Deps, asked: RefuseSuggestion): Promise<void> {
  return transaction(deps.pool, async (db) => {
    const { suggestionId, reasonCode, publicText, by, now } = asked;
    const id = randomUUID();
    const { rowCount } = await db.query(
      `INSERT INTO suggestion_refusals (id, suggestion_id, reason_code, public_text, refused_at, refused_by)
       SELECT $1, $2, $3, $4, $5, $6
        WHERE NOT EXISTS (SELECT 1 FROM suggestion_cases l WHERE l.suggestion_id = $2)
       ON CONFLICT (suggestion_id) WHERE reopened_at IS NULL DO NOTHING`,
      [id, suggestionId, reasonCode, publicText, now, by],
    );
    if (rowCount === 0) throw notNow();
    await record(db, { act: 'suggestion-refused', suggestionId, by, now, data: { refusal: id, reasonCode } });
    await tellProposer(db, deps, asked, id);
  });
}

/** Takes a refusal back within a day: the suggestion waits again, and what had not left does not leave. */
export function reopenSuggestion(
  deps: Deps,
  { suggestionId, by, now }: Pick<RefuseSuggestion, 'suggestionId' | 'by' | 'now'>,
): Promise<void> {
  return transaction(deps.pool, async (db) => {
    const { rows } = await db.query<{ id: string }>(
      `UPDATE suggestion_refusals SET reopened_at = $2, reopened_by = $3
        WHERE suggestion_id = $1 AND reopened_at IS NULL AND refused_at > $4 RETURNING id`,
      [suggestionId, now, by, addMs(now, -TAKEN_BACK_WITHIN_MS)],
    );
    const [found] = rows;
    if (found === undefined) throw tooLate();
    await record(db, { act: 'suggestion-reopened', suggestionId, by, now, data: { refusal: found.id } });
    await db.query(
      `INSERT INTO notifications (case_id, key, kind, person_id, data, at)
       SELECT NULL, 'reopened:' || $1, 'progress', n.person_id, n.data, $2 FROM notifications n
        WHERE n.case_id IS NULL AND n.key = 'refused:' || $1 AND n.person_id IS NOT NULL`,
      [found.id, now],
    );
    callAfter(db, ['banjie_message']);
  });
}

/** What was done to it, in the same transaction. */
async function record(
  db: PoolClient,
  {
    act,
    suggestionId,
    by,
    now,
    data,
  }: { act: string; suggestionId: string; by: string; now: Instant; data: object },
): Promise<void> {
  await db.query(
    'INSERT INTO audit_records (at, person_id, action, subject, success, data) VALUES ($1, $2, $3, $4, true, $5)',
    [now, by, act, suggestionId, JSON.stringify(data)],
  );
}

/** One message: to the account that made it, or to whoever left a number, who is asked for when it leaves. */
async function tellProposer(
  db: PoolClient,
  { channels, quietHours }: Deps,
  { suggestionId, reasonCode, publicText, now }: RefuseSuggestion,
  refusal: string,
): Promise<void> {
  const { rows } = await db.query<{
    receipt_no: string;
    proposer_id: string | null;
    person_id: string | null;
  }>(
    `SELECT s.receipt_no, s.proposer_id, p.person_id
       FROM suggestions s LEFT JOIN proposers p ON p.id = s.proposer_id WHERE s.id = $1`,
    [suggestionId],
  );
  const [found] = rows;
  if (found === undefined || found.proposer_id === null) return;
  const data = { number: found.receipt_no, suggestion: suggestionId, refusal, reasonCode, publicText };
  const leaves = outsideQuietHours(addMs(now, TAKEN_BACK_WITHIN_MS), quietHours);
  await db.query(
    `WITH told AS (
       INSERT INTO notifications (case_id, key, kind, person_id, data, at)
       VALUES (NULL, 'refused:' || $1, 'outcome', $2, $3, $4) RETURNING id)
     INSERT INTO outbox (notification_id, channel, send_from)
     SELECT t.id, c.channel, $5 FROM told t, unnest($6::text[]) AS c(channel)`,
    [
      refusal,
      found.person_id,
      JSON.stringify(data),
      now,
      leaves,
      TO_PROPOSERS.filter((name) => channels.includes(name)),
    ],
  );
  callAfter(db, ['banjie_outbox']);
}

const notNow = () =>
  new Refusal('not-now', {
    zh: '这条建议已经立项，或已经答复不予采纳。',
    en: 'A case takes this suggestion up already, or it has been refused.',
  });
const tooLate = () =>
  new Refusal('not-now', {
    zh: '这条建议没有被答复不予采纳，或已超过一天，不能撤回；需要办理的，请直接立项。',
    en: 'This suggestion is not refused, or was more than a day ago. If it is to be done, open a case from it.',
  });
