import type { Instant } from '../calendar/instant';
import type { PostRef } from '../roles';
import type { CaseEvent } from './events';
import type { CaseState, Clock } from './state';
import { unanswered } from './time';

/** To whom a message goes: a post of the case's own chain, the post one level above it, or every proposer. */
export type Recipient = { to: 'post'; post: PostRef } | { to: 'above'; post: PostRef } | { to: 'proposers' };

/** A message that a case sends. The key is unique in the case, so it exists once however often its cause is retried. */
export interface Message {
  key: string;
  kind: 'overdue' | 'follow-up-overdue' | 'notice-ended' | 'outcome' | 'progress';
  recipient: Recipient;
  at: Instant;
  /** No personal data: numbers, titles, stages and dates only. */
  data: Readonly<Record<string, string | number | boolean | null>>;
}

function about(state: CaseState): Record<string, string | number | boolean | null> {
  return { number: state.number, title: state.title, status: state.status, stage: state.stageId };
}

function clockMessages(state: CaseState, clock: Clock, at: Instant): Message[] {
  const kind = clock.kind === 'follow-up' ? 'follow-up-overdue' : 'overdue';
  const data = {
    ...about(state),
    clock: clock.id,
    name: clock.name.zh,
    nameEn: clock.name.en,
    dueDate: clock.dueDate,
    dueAt: clock.dueAt,
  };
  const key = `${clock.id}:${kind}`;
  return [
    { key: `${key}:owner`, kind, recipient: { to: 'post', post: clock.owner }, at, data },
    { key: `${key}:above`, kind, recipient: { to: 'above', post: clock.owner }, at, data },
  ];
}

/** Steps a proposer hears of besides the end (domain.md 3.6). */
const TOLD_TO_PROPOSERS: readonly CaseEvent['type'][] = [
  'CaseSubmitted',
  'CaseAccepted',
  'CaseReturned',
  'SuggestionsJoined',
  'CaseApproved',
  'WorkStarted',
  'WorkCompleted',
];

/** The notice has run out: whoever posted it hears that it may come down, and what is still to be answered. */
function noticeMessages(state: CaseState, clockId: string, at: Instant): Message[] {
  const clock = state.clocks.find((c) => c.id === clockId);
  if (clock === undefined) return [];
  const data = {
    ...about(state),
    clock: clockId,
    dueDate: clock.dueDate,
    unanswered: unanswered(state).length,
  };
  const recipient = { to: 'post', post: clock.owner } as const;
  return [{ key: `${clockId}:notice-ended`, kind: 'notice-ended', recipient, at, data }];
}

/** The messages that one event causes, given the state after it. */
export function messagesOf(state: CaseState, event: CaseEvent): Message[] {
  if (event.type === 'ClockOverdue') {
    const clock = state.clocks.find((c) => c.id === event.facts.clockId);
    return clock === undefined ? [] : clockMessages(state, clock, event.at);
  }
  if (event.type === 'NoticeEnded') return noticeMessages(state, event.facts.clockId, event.at);
  if (event.moves.outcome !== undefined) {
    const { reasonCode, publicText, success } = event.moves.outcome;
    const data = { ...about(state), reasonCode, publicText, success };
    return [
      { key: `outcome.${state.seq}`, kind: 'outcome', recipient: { to: 'proposers' }, at: event.at, data },
    ];
  }
  if (TOLD_TO_PROPOSERS.includes(event.type)) {
    const data = { ...about(state), event: event.type };
    return [
      { key: `progress.${state.seq}`, kind: 'progress', recipient: { to: 'proposers' }, at: event.at, data },
    ];
  }
  return [];
}
