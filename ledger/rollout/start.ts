import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { Refusal } from '../../domain/errors';
import { causeWords, joined, overlaps, type RolloutCause } from '../../domain/rollout';
import { callAfter } from '../calls';
import { once } from '../once';
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

/** Somebody asks for a walk by itself, without changing a calendar. */
export interface AskForRollout extends StartRollout {
  /** Only says what would move. */
  readonly dryRun: boolean;
  /** Idempotency key of the caller: a retry gets the first answer. */
  readonly key?: string;
}

async function begin(
  db: PoolClient,
  { cause, by, now, dryRun }: StartRollout & { dryRun: boolean },
): Promise<string> {
  const id = randomUUID();
  const total = await countConcerned(db, cause);
  await insertRollout(db, { id, cause, dryRun, startedBy: by, startedAt: now, total });
  callAfter(db, ['banjie_rollout']);
  return id;
}

/**
 * Somebody asks for open limits to be computed anew; the worker then walks. Throws 'rollout-running' while another one
 * moves the same limits. A dry run may always be asked for: it only says what would move.
 */
export async function startRollout(db: PoolClient, { key, ...input }: AskForRollout): Promise<string> {
  const { cause, by, dryRun } = input;
  const start = async (): Promise<string> => {
    const other = dryRun ? null : await otherRunning(db, cause);
    if (other !== null) throw alreadyRunning(other);
    const id = await begin(db, input);
    await writeAudit(db, { by, action: 'rollout-started', id, data: { kind: cause.kind, dryRun } });
    return id;
  };
  if (key === undefined) return start();
  return once(db, { scope: `rollout:${by ?? 'operator'}`, key, asked: { cause, dryRun } }, start);
}

/** What is recorded of a rollout itself, in its own transaction (GB/T 22239 8.1.4.3). */
export async function writeAudit(
  db: PoolClient,
  entry: { by: string | null; action: 'rollout-started' | 'rollout-cancelled'; id: string; data: object },
): Promise<void> {
  await db.query(
    'INSERT INTO audit_records (person_id, action, subject, success, data) VALUES ($1, $2, $3, true, $4)',
    [entry.by, entry.action, entry.id, JSON.stringify(entry.data)],
  );
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
  callAfter(db, ['banjie_rollout']);
  return other.id;
}
