import { compareDates } from '../../calendar/civil-date';
import { civilDateOf } from '../../calendar/instant';
import { openStage, resumeCase } from '../advance';
import { pauseClocks } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { stageOfKind } from '../path';
import type { CaseState, Notice } from '../state';
import { afterNotice, unanswered } from '../time';
import { refuse } from '../refuse';

/** T12: the public period begins; it ends by itself at 24:00 of its last day. */
export function openNotice(
  state: CaseState,
  data: CommandData<'open-notice'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'notice');
  return { type: 'NoticeOpened', facts: data, moves: openStage(state, stage, 'ON_NOTICE', context) };
}

function noticeOf(state: CaseState): Notice {
  if (state.notice === null)
    throw refuse('not-now', '本事项没有公示。', 'There is no public notice for this case.');
  return state.notice;
}

/** An objection received during the notice; one that came later is a suggestion, not an objection. */
export function recordObjection(
  state: CaseState,
  data: CommandData<'record-objection'>,
  context: DecideContext,
): Decided {
  const notice = noticeOf(state);
  const lastDay = state.clocks.find((clock) => clock.id === notice.clockId)?.dueDate;
  const outside =
    compareDates(data.receivedOn, civilDateOf(notice.openedAt)) < 0 ||
    (lastDay !== undefined && compareDates(data.receivedOn, lastDay) > 0) ||
    compareDates(data.receivedOn, civilDateOf(context.now)) > 0;
  if (outside)
    throw refuse(
      'date-out-of-order',
      '异议应在公示期内收到。',
      'Objections are received while the notice runs.',
      'receivedOn',
    );
  const objectionId = `o${notice.objections.length + 1}`;
  return { type: 'ObjectionReceived', facts: { objectionId, ...data }, moves: {} };
}

/** Every objection gets an answer; with the last one after the notice's end the case moves on. */
export function answerObjection(
  state: CaseState,
  data: CommandData<'answer-objection'>,
  context: DecideContext,
): Decided {
  const notice = noticeOf(state);
  const open = unanswered(state);
  if (!open.includes(data.objectionId)) {
    throw refuse(
      'unknown-value',
      `待答复的异议：${open.join('、') || '无'}。`,
      `Open objections: ${open.join(', ') || 'none'}.`,
      'objectionId',
    );
  }
  const last = open.length === 1;
  const stillInNotice = state.status === 'ON_NOTICE' && state.clocks.some((c) => c.id === notice.clockId);
  const waitedFor = notice.endedAt !== null && last && stillInNotice && inNoticeStage(state, context);
  return { type: 'ObjectionAnswered', facts: data, moves: waitedFor ? afterNotice(state, context) : {} };
}

function inNoticeStage(state: CaseState, context: DecideContext): boolean {
  return context.programme.stages.some((s) => s.id === state.stageId && s.kind === 'notice');
}

/** T13: the plan is amended after an objection; clocks pause (domain.md 3.5). */
export function revise(state: CaseState, data: CommandData<'revise'>, context: DecideContext): Decided {
  noticeOf(state);
  return {
    type: 'RevisionBegun',
    facts: data,
    moves: { status: 'REVISING', resumeStatus: 'ON_NOTICE', clocks: pauseClocks(state, context.now) },
  };
}

/** XH26, XH27: the amended plan is handed in; what was left of the notice runs on. */
export function finishRevision(
  state: CaseState,
  data: CommandData<'finish-revision'>,
  context: DecideContext,
): Decided {
  return {
    type: 'RevisionFinished',
    facts: { plan: data.plan, estimateFen: data.estimateFen ?? null },
    moves: resumeCase(state, context),
  };
}
