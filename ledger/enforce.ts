import type { PoolClient } from 'pg';
import { civilDateOf, compareInstants, type Instant } from '../domain/calendar/instant';
import { stageOf } from '../domain/case/path';
import type { CaseState } from '../domain/case/state';
import { nextWake, timeEvents } from '../domain/case/time';
import type { Programme } from '../domain/programme/schema';
import type { LedgerDeps } from './deps';
import { retried } from './errors';
import { transaction } from './outbox/transaction';
import { lockCase, lockDueCases, type LoadedCase } from './read';
import type { Outlets } from './recipients';
import { writeCases, type CaseWrite } from './write';

export interface Enforce {
  caseId: string;
  /** Comes from the workflow: nothing below reads a clock. */
  now: Instant;
  /** In simulation every case has a time of its own, so no other case may be touched. */
  ownCaseOnly: boolean;
  /** How long to go on with other cases that are due, in milliseconds. */
  budgetMs: number;
  /** Import of old cases: what fell due long ago is recorded, nobody is told. */
  quiet?: boolean;
}

export interface Enforced {
  wakeAt: Instant | null;
  ended: boolean;
  /** Events written, over all cases. */
  recorded: number;
  /** What the case waits for, in words, for the engine's own views. */
  summary: string;
  stage: string | null;
  urgency: string | null;
}

/** Cases per transaction: measured best between lock time and round trips (docs/benchmarks.md). */
const BATCH = 200;

/** "Town review, due 2026-03-04": what the next wake is for. */
export function summaryOf(state: CaseState, programme: Programme): string {
  const wake = nextWake(state);
  const running = state.clocks.filter((clock) => clock.status !== 'STOPPED');
  const call = state.calls.find(({ until }) => until !== null && until === wake);
  const clock =
    running.find(
      ({ id, dueAt, overdueAt }) => id === call?.clockId || (dueAt === wake && overdueAt === null),
    ) ?? running.find(({ next, resumesAt }) => next?.at === wake || resumesAt === wake);
  const where = clock?.name.en ?? stageOf(state, programme)?.name.en ?? state.status;
  if (clock === undefined) return `${where}, nothing due`;
  const since = clock.overdueAt === null ? 'due' : 'overdue since';
  return `${where}, ${since} ${clock.dueDate}${call === undefined ? '' : ', to be acknowledged'}`;
}

/** What enforcing reads before it holds a connection: a full pool whose users wait for it would never move again. */
interface Rules extends Outlets {
  places: Awaited<ReturnType<LedgerDeps['reference']['places']>>;
}

async function rulesOf({ reference, channels, quietHours }: LedgerDeps, now: Instant): Promise<Rules> {
  const [tree, places] = await Promise.all([reference.organisations(), reference.places(civilDateOf(now))]);
  return { tree, channels, quietHours, places };
}

function plan(
  found: LoadedCase,
  programme: Programme,
  { places }: Rules,
  input: Enforce,
  own: boolean,
): CaseWrite {
  const now = compareInstants(input.now, found.state.lastAt) < 0 ? found.state.lastAt : input.now;
  const place = places(found.state.organisationId);
  return {
    ...{ id: found.id, before: found.state, last: { seq: found.seq, hash: found.hash }, programme, place },
    events: timeEvents(found.state, { now, programme, place }),
    ...{ programmeVersionId: found.programmeVersionId, proposers: found.proposers, commandId: null },
    ...{ rearmed: own, quiet: input.quiet ?? false },
  };
}

/** Nothing was due: the workflow still arms itself with what the case is waiting for. */
async function markArmed(db: PoolClient, caseId: string): Promise<void> {
  await db.query({
    name: 'ledger-mark-armed',
    text: 'UPDATE cases SET armed_wake_at = wake_at, arm_epoch = arm_epoch + 1 WHERE id = $1',
    values: [caseId],
  });
}

async function enforceOwn(deps: LedgerDeps, input: Enforce): Promise<Enforced> {
  const rules = await rulesOf(deps, input.now);
  return transaction(deps.pool, async (db) => {
    const found = await lockCase(db, input.caseId);
    if (found === null)
      return { wakeAt: null, ended: true, recorded: 0, summary: 'no such case', stage: null, urgency: null };
    const programme = await deps.reference.programme(found.programmeVersionId, db);
    const write = plan(found, programme, rules, input, true);
    let { state } = found;
    if (write.events.length === 0) await markArmed(db, found.id);
    else [state = found.state] = await writeCases(db, [write], rules);
    const wakeAt = nextWake(state);
    return {
      wakeAt,
      // What was found is put right after the end as well.
      ended: state.endedAt !== null && wakeAt === null,
      recorded: write.events.length,
      summary: summaryOf(state, write.programme),
      stage: state.stageId,
      urgency: state.grade,
    };
  });
}

async function enforceBatch(deps: LedgerDeps, input: Enforce): Promise<{ cases: number; recorded: number }> {
  const rules = await rulesOf(deps, input.now);
  return transaction(deps.pool, async (db) => {
    const due = await lockDueCases(db, input.now, BATCH);
    const writes: CaseWrite[] = [];
    for (const found of due) {
      const programme = await deps.reference.programme(found.programmeVersionId, db);
      writes.push(plan(found, programme, rules, input, false));
    }
    const busy = writes.filter((write) => write.events.length > 0);
    if (busy.length > 0) await writeCases(db, busy, rules);
    return { cases: busy.length, recorded: busy.reduce((n, write) => n + write.events.length, 0) };
  });
}

/** One batch at a time in a process: a second one would only wait for the first one's rows. */
let batching = false;

async function enforceOthers(deps: LedgerDeps, input: Enforce): Promise<number> {
  if (batching) return 0;
  batching = true;
  try {
    const until = performance.now() + input.budgetMs;
    let recorded = 0;
    for (;;) {
      const batch = await enforceBatch(deps, input);
      recorded += batch.recorded;
      if (batch.cases < BATCH || performance.now() > until) return recorded;
    }
  } finally {
    batching = false;
  }
}

/**
 * Time acts on a case: everything due by `now` is recorded once, then other cases that are due as well, in
 * batches, because limits end at the same instant by nature (docs/decisions/0002). Retrying finds nothing due.
 */
export async function enforce(deps: LedgerDeps, input: Enforce): Promise<Enforced> {
  const own = await retried(() => enforceOwn(deps, input));
  if (input.ownCaseOnly) return own;
  const others = await retried(() => enforceOthers(deps, input));
  return { ...own, recorded: own.recorded + others };
}
