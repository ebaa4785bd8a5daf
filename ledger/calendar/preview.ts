import { compareYears } from '../../domain/calendar/compare';
import type { Due } from '../../domain/calendar/due';
import { compareInstants, startOfDay, type Instant } from '../../domain/calendar/instant';
import type { CalendarNotice } from '../../domain/calendar/notice-parts';
import { movedClocks, type MovedClock } from '../../domain/case/recompute';
import type { Clock } from '../../domain/case/state';
import { isRefusal, type Refusal, type Words } from '../../domain/errors';
import type { LedgerDeps } from '../deps';
import { organisationFor } from '../recipients';
import { makeCalendars, nationalCalendar, type CalendarData, type Calendars, type Tree } from './calendars';
import { checkNewer, planImport, type ChangedYear } from './import';
import { loadCalendarData } from './load';
import { yearHistory, yearRecords } from './records';

/** One date that an import would move. */
export interface MoveExample {
  readonly caseId: string;
  readonly number: string;
  readonly clockId: string;
  readonly name: Words;
  readonly from: Due;
  readonly to: Due;
}

/** What an import would do to open cases. Nothing is written for it. */
export interface Moves {
  /** Open cases with a limit that reaches the changed days. */
  readonly cases: number;
  readonly movedCases: number;
  readonly movedClocks: number;
  /** Dates that stay and are no longer provisional. */
  readonly confirmedClocks: number;
  /** The first of them by their new date, of places that whoever asks may see. */
  readonly examples: readonly MoveExample[];
}

export interface ImportPreview {
  readonly changed: readonly ChangedYear[];
  /** Why the import would be refused although the notice is right, such as nothing new in it. */
  readonly refusal: Refusal | null;
  readonly moves: Moves;
}

const BATCH = 500;
const EXAMPLES = 50;

interface Row {
  readonly id: string;
  readonly number: string;
  readonly orgPath: string;
  readonly organisationId: string;
  readonly clocks: Clock[];
}

/** What a change can touch: limits that end at or after an instant, of cases of one part of the tree. */
export interface Reach {
  readonly from: Instant;
  /** The path of the part; `/` for everything. */
  readonly under: string;
}

/** Nothing that ends before the first changed day can move, so most open cases are not even read. */
async function* openCases(deps: LedgerDeps, { from, under }: Reach): AsyncGenerator<readonly Row[]> {
  for (let after = ''; ;) {
    const { rows } = await deps.pool.query<Row>({
      name: 'calendar-preview',
      text: `SELECT c.id, c.number, c.org_path AS "orgPath", c.organisation_id AS "organisationId",
          c.state->'clocks' AS clocks
        FROM cases c WHERE c.ended_at IS NULL AND c.id > $1 AND starts_with(c.org_path, $4) AND EXISTS (
          SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.status <> 'STOPPED' AND k.due_at >= $2)
        ORDER BY c.id LIMIT $3`,
      values: [after, from, BATCH, under],
    });
    yield rows;
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.id ?? '';
  }
}

function example(row: Row, { clock, to }: MovedClock): MoveExample {
  const { id: clockId, name, dueAt, dueDate, provisional } = clock;
  return { caseId: row.id, number: row.number, clockId, name, from: { dueAt, dueDate, provisional }, to };
}

/** What open cases would do under other calendars. Reads only. */
export async function countMoves(
  deps: LedgerDeps,
  { calendars, tree }: { calendars: Calendars; tree: Tree },
  reach: Reach,
  maySee: (orgPath: string) => boolean,
): Promise<Moves> {
  const total = { cases: 0, movedCases: 0, movedClocks: 0, confirmedClocks: 0 };
  let examples: MoveExample[] = [];
  for await (const rows of openCases(deps, reach)) {
    total.cases += rows.length;
    for (const row of rows) {
      const dated = movedClocks(row, (owner) => calendars.of(organisationFor(owner, row, tree)));
      const moved = dated.filter(({ clock, to }) => clock.dueAt !== to.dueAt);
      total.confirmedClocks += dated.length - moved.length;
      total.movedClocks += moved.length;
      if (moved.length > 0) total.movedCases += 1;
      if (maySee(row.orgPath)) examples.push(...moved.map((one) => example(row, one)));
    }
    examples = examples.sort((a, b) => compareInstants(a.to.dueAt, b.to.dueAt)).slice(0, EXAMPLES);
  }
  return { ...total, examples };
}

/** What importing a notice would change, days and dates. Reads only. */
export async function previewImport(
  deps: LedgerDeps,
  input: { notice: CalendarNotice; now: Instant; restore: boolean; maySee: (orgPath: string) => boolean },
): Promise<ImportPreview> {
  const { notice, now, restore, maySee } = input;
  const [records, history, data, tree] = await Promise.all([
    yearRecords(deps.pool),
    yearHistory(deps.pool, notice.year),
    loadCalendarData(deps.pool),
    deps.reference.organisations(),
  ]);
  const planned = planImport(notice, records, { by: null, now });
  let refusal: Refusal | null = null;
  try {
    if (planned[0] !== undefined) checkNewer(planned[0], history, restore);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    refusal = error;
  }
  const years = new Map(data.years.map((year) => [year.year, year]));
  for (const { after } of planned) years.set(after.year, after);
  const next: CalendarData = { ...data, years: [...years.values()] };
  const calendars = makeCalendars(next, nationalCalendar(next.years), tree);
  const first = Math.min(...planned.map(({ after }) => after.year));
  return {
    changed: planned.map(({ before, after }) => ({ year: after.year, changes: compareYears(before, after) })),
    refusal,
    moves: await countMoves(
      deps,
      { calendars, tree },
      { from: startOfDay(`${first}-01-01`), under: '/' },
      maySee,
    ),
  };
}
