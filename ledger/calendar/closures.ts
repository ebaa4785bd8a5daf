import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { dayAt, isWorked } from '../../domain/calendar/calendar';
import { dayNumber, type CivilDate } from '../../domain/calendar/civil-date';
import type { Closure, ClosureKind } from '../../domain/calendar/closures';
import type { Instant } from '../../domain/calendar/instant';
import type { OpeningHours } from '../../domain/calendar/opening-hours';
import { Refusal } from '../../domain/errors';
import type { LedgerDeps } from '../deps';
import { transaction } from '../outbox/transaction';
import type { RolloutCause } from '../../domain/rollout';
import type { OrganisationNode } from '../reference';
import { makeCalendars, nationalCalendar, type Tree } from './calendars';
import { calendarChanged } from './changed';
import { loadCalendarData } from './load';

/** A closure with who entered it and on whose word. */
export interface ClosureRecord extends Closure {
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

const COLUMNS = `id, organisation_id AS "organisationId", date, kind, name, source, entered_by AS "enteredBy",
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

/** A change of the calendar with the rollout that it has started; null when dates are to stay for now. */
export type WithRollout<T> = T & { readonly rolloutId: string | null };

export interface AddClosure {
  readonly organisationId: string;
  readonly date: CivilDate;
  readonly kind: ClosureKind;
  readonly name: string;
  readonly source: string;
  readonly by: string;
  readonly now: Instant;
  /** Compute open limits of the place anew at once. */
  readonly recompute?: boolean;
}

function causeOf(
  { organisationId, kind, name, date, cancelledAt }: ClosureRecord,
  place: OrganisationNode,
): RolloutCause {
  const where = { organisationId, orgPath: place.path, place: place.name };
  return {
    ...{ kind: 'closure', ...where, closure: kind, name },
    ...{ cancelled: cancelledAt !== null, from: date, to: date },
  };
}

/** A closure that the calendar of the place already says would only hide a slip of the pen. */
async function checkNeeded(db: PoolClient, tree: Tree, { organisationId, date, kind }: AddClosure) {
  const data = await loadCalendarData(db);
  const calendar = makeCalendars(data, nationalCalendar(data.years), tree).of(organisationId);
  const day = dayAt(calendar, dayNumber(date));
  if (isWorked(day) !== (kind === 'OPEN')) return;
  const because = day.name === null ? { zh: '', en: '' } : { zh: `（${day.name}）`, en: ` (${day.name})` };
  throw new Refusal(
    'closure-needless',
    kind === 'OPEN'
      ? { zh: `${date} 本来就上班${because.zh}。`, en: `${date} is a working day already${because.en}.` }
      : { zh: `${date} 本来就放假${because.zh}。`, en: `${date} is off already${because.en}.` },
  );
}

const alreadyThere = (): Refusal =>
  new Refusal('already-exists', {
    zh: '该组织当日已有一条停工或上班安排；如需更改，请先撤销。',
    en: 'This place has a closure for that day already; cancel it first.',
  });

/** Two at the same moment are told apart by the database; whoever comes later is told before that. */
async function checkFree(db: PoolClient, { organisationId, date }: AddClosure): Promise<void> {
  const { rowCount } = await db.query(
    'SELECT 1 FROM local_closures WHERE organisation_id = $1 AND date = $2 AND cancelled_at IS NULL',
    [organisationId, date],
  );
  if (rowCount !== 0) throw alreadyThere();
}

/**
 * Enters a day on which a place rests or works by itself. Throws 'closure-needless', 'already-exists',
 * 'unknown-reference', and CalendarError 'year-missing' for a day that no calendar reaches.
 */
export async function addClosure(deps: LedgerDeps, input: AddClosure): Promise<WithRollout<ClosureRecord>> {
  const { organisationId, date, kind, name, source, by, now } = input;
  const tree = await deps.reference.organisations();
  const place = tree.get(organisationId);
  if (place === undefined) throw new Refusal('unknown-reference');
  const added = await transaction(deps.pool, async (db) => {
    await checkFree(db, input);
    await checkNeeded(db, tree, input);
    const { rows } = await db.query<Raw>(
      `INSERT INTO local_closures (id, organisation_id, date, kind, name, source, entered_by, entered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
      [randomUUID(), organisationId, date, kind, name, source, by, now],
    );
    const [made] = rows.map(record);
    if (made === undefined) throw new Error('the closure was not written');
    const data = { date, kind, name, source };
    const about = { subject: made.id, organisationId, from: date, by, now, data };
    const recompute = input.recompute === true ? causeOf(made, place) : null;
    const rolloutId = await calendarChanged(db, { action: 'closure-added', ...about, recompute });
    return { ...made, rolloutId };
  }).catch((error: unknown) => {
    const taken = typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
    throw taken ? alreadyThere() : error;
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
      const { organisationId, date, kind, name } = made;
      const place = tree.get(organisationId);
      const about = { subject: id, organisationId, from: date, by, now, data: { date, kind, name } };
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
  if (place === undefined) throw new Refusal('unknown-reference');
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
