import { compareDates } from '../../calendar/civil-date';
import { civilDateOf } from '../../calendar/instant';
import type { Share } from '../../programme/schema';
import { endCase, finishStage, openStage } from '../advance';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { stageOfKind } from '../path';
import type { CaseState } from '../state';
import { refuse } from '../refuse';

/** Whether `part` of `whole` reaches a share; 以上 includes, 过半数 excludes (民法典 1259). Exact integer arithmetic. */
export function reaches(part: number, whole: number, share: Share): boolean {
  const left = part * share.den;
  const right = whole * share.num;
  return share.strict ? left > right : left >= right;
}

/** T6: a meeting is called; a second call moves or repeats it (CA11: several sessions). */
export function callMeeting(
  state: CaseState,
  data: CommandData<'call-meeting'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'deliberate');
  if (data.agendaSentOn !== undefined && compareDates(data.agendaSentOn, data.meetingDate) > 0) {
    throw refuse(
      'date-out-of-order',
      '议程应在会前发出。',
      'The agenda goes out before the meeting.',
      'agendaSentOn',
    );
  }
  return {
    type: 'MeetingCalled',
    facts: {
      meetingDate: data.meetingDate,
      agendaSentOn: data.agendaSentOn ?? null,
      place: data.place ?? null,
    },
    moves: state.stageOpened ? {} : openStage(state, stage, 'DELIBERATING', context),
  };
}

function heldAlready(heldOn: string, context: DecideContext): void {
  if (compareDates(heldOn, civilDateOf(context.now)) > 0) {
    throw refuse(
      'date-out-of-order',
      '会议尚未召开，不能登记结果。',
      'A meeting that has not been held cannot have decided.',
      'heldOn',
    );
  }
}

function checkNumbers(data: CommandData<'record-decision'>): void {
  if (data.present > data.eligible)
    throw refuse('count-wrong', '到会人数多于应到人数。', 'More people present than members.', 'present');
  if (data.remote > data.present)
    throw refuse('count-wrong', '视频参会人数多于到会人数。', 'More people by video than present.', 'remote');
  if (data.for + data.against + data.abstained > data.present) {
    throw refuse('count-wrong', '票数多于到会人数。', 'More votes than people present.', 'for');
  }
}

/**
 * T7: one body decides. Quorum is met at the vote or nothing is recorded. Every body of the stage must agree
 * (CB4); the first that does not ends the case, which can be a success (CB6).
 */
export function recordDecision(
  state: CaseState,
  data: CommandData<'record-decision'>,
  context: DecideContext,
): Decided {
  const stage = stageOfKind(state, context.programme, 'deliberate');
  const body = stage.bodies.find((b) => b.id === data.body);
  if (body === undefined) {
    throw refuse(
      'unknown-value',
      `应为本环节的议事主体：${stage.bodies.map((b) => b.id).join('、')}。`,
      `Expected a body of this stage: ${stage.bodies.map((b) => b.id).join(', ')}.`,
      'body',
    );
  }
  const here = state.decisions.filter((d) => d.passed && d.stageId === stage.id);
  const agreed = new Set(here.map((d) => d.body));
  if (agreed.has(body.id))
    throw refuse(
      'not-now',
      `${body.name.zh}已同意，不重复登记。`,
      `${body.name.en} has already agreed.`,
      'body',
    );
  heldAlready(data.heldOn, context);
  checkNumbers(data);
  if (!reaches(data.present, data.eligible, body.quorum)) {
    throw refuse(
      'quorum-not-met',
      `应到 ${data.eligible} 人、实到 ${data.present} 人，未达法定人数，请登记休会。`,
      `${data.present} of ${data.eligible} present is below the quorum; adjourn instead.`,
    );
  }
  const passed = reaches(data.for, data.present, body.majority);
  const { publicText, ...facts } = data;
  const decided = { type: 'DecisionRecorded', facts: { ...facts, passed } } as const;
  if (!passed) return { ...decided, moves: votedDown(state, stage['voted-down-is'], publicText, context) };
  const all = stage.bodies.every((b) => b.id === body.id || agreed.has(b.id));
  return { ...decided, moves: all ? finishStage(state, 'SELECTED', context) : {} };
}

function votedDown(
  state: CaseState,
  is: 'failure' | 'success',
  publicText: string | undefined,
  context: DecideContext,
) {
  if (publicText === undefined) {
    throw refuse(
      'value-required',
      '未通过须写明可告知建议人的说明（publicText）。',
      'The proposers must be able to read why it was voted down (publicText).',
      'publicText',
    );
  }
  return endCase(
    state,
    { status: 'VOTED_DOWN', reasonCode: 'voted-down', publicText, success: is === 'success' },
    context,
  );
}

/** The meeting ended without a vote; the item stays on the agenda. */
export function adjourn(state: CaseState, data: CommandData<'adjourn'>, context: DecideContext): Decided {
  const stage = stageOfKind(state, context.programme, 'deliberate');
  if (!stage.bodies.some((b) => b.id === data.body)) {
    throw refuse(
      'unknown-value',
      `应为本环节的议事主体：${stage.bodies.map((b) => b.id).join('、')}。`,
      `Expected a body of this stage: ${stage.bodies.map((b) => b.id).join(', ')}.`,
      'body',
    );
  }
  heldAlready(data.heldOn, context);
  return { type: 'MeetingAdjourned', facts: data, moves: {} };
}
