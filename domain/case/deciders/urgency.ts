import { minInstant, type Instant } from '../../calendar/instant';
import type { Limit } from '../../calendar/limit';
import { limitFor, openWithin } from '../../programme/path';
import type { Stage } from '../../programme/schema';
import { enterStage } from '../advance';
import { moveClock, movedFrom, openClocks, startClock, stopClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { ClockChange, MovedLimit, Moves } from '../events';
import { ladderFor } from '../ladder';
import { gradeOf, pathOf, sparedStage, stageOf, trackFor } from '../path';
import { refuse } from '../refuse';
import type { CaseState, Clock } from '../state';
import { followUpClock } from '../time';
import { oneOf } from './intake';

/** From when urgency is counted: the time already used is kept, whatever the grade becomes (peers.md 8.3). */
function countedSince(state: CaseState, context: DecideContext): Instant {
  const graded = state.clocks.filter(({ kind }) => kind === 'grade' || kind === 'follow-up');
  return minInstant(...graded.map((clock) => clock.startedAt)) ?? context.now;
}

/** What an earlier limit of the whole case leaves to the next one: its pauses, and the rungs nobody hears of twice. */
function leftBy(before: Clock | undefined): Pick<Clock, 'fired' | 'pauses'> {
  const pauses = (before?.pauses ?? []).map(({ from, to }) => ({
    from,
    to: to ?? before?.stoppedAt ?? from,
  }));
  return { fired: before?.fired ?? [], pauses };
}

/** The limit of the whole case under its new grade. */
function wholeCase(state: CaseState, graded: CaseState, context: DecideContext): ClockChange[] {
  const { programme, now } = context;
  const [grade, owner] = [gradeOf(graded, programme), programme['grade-owner']];
  if (grade === null || owner === undefined) return [];
  const { limit, name } = grade;
  const clocks = state.clocks.filter(({ kind }) => kind === 'grade');
  const [running] = openClocks({ clocks });
  if (limit === undefined) return running === undefined ? [] : [stopClock(running, now, context)];
  const ladder = ladderFor(graded, programme, null)?.id ?? null;
  if (running !== undefined) return [moveClock(running, 'regraded', { limit, name, ladder }, now, context)];
  const plan = { kind: 'grade', stageId: null, name, owner, limit } as const;
  return [startClock(graded, plan, countedSince(state, context), context, leftBy(clocks.at(-1)))];
}

/** Follow-ups if the new grade has them: missed ones stay missed, the next one comes by the new rhythm. */
function followUps(state: CaseState, graded: CaseState, context: DecideContext): ClockChange[] {
  const { programme, now } = context;
  const grade = gradeOf(graded, programme);
  const limit = grade?.['follow-up-every'];
  const open = openClocks(state).filter(({ kind }) => kind === 'follow-up');
  if (grade === null || limit === undefined) return open.map((clock) => stopClock(clock, now, context));
  const next = open.find(({ overdueAt }) => overdueAt === null);
  if (next === undefined) return followUpClock(graded, now, context);
  const ladder = ladderFor(graded, programme, null)?.id ?? null;
  return [moveClock(next, 'regraded', { limit, name: grade.name, ladder }, now, context)];
}

/** What the programme gives this clock in a case that stands like this; undefined where it gives it nothing. */
function limitOf(clock: Clock, stage: Stage | undefined, of: CaseState): Limit | undefined {
  if (stage === undefined) return clock.limit;
  switch (clock.kind) {
    case 'stage':
      return limitFor(stage, of.track);
    case 'waiting':
      return openWithin(stage, of);
    default:
      return clock.limit;
  }
}

/** Every other limit: by the new track, and on the ladder that goes with the new urgency. */
function otherLimits(state: CaseState, graded: CaseState, context: DecideContext): ClockChange[] {
  const { programme, now } = context;
  const path = pathOf(graded, programme);
  return openClocks(state).flatMap((clock): ClockChange[] => {
    if (clock.kind === 'grade' || clock.kind === 'follow-up' || clock.kind === 'notice') return [];
    const stage = programme.stages.find(({ id }) => id === clock.stageId);
    const ladder = ladderFor(graded, programme, clock.stageId)?.id ?? null;
    const [before, limit] = [limitOf(clock, stage, state), limitOf(clock, stage, graded)];
    if (limit === undefined || (stage !== undefined && !path.includes(stage)))
      return [stopClock(clock, now, context)];
    const kept = before !== undefined && limit.amount === before.amount && limit.unit === before.unit;
    if (kept && ladder === clock.ladder) return [];
    const change = { limit: kept ? clock.limit : limit, ladder };
    return [moveClock(clock, 'regraded', change, now, context)];
  });
}

/** Back to the stage that the case was spared while it was urgent; too late once it is approved. */
function backTo(state: CaseState, graded: CaseState, context: DecideContext): Moves | null {
  const spared = sparedStage(state, graded, context.programme);
  if (spared === null) return null;
  if (state.money.approvedFen !== null || state.status === 'IN_PROGRESS' || state.status === 'REWORK') {
    throw refuse(
      'not-in-programme',
      `事项未经过“${spared.name.zh}”，现已无法补办，紧急程度不能再调整。`,
      `The case has not passed "${spared.name.en}" and it is too late for that; its urgency stays as it is.`,
    );
  }
  const left = openClocks(state).filter(({ stageId }) => stageId !== null);
  const entered = enterStage(graded, spared, 'ACCEPTED', context);
  return {
    ...entered,
    clocks: [...left.map((clock) => stopClock(clock, context.now, context)), ...entered.clocks],
  };
}

/** The case cannot be in a stage that it does not pass. */
function checkPlace(graded: CaseState, { programme }: DecideContext, field: string): void {
  const stage = stageOf(graded, programme);
  if (stage === null || pathOf(graded, programme).includes(stage)) return;
  throw refuse(
    'not-in-programme',
    `当前环节“${stage.name.zh}”不在新的流程中，请先办完本环节。`,
    `The stage "${stage.name.en}" is not on the new path; finish it first.`,
    field,
  );
}

/** CA5: another urgency is another contract; the time already used is kept, and no rung is sent again. */
export function regrade(state: CaseState, data: CommandData<'regrade'>, context: DecideContext): Decided {
  const { programme } = context;
  const grade = data.grade === undefined ? state.grade : oneOf('grade', data.grade, programme.grades, false);
  const urgent = data.urgent ?? state.urgent;
  const field = data.grade === undefined ? 'urgent' : 'grade';
  if (grade === state.grade && urgent === state.urgent) {
    throw refuse('unknown-value', '紧急程度没有变化。', 'The urgency would stay what it is.', field);
  }
  const decides = urgent !== state.urgent;
  const track = decides ? trackFor(programme, { estimateFen: state.money.estimateFen, urgent }) : state.track;
  const graded = { ...state, grade, urgent, track };
  checkPlace(graded, context, field);
  const back = backTo(state, graded, context);
  const clocks = [
    ...(grade === state.grade
      ? []
      : [...wholeCase(state, graded, context), ...followUps(state, graded, context)]),
    ...(back?.clocks ?? otherLimits(state, graded, context)),
  ];
  const moved = clocks.flatMap((change): MovedLimit[] => {
    const clock = state.clocks.find(({ id }) => change.op === 'move' && id === change.id);
    if (change.op !== 'move' || clock === undefined || clock.dueAt === change.dueAt) return [];
    return [movedFrom(clock, change)];
  });
  return {
    type: 'CaseRegraded',
    facts: { grade, urgent, track, reason: data.reason, moved },
    moves: { ...back, clocks },
  };
}
