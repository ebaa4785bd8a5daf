import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { LIMIT_KINDS } from '../../domain/figures/tally';
import { OVERLAY_KINDS, type ClockKind } from '../../domain/case/state';

/** One programme below one organisation, in one month. */
export interface Asked {
  readonly programme: string;
  readonly path: string;
  readonly from: Instant;
  /** The month ends before it. */
  readonly cutOff: Instant;
  /** Stages by whose limits projects are determined. */
  readonly determining: readonly string[];
}

/** A place, or null for everything together: counted anew by the database, not added up. */
interface Counted {
  readonly place: string | null;
}

export interface CaseCounts extends Counted {
  readonly itemType: string | null;
  readonly applied: readonly [month: number, total: number];
  readonly confirmed: readonly [month: number, total: number];
  readonly funded: readonly [month: number, total: number];
  readonly started: readonly [month: number, total: number];
  readonly done: readonly [month: number, total: number];
  readonly budgetFen: readonly [month: number, total: number];
}

const VALUES = (asked: Asked): unknown[] => [asked.programme, asked.path, asked.from, asked.cutOff];

/** How many reached a step in the month, and until the cut-off. */
const step = (column: string, name: string): string =>
  `json_build_array(count(*) FILTER (WHERE ${column} >= $3 AND ${column} < $4), count(*) FILTER (WHERE ${column} < $4)) AS "${name}"`;

/** Money comes as text from a sum of bigint: JSON numbers are exact far beyond any budget. */
const sum = (column: string, at: string, name: string): string =>
  `json_build_array(coalesce(sum(${column}) FILTER (WHERE ${at} >= $3 AND ${at} < $4), 0),
     coalesce(sum(${column}) FILTER (WHERE ${at} < $4), 0)) AS "${name}"`;

export const CASES_SQL = `
  SELECT org_path AS place, coalesce(item_type, '') AS "itemType",
         ${step('applied_at', 'applied')}, ${step('confirmed_at', 'confirmed')}, ${step('funded_at', 'funded')},
         ${step('started_at', 'started')}, ${step('done_at', 'done')}, ${sum('approved_fen', 'confirmed_at', 'budgetFen')}
    FROM case_milestones
   WHERE programme_code = $1 AND org_path LIKE $2 || '%'
   GROUP BY GROUPING SETS ((org_path, coalesce(item_type, '')), ())`;

export const MONEY_SQL = `
  SELECT org_path AS place, ${sum('disbursed_fen', 'at', 'disbursedFen')}, ${sum('paid_fen', 'at', 'paidFen')}
    FROM case_payments
   WHERE programme_code = $1 AND org_path LIKE $2 || '%'
   GROUP BY GROUPING SETS ((org_path), ())`;

export const SUGGESTIONS_SQL = `
  SELECT org_path AS place, ${step('created_at', 'suggestions')}
    FROM suggestions
   WHERE programme_code = $1 AND created_at < $4 AND org_path LIKE $2 || '%'
   GROUP BY GROUPING SETS ((org_path), ())`;

export interface MoneyCounts extends Counted {
  readonly disbursedFen: readonly [month: number, total: number];
  readonly paidFen: readonly [month: number, total: number];
}
export interface SuggestionCounts extends Counted {
  readonly suggestions: readonly [month: number, total: number];
}

/** Limits of organisations that stopped in the month. */
export const STOPPED_SQL = `
  SELECT k.owner_organisation_id AS owner, count(*)::int AS stopped,
         (count(*) FILTER (WHERE k.verdict = 'ON_TIME'))::int AS "onTime",
         (count(*) FILTER (WHERE d.yes))::int AS determined,
         coalesce(sum(k.used_net) FILTER (WHERE d.yes), 0)::float8 AS "determinedNet",
         coalesce(sum(k.used_gross) FILTER (WHERE d.yes), 0)::float8 AS "determinedGross"
    FROM clocks k JOIN case_milestones m ON m.case_id = k.case_id
    CROSS JOIN LATERAL (SELECT k.kind = 'stage' AND k.stage_id = ANY($6::text[]) AND k.unit = 'workday' AS yes) d
   WHERE k.owner_organisation_id = ANY($2::text[]) AND k.stopped_at >= $3 AND k.stopped_at < $4
     AND k.kind = ANY($5::text[]) AND m.programme_code = $1
   GROUP BY GROUPING SETS ((k.owner_organisation_id), ())`;

export interface StoppedCounts {
  readonly owner: string | null;
  readonly stopped: number;
  readonly onTime: number;
  readonly determined: number;
  readonly determinedNet: number;
  readonly determinedGross: number;
}

/** Limits that were paused and kept: few, and whether they were kept without the pause is counted by the calendar. */
export const PAUSED_SQL = `
  SELECT k.owner_organisation_id AS owner, k.unit, k.started_at AS "startedAt", k.due_at AS "dueAt",
         k.used_net AS "usedNet", k.used_gross AS "usedGross"
    FROM clocks k JOIN case_milestones m ON m.case_id = k.case_id
   WHERE k.owner_organisation_id = ANY($2::text[]) AND k.stopped_at >= $3 AND k.stopped_at < $4
     AND k.kind = ANY($5::text[]) AND m.programme_code = $1
     AND k.verdict = 'ON_TIME' AND k.used_gross > k.used_net + 0.005 AND k.due_at IS NOT NULL`;

export interface PausedClock {
  readonly owner: string;
  readonly unit: string;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly usedNet: number;
  readonly usedGross: number;
}

/** Past due at the cut-off and not stopped by then: those that still run, and those that stopped since. */
const OVERDUE = `
  SELECT k.case_id, k.clock_id, k.kind, k.stage_id, k.owner_role, k.owner_organisation_id, k.due_at
    FROM clocks k
   WHERE k.owner_organisation_id = ANY($2::text[]) AND k.kind = ANY($4::text[]) AND k.stopped_at IS NULL
     AND k.due_at <= $3 AND (k.status = 'RUNNING' OR k.overdue_at <= $3)
  UNION ALL
  SELECT k.case_id, k.clock_id, k.kind, k.stage_id, k.owner_role, k.owner_organisation_id, k.due_at
    FROM clocks k
   WHERE k.owner_organisation_id = ANY($2::text[]) AND k.kind = ANY($4::text[]) AND k.stopped_at >= $3
     AND k.due_at <= $3`;

export const OVERDUE_SQL = `
  SELECT o.owner_organisation_id AS owner, count(*)::int AS n
    FROM (${OVERDUE}) o JOIN case_milestones m ON m.case_id = o.case_id
   WHERE m.programme_code = $1 GROUP BY GROUPING SETS ((o.owner_organisation_id), ())`;

export const OVERDUE_LIST_SQL = `
  SELECT c.number, c.title, c.organisation_id AS "organisationId", c.programme_version_id AS "versionId", o.kind,
         o.stage_id AS "stageId", o.owner_role AS role, o.owner_organisation_id AS owner, o.due_at AS "dueAt",
         (SELECT r.rung FROM rungs r WHERE r.case_id = o.case_id AND r.clock_id = o.clock_id AND r.fired_at <= $3
           ORDER BY r.fired_at DESC, r.planned_at DESC LIMIT 1) AS rung,
         (SELECT x->>'ladder' FROM json_array_elements(c.state->'clocks') x WHERE x->>'id' = o.clock_id) AS ladder
    FROM (SELECT o.*, m.programme_code FROM (${OVERDUE}) o JOIN case_milestones m ON m.case_id = o.case_id
           WHERE m.programme_code = $1 ORDER BY o.due_at, o.case_id, o.clock_id LIMIT $5) o
    JOIN cases c ON c.id = o.case_id ORDER BY o.due_at, c.number, o.clock_id`;

export interface OverdueRow {
  readonly number: string;
  readonly title: string;
  readonly organisationId: string;
  readonly versionId: string;
  readonly kind: ClockKind;
  readonly stageId: string | null;
  readonly role: string | null;
  readonly owner: string;
  readonly dueAt: Date;
  readonly rung: string | null;
  readonly ladder: string | null;
}

/** A limit that ends at 24:00 of the month's last day was due in the month. */
export const INSPECTIONS_DUE_SQL = `
  SELECT m.org_path AS place, count(*)::int AS due,
         (count(*) FILTER (WHERE k.verdict = 'OVERDUE' OR k.stopped_at IS NULL OR k.stopped_at > k.due_at))::int AS missed
    FROM clocks k JOIN case_milestones m ON m.case_id = k.case_id
   WHERE k.kind IN ('inspection', 'reinspection', 'visit') AND k.due_at > $3 AND k.due_at <= $4
     AND m.programme_code = $1 AND m.org_path LIKE $2 || '%'
   GROUP BY GROUPING SETS ((m.org_path), ())`;

export const INSPECTIONS_DONE_SQL = `
  SELECT i.org_path AS place, count(*)::int AS done
    FROM inspections i JOIN case_milestones m ON m.case_id = i.case_id
   WHERE i.org_path LIKE $2 || '%' AND i.recorded_at >= $3 AND i.recorded_at < $4 AND m.programme_code = $1
   GROUP BY GROUPING SETS ((i.org_path), ())`;

export const FINDINGS_SQL = `
  SELECT f.org_path AS place, (count(*) FILTER (WHERE f.raised_at >= $3))::int AS raised,
         (count(*) FILTER (WHERE f.verified_at >= $3 AND f.verified_at < $4))::int AS closed,
         (count(*) FILTER (WHERE f.verified_at IS NULL OR f.verified_at >= $4))::int AS open
    FROM findings f JOIN case_milestones m ON m.case_id = f.case_id
   WHERE f.org_path LIKE $2 || '%' AND f.raised_at < $4 AND m.programme_code = $1
   GROUP BY GROUPING SETS ((f.org_path), ())`;

/** Communities, and those with a confirmed project: counted once for the whole, apart from the towns. */
export const COVERAGE_SQL = `
  WITH places AS MATERIALIZED (
    SELECT DISTINCT org_path FROM case_milestones
     WHERE programme_code = $1 AND org_path LIKE $2 || '%' AND confirmed_at < $3
  )
  SELECT count(*)::int AS communities,
         (count(*) FILTER (WHERE EXISTS (SELECT FROM places p WHERE p.org_path LIKE o.path || '%')))::int AS covered
    FROM organisations o WHERE o.level = 'COMMUNITY' AND o.path LIKE $2 || '%'`;

/** Limits that somebody can miss, those that lie over the case included. */
export const OVERDUE_KINDS: readonly ClockKind[] = [...LIMIT_KINDS, ...OVERLAY_KINDS];

async function rowsOf<R extends object>(
  db: PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  return (await db.query<R>(text, [...values])).rows;
}

/** Everything that is counted by the place of a case. */
export async function countCases(db: PoolClient, asked: Asked) {
  const values = VALUES(asked);
  return {
    cases: await rowsOf<CaseCounts>(db, CASES_SQL, values),
    money: await rowsOf<MoneyCounts>(db, MONEY_SQL, values),
    suggestions: await rowsOf<SuggestionCounts>(db, SUGGESTIONS_SQL, values),
    due: await rowsOf<Counted & { due: number; missed: number }>(db, INSPECTIONS_DUE_SQL, values),
    done: await rowsOf<Counted & { done: number }>(db, INSPECTIONS_DONE_SQL, values),
    findings: await rowsOf<Counted & { raised: number; closed: number; open: number }>(
      ...([db, FINDINGS_SQL, values] as const),
    ),
    coverage: await rowsOf<{ communities: number; covered: number }>(
      ...([db, COVERAGE_SQL, [asked.programme, asked.path, asked.cutOff]] as const),
    ),
  };
}

/** Everything that is counted by the organisation whose limit it was. */
export async function countLimits(db: PoolClient, asked: Asked, owners: readonly string[]) {
  const span = [asked.programme, owners, asked.from, asked.cutOff, [...LIMIT_KINDS]];
  return {
    stopped: await rowsOf<StoppedCounts>(db, STOPPED_SQL, [...span, asked.determining]),
    paused: await rowsOf<PausedClock>(db, PAUSED_SQL, span),
    overdue: await rowsOf<{ owner: string | null; n: number }>(db, OVERDUE_SQL, [
      ...[asked.programme, owners, asked.cutOff, [...OVERDUE_KINDS]],
    ]),
  };
}

export const listOverdue = (
  db: PoolClient,
  { programme, cutOff }: Asked,
  owners: readonly string[],
  limit: number,
): Promise<OverdueRow[]> =>
  rowsOf(db, OVERDUE_LIST_SQL, [programme, owners, cutOff, [...OVERDUE_KINDS], limit]);
