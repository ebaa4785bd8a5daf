import { startClock, stopClock } from '../clocks';
import type { CommandData } from '../commands';
import type { DecideContext, Decided } from '../context';
import { isCalledByName, whoseTurn } from '../duties';
import { openOrders } from '../open-items';
import { stageOf } from '../path';
import { filledPost, headOf, relatedPost } from '../place';
import { refuse } from '../refuse';
import { toldOf, type CaseState, type Order } from '../state';
import { postFor } from '../who';

/** 签收: seen, mine. Whoever was told may say so, and the ladder stops climbing for this clock. */
export function acknowledge(
  state: CaseState,
  data: CommandData<'acknowledge'>,
  { actor }: DecideContext,
): Decided {
  const call = state.calls.find(({ clockId }) => clockId === data.clockId);
  if (call === undefined) {
    const known = state.calls.map(({ clockId }) => clockId).join(', ');
    throw refuse(
      'unknown-value',
      `“${data.clockId}”没有待签收的催办；待签收：${known}。`,
      `Nothing is waiting to be acknowledged for "${data.clockId}"; there is: ${known}.`,
      'clockId',
    );
  }
  const called = toldOf(call).some((post) => postFor(actor, post, state) !== null);
  if (!called && !isCalledByName(state, call, actor.personId)) {
    throw refuse('not-your-command', '这条催办不是发给您的岗位的。', 'This reminder was not for your post.');
  }
  const clock = state.clocks.find(({ id }) => id === call.clockId);
  const rungs = [...(clock?.fired ?? [call.rung]), ...call.climbed];
  const facts = { clockId: call.clockId, rungs, note: data.note ?? null };
  return { type: 'Acknowledged', facts, moves: {} };
}

/** A colleague with the same post takes the stage over; the ledger says why. */
export function handOver(state: CaseState, data: CommandData<'hand-over'>, context: DecideContext): Decided {
  const stage = stageOf(state, context.programme);
  if (stage === null) throw new Error('the rules let nobody hand over a case without a stage');
  const colleagues = context.place.holders(stage.owner) ?? [];
  if (data.personId === context.actor.personId || !colleagues.includes(data.personId)) {
    throw refuse(
      'unknown-value',
      '只能移交给担任同一岗位的其他同事。',
      'Hand over to another colleague who holds the same post.',
      'personId',
    );
  }
  return { type: 'DutyHandedOver', facts: { stageId: stage.id, ...data }, moves: {} };
}

/** 督办: a post above the case orders an answer within a limit of its own. */
export function supervise(state: CaseState, data: CommandData<'supervise'>, context: DecideContext): Decided {
  const stage = stageOf(state, context.programme);
  if (stage === null) throw new Error('the rules let nobody supervise a case without a stage');
  const wanted = relatedPost(data.to, whoseTurn(state, stage, context.programme));
  const { post: to } = filledPost(wanted, context.place);
  const plan = {
    kind: 'order',
    stageId: null,
    name: { zh: '督办', en: 'Supervision order' },
    owner: to,
    limit: { amount: data.workdays, unit: 'workday' },
  } as const;
  const change = startClock(state, plan, context.now, context);
  const clockId = change.op === 'start' ? change.clock.id : '';
  return {
    type: 'OrderGiven',
    facts: { orderId: clockId, clockId, text: data.text, to },
    moves: { clocks: [change] },
  };
}

/** With several orders on one case, each is answered by the post it was given to, its head, or whoever handles the case. */
function mayAnswer(state: CaseState, { to }: Order, { actor, programme }: DecideContext): boolean {
  const stage = stageOf(state, programme);
  const posts = [to, headOf(to.level), ...(stage === null ? [] : [stage.owner])];
  const holds = posts.some((post) => postFor(actor, post, state) !== null);
  return holds || state.personInCharge?.personId === actor.personId;
}

export function answerOrder(
  state: CaseState,
  data: CommandData<'answer-order'>,
  context: DecideContext,
): Decided {
  const order = openOrders(state).find(({ id }) => id === data.orderId);
  if (order === undefined) {
    throw refuse(
      'unknown-value',
      `没有待回复的督办“${data.orderId}”。`,
      `There is no open supervision order "${data.orderId}".`,
      'orderId',
    );
  }
  if (!mayAnswer(state, order, context)) {
    throw refuse(
      'not-your-command',
      '这项督办不是给您的岗位的。',
      'This supervision order is not for your post.',
      'orderId',
    );
  }
  const clocks = state.clocks
    .filter((clock) => clock.id === order.clockId && clock.status !== 'STOPPED')
    .map((clock) => stopClock(clock, context.now, context));
  return { type: 'OrderAnswered', facts: data, moves: { clocks } };
}

/** That somebody opened a message is a fact of the case when the message asked for an answer. */
export function read(_state: CaseState, data: CommandData<'read-message'>): Decided {
  return { type: 'MessageRead', facts: data, moves: {} };
}
