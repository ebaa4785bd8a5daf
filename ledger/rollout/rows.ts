import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { RolloutCause, RolloutPhase, RolloutStatus } from '../../domain/rollout';

/** A rollout as it stands. */
export interface RolloutRow {
  readonly id: string;
  readonly cause: RolloutCause;
  readonly dryRun: boolean;
  readonly status: RolloutStatus;
  readonly phase: RolloutPhase;
  readonly startedBy: string | null;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  /** Open cases that were concerned when it began, and how many it has come to. */
  readonly total: number;
  readonly done: number;
  /** Dates that moved. */
  readonly moved: number;
  /** Cases whose stopped clocks were judged anew. */
  readonly reviewed: number;
  readonly cursor: string | null;
  /** How long ago the calendar last changed under it, by the database's clock. */
  readonly changedMsAgo: number;
}

export type Raw = Omit<RolloutRow, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null };

export const COLUMNS = `id, cause, dry_run AS "dryRun", status, phase, started_by AS "startedBy", started_at AS "startedAt",
  finished_at AS "finishedAt", total, done, moved, reviewed, cursor,
  (extract(epoch FROM clock_timestamp() - changed_at) * 1000)::float8 AS "changedMsAgo"`;

/** A row of the database with its instants as text. */
export function rowOf({ startedAt, finishedAt, ...raw }: Raw): RolloutRow {
  return { ...raw, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}

/** Rollouts that are not over, the oldest first. */
export async function runningRollouts(db: Pool | PoolClient): Promise<RolloutRow[]> {
  const { rows } = await db.query<Raw>(
    `SELECT ${COLUMNS} FROM rollouts WHERE status = 'RUNNING' ORDER BY started_at, id`,
  );
  return rows.map(rowOf);
}

/** Whoever holds it walks on; a second step, or whoever cancels, waits. */
export async function lockRollout(db: PoolClient, id: string): Promise<RolloutRow | null> {
  const { rows } = await db.query<Raw>(`SELECT ${COLUMNS} FROM rollouts WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

export type NewRollout = Pick<RolloutRow, 'id' | 'cause' | 'dryRun' | 'startedBy' | 'startedAt' | 'total'>;

export async function insertRollout(
  db: PoolClient,
  { id, cause, dryRun, startedBy, startedAt, total }: NewRollout,
): Promise<void> {
  await db.query(
    `INSERT INTO rollouts (id, kind, cause, dry_run, status, started_by, started_at, total, changed_at)
     VALUES ($1, $2, $3, $4, 'RUNNING', $5, $6, $7, clock_timestamp())`,
    [id, cause.kind, JSON.stringify(cause), dryRun, startedBy, startedAt, total],
  );
}

/** It begins anew, for one more reason; what it has moved so far stays told of. */
export async function beginAnew(
  db: PoolClient,
  { id, cause, total }: Pick<RolloutRow, 'id' | 'cause' | 'total'>,
): Promise<void> {
  await db.query(
    `UPDATE rollouts SET kind = $2, cause = $3, total = $4, done = 0, reviewed = 0, phase = 'MOVING', cursor = NULL,
       changed_at = clock_timestamp() WHERE id = $1`,
    [id, cause.kind, JSON.stringify(cause), total],
  );
}

/** What a step has changed of the rollout itself. */
export async function saveProgress(db: PoolClient, next: RolloutRow): Promise<RolloutRow> {
  const { id, status, phase, finishedAt, done, moved, reviewed, cursor } = next;
  await db.query(
    `UPDATE rollouts SET status = $2, phase = $3, finished_at = $4, done = $5, moved = $6, reviewed = $7, cursor = $8
     WHERE id = $1`,
    [id, status, phase, finishedAt, done, moved, reviewed, cursor],
  );
  return next;
}

/** One date that moved or was confirmed, or one verdict that is another by today's calendar. */
export interface MoveRow {
  readonly case_id: string;
  readonly clock_id: string;
  readonly old_due_at: Instant;
  readonly new_due_at: Instant;
  readonly provisional?: boolean;
  readonly verdict?: string;
  readonly verdict_recomputed?: string;
  readonly told_role?: string;
  readonly told_organisation_id?: string;
  readonly told_instead?: string | null;
}

/**
 * A date that moves a second time, because the walk began anew, is told from where it first was to where it is now.
 * What happened to an open limit is said before what its stopped clock is judged by.
 */
export async function insertMoves(db: PoolClient, id: string, moves: readonly MoveRow[]): Promise<void> {
  if (moves.length === 0) return;
  await db.query(
    `INSERT INTO rollout_moves (rollout_id, case_id, clock_id, old_due_at, new_due_at, provisional, verdict,
       verdict_recomputed, told_role, told_organisation_id, told_instead)
     SELECT $1, r.case_id, r.clock_id, r.old_due_at, r.new_due_at, COALESCE(r.provisional, false), r.verdict,
       r.verdict_recomputed, r.told_role, r.told_organisation_id, r.told_instead
     FROM json_to_recordset($2) AS r(case_id text, clock_id text, old_due_at timestamptz, new_due_at timestamptz,
       provisional boolean, verdict text, verdict_recomputed text, told_role text, told_organisation_id text,
       told_instead text)
     ON CONFLICT (rollout_id, case_id, clock_id) DO UPDATE SET new_due_at = EXCLUDED.new_due_at,
       provisional = EXCLUDED.provisional, verdict_recomputed = EXCLUDED.verdict_recomputed
     WHERE (rollout_moves.verdict IS NULL) = (EXCLUDED.verdict IS NULL)`,
    [id, JSON.stringify(moves)],
  );
}
