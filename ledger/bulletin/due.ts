import type { Pool } from 'pg';
import { dueMonths } from '../../domain/bulletin/due';
import { monthOf, startOfMonth, type Month } from '../../domain/figures/month';
import type { Instant } from '../../domain/calendar/instant';
import type { Words } from '../../domain/errors';
import type { Calendars } from '../calendar/calendars';

/** A programme that asks for bulletins, at the head of a tree below which it has a case or a suggestion. */
export interface BulletinChoice {
  readonly programme: string;
  readonly programmeName: Words;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly orgPath: string;
  /** The newest month that is built; null when none is. */
  readonly newest: Month | null;
}

/** A bulletin that should be there and is not. */
export interface DueBulletin {
  readonly programme: string;
  readonly organisationId: string;
  readonly month: Month;
}

const WANTED = `
  SELECT b.code AS programme, b.definition->'name' AS "programmeName", o.id AS "organisationId",
         o.name AS "organisationName", o.path AS "orgPath",
         (SELECT max(e.month) FROM bulletins e
           WHERE e.programme_code = b.code AND e.organisation_id = o.id AND e.corrects IS NULL) AS newest
    FROM (SELECT DISTINCT ON (code) code, definition FROM programme_versions ORDER BY code, version DESC) b
    CROSS JOIN organisations o
   WHERE o.parent_id IS NULL AND b.definition->'supervision'->'bulletin' IS NOT NULL
     AND (EXISTS (SELECT FROM case_milestones m WHERE m.programme_code = b.code AND m.org_path LIKE o.path || '%')
       OR EXISTS (SELECT FROM suggestions s WHERE s.programme_code = b.code AND s.created_at < $1 AND s.org_path LIKE o.path || '%'))
   ORDER BY 1, 2`;

/** What there are bulletins of: everything that was on record before this month. */
export async function bulletinChoices(pool: Pool, now: Instant): Promise<BulletinChoice[]> {
  return (await pool.query<BulletinChoice>(WANTED, [startOfMonth(monthOf(now))])).rows;
}

/** What has to be built now, by the calendar of each city, the oldest month first. */
export async function dueBulletins(pool: Pool, calendars: Calendars, now: Instant): Promise<DueBulletin[]> {
  return (await bulletinChoices(pool, now)).flatMap(({ programme, organisationId, newest }) =>
    dueMonths(calendars.of(organisationId), now, newest).map((month) => ({
      programme,
      organisationId,
      month,
    })),
  );
}
