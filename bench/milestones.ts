import { withClient } from '../scripts/postgres/databases';
import type { Bench } from './figures/context';
import type { Stack } from './stack';

/** A year of supervision in the city, unless another figure of the same run has made it already. */
export async function ensureMilestones({ stack, say }: Bench): Promise<void> {
  const { rows } = await stack.pool.query("SELECT FROM findings WHERE finding_id = 'bench' LIMIT 1");
  if (rows.length > 0) return;
  const started = performance.now();
  await seedMilestones(stack);
  say(`milestones in ${Math.round((performance.now() - started) / 1000)} s`);
}

/** What triggers would have written with the ledger of the copies, and a year of supervision; bulletins are counted from it. */
function seedMilestones(stack: Stack): Promise<void> {
  return withClient(stack.postgres.url(), async (client) => {
    await client.query('SET session_replication_role = replica');
    for (const statement of [MILESTONES, PAYMENTS, PAUSED, VISIT_CLOCKS, VISITS, FINDINGS, STATES])
      await client.query(statement);
    await client.query(
      'VACUUM (ANALYZE) cases, case_milestones, case_payments, clocks, inspections, findings',
    );
  });
}

/** Seven of ten were confirmed, and of those all that ended were funded, started and done: ten days from step to step. */
const MILESTONES = `
  INSERT INTO case_milestones (case_id, programme_code, org_path, item_type, applied_at, confirmed_at, funded_at, started_at,
    done_at, approved_fen)
  SELECT id, programme_code, org_path, CASE WHEN n % 3 = 0 THEN 'service' ELSE 'works' END, opened_at,
         CASE WHEN n % 10 < 7 THEN opened_at + interval '10 days' END,
         CASE WHEN n % 10 < 7 AND ended_at IS NOT NULL THEN opened_at + interval '20 days' END,
         CASE WHEN n % 10 < 7 AND ended_at IS NOT NULL THEN opened_at + interval '30 days' END,
         CASE WHEN n % 10 < 7 AND ended_at IS NOT NULL THEN ended_at END,
         CASE WHEN n % 10 < 7 THEN 100000 + n % 9000000 END
    FROM (SELECT c.*, hashtext(c.id) & 2147483647 AS n FROM cases c WHERE c.id LIKE 'bench-%') x`;

/** Disbursed once, paid twice. */
const PAYMENTS = `
  INSERT INTO case_payments (case_id, seq, programme_code, org_path, at, disbursed_fen, paid_fen)
  SELECT case_id, s, programme_code, org_path, funded_at + s * interval '5 days',
         CASE WHEN s = 1 THEN approved_fen ELSE 0 END, CASE WHEN s > 1 THEN approved_fen / 2 ELSE 0 END
    FROM case_milestones, generate_series(1, 3) s WHERE funded_at IS NOT NULL AND case_id LIKE 'bench-%'`;

/** Of the limits that stopped in the last three months one of twenty was paused for two days. */
const PAUSED = `
  UPDATE clocks SET used_net = 5, used_gross = CASE WHEN (hashtext(case_id) & 2147483647) % 20 = 0 THEN 7 ELSE 5 END
   WHERE stopped_at >= now() - interval '90 days' AND case_id LIKE 'bench-%'`;

const SOME = `(SELECT c.id, c.org_path, c.organisation_id, now() - ((hashtext(c.id) & 2147483647) % 360) * interval '1 day' AS at,
                      (hashtext(c.id) & 2147483647) % 97 AS n
                 FROM cases c WHERE c.id LIKE 'bench-%0')`;

/** Every tenth case was to be inspected once within the year; one of eight was missed. */
const VISIT_CLOCKS = `
  INSERT INTO clocks (case_id, clock_id, kind, stage_id, status, started_at, due_at, provisional, stopped_at, verdict,
    overdue_at, owner_role, owner_organisation_id, unit)
  SELECT id, 'inspection.1', 'inspection', NULL, CASE WHEN n % 8 = 0 THEN 'RUNNING' ELSE 'STOPPED' END,
         at - interval '90 days', at, false, CASE WHEN n % 8 > 0 THEN at - interval '3 days' END,
         CASE WHEN n % 8 > 0 THEN 'ON_TIME' END, CASE WHEN n % 8 = 0 THEN at END, 'inspector', organisation_id, 'day'
    FROM ${SOME} x`;

const VISITS = `
  INSERT INTO inspections (case_id, inspection_id, org_path, visited_on, recorded_at, result, person_id, findings)
  SELECT id, 'bench', org_path, (at - interval '3 days')::date, at - interval '3 days', 'passed', 'bench', 0
    FROM ${SOME} x WHERE n % 8 > 0`;

const FINDINGS = `
  INSERT INTO findings (case_id, finding_id, org_path, kind, source, status, raised_at, due_at, verified_at, times_failed,
    repeated, responsible_role)
  SELECT id, 'bench', org_path, 'other', 'inspection', CASE WHEN n % 4 = 0 THEN 'OPEN' ELSE 'VERIFIED' END, at, at + interval '15 days',
         CASE WHEN n % 4 > 0 THEN at + interval '20 days' END, 0, false, 'implementer'
    FROM ${SOME} x WHERE n % 3 = 0`;

/** The list of findings reads each as its case has it. */
const STATES = `
  UPDATE cases c SET state = json_build_object('clocks', '[]'::json, 'findings', json_build_array(json_build_object(
           'id', f.finding_id, 'clockId', 'rectification.1', 'kind', f.kind, 'text', '扶手松动', 'source', f.source, 'checkId', NULL,
           'status', f.status, 'raisedAt', to_char(f.raised_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'responsible', json_build_object('role', 'implementer', 'level', 'COMMUNITY'), 'answers', '[]'::json, 'verdicts', '[]'::json)))
    FROM findings f WHERE f.case_id = c.id AND f.finding_id = 'bench'`;
