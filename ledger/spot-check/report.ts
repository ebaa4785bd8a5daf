import type { Instant } from '../../domain/calendar/instant';
import type { InspectionResult } from '../../domain/case/state';
import {
  summaryOf,
  type ReportedFinding,
  type ReportedVisit,
  type Summary,
} from '../../domain/spot-check/report';
import { sampleOf, type SpotCheck } from '../../domain/spot-check/state';
import type { LedgerDeps } from '../deps';
import { loadCheck, type NamedCheck } from './rows';

/** What a check was, saw and found, and how soon it was put right. Without words of findings: they may name people. */
export interface ClosingReport {
  readonly at: Instant;
  readonly check: NamedCheck;
  readonly summary: Summary;
  readonly visits: readonly ReportedVisit[];
  readonly findings: readonly ReportedFinding[];
}

interface Visited {
  readonly number: string;
  readonly visited_on: string;
  readonly result: InspectionResult;
}

interface Found {
  readonly number: string;
  readonly version: string;
  readonly kind: string;
  readonly status: ReportedFinding['status'];
  readonly raised_at: Date;
  readonly verified_at: Date | null;
  readonly times_failed: number;
  readonly repeated: boolean;
}

/** The newest visit of each case. */
async function visitedBy({ pool }: LedgerDeps, checkId: string): Promise<Map<string, Visited>> {
  const { rows } = await pool.query<Visited>(
    `SELECT c.number, to_char(i.visited_on, 'YYYY-MM-DD') AS visited_on, i.result
       FROM inspections i JOIN cases c ON c.id = i.case_id WHERE i.check_ids @> ARRAY[$1] ORDER BY i.recorded_at`,
    [checkId],
  );
  return new Map(rows.map((row) => [row.number, row]));
}

async function findingsOf(deps: LedgerDeps, checkId: string): Promise<ReportedFinding[]> {
  const { rows } = await deps.pool.query<Found>(
    `SELECT c.number, c.programme_version_id AS version, f.kind, f.status, f.raised_at, f.verified_at, f.times_failed,
       f.repeated
     FROM findings f JOIN cases c ON c.id = f.case_id WHERE f.check_ids @> ARRAY[$1]
     ORDER BY f.raised_at, c.number, f.finding_id`,
    [checkId],
  );
  return Promise.all(
    rows.map(async (row) => {
      const { supervision } = await deps.reference.programme(row.version);
      return {
        ...{ caseNumber: row.number, kind: row.kind, status: row.status },
        name: supervision.findings.find(({ id }) => id === row.kind)?.name ?? { zh: row.kind, en: row.kind },
        raisedAt: row.raised_at.toISOString(),
        verifiedAt: row.verified_at?.toISOString() ?? null,
        ...{ timesFailed: row.times_failed, repeated: row.repeated },
      };
    }),
  );
}

function visitsOf(
  check: SpotCheck,
  visited: ReadonlyMap<string, Visited>,
  findings: readonly ReportedFinding[],
): ReportedVisit[] {
  const strata = new Map(
    (check.drawn ?? []).flatMap(({ key, drawn }) => drawn.map(({ id }) => [id, key] as const)),
  );
  return sampleOf(check).map((caseNumber) => {
    const sent = check.assigned?.find((one) => one.caseNumber === caseNumber);
    const seen = visited.get(caseNumber);
    return {
      ...{ caseNumber, stratum: strata.get(caseNumber) ?? '' },
      ...{ inspector: sent?.name ?? null, order: sent?.order ?? null },
      ...{ visitedOn: seen?.visited_on ?? null, result: seen?.result ?? null },
      findings: findings.filter((one) => one.caseNumber === caseNumber).length,
    };
  });
}

/** What has come of a check so far; once it is closed, its closing report. Null when there is no such check. */
export async function reportOf(
  deps: LedgerDeps,
  checkId: string,
  now: Instant,
): Promise<ClosingReport | null> {
  const check = await loadCheck(deps.pool, checkId);
  if (check === null) return null;
  const findings = await findingsOf(deps, checkId);
  const visits = visitsOf(check.state, await visitedBy(deps, checkId), findings);
  return { at: now, check, summary: summaryOf(visits, findings), visits, findings };
}
