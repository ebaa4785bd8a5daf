import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { addDays } from '../../domain/calendar/civil-date';
import { startOfDay, type Instant } from '../../domain/calendar/instant';
import { byCodePoints } from '../../domain/draw/code-points';
import { BETWEEN_VALUES, writePopulation } from '../../domain/draw/population';
import type { Definition, Frozen, Happening, StratumName } from '../../domain/spot-check/state';

/** Lines in one part: what was changed afterwards is named by its part. */
export const LINES_OF_A_PART = 500;

/** Lower-case hex. */
export const sha256Of = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');

/** Parts that are written or read at once. */
const PARTS_AT_ONCE = 100;

/** SQL over `c` of cases, `t` of towns, `m` of milestones, `h` of hands and `w` of what happened: the value of a row in each stratum. */
const VALUES: Readonly<Record<StratumName, string>> = {
  programme: 'c.programme_code',
  town: "coalesce(t.town, '')",
  type: "coalesce(m.item_type, '')",
  urgency: "coalesce(c.grade, '')",
  amount: `CASE WHEN c.approved_fen IS NULL THEN 'none' WHEN c.approved_fen < 1000000 THEN 'below 10000'
    WHEN c.approved_fen < 5000000 THEN '10000 to 50000' WHEN c.approved_fen <= 10000000 THEN '50000 to 100000'
    ELSE 'above 100000' END`,
  implementer: "coalesce(h.organisation, '')",
  year: "to_char(w.at AT TIME ZONE 'Asia/Shanghai', 'YYYY')",
};

/** Who carried works out, by the post that whoever did it first has held last. */
const HANDS = `hands AS (
  SELECT DISTINCT ON (p.person_id) p.person_id, o.name AS organisation
    FROM posts p JOIN organisations o ON o.id = p.organisation_id WHERE p.role = 'implementer'
   ORDER BY p.person_id, p.from_date DESC, p.id
)`;

/** The line of the ledger by which it happened. */
const EVENT_OF: Readonly<Record<Exclude<Happening, 'opened' | 'ended'>, string>> = {
  approved: 'CaseApproved',
  disbursed: 'FundsDisbursed',
  started: 'WorkStarted',
  paid: 'PaymentRecorded',
};

interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The question that a frame comes to, in no order. */
export function questionOf(
  { frame, strata, exclusions }: Pick<Definition, 'frame' | 'strata' | 'exclusions'>,
  path: string,
  now: Instant,
): Question {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const below = bind(path);
  const excluded = bind(exclusions.map(({ caseNumber }) => caseNumber));
  const asked = [`c.org_path LIKE ${below} || '%'`];
  const { programmes, kinds, grades, happened, overdue } = frame;
  if (programmes.length > 0) asked.push(`c.programme_code = ANY(${bind(programmes)}::text[])`);
  if (kinds.length > 0) asked.push(`c.kind = ANY(${bind(kinds)}::text[])`);
  if (grades.length > 0) asked.push(`c.grade = ANY(${bind(grades)}::text[])`);
  if (overdue) asked.push(`c.ended_at IS NULL AND c.due_at <= ${bind(now)}`);
  let when = 'c.opened_at';
  let join = '';
  if (happened !== null) {
    const [from, until] = [startOfDay(happened.from), startOfDay(addDays(happened.until, 1))].map(bind);
    const within = (column: string): string => `${column} >= ${from} AND ${column} < ${until}`;
    if (happened.what === 'opened' || happened.what === 'ended') {
      when = `c.${happened.what}_at`;
      asked.push(within(when));
    } else {
      when = 'e.at';
      join = `JOIN (SELECT e.case_id, max(e.at) AS at FROM ledger_events e
        WHERE e.type = '${EVENT_OF[happened.what]}' AND ${within('e.at')} GROUP BY e.case_id) e ON e.case_id = c.id`;
    }
  }
  // Only for those who ask: a million cases need not be looked up.
  const hands = strata.includes('implementer')
    ? "LEFT JOIN hands h ON h.person_id = c.state->'carriedOutBy'->>0"
    : '';
  // A state is kilobytes of text: reading a million of them for one word each takes longer than all the rest.
  const milestones = strata.includes('type') ? 'LEFT JOIN case_milestones m ON m.case_id = c.id' : '';
  const columns = strata.map((name, i) => `, ${VALUES[name]} AS v${i}`).join('');
  const text = `
    WITH towns AS (
      SELECT o.id, s.name AS town FROM organisations o
        LEFT JOIN organisations s ON s.level = 'STREET' AND o.path LIKE s.path || '%' WHERE o.path LIKE ${below} || '%'
    )${hands === '' ? '' : `, ${HANDS}`}
    SELECT c.number AS id${columns}, c.number = ANY(${excluded}::text[]) AS excluded
      FROM cases c JOIN towns t ON t.id = c.organisation_id ${join} ${milestones} ${hands}
      CROSS JOIN LATERAL (SELECT ${when} AS at) w
     WHERE ${asked.join(' AND ')}`;
  return { text, values };
}

/** A cell of the file, as `writePopulation` writes it: what could be taken for its punctuation stands in quotes. */
const cell = (value: string): string =>
  `CASE WHEN ${value} = translate(${value}, E'",\\r\\n', '') THEN ${value} ELSE '"' || replace(${value}, '"', '""') || '"' END`;

/**
 * The lines of the file by parts, and how many cases are in each stratum and excluded: made where the cases are, in one
 * statement and so in one snapshot. Sending a million rows to be put together here takes three times as long.
 */
function partsOf(question: string, strata: readonly StratumName[]): string {
  const columns = strata.map((_, i) => `v${i}`);
  const key = columns.length === 0 ? "''" : `concat_ws('${BETWEEN_VALUES}', ${columns.join(', ')})`;
  const line = ['id', ...columns].map(cell).join(" || ',' || ");
  return `
    WITH frame AS MATERIALIZED (${question}),
    lines AS (
      SELECT (row_number() OVER (ORDER BY id COLLATE "C") - 1) / ${LINES_OF_A_PART} AS part, id, ${line} || E'\\n' AS line
        FROM frame WHERE NOT excluded
    )
    SELECT part::int, string_agg(line, '' ORDER BY id COLLATE "C") AS text, NULL::text AS key, NULL::int AS cases
      FROM lines GROUP BY part
    UNION ALL
    SELECT NULL, NULL, ${key}, count(*)::int FROM frame WHERE NOT excluded GROUP BY 3
    UNION ALL
    SELECT NULL, NULL, NULL, count(*)::int FROM frame WHERE excluded
     ORDER BY part`;
}

interface Row {
  readonly part: number | null;
  readonly text: string | null;
  /** Of a stratum; null where the excluded are counted. */
  readonly key: string | null;
  readonly cases: number | null;
}

/** Writes down the cases that a frame holds, in the order of their numbers, as the file that is published. */
export async function freezePopulation(
  db: PoolClient,
  { id, definition }: { id: string; definition: Definition },
  orgPath: string,
  now: Instant,
): Promise<Omit<Frozen, 'at'>> {
  const { strata } = definition;
  const { text: question, values } = questionOf(definition, orgPath, now);
  const { rows } = await db.query<Row>(partsOf(question, strata), [...values]);
  const texts = rows.flatMap(({ text }) => (text === null ? [] : [text]));
  // The header stands in the first part, which is there even when the frame holds nothing.
  texts.splice(0, 1, `${writePopulation(strata, [])}${texts[0] ?? ''}`);
  const whole = createHash('sha256');
  for (const text of texts) whole.update(text);
  await keepParts(db, id, texts);
  const counted = rows.flatMap(({ part, key, cases }) =>
    part === null && cases !== null && cases > 0 ? [{ key, population: cases }] : [],
  );
  const sizes = counted.flatMap(({ key, population }) => (key === null ? [] : [{ key, population }]));
  sizes.sort((a, b) => byCodePoints(a.key, b.key));
  return {
    size: sizes.reduce((sum, { population }) => sum + population, 0),
    excluded: counted.find(({ key }) => key === null)?.population ?? 0,
    ...{ strata: sizes, sha256: whole.digest('hex'), parts: texts.map(sha256Of) },
  };
}

async function keepParts(db: PoolClient, id: string, texts: readonly string[]): Promise<void> {
  for (let from = 0; from < texts.length; from += PARTS_AT_ONCE)
    await db.query(
      `INSERT INTO population_parts (check_id, part, text)
       SELECT $1, $2 + n - 1, text FROM unnest($3::text[]) WITH ORDINALITY AS t(text, n)`,
      [id, from, texts.slice(from, from + PARTS_AT_ONCE)],
    );
}

/** The published file of a check, some ten thousand lines at a time. */
export async function* populationParts(db: Pool | PoolClient, checkId: string): AsyncGenerator<string> {
  for (let from = 0; ; from += PARTS_AT_ONCE) {
    const { rows } = await db.query<{ text: string }>(
      'SELECT text FROM population_parts WHERE check_id = $1 AND part >= $2 AND part < $3 ORDER BY part',
      [checkId, from, from + PARTS_AT_ONCE],
    );
    if (rows.length === 0) return;
    yield rows.map(({ text }) => text).join('');
  }
}

/** The whole of it, to draw from. */
export async function populationBytes(db: Pool | PoolClient, checkId: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const text of populationParts(db, checkId)) parts.push(Buffer.from(text, 'utf8'));
  return Buffer.concat(parts);
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
