import { AGES, countsQuery, findingsQuery, type FindingsAsked } from '../../../api/supervision/findings';
import { headsQuestion, WAITING_SQL, type ListAsked } from '../../../ledger/bulletin/rows';
import { checksQuestion } from '../../../ledger/spot-check/rows';
import { withClient } from '../../../scripts/postgres/databases';
import { planOf } from '../../support/plan';
import { makeWorld, type World } from '../../support/world';

/** Enough that the planner no longer reads whole tables because they are small. */
const CASES = 40_000;
const NOW = '2026-06-01T00:00:00.000Z';

/** A province: a hundred cities with 400 findings each, every eighth still open; bulletins of eight years; checks of ten. */
const FILL = [
  `CREATE TEMP TABLE many AS
   SELECT 'p' || i AS id, i, '/city-' || i % 100 || '/town-' || i % 1000 || '/' AS path,
          timestamptz '2025-02-01' + i * interval '15 minutes' AS at FROM generate_series(1, ${CASES}) i`,
  `INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id, org_path, status, state,
     seq, hash, opened_at)
   SELECT id, id, 'zhangjiagang', (SELECT id FROM programme_versions WHERE code = 'zhangjiagang' LIMIT 1), 'PROJECT', '项目',
          'zjg', path, 'APPROVED', '{"findings":[]}', 3, '', at FROM many`,
  `INSERT INTO findings (case_id, finding_id, org_path, kind, source, check_ids, status, raised_at, due_at, verified_at,
     times_failed, repeated, responsible_role)
   SELECT id, 'x', path, CASE WHEN i % 20 = 0 THEN 'safety' ELSE 'other' END, CASE WHEN i % 5 = 0 THEN 'visit' ELSE 'inspection' END,
          CASE WHEN i % 5 = 0 THEN ARRAY['check-' || i % 300] ELSE '{}' END,
          CASE WHEN i % 8 > 0 THEN 'VERIFIED' WHEN i % 16 = 0 THEN 'OPEN' ELSE 'ANSWERED' END, at, at + interval '15 days',
          CASE WHEN i % 8 > 0 THEN at + interval '9 days' END, 0, false, 'implementer' FROM many`,
  `INSERT INTO clocks (case_id, clock_id, kind, status, started_at, due_at, provisional)
   SELECT id, 'c', 'rectification', 'RUNNING', at, at, false FROM many`,
  `INSERT INTO duties (case_id, key, role, organisation_id, since) SELECT id, 'c', 'implementer', 'zjg', at FROM many`,
  `INSERT INTO bulletins (id, programme_code, organisation_id, org_path, month, status, year, number, content, parts, built_at)
   SELECT 'b' || i, 'zhangjiagang', 'city-' || i / 96, '/city-' || i / 96 || '/',
          to_char(date '2018-01-01' + (i % 96) * interval '1 month', 'YYYY-MM'),
          CASE WHEN i % 96 > 94 THEN 'DRAFT' ELSE 'PUBLISHED' END, 2000 + i / 96, i % 96, '{}', '{}', now()
     FROM generate_series(0, 9599) i`,
  `INSERT INTO spot_checks (id, organisation_id, org_path, title, status, state, seq, hash, defined_by, defined_at)
   SELECT 's' || i, 'zjg', '/city-' || i % 100 || '/', '抽查', CASE WHEN i % 50 = 0 THEN 'DRAWN' ELSE 'CLOSED' END, '{}', 1, '', 'x',
          timestamptz '2016-01-01' + i * interval '4 hours' FROM generate_series(1, 20000) i`,
  'ANALYZE',
];

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await withClient(world.database.ownerUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    for (const statement of FILL) await client.query(statement);
  });
}, 120_000);
afterAll(() => world.close());

/** Read whole by anybody: there are few of them. */
const SMALL = ['organisations', 'persons', 'posts', 'programme_versions'];
const wholeOf = async (question: { text: string; values: readonly unknown[] }): Promise<string[]> =>
  (await planOf(world.pool, question)).whole.filter((table) => !SMALL.includes(table));

const FINDINGS: FindingsAsked = {
  ...{ paths: ['/city-7/'], status: 'open', kind: null, source: null, checkId: null },
  ...{ age: null, overdue: false, now: NOW },
};
const FILTERS: readonly (readonly [string, Partial<FindingsAsked>])[] = [
  ['open ones', {}],
  ['those to be put right', { status: 'OPEN' }],
  ['those to be verified', { status: 'ANSWERED' }],
  ['those that are done', { status: 'VERIFIED' }],
  ['all', { status: 'all' }],
  ['one kind', { kind: 'safety' }],
  ['one source', { source: 'visit' }],
  ['one check', { checkId: 'check-7', status: 'all' }],
  ...AGES.map((age) => [`age ${age}`, { age }] as const),
  ['what is overdue', { overdue: true }],
  ['a town', { paths: ['/city-7/town-107/'], status: 'all' }],
  ['two places', { paths: ['/city-7/', '/city-9/'] }],
];

describe.each(FILTERS)('findings: %s', (_, filter) => {
  const asked = { ...FINDINGS, ...filter };

  it('are listed and counted without reading a table whole', async () => {
    expect(await wholeOf(findingsQuery(asked, null, 51))).toEqual([]);
    expect(await wholeOf(findingsQuery(asked, ['2026-05-01T00:00:00.000Z', 'p7', 'x'], 51))).toEqual([]);
    expect(await wholeOf(countsQuery(asked))).toEqual([]);
  });

  it('of the whole province are listed from an index', async () => {
    const { indexes } = await planOf(world.pool, findingsQuery({ ...asked, paths: ['/'] }, null, 51));
    const { age, checkId } = asked;
    const index = checkId === null ? 'findings_by_due' : 'findings_check_ids_idx';
    // Of those that are open only a few are as old as asked for: they are all looked at.
    expect(indexes).toContain(age === null ? index : 'findings_open_idx');
  });
});

const BULLETINS: ListAsked = { drafts: [], after: null, limit: 31 };
it.each<readonly [string, Partial<ListAsked>]>([
  ['for everybody', {}],
  ['with the drafts of a city', { drafts: ['/city-7/'] }],
  ['of one city', { organisationId: 'city-7' }],
  ['of one programme', { programme: 'zhangjiagang' }],
  ['that are published', { status: 'PUBLISHED' }],
  ['that are drafts', { status: 'DRAFT', drafts: ['/city-7/'] }],
  ['further on', { after: { month: '2020-01', id: 'b7' } }],
])('bulletins %s are listed without reading a table whole', async (_, asked) => {
  expect(await wholeOf(headsQuestion({ ...BULLETINS, ...asked }))).toEqual([]);
});

it('bulletins that wait are counted from their index', async () => {
  const { whole, indexes } = await planOf(world.pool, { text: WAITING_SQL, values: [['/city-7/%']] });
  expect([whole, indexes]).toEqual([[], ['bulletins_waiting']]);
});

it.each([
  ['all', false, null, 'spot_checks_defined_at_id_idx'],
  ['further on', false, { definedAt: NOW, id: 's7' }, 'spot_checks_defined_at_id_idx'],
  ['under way', true, null, 'spot_checks_under_way'],
  ['under way, further on', true, { definedAt: NOW, id: 's7' }, 'spot_checks_under_way'],
] as const)('spot checks, %s, are listed from their index', async (_, underWay, before, index) => {
  const question = checksQuestion({ underWay, before, limit: 51 });
  expect(await wholeOf(question)).toEqual([]);
  expect((await planOf(world.pool, question)).indexes).toContain(index);
});
