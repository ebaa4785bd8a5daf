import { startClock, type Dating } from './clocks';
import { COMMUNITY_OFFICER } from './duties';
import type { ClockChange, NewFinding } from './events';
import { implementStage } from './path';
import type { Programme } from '../programme/schema';
import type { PostRef } from '../roles';
import { compareInstants, type Instant } from '../calendar/instant';
import type { CaseState, Clock, Finding, FindingSource, Opinion, Responsible, Visit } from './state';
import { refuse } from './refuse';

/** Findings that nobody has put right yet, and those that wait to be verified. */
export const findingsIn = (state: Pick<CaseState, 'findings'>, status: Finding['status']): Finding[] =>
  state.findings.filter((finding) => finding.status === status);

export const openOpinions = (state: Pick<CaseState, 'opinions'>): Opinion[] =>
  state.opinions.filter(({ answer }) => answer === null);

/** Visits that were ordered and not made yet, each with its clock. */
export function openVisits(state: Pick<CaseState, 'visits' | 'clocks'>): { visit: Visit; clock: Clock }[] {
  return state.visits.flatMap((visit) => {
    const clock = state.clocks.find(({ id, status }) => id === visit.clockId && status !== 'STOPPED');
    return clock === undefined ? [] : [{ visit, clock }];
  });
}

/** Whether anything beside the course of the case is still to be done. */
export function hasOverlayWork(state: CaseState): boolean {
  return (
    openVisits(state).length + openOpinions(state).length > 0 ||
    state.findings.some(({ status }) => status !== 'VERIFIED')
  );
}

/** The post whose part it is to put a finding right. */
function responsiblePost(whose: Responsible, state: CaseState, programme: Programme): PostRef {
  switch (whose) {
    case 'implementer':
      return implementStage(state, programme)?.owner ?? COMMUNITY_OFFICER;
    case 'community':
      return COMMUNITY_OFFICER;
    case 'street':
      return { role: 'officer', level: 'STREET' };
    case 'finance':
      return (
        programme.stages.find(({ kind }) => kind === 'fund')?.owner ?? { role: 'finance', level: 'STREET' }
      );
    default:
      return whose satisfies never;
  }
}

export type Rules = NonNullable<Programme['supervision']['rectification']>;

/** How findings are put right; refused where the programme says nothing of it. */
export function rectificationOf(programme: Programme): Rules {
  const { rectification } = programme.supervision;
  if (rectification !== undefined) return rectification;
  throw refuse(
    'not-in-programme',
    '本制度没有规定整改时限，不能登记问题。',
    'This programme does not say how findings are put right.',
  );
}

const isOther = 'other';

export interface Raised {
  kind: string;
  text: string;
  /** By what it was found: the first gives it its name, the strictest its limit. */
  sources: readonly [FindingSource, ...FindingSource[]];
  checkIds: string[];
  responsible: Responsible;
  fileIds: string[];
}

/** Names what a finding is called: by its kind, so that its clock says what has to be put right. */
function kindName(programme: Programme, kind: string): { zh: string; en: string } {
  const known = programme.supervision.findings.find(({ id }) => id === kind);
  if (known !== undefined) return known.name;
  const all = programme.supervision.findings;
  throw refuse(
    'unknown-value',
    `没有“${kind}”这类问题；可选：${all.map(({ name, id }) => `${name.zh}（${id}）`).join('、') || '无'}。`,
    `There is no kind of finding "${kind}"; there are: ${all.map(({ id }) => id).join(', ') || 'none'}.`,
    'kind',
  );
}

/** The clocks of a case once a change of them has happened: ids of what starts next must not be given twice. */
export const withClock = (state: CaseState, change: ClockChange): CaseState =>
  change.op === 'start' ? { ...state, clocks: [...state.clocks, change.clock] } : state;

/** The limit within which somebody puts a finding right. */
export function rectificationClock(
  state: CaseState,
  { kind, responsible }: Pick<Finding, 'kind' | 'responsible'>,
  limit: Rules['within'],
  { at, dating }: { at: Instant; dating: Dating },
): Extract<ClockChange, { op: 'start' }> {
  const what = kindName(dating.programme, kind);
  const name = { zh: `整改：${what.zh}`, en: `Rectification: ${what.en}` };
  const plan = { kind: 'rectification', stageId: null, name, owner: responsible, limit } as const;
  const change = startClock(state, plan, at, dating);
  if (change.op !== 'start') throw new Error('a started clock starts');
  return change;
}

/** Each fault as a finding with its own limit; a look-back or spot check may give another limit (ZJ22), two the stricter. */
export function raise(
  state: CaseState,
  faults: readonly Raised[],
  at: Instant,
  dating: Dating,
): { findings: NewFinding[]; clocks: ClockChange[] } {
  const rules = rectificationOf(dating.programme);
  const { supervision } = dating.programme;
  const of = { 'spot-check': supervision['spot-check'], 'look-back': supervision['look-back'] };
  let current = state;
  const clocks: ClockChange[] = [];
  const limitBy = (source: FindingSource): Rules['within'] =>
    (source === 'spot-check' || source === 'look-back' ? of[source]?.['rectify-within'] : undefined) ??
    rules.within;
  const findings = faults.map(({ responsible: whose, sources, ...fault }, i): NewFinding => {
    const responsible = responsiblePost(whose, state, dating.programme);
    const to = { kind: fault.kind, responsible };
    const change = sources
      .map((source) => rectificationClock(current, to, limitBy(source), { at, dating }))
      .reduce((a, b) => (compareInstants(b.clock.dueAt, a.clock.dueAt) < 0 ? b : a));
    current = withClock(current, change);
    clocks.push(change);
    const before = state.findings.findLast(({ kind }) => kind === fault.kind && kind !== isOther);
    return {
      ...fault,
      source: sources[0],
      ...{ findingId: `finding-${state.findings.length + i + 1}`, responsible, clockId: change.clock.id },
      repeatOf: before?.id ?? null,
    };
  });
  return { findings, clocks };
}
