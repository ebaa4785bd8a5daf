import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { SpotCheckEvent } from '../../domain/spot-check/events';
import { evolveCheck } from '../../domain/spot-check/evolve';
import { isOver, statusOf, type SpotCheck } from '../../domain/spot-check/state';
import { callAfter } from '../calls';
import { GENESIS, linkOf } from '../chain';

/** A check with the hash of its last line, which the next one is chained to. */
export interface KeptCheck {
  readonly state: SpotCheck;
  readonly hash: string;
  readonly orgPath: string;
}

/** A check with what people call its place and whoever defined it. */
export interface NamedCheck extends KeptCheck {
  readonly organisationName: string;
  readonly definedByName: string;
}

interface Raw {
  readonly state: SpotCheck;
  readonly hash: string;
  readonly org_path: string;
}

const kept = ({ state, hash, org_path: orgPath }: Raw): KeptCheck => ({ state, hash, orgPath });

interface RawNamed extends Raw {
  readonly organisation_name: string | null;
  readonly defined_by_name: string | null;
}

/** Whoever defined it is named with the place they did it for, which lies above the one that is checked. */
const NAMED = `SELECT s.state, s.hash, s.org_path, o.name AS organisation_name,
    nullif(concat_ws(' · ', p.display_name, d.name), '') AS defined_by_name
  FROM spot_checks s LEFT JOIN organisations o ON o.id = s.organisation_id LEFT JOIN persons p ON p.id = s.defined_by
    LEFT JOIN organisations d ON d.id = s.state->'definition'->'visits'->'orderedAs'->>'organisationId'`;

const named = (row: RawNamed): NamedCheck => ({
  ...kept(row),
  organisationName: row.organisation_name ?? row.state.definition.organisationId,
  definedByName: row.defined_by_name ?? row.state.definition.definedBy,
});

/** A check as it stands, or null. */
export async function loadCheck(db: Pool | PoolClient, id: string): Promise<NamedCheck | null> {
  const { rows } = await db.query<RawNamed>(`${NAMED} WHERE s.id = $1`, [id]);
  return rows[0] === undefined ? null : named(rows[0]);
}

export interface ChecksAsked {
  /** Only those that are being drawn, or whose visits and findings are not all done. */
  readonly underWay: boolean;
  readonly before: { readonly definedAt: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** The question for a page of checks, newest first. */
export function checksQuestion({ underWay, before, limit }: ChecksAsked): {
  text: string;
  values: unknown[];
} {
  return {
    text: `${NAMED} WHERE ($1::timestamptz IS NULL OR (s.defined_at, s.id) < ($1, $2))
      ${underWay ? "AND s.status NOT IN ('CLOSED', 'CANCELLED')" : ''}
      ORDER BY s.defined_at DESC, s.id DESC LIMIT $3`,
    values: [before?.definedAt ?? null, before?.id ?? null, limit],
  };
}

/** Newest first. */
export async function listChecks(db: Pool, asked: ChecksAsked): Promise<NamedCheck[]> {
  return (await db.query<RawNamed>(checksQuestion(asked))).rows.map(named);
}

/** The same, for whoever writes its next line: a second one waits. */
export async function lockCheck(db: PoolClient, id: string): Promise<KeptCheck | null> {
  const { rows } = await db.query<Raw>(
    'SELECT state, hash, org_path FROM spot_checks WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0] === undefined ? null : kept(rows[0]);
}

/** The body that a line's hash covers. */
export function bodyOf(checkId: string, seq: number, { type, at, actorId, facts }: SpotCheckEvent): object {
  return { checkId, seq, type, at, actorId, facts };
}

/** Writes the next line of a check's record and what it comes to; the caller holds the row, or has just made it. */
export async function appendLine(
  db: PoolClient,
  check: KeptCheck | null,
  event: SpotCheckEvent,
  orgPath: string,
): Promise<KeptCheck> {
  const state = evolveCheck(check?.state ?? null, event);
  const { id, seq, definition } = state;
  const prevHash = check?.hash ?? GENESIS;
  const hash = linkOf(prevHash, bodyOf(id, seq, event));
  const row = [JSON.stringify(state), statusOf(state), seq, hash, isOver(state)];
  if (check === null)
    await db.query(
      `INSERT INTO spot_checks (id, organisation_id, org_path, title, defined_by, defined_at, state, status, seq, hash, over)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, definition.organisationId, orgPath, definition.title, definition.definedBy, event.at, ...row],
    );
  else
    await db.query(
      'UPDATE spot_checks SET state = $2, status = $3, seq = $4, hash = $5, over = $6 WHERE id = $1',
      [id, ...row],
    );
  await db.query(
    `INSERT INTO spot_check_lines (check_id, seq, type, at, actor_id, facts, prev_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, seq, event.type, event.at, event.actorId, JSON.stringify(event.facts), prevHash, hash],
  );
  callAfter(db, ['banjie_spot_check']);
  return { state, hash, orgPath };
}

/** A record as it is kept. */
export interface Line {
  readonly seq: number;
  readonly event: SpotCheckEvent;
  readonly prevHash: string;
  readonly hash: string;
}

/** The whole record, the first line first. */
export async function recordOf(db: Pool | PoolClient, checkId: string): Promise<Line[]> {
  const { rows } = await db.query<{
    seq: number;
    type: string;
    at: Date;
    actor_id: string | null;
    facts: object;
    prev_hash: string;
    hash: string;
  }>(
    'SELECT seq, type, at, actor_id, facts, prev_hash, hash FROM spot_check_lines WHERE check_id = $1 ORDER BY seq',
    [checkId],
  );
  return rows.map(({ seq, type, at, actor_id: actorId, facts, prev_hash: prevHash, hash }) => ({
    ...{ seq, prevHash, hash },
    event: { type, at: at.toISOString(), actorId, facts } as SpotCheckEvent,
  }));
}
