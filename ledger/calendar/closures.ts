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
import { makeCalendars, nationalCalendar } from './calendars';
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

export interface AddClosure {
  readonly organisationId: string;
  readonly date: CivilDate;
  readonly kind: ClosureKind;
  readonly name: string;
  readonly source: string;
  readonly by: string;
  readonly now: Instant;
}

/** A closure that the calendar of the place already says would only hide a slip of the pen. */
async function checkNeeded(deps: LedgerDeps, db: PoolClient, { organisationId, date, kind }: AddClosure) {
  const tree = await deps.reference.organisations();
  if (!tree.has(organisationId)) throw new Refusal('unknown-reference');
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

function alreadyThere(error: unknown): unknown {
  const taken = typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
  if (!taken) return error;
  return new Refusal('already-exists', {
    zh: '该组织当日已有一条停工或上班安排；如需更改，请先撤销。',
    en: 'This place has a closure for that day already; cancel it first.',
  });
}

/**
 * Enters a day on which a place rests or works by itself. Throws 'closure-needless', 'already-exists',
 * 'unknown-reference', and CalendarError 'year-missing' for a day that no calendar reaches.
 */
export async function addClosure(deps: LedgerDeps, input: AddClosure): Promise<ClosureRecord> {
  const { organisationId, date, kind, name, source, by, now } = input;
  const added = await transaction(deps.pool, async (db) => {
    await checkNeeded(deps, db, input);
    const { rows } = await db.query<Raw>(
      `INSERT INTO local_closures (id, organisation_id, date, kind, name, source, entered_by, entered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
      [randomUUID(), organisationId, date, kind, name, source, by, now],
    );
    const [made] = rows.map(record);
    if (made === undefined) throw new Error('the closure was not written');
    const data = { date, kind, name, source };
    const about = { subject: made.id, organisationId, from: date, by, data };
    await calendarChanged(db, { action: 'closure-added', ...about });
    return made;
  }).catch((error: unknown) => {
    throw alreadyThere(error);
  });
  deps.reference.forgetCalendars();
  return added;
}

/** Takes a closure back; doing so twice changes nothing. Null when there is none. */
export async function cancelClosure(
  deps: LedgerDeps,
  { id, by, now }: { id: string; by: string; now: Instant },
): Promise<ClosureRecord | null> {
  const cancelled = await transaction(deps.pool, async (db) => {
    const { rows: changed } = await db.query<Raw>(
      `UPDATE local_closures SET cancelled_at = $2, cancelled_by = $3 WHERE id = $1 AND cancelled_at IS NULL
       RETURNING ${COLUMNS}`,
      [id, now, by],
    );
    const [made] = changed.map(record);
    if (made !== undefined) {
      const { organisationId, date, kind, name } = made;
      const about = { subject: id, organisationId, from: date, by, data: { date, kind, name } };
      await calendarChanged(db, { action: 'closure-cancelled', ...about });
      return made;
    }
    const { rows } = await db.query<Raw>(`SELECT ${COLUMNS} FROM local_closures WHERE id = $1`, [id]);
    return rows[0] === undefined ? null : record(rows[0]);
  });
  deps.reference.forgetCalendars();
  return cancelled;
}

/** Gives a place working hours of its own, or those of the place above it again. They must have been read before. */
export async function setWorkingHours(
  deps: LedgerDeps,
  {
    organisationId,
    hours,
    by,
  }: { organisationId: string; hours: readonly OpeningHours[] | null; by: string },
): Promise<void> {
  await transaction(deps.pool, async (db) => {
    await db.query('UPDATE organisations SET working_hours = $2 WHERE id = $1', [
      ...[organisationId, hours === null ? null : JSON.stringify(hours)],
    ]);
    const data = { hours: hours === null ? null : hours.map(({ from, to }) => `${from}-${to}`).join(', ') };
    const about = { subject: organisationId, organisationId, from: null, by, data };
    await calendarChanged(db, { action: 'working-hours-set', ...about });
  });
  deps.reference.forgetCalendars();
}
