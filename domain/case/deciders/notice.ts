import { compareDates } from '../../calendar/civil-date';
import { civilDateOf } from '../../calendar/instant';
import { openStage, resumeCase } from '../advance';
import { pauseClocks } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { Moves } from '../events';
import { stageOf, stageOfKind } from '../path';
import type { CaseState, Notice } from '../state';
import { afterNotice, unanswered } from '../time';
import { refuse } from '../refuse';
import { noMoneyInMatters } from './intake';

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
  const clock = state.clocks.find(({ id }) => id === notice.clockId);
  // While the plan is revised the notice stands still and its last day is not known yet.
  const lastDay = clock?.status === 'PAUSED' ? undefined : clock?.dueDate;
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
  const waitedFor =
    open.length === 1 &&
    state.status === 'ON_NOTICE' &&
    notice.endedAt !== null &&
    inNoticeStage(state, context);
  return { type: 'ObjectionAnswered', facts: data, moves: waitedFor ? afterNotice(state, context) : {} };
}

function inNoticeStage(state: CaseState, context: DecideContext): boolean {
  return state.stageOpened && stageOf(state, context.programme)?.kind === 'notice';
}

/** What resuming does to the clocks, and then what leaving the notice does. */
function movedOn(state: CaseState, resumed: Moves, context: DecideContext): Moves {
  const next = afterNotice(state, context);
  return { ...next, resumeStatus: null, clocks: [...(resumed.clocks ?? []), ...(next.clocks ?? [])] };
}

/** T13: the plan is amended after an objection; clocks pause (domain.md 3.5). */
export function revise(state: CaseState, data: CommandData<'revise'>, context: DecideContext): Decided {
  noticeOf(state);
  return {
    type: 'RevisionBegun',
    facts: data,
    moves: {
      status: 'REVISING',
      resumeStatus: 'ON_NOTICE',
      clocks: pauseClocks(state, context.now, context),
    },
  };
}

/**
 * XH26, XH27: the amended plan is handed in; what was left of the notice runs on. If the notice had ended before
 * and waits for nothing any more, the case moves on.
 */
export function finishRevision(
  state: CaseState,
  data: CommandData<'finish-revision'>,
  context: DecideContext,
): Decided {
  noMoneyInMatters(state, data.estimateFen);
  const resumed = resumeCase(state, context);
  const waitedFor =
    (state.notice?.endedAt ?? null) !== null &&
    unanswered(state).length === 0 &&
    inNoticeStage(state, context);
  return {
    type: 'RevisionFinished',
    facts: { plan: data.plan, estimateFen: data.estimateFen ?? null },
    moves: waitedFor ? movedOn(state, resumed, context) : resumed,
  };
}
