import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { CivilDate } from '../../domain/calendar/civil-date';
import type { ClosureKind, ClosureSpan } from '../../domain/calendar/closures';
import type { Instant } from '../../domain/calendar/instant';
import type { OpeningHours } from '../../domain/calendar/opening-hours';
import { noSuchPlace } from '../no-such-place';
import type { LedgerDeps } from '../deps';
import { transaction } from '../outbox/transaction';
import type { RolloutCause } from '../../domain/rollout';
import type { OrganisationNode } from '../organisations';
import { calendarChanged } from './changed';
import { alreadyThere, checkClosure } from './closure-checks';

/** A closure with who entered it and on whose word. */
export interface ClosureRecord extends ClosureSpan {
  readonly id: string;
  readonly organisationId: string;
  /** Where it is written: a notice of the city, a warning of the weather service. */
  readonly source: string;
  readonly enteredBy: string;
  readonly enteredAt: Instant;
  readonly cancelledAt: Instant | null;
  readonly cancelledBy: string | null;
}

type Raw = Omit<ClosureRecord, 'enteredAt' | 'cancelledAt'> & { enteredAt: Date; cancelledAt: Date | null };

const COLUMNS = `id, organisation_id AS "organisationId", date, COALESCE(until, date) AS until, kind, name, source, entered_by AS "enteredBy",
  entered_at AS "enteredAt", cancelled_at AS "cancelledAt", cancelled_by AS "cancelledBy"`;

function record({ enteredAt, cancelledAt, ...raw }: Raw): ClosureRecord {
  return {
    ...raw,
    enteredAt: enteredAt.toISOString(),
    cancelledAt: cancelledAt === null ? null : cancelledAt.toISOString(),
  };
}

export interface ListClosures {
  /** Only those of these organisations; left out, of all. */
  readonly organisationIds?: readonly string[];
  readonly withCancelled: boolean;
  /** Those after this one, in the order of the list. */
  readonly after?: { readonly date: CivilDate; readonly id: string } | null;
  readonly limit: number;
}

/** Closures by date. */
export async function listClosures(pool: Pool, list: ListClosures): Promise<ClosureRecord[]> {
  const { rows } = await pool.query<Raw>(
    `SELECT ${COLUMNS} FROM local_closures
     WHERE ($1::text[] IS NULL OR organisation_id = ANY($1)) AND ($2 OR cancelled_at IS NULL)
       AND ($3::text IS NULL OR (date, id) > ($3, $4)) ORDER BY date, id LIMIT $5`,
    [
      ...[list.organisationIds ?? null, list.withCancelled],
      ...[list.after?.date ?? null, list.after?.id ?? null, list.limit],
    ],
  );
  return rows.map(record);
}

/** A change of the calendar with the rollout that it has started; null when dates are to be kept. */
export type WithRollout<T> = T & { readonly rolloutId: string | null };

/** What a closure says, before it is entered. */
export interface NewClosure {
  readonly organisationId: string;
  /** The first day, or the only one. */
  readonly date: CivilDate;
  /** The last day; left out, there is only one. */
  readonly until?: CivilDate | undefined;
  readonly kind: ClosureKind;
  readonly name: string;
}

export interface AddClosure extends NewClosure {
  readonly source: string;
  readonly by: string;
  readonly now: Instant;
  /** Compute open limits of the place anew at once. */
  readonly recompute?: boolean;
}

function causeOf(
  { organisationId, kind, name, date, until, cancelledAt }: ClosureRecord,
  place: OrganisationNode,
): RolloutCause {
  const where = { organisationId, orgPath: place.path, place: place.name };
  return {
    ...{ kind: 'closure', ...where, closure: kind, name },
    ...{ cancelled: cancelledAt !== null, from: date, to: until },
  };
}

/** Closures of one place are entered one after the other, so that no two ever share a day. */
async function lockClosures(db: PoolClient, organisationId: string): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended('banjie closures ' || $1, 0))", [
    organisationId,
  ]);
}

/**
 * Enters a day, or several one after the other, on which a place rests or works by itself: one entry, one rollout.
 * Throws 'unknown-reference', and what `checkClosure` throws.
 */
export async function addClosure(deps: LedgerDeps, input: AddClosure): Promise<WithRollout<ClosureRecord>> {
  const { organisationId, date, until = date, kind, name, source, by, now } = input;
  const tree = await deps.reference.organisations();
  const place = tree.get(organisationId);
  if (place === undefined) throw noSuchPlace();
  const added = await transaction(deps.pool, async (db) => {
    await lockClosures(db, organisationId);
    await checkClosure(db, tree, { organisationId, date, until, kind, name });
    const { rows } = await db.query<Raw>(
      `INSERT INTO local_closures (id, organisation_id, date, until, kind, name, source, entered_by, entered_at)
       VALUES ($1, $2, $3, NULLIF($4, $3), $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
      [randomUUID(), organisationId, date, until, kind, name, source, by, now],
    );
    const [made] = rows.map(record);
    if (made === undefined) throw new Error('the closure was not written');
    const data = { date, until, kind, name, source };
    const about = { subject: made.id, organisationId, from: date, by, now, data };
    const recompute = input.recompute === true ? causeOf(made, place) : null;
    const rolloutId = await calendarChanged(db, { action: 'closure-added', ...about, recompute });
    return { ...made, rolloutId };
  }).catch((error: unknown) => {
    const taken = typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
    throw taken ? alreadyThere([]) : error;
  });
  deps.reference.forgetCalendars();
  return added;
}

export interface CancelClosure {
  readonly id: string;
  readonly by: string;
  readonly now: Instant;
  /** Compute open limits of the place anew at once. */
  readonly recompute?: boolean;
}

/** Takes a closure back; doing so twice changes nothing. Null when there is none. */
export async function cancelClosure(
  deps: LedgerDeps,
  { id, by, now, recompute }: CancelClosure,
): Promise<WithRollout<ClosureRecord> | null> {
  const tree = await deps.reference.organisations();
  const cancelled = await transaction(deps.pool, async (db) => {
    const { rows: changed } = await db.query<Raw>(
      `UPDATE local_closures SET cancelled_at = $2, cancelled_by = $3 WHERE id = $1 AND cancelled_at IS NULL
       RETURNING ${COLUMNS}`,
      [id, now, by],
    );
    const [made] = changed.map(record);
    if (made !== undefined) {
      const { organisationId, date, until, kind, name } = made;
      const place = tree.get(organisationId);
      const about = { subject: id, organisationId, from: date, by, now, data: { date, until, kind, name } };
      const cause = recompute === true && place !== undefined ? causeOf(made, place) : null;
      const rolloutId = await calendarChanged(db, {
        action: 'closure-cancelled',
        ...about,
        recompute: cause,
      });
      return { ...made, rolloutId };
    }
    const { rows } = await db.query<Raw>(`SELECT ${COLUMNS} FROM local_closures WHERE id = $1`, [id]);
    return rows[0] === undefined ? null : { ...record(rows[0]), rolloutId: null };
  });
  deps.reference.forgetCalendars();
  return cancelled;
}

export interface SetWorkingHours {
  readonly organisationId: string;
  readonly hours: readonly OpeningHours[] | null;
  readonly by: string;
  readonly now: Instant;
  /** Compute open limits of the place anew at once. */
  readonly recompute?: boolean;
}

/**
 * Gives a place working hours of its own, or those of the place above it again. They must have been read before.
 * Throws 'unknown-reference'.
 */
export async function setWorkingHours(
  deps: LedgerDeps,
  { organisationId, hours, by, now, recompute }: SetWorkingHours,
): Promise<{ rolloutId: string | null }> {
  const place = (await deps.reference.organisations()).get(organisationId);
  if (place === undefined) throw noSuchPlace();
  const where = { organisationId, orgPath: place.path, place: place.name };
  const rolloutId = await transaction(deps.pool, async (db) => {
    await db.query('UPDATE organisations SET working_hours = $2 WHERE id = $1', [
      ...[organisationId, hours === null ? null : JSON.stringify(hours)],
    ]);
    const data = { hours: hours === null ? null : hours.map(({ from, to }) => `${from}-${to}`).join(', ') };
    return calendarChanged(db, {
      ...{ action: 'working-hours-set', subject: organisationId, organisationId, from: null, by, now, data },
      recompute: recompute === true ? { kind: 'hours', ...where } : null,
    });
  });
  deps.reference.forgetCalendars();
  return { rolloutId };
}
