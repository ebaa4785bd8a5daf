import type { Pool } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { Verdict, Words } from '../../domain/case/state';
import { causeWords } from '../../domain/rollout';
import { COLUMNS, rowOf, type Raw, type RolloutRow } from './rows';

/** A rollout as people look at it. */
export interface ShownRollout extends Omit<RolloutRow, 'cursor' | 'changedMsAgo'> {
  readonly title: Words;
  readonly startedByName: string | null;
  readonly cancelledBy: string | null;
  readonly cancelledByName: string | null;
}

/** What became of single dates, in figures. */
export interface RolloutFigures {
  readonly later: number;
  readonly earlier: number;
  /** Dates that stay and are no longer provisional. */
  readonly confirmed: number;
  /** New dates that still are. */
  readonly provisional: number;
  /** Stopped clocks with another verdict by today's calendar. */
  readonly verdicts: number;
}

type Named = Raw & {
  startedByName: string | null;
  cancelledBy: string | null;
  cancelledByName: string | null;
};

const SHOWN = `SELECT ${COLUMNS}, cancelled_by AS "cancelledBy",
  (SELECT display_name FROM persons p WHERE p.id = started_by) AS "startedByName",
  (SELECT display_name FROM persons p WHERE p.id = cancelled_by) AS "cancelledByName" FROM rollouts`;

function shown({ startedByName, cancelledBy, cancelledByName, ...raw }: Named): ShownRollout {
  const { cursor: _cursor, changedMsAgo: _ago, ...row } = rowOf(raw);
  return { ...row, title: causeWords(row.cause), startedByName, cancelledBy, cancelledByName };
}

/** Rollouts, the newest first; those before one of them, for the next page. */
export async function listRollouts(
  pool: Pool,
  { before, limit }: { before: { startedAt: Instant; id: string } | null; limit: number },
): Promise<ShownRollout[]> {
  const { rows } = await pool.query<Named>(
    `${SHOWN} WHERE $1::timestamptz IS NULL OR (started_at, id) < ($1, $2)
     ORDER BY started_at DESC, id DESC LIMIT $3`,
    [before?.startedAt ?? null, before?.id ?? null, limit],
  );
  return rows.map(shown);
}

/** One rollout with its figures; null when there is none. */
export async function showRollout(
  pool: Pool,
  id: string,
): Promise<(ShownRollout & { figures: RolloutFigures }) | null> {
  const [{ rows }, { rows: figures }] = await Promise.all([
    pool.query<Named>(`${SHOWN} WHERE id = $1`, [id]),
    pool.query<RolloutFigures>(
      `SELECT count(*) FILTER (WHERE verdict IS NULL AND new_due_at > old_due_at)::int AS later,
         count(*) FILTER (WHERE verdict IS NULL AND new_due_at < old_due_at)::int AS earlier,
         count(*) FILTER (WHERE verdict IS NULL AND new_due_at = old_due_at)::int AS confirmed,
         count(*) FILTER (WHERE verdict IS NULL AND provisional)::int AS provisional,
         count(*) FILTER (WHERE verdict IS NOT NULL)::int AS verdicts
       FROM rollout_moves WHERE rollout_id = $1`,
      [id],
    ),
  ]);
  const [row, sums] = [rows[0], figures[0]];
  return row === undefined || sums === undefined ? null : { ...shown(row), figures: sums };
}

/** One date that moved or was confirmed, or one verdict that is another by today's calendar. */
export interface ShownMove {
  readonly caseId: string;
  readonly number: string;
  readonly clockId: string;
  readonly oldDueAt: Instant;
  readonly newDueAt: Instant;
  readonly provisional: boolean;
  readonly verdict: Verdict | null;
  readonly verdictRecomputed: Verdict | null;
}

export const MOVE_KINDS = ['moved', 'confirmed', 'verdict'] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

const OF_KIND: Readonly<Record<MoveKind, string>> = {
  moved: 'm.verdict IS NULL AND m.new_due_at <> m.old_due_at',
  confirmed: 'm.verdict IS NULL AND m.new_due_at = m.old_due_at',
  verdict: 'm.verdict IS NOT NULL',
};

export interface ListMoves {
  readonly rolloutId: string;
  /** Only cases below these organisations; null = all of them. */
  readonly paths: readonly string[] | null;
  readonly kind: MoveKind | null;
  readonly after: { caseId: string; clockId: string } | null;
  readonly limit: number;
}

/** What a rollout moved, or in a dry run would move, case by case. */
export async function listMoves(
  pool: Pool,
  { rolloutId, paths, kind, after, limit }: ListMoves,
): Promise<ShownMove[]> {
  const { rows } = await pool.query<
    Omit<ShownMove, 'oldDueAt' | 'newDueAt'> & { oldDueAt: Date; newDueAt: Date }
  >(
    `SELECT m.case_id AS "caseId", c.number, m.clock_id AS "clockId", m.old_due_at AS "oldDueAt",
       m.new_due_at AS "newDueAt", m.provisional, m.verdict, m.verdict_recomputed AS "verdictRecomputed"
     FROM rollout_moves m JOIN cases c ON c.id = m.case_id
     WHERE m.rollout_id = $1 AND ${kind === null ? 'true' : OF_KIND[kind]}
       AND ($2::text[] IS NULL OR EXISTS (SELECT 1 FROM unnest($2) AS p(path) WHERE starts_with(c.org_path, p.path)))
       AND ($3::text IS NULL OR (m.case_id, m.clock_id) > ($3, $4))
     ORDER BY m.case_id, m.clock_id LIMIT $5`,
    [rolloutId, paths, after?.caseId ?? null, after?.clockId ?? null, limit],
  );
  return rows.map(({ oldDueAt, newDueAt, ...row }) => ({
    ...row,
    ...{ oldDueAt: oldDueAt.toISOString(), newDueAt: newDueAt.toISOString() },
  }));
}
