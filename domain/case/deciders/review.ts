import { endCase, finishStage, openStage } from '../advance';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { stageOf, stageOfKind, trackFor } from '../path';
import type { CaseState } from '../state';
import { unanswered } from '../time';
import { formatYuan } from '../../money';
import { checkCaps } from './library';
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
  const handedIn = [state.openedBy, state.submittedBy, state.sentToReviewBy, state.resubmittedBy];
  if (handedIn.includes(me)) {
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
  if (approvedFen !== null) amountFits(state, approvedFen, context);
  const capOverrides =
    approvedFen === null ? [] : checkCaps(approvedFen, data.capOverride, context, state.money.capOverrides);
  const approved = { ...state, money: { ...state.money, approvedFen } };
  return {
    type: 'CaseApproved',
    facts: { approvedFen, documentNo: data.documentNo ?? null, publicText: data.publicText, capOverrides },
    moves: finishStage(approved, 'APPROVED', context),
  };
}

/**
 * Not below what has already been disbursed or paid, and not above what the case's track is for: a project that
 * was reviewed as reported because it is small cannot be approved as a large one (ZJ10).
 */
function amountFits(state: CaseState, approvedFen: number, context: DecideContext): void {
  const gone = Math.max(state.money.disbursedFen, state.money.paidFen);
  if (approvedFen < gone) {
    throw refuse(
      'amount-over-approved',
      `已拨付或支付 ${formatYuan(gone)} 元，批准金额不得低于此数。`,
      `${formatYuan(gone)} yuan has been paid already; no less than that can be approved.`,
      'approvedFen',
    );
  }
  const { programme } = context;
  if (
    state.track !== null &&
    trackFor(programme, { estimateFen: approvedFen, urgent: state.urgent }) === null
  ) {
    throw refuse(
      'cap-exceeded',
      `${formatYuan(approvedFen)} 元不适用本事项所走的“${state.track}”流程。`,
      `${formatYuan(approvedFen)} yuan is too much for the "${state.track}" track that this case took.`,
      'approvedFen',
    );
  }
}

/** T2, T11: refused by the body whose turn it is; in review not by whoever sent it. */
export function refuseCase(state: CaseState, data: CommandData<'reject'>, context: DecideContext): Decided {
  const kind = stageOf(state, context.programme)?.kind;
  if (kind === 'review' || kind === 'approve') otherEyes(state, context);
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
