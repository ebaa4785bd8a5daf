import type { PoolClient } from 'pg';
import type { CivilDate } from '../../domain/calendar/civil-date';
import type { Instant } from '../../domain/calendar/instant';
import type { RolloutCause } from '../../domain/rollout';
import { rollOut } from '../rollout/start';

/** Something that may date open clocks differently. */
export interface CalendarChange {
  readonly action: 'calendar-imported' | 'closure-added' | 'closure-cancelled' | 'working-hours-set';
  /** The year, closure or organisation it is about. */
  readonly subject: string;
  /** The place whose calendar changed, with everything below it; null = the whole country. */
  readonly organisationId: string | null;
  /** The first day that may be different; null = any. Limits that end before it keep their dates. */
  readonly from: CivilDate | null;
  readonly by: string | null;
  readonly now: Instant;
  readonly data: object;
  /** Why open limits are computed anew; null = not now: they keep their dates until somebody asks for a rollout. */
  readonly recompute: RolloutCause | null;
}

/**
 * Every change of a calendar passes through here, in its own transaction: it is recorded for the audit (GB/T 22239
 * 8.1.4.3), and open limits are computed anew by a rollout, so that neither is ever lost. Answers the rollout's id.
 */
export async function calendarChanged(db: PoolClient, change: CalendarChange): Promise<string | null> {
  const { action, subject, organisationId, from, by, now, data, recompute } = change;
  await db.query(
    'INSERT INTO audit_records (person_id, action, subject, success, data) VALUES ($1, $2, $3, true, $4)',
    [by, action, subject, JSON.stringify({ ...data, organisationId, from })],
  );
  if (recompute === null) return null;
  return rollOut(db, { cause: recompute, by, now });
}
