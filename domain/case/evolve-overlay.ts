import type { CaseEvent, EventOf, EventType, NewFinding, OfChecks } from './events';
import type { CaseState, Finding } from './state';

/** What one type of event adds to the state besides its moves. */
export type Apply<T extends EventType> = (
  state: CaseState,
  facts: EventOf<T>['facts'],
  event: EventOf<T>,
) => Partial<CaseState>;

const checksOf = ({ checkIds, checkId }: OfChecks): string[] =>
  checkIds ?? (checkId === null || checkId === undefined ? [] : [checkId]);

function found({ findingId, ...facts }: NewFinding, { at, actorId }: CaseEvent): Finding {
  const { kind, source, text, responsible, repeatOf, clockId } = facts;
  const checkIds = checksOf(facts);
  return {
    ...{ id: findingId, kind, source, checkIds, text, responsible, repeatOf, clockId },
    ...{ raisedBy: actorId ?? '', raisedAt: at, status: 'OPEN', answers: [], verdicts: [] },
  };
}

/** One finding of the case changes. */
function change(
  state: CaseState,
  id: string,
  to: (finding: Finding) => Partial<Finding>,
): Partial<CaseState> {
  return { findings: state.findings.map((one) => (one.id === id ? { ...one, ...to(one) } : one)) };
}

type Overlay =
  | 'InspectionRecorded'
  | 'VisitOrdered'
  | 'VisitWithdrawn'
  | 'FindingRaised'
  | 'FindingAnswered'
  | 'FindingVerified'
  | 'OpinionGiven'
  | 'OpinionAnswered';

/** Inspections, findings and opinions: they lie over the case and never move it (domain.md 3.1). */
export const OVERLAY_FACTS: { readonly [T in Overlay]: Apply<T> } = {
  InspectionRecorded: (s, f, e) => ({
    inspections: [
      ...s.inspections,
      {
        ...{ id: f.inspectionId, clockIds: f.clockIds, checkIds: checksOf(f), visitedOn: f.visitedOn },
        ...{ recordedAt: e.at, result: f.result, by: e.actorId ?? '', byPost: e.actorPost },
        ...{ percentDone: f.percentDone, percentPlanned: f.percentPlanned },
        findingIds: f.findings.map(({ findingId }) => findingId),
      },
    ],
    findings: [...s.findings, ...f.findings.map((one) => found(one, e))],
  }),
  // Somebody else may be sent instead, within the same limit.
  VisitOrdered: (s, f) => ({ visits: [...s.visits.filter(({ clockId }) => clockId !== f.clockId), f] }),
  VisitWithdrawn: (s, f) => ({ visits: s.visits.filter(({ clockId }) => clockId !== f.clockId) }),
  FindingRaised: (s, f, e) => ({ findings: [...s.findings, found(f, e)] }),
  FindingAnswered: (s, f, e) =>
    change(s, f.findingId, ({ answers }) => ({
      ...{ status: 'ANSWERED', clockId: f.clockId },
      answers: [...answers, { at: e.at, by: e.actorId ?? '', text: f.text, fileIds: f.fileIds }],
    })),
  FindingVerified: (s, f, e) =>
    change(s, f.findingId, ({ verdicts, clockId }) => ({
      ...{ status: f.passed ? 'VERIFIED' : 'OPEN', clockId: f.clockId ?? clockId },
      verdicts: [...verdicts, { at: e.at, by: e.actorId ?? '', passed: f.passed, note: f.note }],
    })),
  OpinionGiven: (s, f) => ({
    opinions: [...s.opinions, { id: f.opinionId, by: f.by, text: f.text, clockId: f.clockId, answer: null }],
  }),
  OpinionAnswered: (s, f) => ({
    opinions: s.opinions.map((one) => (one.id === f.opinionId ? { ...one, answer: f.publicText } : one)),
  }),
};
