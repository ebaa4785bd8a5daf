import { limitFor, openWithin, waitsToOpen } from '../programme/path';
import type { Programme, Stage } from '../programme/schema';
import { resumeClocks, startClock, stopClock } from './clocks';
import type { DecideContext } from './context';
import type { ClockChange, Moves } from './events';
import { COMMUNITY_OFFICER } from './duties';
import { nextStage, pathOf, stageOf } from './path';
import { outlives, type CaseState, type Outcome } from './state';
import type { CaseStatus } from './status';

type When = Pick<DecideContext, 'now' | 'programme' | 'place'>;

/** Clocks that begin when a stage opens: its own, and those that other stages count from it. */
export function clocksFromOpening(state: CaseState, stage: Stage, when: When): ClockChange[] {
  const running = new Set(
    state.clocks.filter((c) => c.status !== 'STOPPED' && c.kind !== 'waiting').map((c) => c.stageId),
  );
  return pathOf(state, when.programme)
    .filter((later) => (later['counted-from'] ?? later.id) === stage.id && !running.has(later.id))
    .flatMap((later) => {
      const limit = limitFor(later, state.track);
      if (limit === undefined) return [];
      const kind = later.kind === 'notice' ? 'notice' : 'stage';
      const plan = { kind, stageId: later.id, name: later.name, owner: later.owner, limit } as const;
      return [startClock(state, plan, when.now, when)];
    });
}

/** A stage that waits for its opening command must not sleep unnoticed. */
function clockOfWaiting(state: CaseState, stage: Stage, when: When): ClockChange[] {
  const limit = openWithin(stage, state);
  if (limit === undefined) return [];
  const name = { zh: `${stage.name.zh}（待启动）`, en: `${stage.name.en} (to be opened)` };
  // The file is sent to review by the community, everything else is opened by whoever owns the stage.
  const owner = stage.kind === 'review' ? COMMUNITY_OFFICER : stage.owner;
  return [startClock(state, { kind: 'waiting', stageId: stage.id, name, owner, limit }, when.now, when)];
}

/** The moves of a stage's opening command. */
export function openStage(state: CaseState, stage: Stage, status: CaseStatus, when: When): Moves {
  const waited = state.clocks.filter((c) => c.kind === 'waiting' && c.status !== 'STOPPED');
  const clocks = [
    ...waited.map((clock) => stopClock(clock, when.now, when)),
    ...clocksFromOpening(state, stage, when),
  ];
  return { status, stageOpened: true, clocks };
}

/** Stops what ran for a stage that is done: its limit and a rework limit. Orders go on until they are answered. */
export function stopStageClocks(state: CaseState, stageId: string | null, when: When): ClockChange[] {
  return state.clocks
    .filter((clock) => clock.status !== 'STOPPED' && clock.stageId === stageId && clock.stageId !== null)
    .map((clock) => stopClock(clock, when.now, when));
}

/**
 * The current stage is done: `status` is what the case has reached by it, the next stage of its path begins.
 * Two review steps in a row are one chain: the second opens by itself (T11).
 */
export function finishStage(state: CaseState, status: CaseStatus, when: When): Moves {
  const next = nextStage(state, when.programme);
  if (next === null)
    throw new Error(`no stage after ${state.stageId ?? 'none'}: the programme has no close stage`);
  return goTo(state, next, status, when);
}

/** Leaves the current stage, stopping its clocks, for another one. */
export function goTo(state: CaseState, next: Stage, status: CaseStatus, when: When): Moves {
  const stopped = stopStageClocks(state, state.stageId, when);
  const entered = enterStage(state, next, status, when);
  return { ...entered, clocks: [...stopped, ...entered.clocks] };
}

/** Moves the case into a stage; stages without an opening command run from here. */
export function enterStage(
  state: CaseState,
  next: Stage,
  status: CaseStatus,
  when: When,
): Moves & { clocks: ClockChange[] } {
  const chained = next.kind === 'review' && stageOf(state, when.programme)?.kind === 'review';
  const opened = chained || !waitsToOpen(next.kind);
  const clocks = opened ? clocksFromOpening(state, next, when) : clockOfWaiting(state, next, when);
  return { status: chained ? 'UNDER_REVIEW' : status, stageId: next.id, stageOpened: opened, clocks };
}

/** The case ends: its clocks stop with their verdicts, and the proposers can read why. What was found is still put right. */
export function endCase(state: CaseState, outcome: Outcome, when: When): Moves {
  const clocks = state.clocks
    .filter(({ status, kind }) => status !== 'STOPPED' && !outlives(kind))
    .map((clock) => stopClock(clock, when.now, when));
  return { status: outcome.status, stageId: null, stageOpened: false, resumeStatus: null, clocks, outcome };
}

/** The file is back: the time for completing it is over. */
function stopReturned(state: CaseState, when: When): ClockChange[] {
  return state.clocks
    .filter((clock) => clock.kind === 'returned' && clock.status !== 'STOPPED')
    .map((clock) => stopClock(clock, when.now, when));
}

/** Back from RETURNED, REVISING or SUSPENDED to where the case was, clocks running on with what they had left. */
export function resumeCase(state: CaseState, when: When): Moves {
  return {
    status: state.resumeStatus ?? state.status,
    resumeStatus: null,
    clocks: [...stopReturned(state, when), ...resumeClocks(state, when.now, when)],
  };
}

/** The first stage of one of these kinds on the case's path. */
export function firstOf(
  state: CaseState,
  programme: Programme,
  kinds: readonly Stage['kind'][],
): Stage | null {
  return pathOf(state, programme).find((stage) => kinds.includes(stage.kind)) ?? null;
}
