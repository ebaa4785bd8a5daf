import type { Instant } from '../domain/calendar/instant';
import type { CaseState } from '../domain/case/state';
import { callAfter } from './calls';
import type { LedgerDeps } from './deps';
import { summaryOf } from './enforce';

/** A case whose engine timer is missing or would be too late. */
export interface Unarmed {
  caseId: string;
  wakeAt: Instant;
  /** Read with the case: a mark made after a newer enforce is left out. */
  armEpoch: number;
  number: string;
  programme: string;
  stage: string | null;
  urgency: string | null;
  summary: string;
}

export interface OpenCaseRow {
  caseId: string;
  wakeAt: Instant | null;
  armedWakeAt: Instant | null;
  hasWorkflow: boolean;
}

const NEEDS_ARMING = 'wake_at IS NOT NULL AND (armed_wake_at IS NULL OR wake_at < armed_wake_at)';

/** Time still has to do something about it, or may have: it is open, or something beside it waits (domain.md 3.1). */
const AWAKE = '(ended_at IS NULL OR wake_at IS NOT NULL)';

const iso = (at: Date | null): Instant | null => (at === null ? null : at.toISOString());

/** Soonest first: after an outage the clocks that ran out first are armed first. */
export async function unarmed(deps: LedgerDeps, limit: number): Promise<Unarmed[]> {
  const { rows } = await deps.pool.query<{
    id: string;
    wake_at: Date;
    arm_epoch: number;
    state: CaseState;
    version: string;
  }>({
    name: 'arming-unarmed',
    text: `SELECT id, wake_at, arm_epoch, state, programme_version_id AS version FROM cases
      WHERE ${NEEDS_ARMING} ORDER BY wake_at, id LIMIT $1`,
    values: [limit],
  });
  return Promise.all(
    rows.map(async ({ id, wake_at, arm_epoch, state, version }) => ({
      caseId: id,
      wakeAt: wake_at.toISOString(),
      armEpoch: arm_epoch,
      number: state.number,
      programme: state.programme.code,
      stage: state.stageId,
      urgency: state.grade,
      summary: summaryOf(state, await deps.reference.programme(version)),
    })),
  );
}

/** Marks what the engine now knows, except where an enforce happened meanwhile and knows better. */
export async function markArmed(
  deps: LedgerDeps,
  rows: readonly Pick<Unarmed, 'caseId' | 'wakeAt' | 'armEpoch'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await deps.pool.query({
    name: 'arming-mark',
    text: `UPDATE cases c SET
        armed_wake_at = CASE WHEN c.arm_epoch = r.epoch THEN r.wake ELSE c.armed_wake_at END, has_workflow = true
      FROM unnest($1::text[], $2::timestamptz[], $3::int[]) AS r(id, wake, epoch) WHERE c.id = r.id`,
    values: [rows.map((r) => r.caseId), rows.map((r) => r.wakeAt), rows.map((r) => r.armEpoch)],
  });
}

/** Cases that are over, with all that lay over them, whose workflow still waits. */
export async function endedWithWorkflow(deps: LedgerDeps, limit: number): Promise<{ caseId: string }[]> {
  const { rows } = await deps.pool.query<{ caseId: string }>({
    name: 'arming-ended',
    text: 'SELECT id AS "caseId" FROM cases WHERE ended_at IS NOT NULL AND wake_at IS NULL AND has_workflow LIMIT $1',
    values: [limit],
  });
  return rows;
}

export async function markWorkflowEnded(deps: LedgerDeps, caseIds: readonly string[]): Promise<void> {
  await deps.pool.query(
    `UPDATE cases SET has_workflow = false, armed_wake_at = NULL
      WHERE id = ANY($1) AND ended_at IS NOT NULL AND wake_at IS NULL`,
    [caseIds],
  );
}

/** Forgets what the engine was thought to know, so that every clock is armed anew. Answers how many cases. */
export async function rehydrate(deps: LedgerDeps): Promise<number> {
  const { rowCount } = await deps.pool.query(
    `UPDATE cases SET armed_wake_at = NULL, arm_epoch = arm_epoch + 1
     WHERE ${AWAKE} AND (armed_wake_at IS NOT NULL OR has_workflow)`,
  );
  callAfter(deps.pool, ['banjie_arm']);
  return rowCount ?? 0;
}

/** Forgets the arming of some cases (reconcile found their workflow missing or late). */
export async function disarm(deps: LedgerDeps, caseIds: readonly string[]): Promise<void> {
  await deps.pool.query(
    `UPDATE cases SET armed_wake_at = NULL, arm_epoch = arm_epoch + 1 WHERE id = ANY($1) AND ${AWAKE}`,
    [caseIds],
  );
}

/**
 * Cases that were brought in with their past: reminders that nobody waits for any more are not new to anybody, and their
 * workflows begin now.
 */
export async function settleImported(deps: LedgerDeps, caseIds: readonly string[]): Promise<void> {
  await deps.pool.query(
    `UPDATE notifications n SET read_at = n.at FROM cases c
      WHERE n.case_id = ANY($1) AND c.id = n.case_id AND n.read_at IS NULL AND (n.acknowledged_at IS NOT NULL OR NOT
        (c.state->'calls')::jsonb @> jsonb_build_array(jsonb_build_object('clockId', n.clock_id)))`,
    [caseIds],
  );
  // Those that ended as well: they never had a workflow.
  await deps.pool.query(
    'UPDATE cases SET armed_wake_at = NULL, arm_epoch = arm_epoch + 1 WHERE id = ANY($1)',
    [caseIds],
  );
}

/** Cases that time still has to look at, page by page, for comparing with the engine. */
export async function openCases(
  deps: LedgerDeps,
  after: string | null,
  limit: number,
): Promise<OpenCaseRow[]> {
  const { rows } = await deps.pool.query<{
    id: string;
    wake_at: Date | null;
    armed_wake_at: Date | null;
    has_workflow: boolean;
  }>(
    `SELECT id, wake_at, armed_wake_at, has_workflow FROM cases
     WHERE ${AWAKE} AND ($1::text IS NULL OR id > $1) ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows.map((r) => ({
    caseId: r.id,
    wakeAt: iso(r.wake_at),
    armedWakeAt: iso(r.armed_wake_at),
    hasWorkflow: r.has_workflow,
  }));
}

/** Clocks that should have been enforced long ago although the engine was told: tell it again. Answers how many. */
export async function disarmLate(
  deps: LedgerDeps,
  now: Instant,
  graceMs: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await deps.pool.query(
    `UPDATE cases SET armed_wake_at = NULL, arm_epoch = arm_epoch + 1 WHERE id IN (
       SELECT id FROM cases WHERE wake_at < $1::timestamptz - make_interval(secs => $2::float / 1000)
         AND armed_wake_at IS NOT NULL AND NOT (wake_at < armed_wake_at) ORDER BY wake_at LIMIT $3)`,
    [now, graceMs, limit],
  );
  return rowCount ?? 0;
}

export interface Heartbeat {
  workerId: string;
  engineOk: boolean;
  behindSince: Instant | null;
  detail: object;
}

/** Says that a worker lives and whether it reaches the engine; `readyz` and `metrics` read it. */
export async function heartbeat(deps: LedgerDeps, beat: Heartbeat): Promise<void> {
  await deps.pool.query({
    name: 'arming-heartbeat',
    text: `INSERT INTO worker_heartbeats (id, at, engine_ok, behind_since, detail) VALUES ($1, clock_timestamp(), $2, $3, $4)
      ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at, engine_ok = EXCLUDED.engine_ok, behind_since = EXCLUDED.behind_since,
        detail = EXCLUDED.detail`,
    values: [beat.workerId, beat.engineOk, beat.behindSince, JSON.stringify(beat.detail)],
  });
}
