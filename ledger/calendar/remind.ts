import type { Instant } from '../../domain/calendar/instant';
import { lastReminder, nextLook, wantedYear } from '../../domain/calendar/watch';
import type { LedgerDeps } from '../deps';
import { transaction } from '../outbox/transaction';
import { tellPosts, type PostMessage } from '../tell-posts';
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

/** Whoever keeps the calendar: the cities, or whatever stands at the top of the tree where there is none. */
const PLACES = `SELECT id FROM organisations WHERE level = 'CITY'
  UNION SELECT id FROM organisations WHERE parent_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM organisations WHERE level = 'CITY') ORDER BY id`;

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
    const day = lastReminder(now);
    const messages = places.map(({ id: organisationId }): PostMessage => ({
      ...{ key: `calendar-missing:${year}:${day}:${organisationId}`, kind: 'calendar-missing' },
      ...{ role: 'officer', organisationId, data: { year }, at: now },
    }));
    const told = await tellPosts(db, messages, { channels: deps.channels, calendars });
    return { missing: true, told };
  });
  return { year, missing, told, nextAt: nextLook(now, missing) };
}
