import { stopClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import type { CaseState } from '../state';
import { followUpClock } from '../time';

/** CA5: a red case was looked after; missed follow-ups keep their verdict and the next one is counted from now. */
export function followUp(state: CaseState, data: CommandData<'follow-up'>, context: DecideContext): Decided {
  const stopped = state.clocks
    .filter((clock) => clock.kind === 'follow-up' && clock.status !== 'STOPPED')
    .map((clock) => stopClock(clock, context.now, context));
  return {
    type: 'FollowedUp',
    facts: { text: data.text, nextStep: data.nextStep ?? null },
    moves: { clocks: [...stopped, ...followUpClock(state, context.now, context)] },
  };
}

/** LG7: duties down to a person. */
export function assign(_state: CaseState, data: CommandData<'assign'>): Decided {
  return { type: 'PersonAssigned', facts: data, moves: {} };
}

export function note(_state: CaseState, data: CommandData<'note'>): Decided {
  return { type: 'NoteAdded', facts: data, moves: {} };
}

/** A stored file becomes part of the case; the hash in the ledger proves that it was not changed. */
export function attach(_state: CaseState, data: CommandData<'attach'>): Decided {
  return { type: 'EvidenceAttached', facts: data, moves: {} };
}
