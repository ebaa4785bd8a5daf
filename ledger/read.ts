import type { Pool, PoolClient } from 'pg';
import type { CaseState, Words } from '../domain/case/state';

/** A case as the ledger decides on it, with the first answer to this key if there was one. */
export interface LoadedCase {
  id: string;
  seq: number;
  hash: string;
  state: CaseState;
  programmeVersionId: string;
  /** Person ids behind the suggestions; null for words without an account. */
  proposers: (string | null)[];
  receipt: { bodyHash: string; receipt: Receipt } | null;
}

/** The answer to a command: what changed and what the caller may do next. */
export interface Receipt {
  caseId: string;
  number: string;
  seq: number;
  status: string;
  stageId: string | null;
  events: string[];
  allowed: string[];
  dueAt: string | null;
  /** Of an inspection: what was awaited and is done by it; nothing: it was a visit outside the plan. */
  madeUpFor?: Words[];
  /** Words that came in with it, and the number under which the resident can look. */
  received?: { suggestionId: string; receiptNo: string };
}

interface Row {
  id: string;
  seq: number;
  hash: string;
  state: CaseState;
  version: string;
  proposers: (string | null)[] | null;
  body_hash: string | null;
  receipt: Receipt | null;
}

const COLUMNS = `c.id, c.seq, c.hash, c.state, c.programme_version_id AS version,
  CASE WHEN c.suggestion_ids = '{}' THEN NULL ELSE ARRAY(
    SELECT p.person_id FROM suggestions s LEFT JOIN proposers p ON p.id = s.proposer_id
    WHERE s.id = ANY (c.suggestion_ids)) END AS proposers`;

/** One round trip: the case, its proposers, and the receipt of the key if the command was given before. */
const LOAD = {
  name: 'ledger-load',
  text: `SELECT ${COLUMNS}, r.body_hash, r.receipt
    FROM cases c LEFT JOIN command_receipts r ON r.scope = $2 AND r.key = $3 WHERE c.id = $1`,
};

const LOAD_DUE = {
  name: 'ledger-load-due',
  text: `SELECT ${COLUMNS}, NULL AS body_hash, NULL AS receipt FROM cases c
    WHERE c.wake_at <= $1 ORDER BY c.wake_at, c.id LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
};

const LOAD_LOCKED = {
  name: 'ledger-load-locked',
  text: `SELECT ${COLUMNS}, NULL AS body_hash, NULL AS receipt FROM cases c WHERE c.id = $1 FOR UPDATE OF c`,
};

function loaded(row: Row): LoadedCase {
  const { id, seq, hash, state, version, proposers, body_hash: bodyHash, receipt } = row;
  const given = bodyHash === null || receipt === null ? null : { bodyHash, receipt };
  return { id, seq, hash, state, programmeVersionId: version, proposers: proposers ?? [], receipt: given };
}

/** Reads a case without locking it: the write checks that nobody came in between. */
export async function loadCase(
  db: Pool | PoolClient,
  caseId: string,
  key: string | null,
): Promise<LoadedCase | null> {
  const { rows } = await db.query<Row>({ ...LOAD, values: [caseId, caseId, key] });
  return rows[0] === undefined ? null : loaded(rows[0]);
}

/** Reads and locks one case inside a transaction. */
export async function lockCase(db: PoolClient, caseId: string): Promise<LoadedCase | null> {
  const { rows } = await db.query<Row>({ ...LOAD_LOCKED, values: [caseId] });
  return rows[0] === undefined ? null : loaded(rows[0]);
}

/** Reads and locks cases whose wake has come, leaving those that others are already working on. */
export async function lockDueCases(db: PoolClient, now: string, limit: number): Promise<LoadedCase[]> {
  const { rows } = await db.query<Row>({ ...LOAD_DUE, values: [now, limit] });
  return rows.map(loaded);
}

/** The first answer to a key outside a case (opening one), if there was one. */
export async function loadReceipt<T = Receipt>(
  db: Pool | PoolClient,
  scope: string,
  key: string,
): Promise<{ bodyHash: string; receipt: T } | null> {
  const { rows } = await db.query<{ body_hash: string; receipt: T }>({
    name: 'ledger-receipt',
    text: 'SELECT body_hash, receipt FROM command_receipts WHERE scope = $1 AND key = $2',
    values: [scope, key],
  });
  return rows[0] === undefined ? null : { bodyHash: rows[0].body_hash, receipt: rows[0].receipt };
}

/** Person ids behind suggestions; null for words without an account. */
export async function proposersOf(db: Pool, suggestions: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await db.query<{ person_id: string | null }>({
    name: 'ledger-proposers',
    text: 'SELECT p.person_id FROM suggestions s LEFT JOIN proposers p ON p.id = s.proposer_id WHERE s.id = ANY($1)',
    values: [suggestions],
  });
  return rows.map((row) => row.person_id);
}
