import type { Pool, PoolClient } from 'pg';

/** Whom the ledger calls: those who set timers, who deliver, who walk and draw, and open pages. */
export type Call = 'banjie_arm' | 'banjie_outbox' | 'banjie_message' | 'banjie_rollout' | 'banjie_spot_check';

/** What transactions that are not committed yet will call. */
const afterCommit = new WeakMap<PoolClient, Set<Call>>();
const callers = new WeakMap<Pool, Caller>();

const isPool = (db: Pool | PoolClient): db is Pool => 'totalCount' in db;

/**
 * Calls whoever listens once what was written can be seen: at once after a statement of its own, after the commit in a
 * transaction (`transaction` sees to that). PostgreSQL lets only one commit at a time carry a NOTIFY, its fsync included,
 * so commands never carry one themselves: four times as many that tell somebody can be given (docs/benchmarks.md). A call
 * that is lost with the process is made up for by the sweeps of those who listen.
 */
export function callAfter(db: Pool | PoolClient, calls: readonly Call[]): void {
  if (calls.length === 0) return;
  if (isPool(db)) callNow(db, calls);
  else afterCommit.set(db, new Set([...(afterCommit.get(db) ?? []), ...calls]));
}

/** What a transaction wanted to call, now that it has committed. */
export function committed(pool: Pool, db: PoolClient): void {
  const calls = afterCommit.get(db);
  afterCommit.delete(db);
  if (calls !== undefined) callNow(pool, [...calls]);
}

/** Nothing was written, so nobody is called. */
export function rolledBack(db: PoolClient): void {
  afterCommit.delete(db);
}

interface Caller {
  readonly wanted: Set<Call>;
  busy: boolean;
}

/** One call under way for each pool; whatever is wanted meanwhile goes out together after it. */
function callNow(pool: Pool, calls: readonly Call[]): void {
  const caller = callers.get(pool) ?? { wanted: new Set<Call>(), busy: false };
  callers.set(pool, caller);
  for (const one of calls) caller.wanted.add(one);
  if (!caller.busy) void callAll(pool, caller);
}

async function callAll(pool: Pool, caller: Caller): Promise<void> {
  caller.busy = true;
  while (caller.wanted.size > 0) {
    const calls = [...caller.wanted];
    caller.wanted.clear();
    try {
      await pool.query({
        name: 'ledger-call',
        text: "SELECT pg_notify(c, '') FROM unnest($1::text[]) AS c",
        values: [calls],
      });
    } catch {
      // The database is away: whoever listens has lost its connection as well, and looks for itself when it is back.
      break;
    }
  }
  // In the same breath as the look at what is wanted: nobody can want something in between and find it busy.
  caller.busy = false;
}
