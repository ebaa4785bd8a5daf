import { minInstant, type Instant } from '../calendar/instant';
import { byDue } from './evolve';
import type { Programme, Stage } from '../programme/schema';
import type { PostRef } from '../roles';
import { implementStage, stageOf } from './path';
import { samePost } from './place';
import { toldOf, type Call, type CaseState, type Clock } from './state';
import { isTerminal } from './status';

/** What one post, or one named person, must do now. */
export interface Duty {
  key: string;
  stageId: string | null;
  owner: PostRef;
  personId: string | null;
  since: Instant;
  dueAt: Instant | null;
}

export const DUTY_ASKS = ['stage', 'follow-up', 'order'] as const;

/** What a duty asks for, by its key: the stage itself, a follow-up, or the answer to a supervision order (督办). */
export function askedBy(key: string): (typeof DUTY_ASKS)[number] {
  if (key.startsWith('stage.')) return 'stage';
  return key.startsWith('order.') ? 'order' : 'follow-up';
}

/** Completes papers and sends files to review. */
export const COMMUNITY_OFFICER: PostRef = { role: 'officer', level: 'COMMUNITY' };

/** Whose turn it is: the community completes papers and sends files to review, the implementer mends its works. */
export function whoseTurn(state: CaseState, stage: Stage, programme: Programme): PostRef {
  const back = state.status === 'RETURNED' || state.status === 'REVISING';
  if (back || (stage.kind === 'review' && !state.stageOpened)) return COMMUNITY_OFFICER;
  if (state.status === 'REWORK') return implementStage(state, programme)?.owner ?? stage.owner;
  return stage.owner;
}

/** The duties of a case: the owner of its stage, and whoever follows it up. Made anew from the state each time. */
export function dutiesOf(state: CaseState, programme: Programme, since: Instant): Duty[] {
  if (isTerminal(state.status)) return [];
  const stage = stageOf(state, programme);
  // However many follow-ups were missed, one visit makes up for them all.
  const followUps = byDue(state.clocks)
    .filter((clock) => clock.kind === 'follow-up' && clock.status === 'RUNNING')
    .slice(0, 1)
    .map((c): Duty => ({
      key: c.id,
      stageId: null,
      owner: c.owner,
      personId: null,
      since: c.startedAt,
      dueAt: c.dueAt,
    }));
  const orders = ordersToAnswer(state);
  if (stage === null) return [...followUps, ...orders];
  const due = state.clocks
    .filter((c) => c.status === 'RUNNING' && c.kind !== 'follow-up' && c.kind !== 'order')
    .map((c) => c.dueAt);
  const owner = whoseTurn(state, stage, programme);
  const main: Duty = {
    key: `stage.${stage.id}`,
    stageId: stage.id,
    owner,
    personId: handlerFor(state, stage, owner) ?? inCharge(state),
    since,
    dueAt: minInstant(...due),
  };
  return [main, ...followUps, ...orders];
}

/** The colleague who took the stage over, while it is the turn of the post that they share. */
export function handlerFor(
  { handler }: Pick<CaseState, 'handler'>,
  stage: Stage | null,
  post: PostRef,
): string | null {
  if (stage === null || handler?.stageId !== stage.id) return null;
  return samePost(post, stage.owner) ? handler.personId : null;
}

/** At the works, the person in charge. */
function inCharge(state: CaseState): string | null {
  const working = state.status === 'IN_PROGRESS' || state.status === 'REWORK';
  return working ? (state.personInCharge?.personId ?? null) : null;
}

/** Who was named for the works whose limit this clock is (LG7 分解责任到人); null for other clocks. */
export function namedFor(state: CaseState, { stageId }: Pick<Clock, 'stageId'>): string | null {
  return stageId !== null && stageId === state.stageId ? inCharge(state) : null;
}

/** Whether a reminder that awaits an answer went to somebody by name, beside the posts it went to. */
export function isCalledByName(state: CaseState, call: Call, personId: string): boolean {
  const { clockId } = call;
  const clock = state.clocks.find(({ id }) => id === clockId);
  if (clock === undefined || namedFor(state, clock) !== personId) return false;
  return toldOf(call).some((post) => samePost(post, clock.owner));
}

/** Supervision orders (督办) that wait for an answer. */
function ordersToAnswer(state: CaseState): Duty[] {
  return state.orders.flatMap((order): Duty[] => {
    const clock = state.clocks.find(({ id }) => id === order.clockId);
    if (order.answer !== null || clock === undefined) return [];
    const { startedAt: since, dueAt, owner } = clock;
    return [{ key: clock.id, stageId: null, owner, personId: null, since, dueAt }];
  });
}
