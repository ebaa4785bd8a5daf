import { endCase } from '../advance';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { stageOfKind } from '../path';
import type { CaseState } from '../state';
import { refuseCase } from './review';
import { refuse } from '../refuse';

export const reject = refuseCase;

/** T2: another body is responsible; the proposer learns which. */
export function transfer(state: CaseState, data: CommandData<'transfer'>, context: DecideContext): Decided {
  const { reasonCode, publicText } = data;
  return {
    type: 'CaseTransferred',
    facts: { to: data.to },
    moves: endCase(state, { status: 'TRANSFERRED', reasonCode, publicText, success: true }, context),
  };
}

/** CC1: the duty post answers at once and the case is closed by it. */
export function answer(state: CaseState, data: CommandData<'answer'>, context: DecideContext): Decided {
  const outcome = {
    status: 'CLOSED',
    reasonCode: 'answered',
    publicText: data.publicText,
    success: true,
  } as const;
  return { type: 'CaseAnswered', facts: {}, moves: endCase(state, outcome, context) };
}

/** T17: the works are given up, with an approver and a text for the proposers. */
export function terminate(state: CaseState, data: CommandData<'terminate'>, context: DecideContext): Decided {
  const { reasonCode, publicText, approver } = data;
  return {
    type: 'CaseTerminated',
    facts: { approver },
    moves: endCase(state, { status: 'TERMINATED', reasonCode, publicText, success: false }, context),
  };
}

/** T20: crossed off the list (销号); the proposer reads the result, and is called back where the programme asks. */
export function close(state: CaseState, data: CommandData<'close'>, context: DecideContext): Decided {
  const stage = stageOfKind(state, context.programme, 'close');
  if (stage.callback === 'required' && data.callback === undefined) {
    throw refuse(
      'value-required',
      '请先回访建议人，或登记无法联系。',
      'Call the proposer back first, or record that nobody could be reached (callback).',
      'callback',
    );
  }
  const callback = data.callback
    ? {
        reached: data.callback.reached,
        resolved: data.callback.resolved ?? null,
        satisfied: data.callback.satisfied ?? null,
      }
    : null;
  const outcome = {
    status: 'CLOSED',
    reasonCode: 'done',
    publicText: data.publicText,
    success: true,
  } as const;
  return {
    type: 'CaseClosed',
    facts: { callback, served: data.served ?? null },
    moves: endCase(state, outcome, context),
  };
}

/** T21: taken back by the proposers, before any vote. */
export function withdraw(state: CaseState, data: CommandData<'withdraw'>, context: DecideContext): Decided {
  const { reasonCode, publicText } = data;
  return {
    type: 'CaseWithdrawn',
    facts: {},
    moves: endCase(state, { status: 'WITHDRAWN', reasonCode, publicText, success: false }, context),
  };
}
