import type { Client } from 'pg';
import { withClient } from '../scripts/postgres/databases';
import { seedCases } from './cases';
import type { Bench } from './figures/context';
import type { Stack } from './stack';

/** How many cases a city of the bench has. */
export interface CitySize {
  readonly open: number;
  readonly closed: number;
}

const TABLES = [
  ...['cases', 'case_words', 'open_counts', 'clocks', 'duties', 'rungs'],
  ...['proposers', 'suggestions', 'suggestion_cases'],
];

/** The city, unless another figure of the same run has made it already. */
export async function ensureCity(
  bench: Bench,
  communities: readonly string[],
  size: CitySize,
): Promise<void> {
  const { stack, say } = bench;
  const { rows } = await stack.pool.query("SELECT FROM cases WHERE id LIKE 'bench-%' LIMIT 1");
  if (rows.length > 0) return;
  await seedCases(stack.pool, 1);
  const started = performance.now();
  await seedCity(stack, communities, size);
  say(`seeded in ${Math.round((performance.now() - started) / 1000)} s`);
}

/**
 * Many cases by SQL, each copied from one that the ledger wrote, with its clocks, its duty, its rungs and words of its own;
 * every fifth stands for a suggestion. Open ones fall due from ten working days ago to thirty days ahead; closed ones ended
 * within two years. The state of closed cases is left out: no list reads it.
 */
export function seedCity(stack: Stack, communities: readonly string[], size: CitySize): Promise<void> {
  return withClient(stack.postgres.url(), async (client) => {
    // The triggers and foreign keys of a million rows one by one would take longer than everything that is measured.
    await client.query('SET session_replication_role = replica');
    const indexes = await dropIndexes(client);
    await client.query(TITLES);
    await client.query(COPIES, [communities, size.open, size.closed]);
    for (const statement of [CASES, WORDS, COUNTS, CLOCKS, DUTIES, RUNGS]) await client.query(statement);
    for (const statement of [PROPOSERS, SUGGESTIONS, LINKS]) await client.query(statement);
    for (const index of indexes) await client.query(index);
    await client.query(`VACUUM (ANALYZE) ${TABLES.join(', ')}`); // as autovacuum does within minutes
  });
}

/** Indexes that are no keys are made again after the rows; answers the statements that make them. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisprimary AND NOT i.indisunique`,
    [TABLES],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/** 8,000 titles out of words that such projects have. */
const TITLES = `
  CREATE TEMP TABLE titles AS
  SELECT row_number() OVER () - 1 AS i, t AS title, text_pairs(t) AS pairs
    FROM (SELECT place || nr || '号楼' || thing || act AS t
            FROM unnest(ARRAY['塘联小区','府前花园','大新新村','河西街','东门里','学前路','南苑','北桥','文昌里','清水湾']) AS place,
                 generate_series(1, 10) AS nr,
                 unnest(ARRAY['自行车棚','楼道','停车位','健身器材','雨水管','路灯','垃圾房','监控','围墙','无障碍坡道']) AS thing,
                 unnest(ARRAY['翻修','接电','改造','增设','维修','更换','粉刷','加固']) AS act) x`;

const COPIES = `
  CREATE TEMP TABLE copies AS
  SELECT n, 'bench-' || n AS id, 'B-' || to_char(n, 'FM0000000') AS number, n <= $2 AS open, ($1::text[])[1 + n % cardinality($1::text[])] AS place,
         (hashint4(n) & 2147483647) % 8000 AS title,
         ('{accept,council,report,town-review,determine,works,acceptance}'::text[])[1 + n % 7] AS stage,
         CASE WHEN n <= $2 THEN (CURRENT_DATE + (n % 40)::int - 10)::timestamp AT TIME ZONE 'Asia/Shanghai' END AS due,
         CASE WHEN n <= $2 THEN now() - (n % 90) * interval '1 day'
              ELSE now() - interval '20 days' - (n % 700) * interval '1 day' END AS opened,
         CASE WHEN n > $2 THEN now() - (n % 700) * interval '1 day' - interval '1 hour' END AS ended
    FROM generate_series(1, $2::int + $3::int) AS n`;

const CASES = `
  INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id, org_path, status,
    stage_id, state, state_version, seq, hash, opened_at, ended_at, outcome, due_at)
  SELECT x.id, x.number, c.programme_code, c.programme_version_id, c.kind, t.title, o.id, o.path,
         CASE WHEN x.open THEN c.status ELSE 'CLOSED' END, CASE WHEN x.open THEN x.stage END,
         CASE WHEN x.open THEN c.state ELSE '{"clocks":[]}'::json END, c.state_version, c.seq, c.hash, x.opened, x.ended,
         CASE WHEN NOT x.open THEN 'done' END, x.due
    FROM copies x JOIN titles t ON t.i = x.title JOIN organisations o ON o.id = x.place,
         LATERAL (SELECT * FROM cases WHERE id NOT LIKE 'bench-%' LIMIT 1) c`;

const WORDS = `
  INSERT INTO case_words (case_id, organisation_id, opened_at, open, pairs, number_parts)
  SELECT x.id, x.place, x.opened, x.open, t.pairs, text_threes(x.number) FROM copies x JOIN titles t ON t.i = x.title`;

/** What the trigger would have counted. */
const COUNTS = 'SELECT recount_open_cases()';

const CLOCKS = `
  INSERT INTO clocks (case_id, clock_id, kind, stage_id, status, started_at, due_at, provisional, stopped_at, verdict,
    overdue_at, owner_role, owner_organisation_id, unit)
  SELECT x.id, 'stage.' || s || '.1', 'stage', s,
         CASE WHEN x.open AND s = 'accept' THEN 'RUNNING' ELSE 'STOPPED' END, x.opened, COALESCE(x.due, x.ended), false,
         CASE WHEN NOT x.open OR s <> 'accept' THEN COALESCE(x.ended, x.opened) END,
         CASE WHEN NOT x.open OR s <> 'accept' THEN 'ON_TIME' END,
         CASE WHEN s = 'accept' AND x.due < now() THEN x.due END, 'officer', x.place, 'workday'
    FROM copies x, unnest(ARRAY['accept', 'earlier']) AS s`;

const DUTIES = `
  INSERT INTO duties (case_id, key, stage_id, role, organisation_id, person_id, since, due_at)
  SELECT x.id, 'stage.accept', 'accept', 'officer', x.place, NULL, x.opened, x.due FROM copies x WHERE x.open`;

const RUNGS = `
  INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at, acknowledge_by, acknowledged_at, acknowledged_by)
  SELECT x.id, 'stage.accept.1', r, at, at, CASE WHEN r = 'overdue' THEN at + interval '4 hours' END,
         CASE WHEN r = 'overdue' AND (NOT x.open OR x.n % 3 = 0) THEN at + interval '1 hour' END, NULL
    FROM copies x, unnest(ARRAY['day-before', 'overdue']) AS r, LATERAL (SELECT COALESCE(x.due, x.ended) AS at) y
   WHERE at < now()`;

const PROPOSERS = `
  INSERT INTO proposers (id, name, phone)
  SELECT 'bench-' || n, '居民' || n, '199' || to_char(n, 'FM00000000') FROM copies WHERE n % 5 = 0`;

const SUGGESTIONS = `
  INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, proposer_id, entered_by,
    created_at)
  SELECT c.id, 'B' || c.number, c.programme_code, c.organisation_id, c.org_path, 'wechat', c.title || '，请尽快办理', c.id, 'bench',
         c.opened_at
    FROM copies x JOIN cases c ON c.id = x.id WHERE x.n % 5 = 0`;

const LINKS = `
  INSERT INTO suggestion_cases (suggestion_id, case_id, linked_at, how)
  SELECT id, id, created_at, 'opened' FROM suggestions WHERE entered_by = 'bench'`;
