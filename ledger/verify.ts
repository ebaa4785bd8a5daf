import canonicalize from 'canonicalize';
import type { CaseEvent } from '../domain/case/events';
import { evolve } from '../domain/case/evolve';
import type { CaseState } from '../domain/case/state';
import { GENESIS, hashOf } from './chain';
import type { LedgerDeps } from './deps';

export interface LedgerFault {
  /** Null when it is about the counts of an organisation, whose path stands for the number. */
  caseId: string | null;
  number: string;
  /** The first line that is wrong; null when the lines are right but the case row is not. */
  seq: number | null;
  fault: string;
}

export interface LedgerReport {
  cases: number;
  events: number;
  faults: LedgerFault[];
}

/** A line of the ledger as it is stored. */
export interface EventRow {
  seq: number;
  type: string;
  at: Date;
  actor_id: string | null;
  actor_post: string | null;
  command_id: string | null;
  data: { facts: unknown; moves: unknown };
  prev_hash: string;
  hash: string;
}

interface CaseRow {
  id: string;
  number: string;
  seq: number;
  hash: string;
  state: CaseState;
}

/** A stored row as the event it was. */
export function eventOf(row: Omit<EventRow, 'seq' | 'prev_hash' | 'hash' | 'command_id'>): CaseEvent {
  const { facts, moves } = row.data;
  return {
    type: row.type,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actorPost: row.actor_post,
    facts,
    moves,
  } as CaseEvent;
}

/** Re-computes one case's chain and state from its lines alone. */
function check(found: CaseRow, rows: readonly EventRow[]): LedgerFault[] {
  const fault = (seq: number | null, text: string): LedgerFault[] => [
    { caseId: found.id, number: found.number, seq, fault: text },
  ];
  let hash = GENESIS;
  let state: CaseState | null = null;
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return fault(index + 1, `line ${index + 1} is missing`);
    if (row.prev_hash !== hash) return fault(row.seq, 'is not chained to the line before it');
    const event = eventOf(row);
    const expected = hashOf({
      caseId: found.id,
      seq: row.seq,
      commandId: row.command_id,
      event,
      prevHash: hash,
    });
    if (row.hash !== expected) return fault(row.seq, 'was changed: its hash does not fit its content');
    hash = row.hash;
    state = evolve(state, event);
  }
  if (rows.length !== found.seq)
    return fault(found.seq, `the case says ${found.seq} lines, the ledger has ${rows.length}`);
  if (hash !== found.hash) return fault(null, 'the case carries another hash than its last line');
  if (canonicalize(state) !== canonicalize(found.state))
    return fault(null, 'the stored state is not what its events make');
  return [];
}

/** Organisations whose kept counts of open cases (open_counts) are not what a fresh count of the cases comes to. */
async function checkCounts({ pool }: LedgerDeps): Promise<LedgerFault[]> {
  const { rows } = await pool.query<{ org_path: string; cases: number }>(
    'SELECT org_path, cases FROM wrong_open_counts() ORDER BY org_path, cases',
  );
  return rows.map(({ org_path: number, cases }) => ({
    ...{ caseId: null, number, seq: null },
    fault: `the board counts ${Math.abs(cases)} open ${Math.abs(cases) === 1 ? 'case' : 'cases'} too ${cases > 0 ? 'many' : 'few'}`,
  }));
}

/** Cases read at a time. */
const PAGE = 200;

/** Walks every ledger (or one) and reports each fault, of the kept counts as well; changes nothing. */
export async function verify(deps: LedgerDeps, only: string | null = null): Promise<LedgerReport> {
  const report: LedgerReport = { cases: 0, events: 0, faults: only === null ? await checkCounts(deps) : [] };
  let after = '';
  for (;;) {
    const { rows: cases } = await deps.pool.query<CaseRow>(
      'SELECT id, number, seq, hash, state FROM cases WHERE id > $1 AND ($2::text IS NULL OR id = $2) ORDER BY id LIMIT $3',
      [after, only, PAGE],
    );
    const last = cases.at(-1);
    if (last === undefined) return report;
    const { rows } = await deps.pool.query<EventRow & { case_id: string }>(
      'SELECT * FROM ledger_events WHERE case_id = ANY($1) ORDER BY case_id, seq',
      [cases.map((c) => c.id)],
    );
    const byCase = new Map<string, EventRow[]>(cases.map((c) => [c.id, []]));
    for (const row of rows) byCase.get(row.case_id)?.push(row);
    for (const found of cases) {
      const lines = byCase.get(found.id) ?? [];
      report.cases += 1;
      report.events += lines.length;
      report.faults.push(
        ...check(
          found,
          lines.filter((line) => line.seq <= found.seq),
        ),
      );
    }
    after = last.id;
  }
}
