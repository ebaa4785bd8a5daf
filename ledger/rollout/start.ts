import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { Refusal } from '../../domain/errors';
import { causeWords, overlaps, type RolloutCause } from '../../domain/rollout';
import { countConcerned } from './cases';
import { insertRollout, runningRollouts, type RolloutRow } from './rows';

export interface StartRollout {
  readonly cause: RolloutCause;
  /** Who asks for it; null for an operator at the machine. */
  readonly by: string | null;
  readonly now: Instant;
  /** Only says what would move. */
  readonly dryRun: boolean;
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

/**
 * Writes that open limits are to be computed anew, in the transaction of what makes it necessary; the worker then walks.
 * Throws 'rollout-running' while another one moves the same limits. A dry run may always be asked for.
 */
export async function startRollout(
  db: PoolClient,
  { cause, by, now, dryRun }: StartRollout,
): Promise<RolloutRow> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended('banjie rollout', 0))");
  if (!dryRun) {
    const other = (await runningRollouts(db)).find((one) => !one.dryRun && overlaps(one.cause, cause));
    if (other !== undefined) throw alreadyRunning(other);
  }
  const rollout: RolloutRow = {
    ...{ id: randomUUID(), cause, dryRun, startedBy: by, startedAt: now },
    total: await countConcerned(db, cause),
    ...{ status: 'RUNNING', phase: 'MOVING', finishedAt: null },
    ...{ done: 0, moved: 0, reviewed: 0, cursor: null },
  };
  await insertRollout(db, rollout);
  await db.query("SELECT pg_notify('banjie_rollout', '')");
  return rollout;
}
