import type { PoolClient } from 'pg';
import { addDays } from '../../domain/calendar/civil-date';
import { startOfDay } from '../../domain/calendar/instant';
import type { CaseState } from '../../domain/case/state';
import { pathOfCause, reviewedDays, type RolloutCause } from '../../domain/rollout';

export interface CaseOf {
  readonly id: string;
  readonly seq: number;
  readonly hash: string;
  readonly state: CaseState;
  readonly version: string;
}

const COLUMNS = 'c.id, c.seq, c.hash, c.state, c.programme_version_id AS version';

/** Open cases with a limit, of the place or the programme that is concerned; $1 path, $2 programme, $3 newest version. */
const CONCERNED = `c.ended_at IS NULL AND starts_with(c.org_path, $1)
  AND ($2::text IS NULL OR (c.programme_code = $2 AND c.programme_version_id <> $3))
  AND EXISTS (SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.status <> 'STOPPED')`;

function concernedBy(cause: RolloutCause): unknown[] {
  const of = cause.kind === 'programme' ? cause : null;
  return [pathOfCause(cause), of?.code ?? null, of?.versionId ?? null];
}

/** How many open cases a rollout will come to. */
export async function countConcerned(db: PoolClient, cause: RolloutCause): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM cases c WHERE ${CONCERNED}`,
    concernedBy(cause),
  );
  return rows[0]?.n ?? 0;
}

interface Page {
  readonly after: string | null;
  readonly limit: number;
}

/** The next open cases in the order of their ids, locked unless they are only looked at. */
export async function nextOpen(
  db: PoolClient,
  cause: RolloutCause,
  { after, limit, lock }: Page & { lock: boolean },
): Promise<CaseOf[]> {
  const { rows } = await db.query<CaseOf>(
    `SELECT ${COLUMNS} FROM cases c WHERE ${CONCERNED} AND c.id > $4 ORDER BY c.id LIMIT $5
     ${lock ? 'FOR UPDATE OF c' : ''}`,
    [...concernedBy(cause), after ?? '', limit],
  );
  return rows;
}

/** A case with the ids of clocks that have stopped and whose limit lay over the days that changed. */
export interface StoppedIn extends CaseOf {
  readonly stopped: readonly string[];
}

/** The next cases with such clocks, ended ones too. */
export async function nextStopped(
  db: PoolClient,
  cause: RolloutCause,
  { after, limit }: Page,
): Promise<StoppedIn[]> {
  const days = reviewedDays(cause);
  if (days === null) return [];
  const { rows } = await db.query<StoppedIn>(
    `SELECT ${COLUMNS}, s.stopped FROM cases c CROSS JOIN LATERAL (
       SELECT array_agg(k.clock_id) AS stopped FROM clocks k
       WHERE k.case_id = c.id AND k.status = 'STOPPED' AND k.kind <> 'notice'
         AND k.started_at < $4 AND GREATEST(k.due_at, k.due_recomputed) > $3) s
     WHERE starts_with(c.org_path, $1) AND c.id > $2 AND s.stopped IS NOT NULL ORDER BY c.id LIMIT $5`,
    [pathOfCause(cause), after ?? '', startOfDay(days.from), startOfDay(addDays(days.to, 1)), limit],
  );
  return rows;
}
