import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { Refusal } from '../../domain/errors';
import { causeWords, joined, overlaps, type RolloutCause } from '../../domain/rollout';
import { countConcerned } from './cases';
import { beginAnew, insertRollout, lockRollout, runningRollouts, type RolloutRow } from './rows';

export interface StartRollout {
  readonly cause: RolloutCause;
  /** Who asks for it; null for an operator at the machine. */
  readonly by: string | null;
  readonly now: Instant;
}

function alreadyRunning({ id, cause }: RolloutRow): Refusal {
  const title = causeWords(cause);
  return new Refusal(
    'rollout-running',
    {
      zh: `“${title.zh}”正在重算期限，请等它完成，或先取消。`,
      en: `Deadlines are being moved for "${title.en}": wait until that is done, or cancel it first.`,
    },
    { rolloutId: id },
  );
}

/** Locks out a second start until this one is written. */
async function otherRunning(db: PoolClient, cause: RolloutCause): Promise<RolloutRow | null> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended('banjie rollout', 0))");
  const running = await runningRollouts(db);
  return running.find((one) => !one.dryRun && overlaps(one.cause, cause)) ?? null;
}

async function begin(
  db: PoolClient,
  { cause, by, now, dryRun }: StartRollout & { dryRun: boolean },
): Promise<string> {
  const id = randomUUID();
  const total = await countConcerned(db, cause);
  await insertRollout(db, { id, cause, dryRun, startedBy: by, startedAt: now, total });
  await db.query("SELECT pg_notify('banjie_rollout', '')");
  return id;
}

/**
 * Somebody asks for open limits to be computed anew; the worker then walks. Throws 'rollout-running' while another one
 * moves the same limits. A dry run may always be asked for: it only says what would move.
 */
export async function startRollout(
  db: PoolClient,
  input: StartRollout & { dryRun: boolean },
): Promise<string> {
  const other = input.dryRun ? null : await otherRunning(db, input.cause);
  if (other !== null) throw alreadyRunning(other);
  return begin(db, input);
}

/**
 * The calendar has changed: open limits are computed anew by a rollout, in the transaction of the change. One that
 * walks already begins anew and takes this change in, so a change never has to wait and people are told once.
 */
export async function rollOut(db: PoolClient, input: StartRollout): Promise<string> {
  const other = await otherRunning(db, input.cause);
  if (other === null) return begin(db, { ...input, dryRun: false });
  const cause = joined(other.cause, input.cause);
  // A step that is under way ends first.
  const still = await lockRollout(db, other.id);
  if (still?.status !== 'RUNNING') return begin(db, { ...input, dryRun: false });
  await beginAnew(db, { id: other.id, cause, total: await countConcerned(db, cause) });
  await db.query("SELECT pg_notify('banjie_rollout', '')");
  return other.id;
}
