import type { Pool, PoolClient } from 'pg';
import type { CalendarYear } from '../../domain/calendar/calendar';
import { compareYears, type DayChange } from '../../domain/calendar/compare';
import type { Instant } from '../../domain/calendar/instant';
import { decemberOf, withDecember } from '../../domain/calendar/new-year';
import type { CalendarNotice } from '../../domain/calendar/notice-parts';
import { provisionalYear } from '../../domain/calendar/provisional';
import { shippedYears } from '../../domain/calendar/shipped';
import { Refusal } from '../../domain/errors';
import { firstAnswer, fingerprint } from '../append';
import { loadReceipt } from '../read';
import { transaction } from '../outbox/transaction';
import { calendarChanged } from './changed';
import { writeYear, yearHistory, yearRecords, type YearRecord } from './records';

export interface CalendarImportInput {
  readonly notice: CalendarNotice;
  /** Who imports it; null for a start of the product. */
  readonly by: string | null;
  readonly now: Instant;
  /** Idempotency key of the caller: a retry gets the first answer. */
  readonly key?: string;
  /** Take back a version that was replaced; otherwise that is refused as older. */
  readonly restore?: boolean;
  /** Compute open limits anew at once. */
  readonly recompute?: boolean;
}

/** One year that an import has changed. */
export interface ChangedYear {
  readonly year: number;
  readonly changes: readonly DayChange[];
}

export interface Imported {
  readonly year: number;
  readonly status: CalendarYear['status'];
  /** The year itself, and the one before when New Year begins in its December. */
  readonly changed: readonly ChangedYear[];
  /** The rollout that moves open limits; null when they keep their dates. */
  readonly rolloutId: string | null;
}

/** What a notice would put in force, beside what is in force now. */
export interface Planned {
  readonly before: CalendarYear;
  readonly after: YearRecord;
}

/** The year that counts now: of the database, else the shipped one, else what the law lets us foresee. */
function inForce(year: number, records: readonly YearRecord[]): YearRecord | CalendarYear {
  return (
    records.find((one) => one.year === year) ??
    shippedYears.find((one) => one.year === year) ??
    provisionalYear(year)
  );
}

const papersOf = (year: YearRecord | CalendarYear): readonly string[] =>
  'papers' in year ? year.papers : [];

/**
 * What an import would change: the year itself, with the December days it owes to the notice of the year after, and
 * the year before when this notice reaches into its December. A year before that has no notice of its own is left.
 */
export function planImport(
  notice: CalendarNotice,
  records: readonly YearRecord[],
  who: { by: string | null; now: Instant },
): readonly Planned[] {
  const stamp = { importedBy: who.by, importedAt: who.now };
  const { papers, december, ...year } = notice;
  const before = inForce(year.year, records);
  const own: Planned = { before, after: { ...withDecember(year, decemberOf(before)), papers, ...stamp } };
  const last = inForce(year.year - 1, records);
  const joined = withDecember(last, december);
  if (notice.status !== 'OFFICIAL' || last.status !== 'OFFICIAL' || joined === last) return [own];
  const both = [...new Set([...papersOf(last), ...papers])];
  return [own, { before: last, after: { ...joined, papers: both, ...stamp } }];
}

/** Whether two versions of a year are the same calendar, whoever says so. */
export const sameDays = (a: CalendarYear, b: CalendarYear): boolean =>
  JSON.stringify([a.status, a.rest, a.work]) === JSON.stringify([b.status, b.rest, b.work]);

const samePapers = (a: YearRecord | CalendarYear, b: YearRecord): boolean =>
  a.source === b.source && JSON.stringify(papersOf(a)) === JSON.stringify(b.papers);

/** Throws 'calendar-not-newer' for what would change nothing, go back in time, or put a guess in the place of a notice. */
export function checkNewer(
  { before, after }: Planned,
  history: readonly YearRecord[],
  restore: boolean,
): void {
  const { year } = after;
  if (after.status === 'PROVISIONAL' && before.status === 'OFFICIAL') {
    throw new Refusal('calendar-not-newer', {
      zh: `${year} 年已有正式通知，不能改回暂定。`,
      en: `${year} is official by its notice and cannot become provisional again.`,
    });
  }
  if (sameDays(before, after) && samePapers(before, after)) {
    throw new Refusal('calendar-not-newer', {
      zh: `与现行的 ${year} 年日历完全相同，没有变化。`,
      en: `This is the calendar of ${year} that is in force: nothing changes.`,
    });
  }
  const older = history.find((one) => sameDays(one, after));
  if (older === undefined || sameDays(before, after) || restore) return;
  throw new Refusal(
    'calendar-not-newer',
    {
      zh: `${year} 年的这一版已被后来的通知取代。确需恢复，请注明恢复（restore）。`,
      en: `This version of ${year} was replaced by a later one. To take it back on purpose, say so (restore).`,
    },
    { importedAt: older.importedAt },
  );
}

const scopeOf = (by: string | null): string => `calendar-import:${by ?? 'operator'}`;

async function write(db: PoolClient, input: CalendarImportInput): Promise<Imported> {
  const { notice, by, now, restore = false } = input;
  const planned = planImport(notice, await yearRecords(db), { by, now });
  const [own] = planned;
  if (own !== undefined) checkNewer(own, await yearHistory(db, notice.year), restore);
  for (const { after } of planned) await writeYear(db, after);
  const changed = planned.map(({ before, after }) => ({
    year: after.year,
    changes: compareYears(before, after),
  }));
  const days = changed.flatMap(({ changes }) => changes.map(({ date }) => date)).sort();
  const { year, source } = notice;
  const cause = { kind: 'calendar', year, source, from: days[0] ?? null, to: days.at(-1) ?? null } as const;
  const rolloutId = await calendarChanged(db, {
    ...{ action: 'calendar-imported', subject: String(year), organisationId: null, by, now },
    from: `${Math.min(...changed.map((one) => one.year))}-01-01`,
    data: { status: notice.status, source, papers: notice.papers.join(' '), restore },
    recompute: input.recompute === true ? cause : null,
  });
  return { year, status: notice.status, changed, rolloutId };
}

/**
 * Puts a notice in force: the year is replaced, its history grows by one, both or neither. Imports come one after the
 * other. Throws 'calendar-not-newer' (see `checkNewer`) and 'key-reused'.
 */
export async function importCalendar(pool: Pool, input: CalendarImportInput): Promise<Imported> {
  const { notice, by, key, restore = false, recompute = false } = input;
  const bodyHash = fingerprint({ notice, restore, recompute });
  return transaction(pool, async (db) => {
    await db.query("SELECT pg_advisory_xact_lock(hashtextextended('banjie calendar', 0))");
    if (key === undefined) return write(db, input);
    const earlier = firstAnswer(await loadReceipt<Imported>(db, scopeOf(by), key), bodyHash);
    if (earlier !== null) return earlier;
    const imported = await write(db, input);
    await db.query('INSERT INTO command_receipts (scope, key, body_hash, receipt) VALUES ($1, $2, $3, $4)', [
      ...[scopeOf(by), key, bodyHash, JSON.stringify(imported)],
    ]);
    return imported;
  });
}
