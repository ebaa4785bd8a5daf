import { LIMIT_KINDS } from '../../../domain/figures/tally';
import { DETAIL_SQL } from '../../../ledger/bulletin/detail';
import {
  CASES_SQL,
  COVERAGE_SQL,
  FINDINGS_SQL,
  INSPECTIONS_DONE_SQL,
  INSPECTIONS_DUE_SQL,
  MONEY_SQL,
  OVERDUE_KINDS,
  OVERDUE_LIST_SQL,
  OVERDUE_SQL,
  PAUSED_SQL,
  STOPPED_SQL,
  SUGGESTIONS_SQL,
} from '../../../ledger/bulletin/questions';
import { withClient } from '../../../scripts/postgres/databases';
import { planOf } from '../../support/plan';
import { makeWorld, type World } from '../../support/world';

/** Enough that the planner no longer reads whole tables because they are small. */
const CASES = 40_000;
const [FROM, CUT_OFF] = ['2026-01-31T16:00:00.000Z', '2026-02-28T16:00:00.000Z'];

const PLACE = `(SELECT id, path, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS "of"
                  FROM organisations WHERE level = 'COMMUNITY')`;
/** A case a quarter of an hour, every tenth still open; each with a few lines, limits, a visit and a suggestion. */
const FILL = [
  `CREATE TEMP TABLE many AS
   SELECT 'p' || i AS id, i, p.id AS place, p.path, timestamptz '2025-02-01' + i * interval '15 minutes' AS at
     FROM generate_series(1, ${CASES}) i JOIN ${PLACE} p ON p.n = i % p.of`,
  `INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id, org_path, status, state,
     seq, hash, opened_at, ended_at)
   SELECT id, id, 'zhangjiagang', (SELECT id FROM programme_versions WHERE code = 'zhangjiagang' LIMIT 1), 'PROJECT', '项目',
          place, path, 'APPROVED', '{"clocks":[]}', 3, '', at, CASE WHEN i % 10 > 0 THEN at + interval '30 days' END FROM many`,
  `INSERT INTO ledger_events (case_id, seq, type, at, data, prev_hash, hash)
   SELECT id, s, 'NoteAdded', at, '{}', '', '' FROM many, generate_series(1, 3) s`,
  `INSERT INTO case_milestones SELECT id, 'zhangjiagang', path, 'works', at, at + interval '9 days', at + interval '20 days',
          at + interval '25 days', at + interval '30 days', 100 FROM many`,
  `INSERT INTO case_payments SELECT id, 1, 'zhangjiagang', path, at + interval '20 days', 100, 0 FROM many`,
  `INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, entered_by, created_at)
   SELECT id, id, 'zhangjiagang', place, path, 'wechat', '建议', 'x', at FROM many`,
  `INSERT INTO clocks (case_id, clock_id, kind, stage_id, status, started_at, due_at, provisional, stopped_at, verdict,
     owner_role, owner_organisation_id, unit)
   SELECT id, 'c' || s, CASE WHEN s = 3 THEN 'inspection' ELSE 'stage' END, 'accept',
          CASE WHEN i % 10 = 0 AND s = 1 THEN 'RUNNING' ELSE 'STOPPED' END, at, at + interval '9 days', false,
          CASE WHEN i % 10 = 0 AND s = 1 THEN NULL ELSE at + s * interval '5 days' END, 'ON_TIME', 'officer', place, 'workday'
     FROM many, generate_series(1, 3) s`,
  `INSERT INTO rungs (case_id, clock_id, rung, planned_at, fired_at)
   SELECT id, 'c1', 'overdue', at + interval '9 days', at + interval '9 days' FROM many`,
  `INSERT INTO inspections (case_id, inspection_id, org_path, visited_on, recorded_at, result, person_id, findings)
   SELECT id, 'x', path, at::date, at, 'passed', 'x', 0 FROM many`,
  `INSERT INTO findings (case_id, finding_id, org_path, kind, source, status, raised_at, verified_at, times_failed, repeated,
     responsible_role)
   SELECT id, 'x', path, 'other', 'inspection', 'VERIFIED', at, at + interval '9 days', 0, false, 'implementer'
     FROM many WHERE i % 10 = 0`,
  'ANALYZE',
];

let world: World;
let owners: string[];
beforeAll(async () => {
  world = await makeWorld();
  await withClient(world.database.ownerUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    for (const statement of FILL) await client.query(statement);
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM organisations WHERE path LIKE '/zjg/%'`,
    );
    owners = rows.map(({ id }) => id);
  });
}, 120_000);
afterAll(() => world.close());

const [PROGRAMME, PATH] = ['zhangjiagang', '/zjg/'];
const LISTED = 200;
/** A month has a small part of all cases: of these as of a million. */
const FEW = 100;
const span = () => [PROGRAMME, owners, FROM, CUT_OFF, [...LIMIT_KINDS]];

/** Every question of a bulletin with what it asks, and the tables of which it may read all there is. */
const QUESTIONS: readonly [string, string, () => unknown[], readonly string[]][] = [
  ['cases', CASES_SQL, () => [PROGRAMME, PATH, FROM, CUT_OFF], ['case_milestones']],
  ['money', MONEY_SQL, () => [PROGRAMME, PATH, FROM, CUT_OFF], ['case_payments']],
  ['coverage', COVERAGE_SQL, () => [PROGRAMME, PATH, CUT_OFF], ['case_milestones']],
  ['suggestions', SUGGESTIONS_SQL, () => [PROGRAMME, PATH, FROM, CUT_OFF], ['suggestions']],
  ['stopped', STOPPED_SQL, () => [...span(), ['determine']], ['case_milestones']],
  ['paused', PAUSED_SQL, span, ['case_milestones']],
  ['overdue', OVERDUE_SQL, () => [PROGRAMME, owners, CUT_OFF, [...OVERDUE_KINDS]], ['case_milestones']],
  [
    'overdue list',
    OVERDUE_LIST_SQL,
    () => [PROGRAMME, owners, CUT_OFF, [...OVERDUE_KINDS], LISTED],
    ['case_milestones'],
  ],
  ['inspections due', INSPECTIONS_DUE_SQL, () => [PROGRAMME, PATH, FROM, CUT_OFF], ['case_milestones']],
  ['inspections done', INSPECTIONS_DONE_SQL, () => [PROGRAMME, PATH, FROM, CUT_OFF], ['case_milestones']],
  ['findings', FINDINGS_SQL, () => [PROGRAMME, PATH, FROM, CUT_OFF], ['case_milestones', 'findings']],
  [
    'the cases behind it',
    DETAIL_SQL,
    () => [PROGRAMME, PATH, FROM, CUT_OFF, FEW],
    ['case_milestones', 'case_payments'],
  ],
];

/** A dozen organisations and programmes are read whole by anybody. */
const SMALL = ['organisations', 'programme_versions'];

it.each(QUESTIONS)(
  'the question for %s reads no table whole but a narrow one',
  async (_, text, values, narrow) => {
    const { whole } = await planOf(world.pool, { text, values: values() });
    expect(whole.filter((table) => !SMALL.includes(table) && !narrow.includes(table))).toEqual([]);
  },
);
