import type { PoolClient } from 'pg';
import { compareInstants, type Instant } from '../../domain/calendar/instant';
import { Refusal } from '../../domain/errors';
import type { LedgerDeps } from '../deps';
import { retried } from '../errors';
import { transaction } from '../outbox/transaction';
import type { RolloutCause } from '../../domain/rollout';
import { causeOf, type Asked } from './ask';
import { endRollout } from './end';
import { moveNext, surroundings, type Surroundings } from './move';
import { listMoves, listRollouts, showRollout, type ListMoves } from './read';
import { reviewNext } from './review';
import { lockRollout, runningRollouts, type RolloutRow } from './rows';
import { startRollout, writeAudit, type AskForRollout } from './start';

/** How far a rollout has come; null figures never, so that whoever shows them need not ask. */
export interface RolloutProgress extends Pick<
  RolloutRow,
  'status' | 'phase' | 'total' | 'done' | 'moved' | 'reviewed'
> {
  /** The step that was asked for has nothing left to do. */
  readonly over: boolean;
  /** So long nothing may be done yet: other processes may still compute by the old calendar. */
  readonly waitMs: number;
}

export interface RolloutStep {
  readonly rolloutId: string;
  readonly now: Instant;
  /** Cases in one transaction. */
  readonly limit: number;
  /** How long a process may hold a calendar that has changed. */
  readonly settleMs: number;
}

/** A changed calendar or programme walks through the cases. Every step goes on where the last one ended. */
export interface Rollouts {
  /** Why limits are computed anew, in full; see `causeOf`. */
  causeOf(asked: Asked, now: Instant): Promise<RolloutCause>;
  /** Answers the new rollout's id. */
  start(input: AskForRollout): Promise<string>;
  /** Rollouts that are not over, with what the engine shows of them. */
  running(): Promise<RolloutRow[]>;
  /** Moves the limits of the next open cases. */
  move(step: RolloutStep): Promise<RolloutProgress>;
  /** Judges the stopped clocks of the next cases anew. */
  review(step: RolloutStep): Promise<RolloutProgress>;
  /** Tells the posts concerned, once; the rollout is done. */
  finish(end: { rolloutId: string; now: Instant }): Promise<RolloutProgress>;
  /** Ends it where it is: dates that moved stay moved, and people are told of them. Null when there is none. */
  cancel(end: { rolloutId: string; by: string | null; now: Instant }): Promise<RolloutRow | null>;
  list(page: Parameters<typeof listRollouts>[1]): ReturnType<typeof listRollouts>;
  show(id: string): ReturnType<typeof showRollout>;
  moves(list: ListMoves): ReturnType<typeof listMoves>;
}

const GONE: RolloutProgress = {
  ...{
    status: 'CANCELLED',
    phase: 'MOVING',
    total: 0,
    done: 0,
    moved: 0,
    reviewed: 0,
    over: true,
    waitMs: 0,
  },
};

function shown(row: RolloutRow, over: boolean, waitMs = 0): RolloutProgress {
  const { status, phase, total, done, moved, reviewed } = row;
  return { status, phase, total, done, moved, reviewed, over, waitMs };
}

/**
 * Whoever still holds the old calendar could start a clock by it behind our back; a dry run moves nothing. A clock that
 * was set back since makes the change lie ahead: never longer than what settles.
 */
function waitMs({ dryRun, changedMsAgo }: RolloutRow, settleMs: number): number {
  return dryRun ? 0 : Math.max(0, Math.ceil(settleMs - Math.max(0, changedMsAgo)));
}

/** Time never runs backwards within a rollout. */
const notBefore = (now: Instant, { startedAt }: RolloutRow): Instant =>
  compareInstants(now, startedAt) < 0 ? startedAt : now;

/** One step of a rollout that still runs and is in this phase; anything else has nothing left to do in it. */
async function stepping(
  deps: LedgerDeps,
  { rolloutId, now, phase }: { rolloutId: string; now: Instant; phase: RolloutRow['phase'] },
  work: (db: PoolClient, rollout: RolloutRow, around: Surroundings) => Promise<RolloutProgress>,
): Promise<RolloutProgress> {
  const around = await surroundings(deps, now);
  return retried(() =>
    transaction(deps.pool, async (db) => {
      const rollout = await lockRollout(db, rolloutId);
      if (rollout === null) return GONE;
      if (rollout.status !== 'RUNNING' || rollout.phase !== phase) return shown(rollout, true);
      return work(db, rollout, { ...around, now: notBefore(now, rollout) });
    }),
  );
}

async function finish(
  deps: LedgerDeps,
  { rolloutId, now }: { rolloutId: string; now: Instant },
): Promise<RolloutProgress> {
  const calendars = await deps.reference.calendars();
  return transaction(deps.pool, async (db) => {
    const rollout = await lockRollout(db, rolloutId);
    if (rollout === null) return GONE;
    if (rollout.status !== 'RUNNING') return shown(rollout, true);
    // Never before every limit has been looked at: people are told once.
    if (rollout.phase === 'MOVING') return shown(rollout, false);
    const end = { status: 'DONE', now: notBefore(now, rollout) } as const;
    return shown(await endRollout(db, rollout, end, { channels: deps.channels, calendars }), true);
  });
}

async function cancel(
  deps: LedgerDeps,
  { rolloutId, by, now }: { rolloutId: string; by: string | null; now: Instant },
): Promise<RolloutRow | null> {
  const calendars = await deps.reference.calendars();
  return transaction(deps.pool, async (db) => {
    const rollout = await lockRollout(db, rolloutId);
    if (rollout === null || rollout.status === 'CANCELLED') return rollout;
    if (rollout.status === 'DONE') {
      throw new Refusal('rollout-over', {
        zh: '重算已完成，不能再取消；期限如需恢复，请重新导入日历。',
        en: 'It is done and cannot be cancelled; to move dates back, change the calendar again.',
      });
    }
    await db.query('UPDATE rollouts SET cancelled_by = $2 WHERE id = $1', [rolloutId, by]);
    const { done, total } = rollout;
    await writeAudit(db, { by, action: 'rollout-cancelled', id: rolloutId, data: { done, total } });
    const end = { status: 'CANCELLED', now: notBefore(now, rollout) } as const;
    return endRollout(db, rollout, end, { channels: deps.channels, calendars });
  });
}

/** Rollouts over the ledger's pool. */
export function createRollouts(deps: LedgerDeps): Rollouts {
  return {
    causeOf: (asked, now) => causeOf(deps, asked, now),
    start: (input) => transaction(deps.pool, (db) => startRollout(db, input)),
    running: () => runningRollouts(deps.pool),
    move: ({ limit, settleMs, ...step }) =>
      stepping(deps, { ...step, phase: 'MOVING' }, async (db, rollout, around) => {
        const wait = waitMs(rollout, settleMs);
        if (wait > 0) return shown(rollout, false, wait);
        const next = await moveNext(db, rollout, around, limit);
        return shown(next, next.phase !== 'MOVING');
      }),
    review: ({ limit, ...step }) =>
      stepping(deps, { ...step, phase: 'REVIEWING' }, async (db, rollout, around) => {
        const { rollout: next, over } = await reviewNext(db, rollout, around, limit);
        return shown(next, over);
      }),
    finish: (end) => finish(deps, end),
    cancel: (end) => cancel(deps, end),
    list: (page) => listRollouts(deps.pool, page),
    show: (id) => showRollout(deps.pool, id),
    moves: (list) => listMoves(deps.pool, list),
  };
}
