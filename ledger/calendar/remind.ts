import type { PoolClient } from 'pg';
import type { CivilDate } from '../../domain/calendar/civil-date';
import type { Instant } from '../../domain/calendar/instant';
import { lastReminder, nextLook, wantedYear } from '../../domain/calendar/watch';
import { workingMoment } from '../../domain/calendar/working-time';
import type { LedgerDeps } from '../deps';
import { transaction } from '../outbox/transaction';
import type { Calendars } from './calendars';
import { loadCalendarData } from './load';
import { isMissing } from './status';

/** What looking at the calendar found and did. */
export interface Looked {
  /** The year whose notice should be out. */
  readonly year: number;
  readonly missing: boolean;
  /** Places that were told now; those that had been told already are not told again. */
  readonly told: number;
  readonly nextAt: Instant;
}

/** A reminder is no emergency: everything but a text message, which costs money. */
const NOT_BY = ['sms'];

/** Whoever keeps the calendar: the cities, or whatever stands at the top of the tree where there is none. */
const PLACES = `SELECT id FROM organisations WHERE level = 'CITY'
  UNION SELECT id FROM organisations WHERE parent_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM organisations WHERE level = 'CITY') ORDER BY id`;

interface Reminder {
  readonly year: number;
  readonly day: CivilDate;
  readonly now: Instant;
}

async function tell(
  db: PoolClient,
  organisationId: string,
  { year, day, now }: Reminder,
  ways: { channels: readonly string[]; calendars: Calendars },
): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO notifications (case_id, key, kind, role, organisation_id, data, at)
     VALUES (NULL, $1, 'calendar-missing', 'officer', $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id`,
    [`calendar-missing:${year}:${day}:${organisationId}`, organisationId, JSON.stringify({ year }), now],
  );
  const [made] = rows;
  if (made === undefined) return false;
  await db.query(
    `INSERT INTO outbox (notification_id, channel, send_from) SELECT $1, unnest($2::text[]), $3`,
    [
      ...[made.id, ways.channels.filter((name) => !NOT_BY.includes(name))],
      workingMoment(ways.calendars.of(organisationId), now),
    ],
  );
  return true;
}

/**
 * Reminds the officers of the cities while the year whose notice should be out is not official: from 1 November on, then
 * every Monday, each time once, however often this is called.
 */
export async function remindOfCalendar(deps: LedgerDeps, now: Instant): Promise<Looked> {
  const year = wantedYear(now);
  const calendars = await deps.reference.calendars();
  const { missing, told } = await transaction(deps.pool, async (db) => {
    const { years } = await loadCalendarData(db);
    if (!isMissing(years, now)) return { missing: false, told: 0 };
    const { rows: places } = await db.query<{ id: string }>(PLACES);
    const reminder = { year, day: lastReminder(now), now };
    let count = 0;
    for (const { id } of places) {
      if (await tell(db, id, reminder, { channels: deps.channels, calendars })) count += 1;
    }
    if (count > 0) await db.query("SELECT pg_notify('banjie_outbox', '')");
    return { missing: true, told: count };
  });
  return { year, missing, told, nextAt: nextLook(now, missing) };
}
