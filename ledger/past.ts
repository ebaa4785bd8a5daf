import type { Instant } from '../domain/calendar/instant';
import { evolve } from '../domain/case/evolve';
import type { CaseState } from '../domain/case/state';
import type { LedgerDeps } from './deps';
import { eventOf, type EventRow } from './verify';

/** Cases whose lines are read at once. */
const PAGE = 200;

/**
 * Cases as they stood at an instant, made from the lines of their ledgers up to then; what happened at the very instant is
 * part of it, because a limit that ends with a day ends at its 24:00. A case that was not open yet is missing.
 */
export async function statesAt(
  { pool }: Pick<LedgerDeps, 'pool'>,
  caseIds: readonly string[],
  at: Instant,
): Promise<Map<string, CaseState>> {
  const states = new Map<string, CaseState>();
  for (let from = 0; from < caseIds.length; from += PAGE) {
    const { rows } = await pool.query<EventRow & { case_id: string }>(
      `SELECT case_id, seq, type, at, actor_id, actor_post, data FROM ledger_events
        WHERE case_id = ANY ($1) AND at <= $2 ORDER BY case_id, seq`,
      [caseIds.slice(from, from + PAGE), at],
    );
    for (const row of rows) states.set(row.case_id, evolve(states.get(row.case_id) ?? null, eventOf(row)));
  }
  return states;
}
