import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { addDays } from '../../domain/calendar/civil-date';
import { startOfDay, type Instant } from '../../domain/calendar/instant';
import { writePopulation } from '../../domain/draw/population';
import type { Definition, Frozen, Happening, StratumName } from '../../domain/spot-check/state';

/** Lines in one part: what was changed afterwards is named by its part. */
export const LINES_OF_A_PART = 500;

/** Lower-case hex. */
export const sha256Of = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');

/** Rows that travel at once. */
const FETCH = 5_000;

/** SQL over `c` of cases and `t` of towns: the value of a row in each stratum. */
const VALUES: Readonly<Record<StratumName, string>> = {
  programme: 'c.programme_code',
  town: "coalesce(t.town, '')",
  type: "coalesce(c.state->>'itemType', '')",
  urgency: "coalesce(c.grade, '')",
  amount: `CASE WHEN c.approved_fen IS NULL THEN 'none' WHEN c.approved_fen < 1000000 THEN 'below 10000'
    WHEN c.approved_fen < 5000000 THEN '10000 to 50000' WHEN c.approved_fen <= 10000000 THEN '50000 to 100000'
    ELSE 'above 100000' END`,
};

/** SQL: what happened within [$from, $until). */
const EVENT_OF: Readonly<Record<Exclude<Happening, 'opened' | 'ended'>, string>> = {
  approved: 'CaseApproved',
  disbursed: 'FundsDisbursed',
  paid: 'PaymentRecorded',
};

function happenedSql(what: Happening): string {
  if (what === 'opened') return 'c.opened_at >= $3 AND c.opened_at < $4';
  if (what === 'ended') return 'c.ended_at >= $3 AND c.ended_at < $4';
  return `c.id IN (SELECT e.case_id FROM ledger_events e
    WHERE e.type = '${EVENT_OF[what]}' AND e.at >= $3 AND e.at < $4)`;
}

/** The question that a frame comes to. Parameters: path, exclusions, first and last instant, programmes, kinds, grades, now. */
function question({ frame, strata }: Definition): string {
  const values = strata.map((name) => VALUES[name]);
  return `
    WITH towns AS (
      SELECT o.id, s.name AS town FROM organisations o
        LEFT JOIN organisations s ON s.level = 'STREET' AND o.path LIKE s.path || '%' WHERE o.path LIKE $1 || '%'
    )
    SELECT c.number AS id${values.map((value, i) => `, ${value} AS v${i}`).join('')},
           (c.number = ANY($2::text[])) AS excluded
      FROM cases c JOIN towns t ON t.id = c.organisation_id
     WHERE c.org_path LIKE $1 || '%'
       AND ($3::timestamptz IS NULL OR (${frame.happened === null ? 'true' : happenedSql(frame.happened.what)}))
       AND (cardinality($5::text[]) = 0 OR c.programme_code = ANY($5))
       AND (cardinality($6::text[]) = 0 OR c.kind = ANY($6))
       AND (cardinality($7::text[]) = 0 OR c.grade = ANY($7))
       AND ($8::timestamptz IS NULL OR (c.ended_at IS NULL AND c.due_at <= $8))
       AND $4::timestamptz IS NOT DISTINCT FROM $4
     ORDER BY c.number COLLATE "C"`;
}

function parametersOf({ frame, exclusions }: Definition, path: string, now: Instant): unknown[] {
  const { happened, programmes, kinds, grades, overdue } = frame;
  return [
    path,
    exclusions.map(({ caseNumber }) => caseNumber),
    happened && startOfDay(happened.from),
    happened && startOfDay(addDays(happened.until, 1)),
    ...[programmes, kinds, grades],
    overdue ? now : null,
  ];
}

type Row = { readonly id: string; readonly excluded: boolean } & Readonly<Record<`v${number}`, string>>;

/**
 * Writes down the cases that a frame holds, in the order of their numbers, as the file that is published. Read in one
 * snapshot, whatever happens meanwhile; memory holds some thousand rows at a time.
 */
export async function freezePopulation(
  db: PoolClient,
  { id, definition }: { id: string; definition: Definition },
  orgPath: string,
  now: Instant,
): Promise<Omit<Frozen, 'at'>> {
  const whole = createHash('sha256');
  const { strata } = definition;
  const parts: string[] = [];
  let [size, excluded, text] = [0, 0, writePopulation(strata, [])];
  const keep = async (): Promise<void> => {
    whole.update(text);
    await db.query('INSERT INTO population_parts (check_id, part, text) VALUES ($1, $2, $3)', [
      ...[id, parts.length, text],
    ]);
    parts.push(sha256Of(text));
    text = '';
  };
  await db.query(
    `DECLARE frame NO SCROLL CURSOR FOR ${question(definition)}`,
    parametersOf(definition, orgPath, now),
  );
  for (;;) {
    const { rows } = await db.query<Row>(`FETCH ${FETCH} FROM frame`);
    if (rows.length === 0) break;
    const taken = rows.filter((row) => !row.excluded);
    excluded += rows.length - taken.length;
    for (let from = 0; from < taken.length; from += LINES_OF_A_PART) {
      const some = taken.slice(from, from + LINES_OF_A_PART);
      size += some.length;
      text += linesOf(strata, some);
      await keep();
    }
  }
  await db.query('CLOSE frame');
  if (text !== '') await keep();
  return { size, excluded, sha256: whole.digest('hex'), parts };
}

function linesOf(strata: readonly StratumName[], rows: readonly Row[]): string {
  const text = writePopulation(
    strata,
    rows.map((row) => ({ id: row.id, values: strata.map((_, i) => row[`v${i}`] ?? '') })),
  );
  // Without the header, which stands in the first part only.
  return text.slice(text.indexOf('\n') + 1);
}

/** The published file of a check. */
export async function populationText(db: Pool | PoolClient, checkId: string): Promise<string> {
  const { rows } = await db.query<{ text: string }>(
    'SELECT text FROM population_parts WHERE check_id = $1 ORDER BY part',
    [checkId],
  );
  return rows.map(({ text }) => text).join('');
}

/** Lines of the published file that no longer are what they were at the freeze, counted from the header as line 1. */
export async function changedLines(
  db: Pool | PoolClient,
  checkId: string,
  { parts }: Pick<Frozen, 'parts'>,
): Promise<{ readonly from: number; readonly to: number }[]> {
  const { rows } = await db.query<{ part: number; text: string }>(
    'SELECT part, text FROM population_parts WHERE check_id = $1 ORDER BY part',
    [checkId],
  );
  const texts = new Map(rows.map(({ part, text }) => [part, text]));
  let line = 0;
  return parts.flatMap((sha256, part) => {
    const text = texts.get(part) ?? '';
    const from = line + 1;
    line += text.split('\n').length - 1;
    return sha256Of(text) === sha256 ? [] : [{ from, to: Math.max(from, line) }];
  });
}
