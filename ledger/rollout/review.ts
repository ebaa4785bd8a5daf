import type { PoolClient } from 'pg';
import { recomputedVerdict } from '../../domain/case/move-deadlines';
import type { Clock } from '../../domain/case/state';
import { nextStopped, type StoppedIn } from './cases';
import type { Surroundings } from './move';
import { insertMoves, saveProgress, type MoveRow, type RolloutRow } from './rows';

interface Judged {
  readonly caseId: string;
  readonly clock: Clock;
  readonly dueAt: string;
  readonly verdict: string;
}

function judge({ id: caseId, state, stopped }: StoppedIn, { places }: Surroundings): Judged[] {
  const place = places(state.organisationId);
  return state.clocks.flatMap((clock) => {
    if (!stopped.includes(clock.id)) return [];
    const today = recomputedVerdict(clock, place.calendarFor(clock.owner));
    return today === null ? [] : [{ caseId, clock, ...today }];
  });
}

/** The frozen verdict stays as it is; beside it stands what today's calendar says, if that is something else. */
async function writeJudged(db: PoolClient, judged: readonly Judged[]): Promise<void> {
  const rows = judged.map(({ caseId, clock, dueAt, verdict }) => {
    const same = clock.dueAt === dueAt && clock.verdict === verdict;
    return { case_id: caseId, clock_id: clock.id, due: same ? null : dueAt, verdict: same ? null : verdict };
  });
  await db.query(
    `UPDATE clocks k SET due_recomputed = r.due, verdict_recomputed = r.verdict
     FROM json_to_recordset($1) AS r(case_id text, clock_id text, due timestamptz, verdict text)
     WHERE k.case_id = r.case_id AND k.clock_id = r.clock_id
       AND (k.due_recomputed, k.verdict_recomputed) IS DISTINCT FROM (r.due, r.verdict)`,
    [JSON.stringify(rows)],
  );
}

const rowOf = ({ caseId, clock, dueAt, verdict }: Judged): MoveRow => ({
  ...{ case_id: caseId, clock_id: clock.id, old_due_at: clock.dueAt, new_due_at: dueAt },
  ...{ verdict: clock.verdict ?? '', verdict_recomputed: verdict },
});

/**
 * Judges the stopped clocks of the next cases anew, of those too that have ended. No event is written: what was said
 * then was right by what was known then (peers.md 7.5).
 */
export async function reviewNext(
  db: PoolClient,
  rollout: RolloutRow,
  around: Surroundings,
  limit: number,
): Promise<{ rollout: RolloutRow; over: boolean }> {
  const page = await nextStopped(db, rollout.cause, { after: rollout.cursor, limit });
  const judged = page.flatMap((found) => judge(found, around));
  if (!rollout.dryRun && judged.length > 0) await writeJudged(db, judged);
  const differing = judged.filter(({ clock, verdict }) => clock.verdict !== verdict);
  await insertMoves(db, rollout.id, differing.map(rowOf));
  const last = page.at(-1);
  const reviewed = rollout.reviewed + page.length;
  const next = await saveProgress(db, { ...rollout, reviewed, cursor: last?.id ?? rollout.cursor });
  return { rollout: next, over: page.length < limit };
}
