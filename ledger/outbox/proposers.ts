import type { Pool, PoolClient } from 'pg';
import { isForResidents, MESSAGE_KINDS, type MessageKind } from '../../domain/messages/kinds';
import type { At } from './types';
import { personOf, proposerKey, proposerOf } from './ways';

type Db = Pool | PoolClient;

const RESIDENT_KINDS = (Object.keys(MESSAGE_KINDS) as MessageKind[]).filter(isForResidents);

/** Somebody behind the words of a case who has no account: never a number here, only whether there is one. */
export interface Behind {
  readonly id: string;
  readonly reachable: boolean;
  readonly objects: boolean;
}

/** SQL, over `p` of proposers: whether they, or somebody entered under the same number, want no messages. */
const OBJECTS = `(p.no_messages OR EXISTS (
  SELECT 1 FROM proposers same WHERE phone_digits(same.phone) = phone_digits(p.phone) AND same.no_messages))`;

/**
 * Proposers without an account, by case, or by suggestion where one was answered by itself. Entered twice with one number they are one: whoever objected once gets
 * nothing. The numbers are compared inside the database and do not leave it.
 */
export async function proposersBehind(
  db: Db,
  caseIds: readonly string[],
  suggestionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Behind[]>> {
  if (caseIds.length + suggestionIds.length === 0) return new Map();
  const { rows } = await db.query<Behind & { about: string }>(
    `WITH behind AS (
       SELECT c.id AS about, p.id, phone_digits(p.phone) AS digits, ${OBJECTS} AS objects
         FROM cases c JOIN suggestions s ON s.id = ANY (c.suggestion_ids) JOIN proposers p ON p.id = s.proposer_id
        WHERE c.id = ANY ($1) AND p.person_id IS NULL
        UNION ALL
       SELECT s.id, p.id, phone_digits(p.phone), ${OBJECTS}
         FROM suggestions s JOIN proposers p ON p.id = s.proposer_id
        WHERE s.id = ANY ($2) AND p.person_id IS NULL)
     SELECT about, min(id) AS id, digits IS NOT NULL AS reachable, bool_or(objects) AS objects
       FROM behind GROUP BY about, digits ORDER BY 1, 2`,
    [[...new Set(caseIds)], [...new Set(suggestionIds)]],
  );
  const found = new Map<string, Behind[]>();
  for (const { about, ...one } of rows) found.set(about, [...(found.get(about) ?? []), one]);
  return found;
}

/** Of these people with accounts, those who said as proposers that they want no messages. */
export async function objecting(db: Db, people: readonly string[]): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const { rows } = await db.query<{ person_id: string }>(
    'SELECT DISTINCT person_id FROM proposers WHERE person_id = ANY ($1) AND no_messages',
    [people],
  );
  return new Set(rows.map((row) => row.person_id));
}

/** That numbers of residents are used to send is recorded once a batch, before any of them is read (个人信息保护法 51). */
export async function recordReading(db: Db, { channel, now }: At, targets: readonly string[]): Promise<void> {
  const proposers = new Set(targets.flatMap((target) => proposerOf(target) ?? [])).size;
  if (proposers === 0) return;
  await db.query(
    `INSERT INTO audit_records (at, person_id, action, subject, success, data)
     VALUES ($1, NULL, 'personal-data-read', 'delivery', true, $2)`,
    [now, JSON.stringify({ purpose: 'sending', channel, proposers })],
  );
}

export interface ProposerContact {
  readonly phone: string | null;
  readonly objects: boolean;
}

/** Numbers at the last moment, for nobody but the adapter that sends. */
export async function contactsOfProposers(
  db: Db,
  targets: readonly string[],
): Promise<ReadonlyMap<string, ProposerContact>> {
  const ids = targets.flatMap((target) => proposerOf(target) ?? []);
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; phone: string | null; objects: boolean }>(
    `SELECT id, CASE WHEN NOT objects THEN nullif(trim(phone), '') END AS phone, objects
       FROM (SELECT p.id, p.phone, ${OBJECTS} AS objects FROM proposers p WHERE p.id = ANY ($1)) named`,
    [ids],
  );
  return new Map(rows.map(({ id, ...contact }) => [proposerKey(id), contact]));
}

/** The receipt under which whoever is told made their suggestion, by delivery; the newest of several. */
export async function receiptsOf(
  db: Db,
  deliveries: readonly { id: string; target: string }[],
): Promise<ReadonlyMap<string, string>> {
  const to = deliveries.filter(({ target }) => (proposerOf(target) ?? personOf(target)) !== null);
  if (to.length === 0) return new Map();
  const { rows } = await db.query<{ delivery_id: string; receipt_no: string }>(
    `SELECT DISTINCT ON (i.delivery_id) i.delivery_id, s.receipt_no
       FROM delivery_items i JOIN outbox o ON o.id = i.outbox_id JOIN notifications n ON n.id = o.notification_id
       LEFT JOIN cases c ON c.id = n.case_id
       JOIN suggestions s ON s.id = ANY (coalesce(c.suggestion_ids, ARRAY[n.data->>'suggestion']))
       JOIN proposers p ON p.id = s.proposer_id
      WHERE i.delivery_id = ANY ($1) AND n.kind = ANY ($2)
        AND i.target IN ('proposer:' || p.id, 'person:' || p.person_id)
      ORDER BY i.delivery_id, s.created_at DESC, s.id`,
    [to.map(({ id }) => id), RESIDENT_KINDS],
  );
  return new Map(rows.map((row) => [row.delivery_id, row.receipt_no]));
}
