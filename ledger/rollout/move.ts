import type { PoolClient } from 'pg';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import { moveDeadlines } from '../../domain/case/move-deadlines';
import { filledPost, type Place } from '../../domain/case/place';
import type { EventOf } from '../../domain/case/events';
import { causeWords } from '../../domain/rollout';
import type { Programme } from '../../domain/programme/schema';
import { formatPostRef } from '../../domain/roles';
import type { LedgerDeps } from '../deps';
import { organisationFor, type Outlets } from '../recipients';
import { writeCases, type CaseWrite } from '../write';
import { nextOpen, type CaseOf } from './cases';
import { insertMoves, saveProgress, type MoveRow, type RolloutRow } from './rows';

/** What a step is made with, read before it holds a connection (see `enforce`). */
export interface Surroundings {
  readonly deps: LedgerDeps;
  readonly tree: Outlets['tree'];
  readonly places: (organisationId: string) => Place;
  readonly now: Instant;
}

/** Always the newest calendar: it may have been changed by another process a moment ago. */
export async function surroundings(deps: LedgerDeps, now: Instant): Promise<Surroundings> {
  deps.reference.forgetCalendars();
  const [tree, places] = await Promise.all([
    deps.reference.organisations(),
    deps.reference.places(civilDateOf(now)),
  ]);
  return { deps, tree, places, now };
}

interface Moved {
  readonly found: CaseOf;
  readonly programme: Programme;
  readonly place: Place;
  readonly event: EventOf<'DeadlinesMoved'>;
}

async function movedOf(
  db: PoolClient,
  found: CaseOf,
  { id: rolloutId, cause }: RolloutRow,
  { deps, places, now }: Surroundings,
): Promise<Moved | null> {
  const programme = await deps.reference.programme(found.version, db);
  const place = places(found.state.organisationId);
  const newer = cause.kind === 'programme' ? await deps.reference.programme(cause.versionId, db) : undefined;
  const rollout = { rolloutId, why: causeWords(cause), ...(newer && { newer }) };
  const event = moveDeadlines(found.state, rollout, { now, programme, place });
  return event === null ? null : { found, programme, place, event };
}

/** Dates that moved, and those that stay and are certain now; with the post that is told of them. */
function rowsOf({ found, place, event }: Moved, { tree }: Surroundings): MoveRow[] {
  const { state } = found;
  const of = (clockId: string, oldDueAt: Instant, newDueAt: Instant): MoveRow[] => {
    const clock = state.clocks.find(({ id }) => id === clockId);
    const change = event.moves.clocks?.find((one) => one.op === 'move' && one.id === clockId);
    if (clock === undefined || change?.op !== 'move') return [];
    const { post, instead } = filledPost(clock.owner, place);
    return [
      {
        ...{ case_id: found.id, clock_id: clockId, old_due_at: oldDueAt, new_due_at: newDueAt },
        ...{ provisional: change.provisional, told_role: post.role },
        told_organisation_id: organisationFor(post, state, tree),
        told_instead: instead === null ? null : formatPostRef(instead),
      },
    ];
  };
  const confirmed = event.facts.confirmed.flatMap((id) => {
    const at = state.clocks.find((clock) => clock.id === id)?.dueAt;
    return at === undefined ? [] : of(id, at, at);
  });
  return [
    ...event.facts.moved.flatMap(({ clockId, oldDueAt, newDueAt }) => of(clockId, oldDueAt, newDueAt)),
    ...confirmed,
  ];
}

function writeOf({ found, programme, place, event }: Moved): CaseWrite {
  const { id, state: before, seq, hash, version: programmeVersionId } = found;
  return {
    ...{ id, before, last: { seq, hash }, events: [event], programme, place, programmeVersionId },
    // People are told once, of all their cases together, when the walk is over.
    ...{ proposers: [], commandId: null, rearmed: false, quiet: true },
  };
}

/**
 * Moves the limits of the next open cases, in the order of their ids: events, projections, what moved and how far the
 * walk has come in one transaction. In a dry run nothing is written but what would move.
 */
export async function moveNext(
  db: PoolClient,
  rollout: RolloutRow,
  around: Surroundings,
  limit: number,
): Promise<RolloutRow> {
  const { cause, cursor: after, dryRun } = rollout;
  const page = await nextOpen(db, cause, { after, limit, lock: !dryRun });
  const changed: Moved[] = [];
  for (const found of page) {
    const one = await movedOf(db, found, rollout, around);
    if (one !== null) changed.push(one);
  }
  if (!dryRun && changed.length > 0)
    await writeCases(db, changed.map(writeOf), { tree: around.tree, channels: [] });
  await insertMoves(
    db,
    rollout.id,
    changed.flatMap((one) => rowsOf(one, around)),
  );
  const dates = changed.reduce((n, { event }) => n + event.facts.moved.length, 0);
  const walked = { ...rollout, done: rollout.done + page.length, moved: rollout.moved + dates };
  const last = page.at(-1);
  return saveProgress(
    db,
    page.length < limit || last === undefined
      ? { ...walked, phase: 'REVIEWING', cursor: null }
      : { ...walked, cursor: last.id },
  );
}
