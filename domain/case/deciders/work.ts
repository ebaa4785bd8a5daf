import { compareDates, daysBetween } from '../../calendar/civil-date';
import { civilDateOf } from '../../calendar/instant';
import { formatYuan } from '../../money';
import { clocksFromOpening, finishStage, goTo, openStage, resumeCase, stopStageClocks } from '../advance';
import { pauseClocks, startClock, stopClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { endInspections, firstInspection, isToBeAccepted } from '../inspections';
import type { Moves } from '../events';
import type { Programme, Stage } from '../../programme/schema';
import { implementStage, pathOf, stageOf, stageOfKind, stagesAhead } from '../path';
import type { CaseState } from '../state';
import type { CaseStatus } from '../status';
import { refuse } from '../refuse';

/** In days. A suspension ends on a day that somebody can still answer for. */
const LONGEST_SUSPENSION = 366;

/** T16: the works begin with a plan, a named person and a procurement record, as far as the programme asks. */
export function start(state: CaseState, data: CommandData<'start'>, context: DecideContext): Decided {
  const stage = stageOfKind(state, context.programme, 'implement');
  const need = (what: 'plan' | 'person' | 'procurement', field: string, there: boolean): void => {
    if (stage[what] === 'required' && !there)
      throw refuse(
        'value-required',
        `本制度要求填写：${field}。`,
        `This programme asks for: ${field}.`,
        field,
      );
  };
  need('plan', 'plan', data.plan !== undefined);
  need('person', 'personInCharge', data.personInCharge !== undefined || state.personInCharge !== null);
  need('procurement', 'procurement', data.procurement !== undefined);
  const approved = state.money.approvedFen;
  const contractFen = data.contractFen ?? state.money.contractFen;
  notBelowPaid(state, contractFen, 'contractFen');
  if (contractFen !== null && (approved === null || contractFen > approved)) {
    throw refuse(
      'amount-over-approved',
      `合同价超过批准的 ${formatYuan(approved ?? 0)} 元。`,
      `The contract is above the ${formatYuan(approved ?? 0)} yuan approved.`,
      'contractFen',
    );
  }
  return {
    type: 'WorkStarted',
    facts: {
      plan: data.plan ?? null,
      personInCharge: data.personInCharge ?? null,
      milestones: data.milestones,
      procurement: data.procurement ?? null,
      contractFen: data.contractFen ?? null,
    },
    moves: withInspection(state, openStage(state, stage, 'IN_PROGRESS', context), context),
  };
}

/** ZJ15: from now on the project is inspected regularly. */
function withInspection(state: CaseState, moves: Moves, context: DecideContext): Moves {
  return { ...moves, clocks: [...(moves.clocks ?? []), ...firstInspection(state, context.now, context)] };
}

/** Works that are done are no longer inspected; the moves of a stage come after it. */
function withoutInspection(state: CaseState, moves: Moves, context: DecideContext): Moves {
  return { ...moves, clocks: [...endInspections(state, context.now, context), ...(moves.clocks ?? [])] };
}

/** What has been paid under a contract cannot be contracted away (paid ≤ contract). */
function notBelowPaid(state: CaseState, contractFen: number | null, field: string): void {
  const { paidFen } = state.money;
  if (contractFen === null || contractFen >= paidFen) return;
  throw refuse(
    'amount-over-contract',
    `已支付 ${formatYuan(paidFen)} 元，合同价不得低于此数。`,
    `${formatYuan(paidFen)} yuan has been paid already; the contract cannot be below it.`,
    field,
  );
}

export function reportProgress(_state: CaseState, data: CommandData<'report-progress'>): Decided {
  return { type: 'ProgressReported', facts: { text: data.text, percent: data.percent ?? null }, moves: {} };
}

/** T17: a cost above the approved amount by more than the programme's share goes back to review. */
export function changePlan(
  state: CaseState,
  data: CommandData<'change-plan'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'implement');
  const newCostFen = data.newCostFen ?? null;
  const approved = state.money.approvedFen;
  if (newCostFen !== null && approved === null) {
    throw refuse(
      'not-in-programme',
      '本事项没有批准金额，不能变更造价。',
      'This case has no approved amount to change.',
      'newCostFen',
    );
  }
  notBelowPaid(state, newCostFen, 'newCostFen');
  const over = newCostFen !== null && approved !== null && newCostFen > approved;
  const backToReview = over && (newCostFen - approved) * 100 > approved * stage['cost-rise-percent'];
  if (over && !backToReview) {
    throw refuse(
      'amount-over-approved',
      `${formatYuan(newCostFen)} 元超过批准的 ${formatYuan(approved)} 元，请调减。`,
      `${formatYuan(newCostFen)} yuan is above the ${formatYuan(approved)} yuan approved; reduce it.`,
      'newCostFen',
    );
  }
  const facts = { reason: data.reason, approver: data.approver, newCostFen, backToReview };
  return { type: 'PlanChanged', facts, moves: backToReview ? reviewAgain(state, context) : {} };
}

function reviewAgain(state: CaseState, context: DecideContext): Moves {
  const again = firstToRepeat(state, context.programme);
  if (again === undefined)
    throw refuse(
      'not-now',
      '本制度没有可退回的审核环节，请终止事项。',
      'This programme has no review to go back to; terminate the case instead.',
    );
  return goTo(state, again, 'SELECTED', context);
}

/** Reviewed, published and approved anew; what the residents decided stands, so they are not asked again. */
function firstToRepeat(state: CaseState, programme: Programme): Stage | undefined {
  const passed = pathOf(state, programme).filter((stage) => !stagesAhead(state, programme).includes(stage));
  const decided = passed.findLastIndex((stage) => stage.kind === 'deliberate' || stage.kind === 'vote');
  const repeated = (stage: Stage): boolean => ['review', 'notice', 'approve'].includes(stage.kind);
  return passed.slice(decided + 1).find(repeated) ?? passed.find(repeated);
}

/** T17: work stands still with a reason, an end date and an approver; clocks pause until that date is missed. */
export function suspend(state: CaseState, data: CommandData<'suspend'>, context: DecideContext): Decided {
  if (compareDates(data.until, civilDateOf(context.now)) <= 0) {
    throw refuse(
      'date-out-of-order',
      '暂停截止日应在今天之后。',
      'Suspend until a day that is still to come.',
      'until',
    );
  }
  const { now, programme } = context;
  const stage = stageOfKind(state, programme, 'implement');
  const limit = { amount: daysBetween(civilDateOf(now), data.until), unit: 'day' } as const;
  if (limit.amount > LONGEST_SUSPENSION) {
    throw refuse('date-out-of-order', '暂停不得超过一年。', 'Suspend for a year at most.', 'until');
  }
  const plan = {
    kind: 'suspension',
    stageId: stage.id,
    name: stage.name,
    owner: stage.owner,
    limit,
  } as const;
  const until = startClock(state, { ...plan, roll: false }, now, context);
  return {
    type: 'CaseSuspended',
    facts: data,
    moves: {
      status: 'SUSPENDED',
      resumeStatus: state.status,
      clocks: [...pauseClocks(state, now, context), until],
    },
  };
}

export function resume(state: CaseState, data: CommandData<'resume'>, context: DecideContext): Decided {
  const moves = resumeCase(state, context);
  const ended = state.clocks
    .filter((clock) => clock.kind === 'suspension' && clock.status !== 'STOPPED')
    .map((clock) => stopClock(clock, context.now, context));
  return {
    type: 'CaseResumed',
    facts: { note: data.note ?? null },
    moves: { ...moves, clocks: [...ended, ...(moves.clocks ?? [])] },
  };
}

/** What the case has become by the step just taken: evaluated only when neither acceptance nor survey is to come. */
function afterWorks(state: CaseState, programme: Programme): CaseStatus {
  const more = stagesAhead(state, programme).some(({ kind }) => kind === 'inspect' || kind === 'survey');
  return more ? 'COMPLETED' : 'EVALUATED';
}

/** T18: the works or the handling are finished and wait for whoever accepts them. */
export function complete(state: CaseState, data: CommandData<'complete'>, context: DecideContext): Decided {
  if (compareDates(data.finishedOn, civilDateOf(context.now)) > 0) {
    throw refuse(
      'date-out-of-order',
      '尚未完工，不能登记完工。',
      'Work that is not finished yet cannot be reported as completed.',
      'finishedOn',
    );
  }
  const moves = finishStage(state, 'COMPLETED', context);
  return {
    type: 'WorkCompleted',
    facts: { summary: data.summary, finishedOn: data.finishedOn, served: data.served ?? null },
    moves: isToBeAccepted(state, context.programme) ? moves : withoutInspection(state, moves, context),
  };
}

/** Whether the actor carried the works out, or answers for them: such a person judges none of it (domain.md 3.9). */
export function hadAHand(state: CaseState, { actor }: Pick<DecideContext, 'actor'>): boolean {
  return state.carriedOutBy.includes(actor.personId) || actor.personId === state.personInCharge?.personId;
}

/** T18: accepted, or back for rework with a limit of its own. The inspector is not the implementer (domain.md 3.9). */
export function inspectWorks(
  state: CaseState,
  data: CommandData<'inspect-works'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'inspect');
  if (hadAHand(state, context)) {
    throw refuse(
      'same-person',
      '实施人不得验收自己的项目。',
      'Whoever carried the works out does not accept them.',
    );
  }
  if (stage.signboard && data.signboard === undefined) {
    throw refuse(
      'value-required',
      '请填写标识牌是否完好。',
      'Say whether the signboard is up (ZJ27).',
      'signboard',
    );
  }
  const facts = { passed: data.passed, sheet: data.sheet, signboard: data.signboard ?? null };
  if (data.passed) {
    const status = afterWorks(state, context.programme);
    const moves = withoutInspection(state, finishStage(state, status, context), context);
    return { type: 'WorksInspected', facts, moves };
  }
  const limit = stage['rework-limit'];
  const owner = implementStage(state, context.programme)?.owner ?? stage.owner;
  const plan = { kind: 'rework', stageId: stage.id, name: stage.name, owner } as const;
  const clocks = [
    ...stopStageClocks(state, stage.id, context),
    ...(limit === undefined ? [] : [startClock(state, { ...plan, limit }, context.now, context)]),
  ];
  return { type: 'WorksInspected', facts, moves: { status: 'REWORK', clocks } };
}

/** The rework is done; the acceptance is repeated, and the inspector's limit begins anew. */
export function finishRework(
  state: CaseState,
  data: CommandData<'finish-rework'>,
  context: DecideContext,
): Decided {
  const stage = stageOf(state, context.programme);
  const stopped = stopStageClocks(state, state.stageId, context);
  const standing = state.clocks.map((c) =>
    c.stageId === stage?.id ? { ...c, status: 'STOPPED' as const } : c,
  );
  const again = stage === null ? [] : clocksFromOpening({ ...state, clocks: standing }, stage, context);
  const clocks = [...stopped, ...again];
  return { type: 'ReworkFinished', facts: data, moves: { status: 'COMPLETED', clocks } };
}

/** LG18: each group of the programme was asked; answers are counts, never names. */
export function recordSurvey(
  state: CaseState,
  data: CommandData<'record-survey'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'survey');
  const missing = stage.groups
    .filter((g) => !data.groups.some((x) => x.group === g.zh || x.group === g.en))
    .map((g) => g.en);
  if (missing.length > 0) {
    throw refuse(
      'value-required',
      `以下群体尚未测评：${missing.join('、')}。`,
      `These groups were not asked: ${missing.join(', ')}.`,
      'groups',
    );
  }
  return {
    type: 'SurveyRecorded',
    facts: { groups: data.groups, comments: data.comments ?? null },
    moves: finishStage(state, afterWorks(state, context.programme), context),
  };
}
