import { compareDates, daysBetween } from '../../calendar/civil-date';
import { civilDateOf, compareInstants, endOfDay, minInstant, type Instant } from '../../calendar/instant';
import { formatLimit } from '../../calendar/limit';
import { limitFor } from '../../programme/path';
import { moveClock, pauseClock, resumeClock, startClock, stopClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { ClockChange, MovedLimit } from '../events';
import { movableClocks } from '../open-items';
import { gradeOf, pathOf, stageOf, trackFor } from '../path';
import { refuse } from '../refuse';
import type { CaseState, Clock } from '../state';
import { followUpClock } from '../time';
import { oneOf } from './intake';

/** In days: whatever stands still longer is suspended or ended, not paused. */
const LONGEST_PAUSE = 90;

function movable(state: CaseState, id: string, by: 'extend' | 'shorten' | 'pause-clock'): Clock {
  const candidates = movableClocks(state, by);
  const found = candidates.find((clock) => clock.id === id);
  if (found !== undefined) return found;
  const known = candidates.map((clock) => clock.id).join(', ');
  const late = state.clocks.some((clock) => clock.id === id && clock.overdueAt !== null);
  if (late)
    throw refuse(
      'not-now',
      '时限已过，不能再调整（延期须在到期前办理）。',
      'This limit has already been missed; it can only be moved before it ends.',
      'clockId',
    );
  throw refuse(
    'unknown-value',
    `没有可调整的时限“${id}”；可选：${known || '无'}。`,
    `There is no limit "${id}" that can be moved; there is: ${known || 'none'}.`,
    'clockId',
  );
}

const movedFrom = (clock: Clock, change: { dueAt: Instant }): MovedLimit => ({
  clockId: clock.id,
  oldDueAt: clock.dueAt,
  newDueAt: change.dueAt,
});

/** 3.5 (6): once (or as often as the programme says), before expiry, with a reason. */
export function extend(state: CaseState, data: CommandData<'extend'>, context: DecideContext): Decided {
  const clock = movable(state, data.clockId, 'extend');
  const times = context.programme.deadlines.extend?.times ?? 1;
  if (clock.changes.filter(({ why }) => why === 'extended').length >= times) {
    throw refuse(
      'not-in-programme',
      times === 0 ? '本制度不允许延期。' : `本制度最多延期 ${times} 次，已用完。`,
      times === 0
        ? 'This programme allows no extension.'
        : `This programme allows ${times} extension(s), which have been used.`,
      'clockId',
    );
  }
  const limit = { ...clock.limit, amount: clock.limit.amount + data.amount };
  const change = moveClock(clock, 'extended', { limit }, context.now, context);
  const facts = { ...movedFrom(clock, change), reason: data.reason, approver: data.approver ?? null };
  return { type: 'LimitExtended', facts, moves: { clocks: [change] } };
}

/** A limit may come to end earlier, but not in the past. */
export function shorten(state: CaseState, data: CommandData<'shorten'>, context: DecideContext): Decided {
  const clock = movable(state, data.clockId, 'shorten');
  const amount = clock.limit.amount - data.amount;
  const most = formatLimit(clock.limit, 'zh');
  if (amount < 1) {
    throw refuse(
      'unknown-value',
      `时限共 ${most}，不能缩短 ${data.amount}。`,
      `The limit is ${formatLimit(clock.limit, 'en')}; it cannot be shortened by ${data.amount}.`,
      'amount',
    );
  }
  const change = moveClock(clock, 'shortened', { limit: { ...clock.limit, amount } }, context.now, context);
  if (compareInstants(change.dueAt, context.now) <= 0) {
    throw refuse(
      'date-out-of-order',
      '缩短后时限已过，请减少缩短的天数。',
      'The limit would already have ended; shorten it by less.',
      'amount',
    );
  }
  const facts = { ...movedFrom(clock, change), reason: data.reason, approver: data.approver ?? null };
  return { type: 'LimitShortened', facts, moves: { clocks: [change] } };
}

/** 3.5 (5): one limit stands still for a reason outside the case, until a day that is named. */
export function pause(state: CaseState, data: CommandData<'pause-clock'>, context: DecideContext): Decided {
  const clock = movable(state, data.clockId, 'pause-clock');
  const today = civilDateOf(context.now);
  if (compareDates(data.until, today) <= 0 || daysBetween(today, data.until) > LONGEST_PAUSE) {
    throw refuse(
      'date-out-of-order',
      `暂停截止日应在今天之后、${LONGEST_PAUSE} 天以内。`,
      `Pause until a day after today and within ${LONGEST_PAUSE} days.`,
      'until',
    );
  }
  const change = pauseClock(clock, context.now, endOfDay(data.until), context);
  return { type: 'ClockPaused', facts: data, moves: { clocks: [change] } };
}

export function resume(state: CaseState, data: CommandData<'resume-clock'>, context: DecideContext): Decided {
  const clock = state.clocks.find(({ id, resumesAt }) => id === data.clockId && resumesAt !== null);
  if (clock === undefined) {
    throw refuse(
      'unknown-value',
      `计时“${data.clockId}”没有单独暂停。`,
      `The clock "${data.clockId}" is not paused by itself.`,
      'clockId',
    );
  }
  const change = resumeClock(clock, context.now, context);
  const facts = { clockId: clock.id, note: data.note ?? null };
  return { type: 'ClockResumed', facts, moves: { clocks: [change] } };
}

/** From when urgency is counted: the time already used is kept, whatever the grade becomes (peers.md 8.3). */
function countedSince(state: CaseState, context: DecideContext): Instant {
  const graded = state.clocks.filter(({ kind }) => kind === 'grade' || kind === 'follow-up');
  return minInstant(...graded.map((clock) => clock.startedAt)) ?? context.now;
}

/** The clock of the whole case under its new grade, and follow-ups if the new grade has them. */
function regradedClocks(state: CaseState, graded: CaseState, context: DecideContext): ClockChange[] {
  const grade = gradeOf(graded, context.programme);
  const owner = context.programme['grade-owner'];
  if (grade === null || owner === undefined) return [];
  const open = (kind: Clock['kind']): Clock[] =>
    state.clocks.filter((clock) => clock.kind === kind && clock.status !== 'STOPPED');
  const [running] = open('grade');
  const { limit, name } = grade;
  const ladder = grade.ladder ?? context.programme.ladders[0]?.id ?? null;
  const whole = (): ClockChange[] => {
    if (limit === undefined) return open('grade').map((clock) => stopClock(clock, context.now, context));
    if (running !== undefined)
      return [moveClock(running, 'regraded', { limit, name, ladder }, context.now, context)];
    const plan = { kind: 'grade', stageId: null, name, owner, limit } as const;
    return [startClock(graded, plan, countedSince(state, context), context)];
  };
  const followUps = open('follow-up');
  const stopped = grade['follow-up-every'] === undefined ? followUps : [];
  const fresh = followUps.length === 0 ? followUpClock(graded, context.now, context) : [];
  return [...whole(), ...stopped.map((clock) => stopClock(clock, context.now, context)), ...fresh];
}

/** The limit of the current stage under another track. */
function retrackedClocks(state: CaseState, graded: CaseState, context: DecideContext): ClockChange[] {
  const stage = stageOf(state, context.programme);
  if (stage === null || graded.track === state.track) return [];
  if (!pathOf(graded, context.programme).includes(stage)) {
    throw refuse(
      'not-now',
      `当前环节“${stage.name.zh}”不在新的流程中，请先办完本环节。`,
      `The stage "${stage.name.en}" is not on the other track; finish it first.`,
      'urgent',
    );
  }
  const limit = limitFor(stage, graded.track);
  return state.clocks
    .filter(({ kind, stageId, status }) => kind === 'stage' && stageId === stage.id && status !== 'STOPPED')
    .flatMap((clock) =>
      limit === undefined ? [] : [moveClock(clock, 'regraded', { limit }, context.now, context)],
    );
}

/** CA5: another urgency is another contract; the time already used is kept, and no rung is sent again. */
export function regrade(state: CaseState, data: CommandData<'regrade'>, context: DecideContext): Decided {
  const { programme } = context;
  const grade = data.grade === undefined ? state.grade : oneOf('grade', data.grade, programme.grades, false);
  const urgent = data.urgent ?? state.urgent;
  if (grade === state.grade && urgent === state.urgent) {
    throw refuse(
      'unknown-value',
      '紧急程度没有变化。',
      'The urgency would stay what it is.',
      data.grade === undefined ? 'urgent' : 'grade',
    );
  }
  const decides = urgent !== state.urgent;
  const track = decides ? trackFor(programme, { estimateFen: state.money.estimateFen, urgent }) : state.track;
  const graded = { ...state, grade, urgent, track };
  const byGrade = grade === state.grade ? [] : regradedClocks(state, graded, context);
  const clocks = [...byGrade, ...retrackedClocks(state, graded, context)];
  const moved = clocks.flatMap((change): MovedLimit[] => {
    const clock = change.op === 'move' ? state.clocks.find(({ id }) => id === change.id) : undefined;
    return change.op === 'move' && clock !== undefined ? [movedFrom(clock, change)] : [];
  });
  return {
    type: 'CaseRegraded',
    facts: { grade, urgent, track, reason: data.reason, moved },
    moves: { clocks },
  };
}
