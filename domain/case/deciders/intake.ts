import type { Stage } from '../../programme/schema';
import { enterStage, finishStage, resumeCase } from '../advance';
import { pauseClocks, startClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { COMMUNITY_OFFICER } from '../duties';
import type { ClockChange } from '../events';
import { firstOf } from '../advance';
import { trackFor } from '../path';
import type { CaseState } from '../state';
import { followUpClock } from '../time';
import { refuse } from '../refuse';

/** T1: the case enters acceptance and its first clock starts. */
export function submit(state: CaseState, _data: CommandData<'submit'>, context: DecideContext): Decided {
  const accept = firstOf(state, context.programme, ['accept']) as Stage;
  return { type: 'CaseSubmitted', facts: {}, moves: enterStage(state, accept, 'SUBMITTED', context) };
}

/** Refuses a value the programme does not list; a programme with a list needs one of it. */
export function oneOf(
  what: string,
  value: string | undefined,
  list: readonly { id: string }[],
  needed = list.length > 0,
): string | null {
  if (value === undefined) {
    if (!needed) return null;
    throw refuse(
      'value-required',
      `请选择 ${what}：${list.map((x) => x.id).join('、')}。`,
      `Choose a ${what}: ${list.map((x) => x.id).join(', ')}.`,
      what,
    );
  }
  if (!list.some((x) => x.id === value)) {
    const known =
      list.length === 0 ? 'this programme has none' : `expected ${list.map((x) => x.id).join(', ')}`;
    throw refuse(
      'unknown-value',
      `“${value}”不是本制度的 ${what}（可选：${list.map((x) => x.id).join('、') || '无'}）。`,
      `"${value}" is not a ${what} of this programme; ${known}.`,
      what,
    );
  }
  return value;
}

/** The clock of an urgency grade runs from acceptance to the end of the case (CA5). */
function gradeClock(state: CaseState, context: DecideContext): ClockChange[] {
  const grade = context.programme.grades.find((g) => g.id === state.grade);
  const owner = context.programme['grade-owner'];
  if (grade === undefined || owner === undefined) return [];
  const followUps = followUpClock(state, context.now, context);
  if (grade.limit === undefined) return followUps;
  const plan = { kind: 'grade', stageId: null, name: grade.name, owner, limit: grade.limit } as const;
  return [startClock(state, plan, context.now, context), ...followUps];
}

/** A matter has no money: an amount in one is a mistake wherever it is written. */
export function noMoneyInMatters(state: Pick<CaseState, 'kind'>, estimateFen: number | undefined): void {
  if (state.kind === 'PROJECT' || estimateFen === undefined) return;
  throw refuse(
    'not-in-programme',
    '无资金事项不填估算金额。',
    'A matter has no money; leave the estimate out.',
    'estimateFen',
  );
}

/** T3: accepted into the needs library, graded, with a track if the estimate or urgency already decide it. */
export function accept(state: CaseState, data: CommandData<'accept'>, context: DecideContext): Decided {
  const { programme } = context;
  noMoneyInMatters(state, data.estimateFen);
  const grade = oneOf('grade', data.grade, programme.grades);
  // What was known when the case was opened stands unless something else is said now.
  const category = oneOf('category', data.category, programme.categories, false) ?? state.category;
  const itemType = oneOf('itemType', data.itemType, programme['item-types'], false) ?? state.itemType;
  const estimateFen = data.estimateFen ?? state.money.estimateFen;
  const track = trackFor(programme, { estimateFen, urgent: data.urgent });
  const graded = { ...state, grade, track };
  const moves = finishStage(graded, 'ACCEPTED', context);
  return {
    type: 'CaseAccepted',
    facts: {
      category,
      grade,
      urgent: data.urgent,
      itemType,
      estimateFen,
      track,
      personInCharge: data.personInCharge ?? null,
    },
    moves: { ...moves, clocks: [...(moves.clocks ?? []), ...gradeClock(graded, context)] },
  };
}

/** A file that is with the community for completion must not be forgotten there. */
function toComplete(state: CaseState, context: DecideContext): ClockChange[] {
  const limit = context.programme['resubmit-within'];
  if (limit === undefined) return [];
  const name = { zh: '补充材料', en: 'Completion of the file' };
  const plan = { kind: 'returned', stageId: null, name, owner: COMMUNITY_OFFICER, limit } as const;
  return [startClock(state, plan, context.now, context)];
}

/** T2, T11: back for completion; every clock stands still until it is resubmitted. */
export function sendBack(state: CaseState, data: CommandData<'return'>, context: DecideContext): Decided {
  return {
    type: 'CaseReturned',
    facts: data,
    moves: {
      status: 'RETURNED',
      resumeStatus: state.status,
      clocks: [...pauseClocks(state, context.now, context), ...toComplete(state, context)],
    },
  };
}

/** The file is complete again; clocks run on with the days they had left. */
export function resubmit(state: CaseState, data: CommandData<'resubmit'>, context: DecideContext): Decided {
  noMoneyInMatters(state, data.estimateFen);
  return {
    type: 'CaseResubmitted',
    facts: { note: data.note ?? null, estimateFen: data.estimateFen ?? null },
    moves: resumeCase(state, context),
  };
}
