import type { PoolClient } from 'pg';
import type { Actor } from '../../domain/actor';
import type { Instant } from '../../domain/calendar/instant';
import type { Command } from '../../domain/case/commands';
import { isRefusal } from '../../domain/errors';
import type { SpotCheckEvent } from '../../domain/spot-check/events';
import { sampleOf, statusOf, type SpotCheck, type Visits } from '../../domain/spot-check/state';
import { unorderedOf } from '../../domain/spot-check/time';
import { append } from '../append';
import type { LedgerDeps } from '../deps';

/** Every drawn case was visited, and everything that was found is verified. */
export async function isAllDone(db: PoolClient, check: SpotCheck): Promise<boolean> {
  if (statusOf(check) !== 'DRAWN' || check.definition.visits === undefined) return false;
  const { rows } = await db.query<{ done: boolean }>(
    `SELECT NOT EXISTS (
         SELECT FROM unnest($2::text[]) AS number JOIN cases c USING (number)
          WHERE NOT EXISTS (SELECT FROM inspections i WHERE i.check_ids @> ARRAY[$1] AND i.case_id = c.id))
       AND NOT EXISTS (SELECT FROM findings f WHERE f.check_ids @> ARRAY[$1] AND f.status <> 'VERIFIED') AS done`,
    [check.id, sampleOf(check)],
  );
  return rows[0]?.done ?? false;
}

/** Whoever defined the check gives the orders, by the post by which they defined it. */
const orderer = ({ definition }: SpotCheck, { orderedAs }: Visits): Actor => ({
  ...{ personId: definition.definedBy, displayName: '', posts: [orderedAs], via: 'session' },
});

async function inLedger(
  deps: LedgerDeps,
  check: SpotCheck,
  { caseNumber, command, key }: { caseNumber: string; command: Command; key: string },
  now: Instant,
): Promise<string | null> {
  const { visits } = check.definition;
  const { rows } = await deps.pool.query<{ id: string }>('SELECT id FROM cases WHERE number = $1', [
    caseNumber,
  ]);
  if (visits === undefined || rows[0] === undefined) return 'not-found';
  try {
    await append(deps, { caseId: rows[0].id, command, actor: orderer(check, visits), now, key });
    return null;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

/**
 * Orders the visits that are still to be ordered. Each has a key of its own, so however often this is tried, a visit is
 * ordered once; what a case refuses is named and left for a person.
 */
export async function orderVisits(
  deps: LedgerDeps,
  check: SpotCheck,
  now: Instant,
): Promise<Extract<SpotCheckEvent, { type: 'VisitsOrdered' }>> {
  const ordered: string[] = [];
  const refused: { caseNumber: string; code: string }[] = [];
  for (const { caseNumber, personId } of unorderedOf(check)) {
    const { id: checkId, seq, definition } = check;
    const data = {
      checkId,
      purpose: definition.visits?.purpose ?? 'spot-check',
      inspectorId: personId ?? '',
    };
    const key = `visit ${checkId} ${seq} ${caseNumber}`;
    const code = await inLedger(
      deps,
      check,
      { caseNumber, command: { type: 'order-visit', data }, key },
      now,
    );
    if (code === null) ordered.push(caseNumber);
    else refused.push({ caseNumber, code });
  }
  return { type: 'VisitsOrdered', at: now, actorId: null, facts: { ordered, refused } };
}

/** Withdraws the visits that nobody needs any more; one that was made meanwhile stays made. */
export async function withdrawVisits(
  deps: LedgerDeps,
  check: SpotCheck,
  now: Instant,
): Promise<Extract<SpotCheckEvent, { type: 'VisitsWithdrawn' }>> {
  const cases = check.withdraw ?? [];
  for (const caseNumber of cases) {
    const gone = check.replacements.find((one) => one.gone === caseNumber);
    const reason = gone?.reason ?? check.ended?.reason ?? '抽查已结束';
    const command: Command = { type: 'withdraw-visit', data: { checkId: check.id, reason } };
    await inLedger(deps, check, { caseNumber, command, key: `withdraw ${check.id} ${caseNumber}` }, now);
  }
  return { type: 'VisitsWithdrawn', at: now, actorId: null, facts: { cases } };
}
