import { withClient } from '../../scripts/postgres/databases';
import type { TestDatabase } from './services';

/** 张家港 until September 2020, as the article tells it (domain.md ZJ23). */
export const ARTICLE = {
  ...{ suggestions: 1448, projects: 924, works: 618, services: 306, budgetFen: 4_329_670_000 },
  ...{ communities: 50, covered: 49 },
} as const;

const PATHS = `SELECT id, path, row_number() OVER (ORDER BY id) - 1 AS n FROM organisations
  WHERE level = 'COMMUNITY' AND path LIKE '/zjg/%'`;

/** Communities until there are fifty, of which the last has no project. */
const PLACES = `
  INSERT INTO organisations (id, parent_id, name, level, path)
  SELECT 'zz-' || lpad(n::text, 2, '0'), t.id, '社区' || n, 'COMMUNITY', t.path || 'zz-' || lpad(n::text, 2, '0') || '/'
    FROM (SELECT id, path FROM organisations WHERE level = 'STREET' AND path LIKE '/zjg/%' ORDER BY id LIMIT 1) t,
         generate_series(1, $1 - (SELECT count(*)::int FROM organisations WHERE level = 'COMMUNITY' AND path LIKE '/zjg/%')) n`;

const SUGGESTIONS = `
  WITH place AS (${PATHS})
  INSERT INTO suggestions (id, receipt_no, programme_code, organisation_id, org_path, channel, words, entered_by, created_at)
  SELECT 's' || i, 'R' || i, 'zhangjiagang', p.id, p.path, 'wechat', '建议', 'x', '2019-06-01T00:00:00Z'
    FROM generate_series(0, $1 - 1) i JOIN place p ON p.n = i % $2`;

const CASES = `
  WITH place AS (${PATHS})
  INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id, org_path, status, state,
    seq, hash, opened_at)
  SELECT 'a' || i, 'A' || i, 'zhangjiagang', (SELECT id FROM programme_versions WHERE code = 'zhangjiagang' LIMIT 1), 'PROJECT',
         '项目', p.id, p.path, 'APPROVED', '{}', 3, '', '2019-06-01T00:00:00Z'
    FROM generate_series(0, $1 - 1) i JOIN place p ON p.n = i % $2`;

/** The first one takes what does not divide. */
const EVENTS = `
  INSERT INTO ledger_events (case_id, seq, type, at, data, prev_hash, hash)
  SELECT 'a' || i, e.seq, e.type, e.at::timestamptz, jsonb_build_object('facts', e.facts), '', ''
    FROM generate_series(0, $1::int - 1) i,
    LATERAL (VALUES
      (1, 'CaseSubmitted', '2019-06-01T01:00:00Z', '{}'::jsonb),
      (2, 'CaseAccepted', '2019-06-02T01:00:00Z',
        jsonb_build_object('itemType', CASE WHEN i < $2::int THEN 'works' ELSE 'service' END)),
      (3, 'CaseApproved', '2020-09-15T01:00:00Z',
        jsonb_build_object('approvedFen', $3::bigint / $1::int + CASE WHEN i = 0 THEN $3::bigint % $1::int ELSE 0 END))
    ) AS e(seq, type, at, facts)`;

/** Loads suggestions and projects that come to the totals of the article. */
export async function loadArticle({ ownerUrl }: TestDatabase): Promise<void> {
  const { communities, covered, suggestions, projects, works, budgetFen } = ARTICLE;
  await withClient(ownerUrl, async (client) => {
    await client.query(PLACES, [communities]);
    await client.query(SUGGESTIONS, [suggestions, covered]);
    await client.query(CASES, [projects, covered]);
    await client.query(EVENTS, [projects, works, budgetFen]);
  });
}
