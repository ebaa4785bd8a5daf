import { minInstant, type Instant } from '../calendar/instant';
import { byDue } from './evolve';
import type { Programme, Stage } from '../programme/schema';
import type { PostRef } from '../roles';
import { implementStage, stageOf } from './path';
import { samePost } from './place';
import {
  isOverlay,
  OVERLAY_KINDS,
  toldOf,
  type Call,
  type CaseState,
  type Clock,
  type ClockKind,
} from './state';
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

export const DUTY_ASKS = ['stage', 'order', ...OVERLAY_KINDS] as const;

/** What a duty asks for, by its key: the stage itself, the answer to a supervision order (督办), or what lies over the case. */
export function askedBy(key: string): (typeof DUTY_ASKS)[number] {
  const kind = key.slice(0, key.indexOf('.'));
  const known = DUTY_ASKS.find((one) => one === kind);
  if (known === undefined) throw new Error(`a duty begins with what it asks for, not "${key}"`);
  return known;
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

/** However many inspections or follow-ups were missed, one visit makes up for them all: one duty. */
const ONE_VISIT: readonly (readonly ClockKind[])[] = [['follow-up'], ['inspection', 'reinspection']];

/** What is asked beside the course of the case: each by its own clock, a visit of whoever was sent. */
function overlayDuties(state: CaseState): Duty[] {
  const running = byDue(state.clocks).filter(({ kind, status }) => isOverlay(kind) && status === 'RUNNING');
  const first = (kinds: readonly ClockKind[]) => running.find(({ kind }) => kinds.includes(kind));
  const asked = running.filter((clock) => {
    const together = ONE_VISIT.find((kinds) => kinds.includes(clock.kind));
    return together === undefined || first(together) === clock;
  });
  return asked.map(({ id, owner, startedAt, dueAt }) => ({
    ...{ key: id, stageId: null, owner, since: startedAt, dueAt },
    personId: state.visits.find(({ clockId }) => clockId === id)?.inspectorId ?? null,
  }));
}

/** The duties of a case: the owner of its stage, and whoever is asked for something beside it. Made anew from the state each time. */
export function dutiesOf(state: CaseState, programme: Programme, since: Instant): Duty[] {
  const beside = overlayDuties(state);
  if (isTerminal(state.status)) return beside;
  const stage = stageOf(state, programme);
  const orders = ordersToAnswer(state);
  if (stage === null) return [...beside, ...orders];
  const due = state.clocks
    .filter((c) => c.status === 'RUNNING' && !isOverlay(c.kind) && c.kind !== 'order')
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
  return [main, ...beside, ...orders];
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
