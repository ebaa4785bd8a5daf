import { endCase, finishStage, openStage } from '../advance';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { stageOf, stageOfKind } from '../path';
import type { CaseState } from '../state';
import { unanswered } from '../time';
import { checkCaps, type CapOverride } from './library';
import { refuse } from '../refuse';

/** T10: the file goes to the first reviewer and the review clock starts. */
export function submitForReview(
  state: CaseState,
  data: CommandData<'submit-for-review'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'review');
  return {
    type: 'SentToReview',
    facts: { note: data.note ?? null },
    moves: openStage(state, stage, 'UNDER_REVIEW', context),
  };
}

/** Four eyes: whoever sent a file does not judge it (T11). */
export function otherEyes(state: CaseState, context: DecideContext): void {
  const me = context.actor.personId;
  if (me === state.sentToReviewBy || me === state.submittedBy || me === state.openedBy) {
    throw refuse(
      'same-person',
      '提交人不得审核本人提交的事项，须由他人办理。',
      'Whoever submitted the item may not decide on it: a second person must.',
    );
  }
}

/** T11: this step agrees; the next step begins, or the case is approved in principle. */
export function review(state: CaseState, data: CommandData<'review'>, context: DecideContext): Decided {
  otherEyes(state, context);
  return { type: 'ReviewPassed', facts: data, moves: finishStage(state, 'UNDER_REVIEW', context) };
}

/**
 * T14: approved and published. A notice before it must have run its full time with every objection answered; the
 * amount is fixed here and later payments are measured against it.
 */
export function approve(state: CaseState, data: CommandData<'approve'>, context: DecideContext): Decided {
  otherEyes(state, context);
  if (state.notice !== null && state.notice.endedAt === null) {
    throw refuse(
      'notice-not-ended',
      '公示期尚未届满。',
      'The public notice has not run its full time yet (T14).',
    );
  }
  const open = unanswered(state);
  if (open.length > 0)
    throw refuse(
      'objection-open',
      `请先答复异议：${open.join('、')}。`,
      `Answer these objections first: ${open.join(', ')} (T14).`,
    );
  const approvedFen = data.approvedFen ?? null;
  if (state.kind === 'PROJECT' && approvedFen === null) {
    throw refuse(
      'value-required',
      '请填写批准金额。',
      'Give the approved amount (approvedFen).',
      'approvedFen',
    );
  }
  if (state.kind === 'MATTER' && approvedFen !== null) {
    throw refuse(
      'not-in-programme',
      '无资金事项不填金额。',
      'A matter has no money; leave the amount out.',
      'approvedFen',
    );
  }
  capsPassed(state, approvedFen, data.capOverride, context);
  return {
    type: 'CaseApproved',
    facts: { approvedFen, documentNo: data.documentNo ?? null, publicText: data.publicText },
    moves: { ...finishStage(state, 'APPROVED', context), resumeStatus: null },
  };
}

/** Caps hold for what is approved; what screening already let pass with a reason needs no second one. */
function capsPassed(
  state: CaseState,
  amountFen: number | null,
  override: CommandData<'approve'>['capOverride'],
  context: DecideContext,
): void {
  if (amountFen === null) return;
  const earlier = state.money.capOverrides.find(
    (o: CapOverride) => o.per === 'project' && amountFen <= o.amountFen,
  );
  checkCaps(amountFen, override ?? earlier, context);
}

/** T2, T11: refused by the body whose turn it is; in review not by whoever sent it. */
export function refuseCase(state: CaseState, data: CommandData<'reject'>, context: DecideContext): Decided {
  if (stageOf(state, context.programme)?.kind === 'review') otherEyes(state, context);
  const known = context.programme['negative-list'].map((item) => item.id);
  if (data.negativeItem !== undefined && !known.includes(data.negativeItem)) {
    throw refuse(
      'unknown-value',
      `“${data.negativeItem}”不在本制度的负面清单中。`,
      `"${data.negativeItem}" is not on the negative list of this programme.`,
      'negativeItem',
    );
  }
  const { reasonCode, publicText } = data;
  return {
    type: 'CaseRejected',
    facts: { negativeItem: data.negativeItem ?? null },
    moves: endCase(state, { status: 'REJECTED', reasonCode, publicText, success: false }, context),
  };
}
