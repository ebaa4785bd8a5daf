import type { Actor } from '../actor';
import type { Command, CommandOf, CommandType } from './commands';
import type { DecideContext, Decided } from './context';
import * as answers from './deciders/answers';
import * as ballot from './deciders/ballot';
import * as ending from './deciders/ending';
import * as findings from './deciders/findings';
import * as inspections from './deciders/inspections';
import * as intake from './deciders/intake';
import * as library from './deciders/library';
import * as limits from './deciders/limits';
import * as meeting from './deciders/meeting';
import * as money from './deciders/money';
import * as notes from './deciders/notes';
import * as notice from './deciders/notice';
import * as review from './deciders/review';
import * as urgency from './deciders/urgency';
import * as work from './deciders/work';
import type { CaseEvent } from './events';
import { missingEvidence } from './evidence';
import { evolve } from './evolve';
import { guard } from './guard';
import type { CaseState } from './state';
import { timeEvents } from './time';
import { postLabel } from './who';
import { refuse } from './refuse';

export type Decider<T extends CommandType> = (
  state: CaseState,
  data: CommandOf<T>['data'],
  context: DecideContext,
) => Decided;

const DECIDERS: { readonly [T in CommandType]: Decider<T> } = {
  submit: intake.submit,
  accept: intake.accept,
  return: intake.sendBack,
  resubmit: intake.resubmit,
  reject: ending.reject,
  transfer: ending.transfer,
  answer: ending.answer,
  merge: library.merge,
  split: library.split,
  join: library.join,
  shortlist: library.shortlist,
  'call-meeting': meeting.callMeeting,
  'record-decision': meeting.recordDecision,
  adjourn: meeting.adjourn,
  'open-voting': ballot.openVoting,
  'record-count': ballot.recordCount,
  'submit-for-review': review.submitForReview,
  review: review.review,
  'open-notice': notice.openNotice,
  'record-objection': notice.recordObjection,
  'answer-objection': notice.answerObjection,
  revise: notice.revise,
  'finish-revision': notice.finishRevision,
  approve: review.approve,
  disburse: money.disburse,
  pay: money.pay,
  start: work.start,
  'report-progress': work.reportProgress,
  'change-plan': work.changePlan,
  suspend: work.suspend,
  resume: work.resume,
  terminate: ending.terminate,
  complete: work.complete,
  'inspect-works': work.inspectWorks,
  'finish-rework': work.finishRework,
  'record-survey': work.recordSurvey,
  settle: money.settle,
  close: ending.close,
  withdraw: ending.withdraw,
  'follow-up': notes.followUp,
  assign: notes.assign,
  note: notes.note,
  attach: notes.attach,
  extend: limits.extend,
  shorten: limits.shorten,
  'pause-clock': limits.pause,
  'resume-clock': limits.resume,
  regrade: urgency.regrade,
  acknowledge: answers.acknowledge,
  'hand-over': answers.handOver,
  supervise: answers.supervise,
  'answer-order': answers.answerOrder,
  'record-inspection': inspections.recordInspection,
  'order-visit': inspections.orderVisit,
  'withdraw-visit': inspections.withdrawVisit,
  'raise-finding': findings.raiseFinding,
  'answer-finding': findings.answerFinding,
  'verify-finding': findings.verifyFinding,
  'give-opinion': findings.giveOpinion,
  'answer-opinion': findings.answerOpinion,
  'read-message': answers.read,
};

function requireEvidence(state: CaseState, type: CommandType, context: DecideContext): void {
  const missing = missingEvidence(state, type, context.programme);
  if (missing.length > 0) {
    throw refuse(
      'evidence-missing',
      `请先上传材料：${missing.map(({ name }) => name.zh).join('、')}。`,
      `Attach these documents first: ${missing.map(({ name, kind }) => `${name.en} (${kind})`).join(', ')}.`,
    );
  }
}

/**
 * What a command makes happen, or a Refusal that changes nothing. First everything that time has already made due
 * is recorded, then the command is decided on the state that results. Pure: same arguments, same events.
 */
export function decide(state: CaseState, command: Command, context: DecideContext): CaseEvent[] {
  const due = timeEvents(state, context);
  const current = due.reduce(evolve, state);
  const asking = {
    state: current,
    programme: context.programme,
    actor: context.actor,
    proposers: context.facts.proposers,
  };
  const { post } = guard(asking, command.type);
  requireEvidence(current, command.type, context);
  const decider = DECIDERS[command.type] as Decider<CommandType>;
  const decided = decider(current, command.data, context);
  return [...due, signed(decided, context.actor, post === null ? null : postLabel(post), context.now)];
}

/** Puts name, post and time on what was decided. */
export function signed(decided: Decided, actor: Actor, actorPost: string | null, at: string): CaseEvent {
  return { ...decided, at, actorId: actor.personId, actorPost };
}
