import type { PoolClient } from 'pg';
import type { CalendarYear } from '../../domain/calendar/calendar';
import { compareYears } from '../../domain/calendar/compare';
import type { Instant } from '../../domain/calendar/instant';
import { provisionalYear } from '../../domain/calendar/provisional';
import { calendarChanged } from './changed';
import { sameDays } from './import';
import { writeYear, yearHistory, yearRecords, type YearRecord } from './records';

/** A year of the release that has come into force, and the rollout that moves open limits for it. */
export interface TakenYear {
  readonly year: number;
  readonly status: CalendarYear['status'];
  readonly source: string;
  /** Null where there is no case yet. */
  readonly rolloutId: string | null;
}

/**
 * Whether the shipped year takes the place of the stored one. What a person imported stays, unless it is provisional and
 * the shipped one is official; a version that was replaced once never comes back by itself (an older release).
 */
function isTaken(
  shipped: CalendarYear,
  stored: YearRecord | undefined,
  history: readonly YearRecord[],
): boolean {
  if (stored === undefined) return true;
  if (sameDays(shipped, stored) || history.some((one) => sameDays(one, shipped))) return false;
  if (shipped.status !== 'OFFICIAL') return false;
  return stored.status === 'PROVISIONAL' || stored.importedBy === null;
}

/**
 * Puts the years of a release in force that are new or other than the stored ones, and starts one rollout for all of
 * them, in the transaction of the caller. Starts come one after the other: the second one finds nothing to do.
 */
export async function takeShippedYears(
  db: PoolClient,
  years: readonly CalendarYear[],
  now: Instant,
): Promise<TakenYear[]> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended('banjie calendar', 0))");
  const [records, history] = [await yearRecords(db), await yearHistory(db)];
  const { rows } = await db.query<{ some: boolean }>('SELECT EXISTS (SELECT 1 FROM cases) AS some');
  const taken: TakenYear[] = [];
  for (const shipped of years) {
    const { year, status, source } = shipped;
    const stored = records.find((one) => one.year === year);
    const earlier = history.filter((one) => one.year === year);
    if (!isTaken(shipped, stored, earlier)) continue;
    await writeYear(db, { ...shipped, papers: [], importedBy: null, importedAt: now });
    const days = compareYears(stored ?? provisionalYear(year), shipped).map(({ date }) => date);
    const cause = { kind: 'calendar', year, source, from: days[0] ?? null, to: days.at(-1) ?? null } as const;
    const rolloutId = await calendarChanged(db, {
      ...{ action: 'calendar-imported', subject: String(year), organisationId: null, by: null, now },
      ...{ from: `${year}-01-01`, data: { status, source, shipped: true } },
      recompute: rows[0]?.some === true ? cause : null,
    });
    taken.push({ year, status, source, rolloutId });
  }
  return taken;
}
