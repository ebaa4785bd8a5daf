import { evolve } from '../domain/case/evolve';
import { STATE_VERSION, type CaseState } from '../domain/case/state';
import { nextWake } from '../domain/case/time';
import type { LedgerDeps } from './deps';
import { eventOf, type EventRow } from './verify';

/** Cases made anew in one transaction. */
const PAGE = 200;

/**
 * Makes the state of every case anew from its ledger whose row has an older shape, or of all cases and then the counts
 * that the board keeps. The ledger is the truth, the row only what it comes to; nothing is recorded and nobody is told. Run before worker and API start; a
 * case that moved on in between is left as it is.
 *
 * @returns how many rows were made anew.
 */
export async function rebuild({ pool }: LedgerDeps, all = false): Promise<number> {
  let [after, rebuilt] = ['', 0];
  for (;;) {
    const { rows: cases } = await pool.query<{ id: string; seq: number }>(
      'SELECT id, seq FROM cases WHERE id > $1 AND ($2 OR state_version < $3) ORDER BY id LIMIT $4',
      [after, all, STATE_VERSION, PAGE],
    );
    const last = cases.at(-1);
    if (last === undefined) break;
    const { rows } = await pool.query<EventRow & { case_id: string }>(
      'SELECT * FROM ledger_events WHERE case_id = ANY($1) ORDER BY case_id, seq',
      [cases.map(({ id }) => id)],
    );
    const states = new Map<string, CaseState | null>();
    for (const row of rows) states.set(row.case_id, evolve(states.get(row.case_id) ?? null, eventOf(row)));
    const made = cases.flatMap(({ id, seq }) => {
      const state = states.get(id);
      return state === undefined || state === null || state.seq !== seq
        ? []
        : [{ id, seq, state, wake_at: nextWake(state) }];
    });
    const written = await pool.query(
      `UPDATE cases c SET state = r.state, state_version = $2, wake_at = r.wake_at
       FROM json_to_recordset($1) AS r(id text, seq int, state json, wake_at timestamptz)
       WHERE c.id = r.id AND c.seq = r.seq`,
      [JSON.stringify(made), STATE_VERSION],
    );
    rebuilt += written.rowCount ?? 0;
    after = last.id;
  }
  if (all) await pool.query('SELECT recount_open_cases()');
  return rebuilt;
}
