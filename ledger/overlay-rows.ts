import type { CaseState, Finding } from '../domain/case/state';
import { organisationFor } from './recipients';
import type { OrganisationNode } from './organisations';

type Tree = ReadonlyMap<string, OrganisationNode>;

/** Inspections that came with these events. */
export function inspectionRows(before: CaseState | null, state: CaseState) {
  return state.inspections.slice(before?.inspections.length ?? 0).map((one) => ({
    ...{ case_id: state.id, inspection_id: one.id, org_path: state.orgPath, check_ids: one.checkIds },
    ...{ visited_on: one.visitedOn, recorded_at: one.recordedAt, result: one.result, person_id: one.by },
    ...{ percent_done: one.percentDone, percent_planned: one.percentPlanned },
    findings: one.findingIds.length,
  }));
}

/** The limit that runs for a finding now, or ran last. */
const clockFor = (state: CaseState | null, { clockId }: Finding) =>
  state?.clocks.find(({ id }) => id === clockId);

/** Findings that changed, by themselves or because their limit moved. */
export function findingRows(before: CaseState | null, state: CaseState, tree: Tree) {
  return state.findings
    .filter(
      (finding, i) =>
        finding !== before?.findings[i] || clockFor(state, finding) !== clockFor(before, finding),
    )
    .map((finding) => {
      const { answers, verdicts, responsible } = finding;
      const clock = clockFor(state, finding);
      return {
        ...{ case_id: state.id, finding_id: finding.id, org_path: state.orgPath, kind: finding.kind },
        ...{ source: finding.source, check_ids: finding.checkIds, status: finding.status },
        ...{
          raised_at: finding.raisedAt,
          due_at: clock?.dueAt ?? null,
          overdue_at: clock?.overdueAt ?? null,
        },
        answered_at: answers.at(-1)?.at ?? null,
        verified_at: finding.status === 'VERIFIED' ? (verdicts.at(-1)?.at ?? null) : null,
        times_failed: verdicts.filter(({ passed }) => !passed).length,
        repeated: finding.repeatOf !== null,
        responsible_role: responsible.role,
        organisation_id: organisationFor(responsible, state, tree),
      };
    });
}
