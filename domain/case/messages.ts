import type { CivilDate } from '../calendar/civil-date';
import { addMs, civilDateOf, type Instant } from '../calendar/instant';
import { workingMoment } from '../calendar/working-time';
import type { MessageKind } from '../messages/kinds';
import { outsideQuietHours, type QuietHours } from '../messages/quiet-hours';
import type { Channel } from '../programme/ladder-schema';
import type { Programme } from '../programme/schema';
import { formatPostRef, type PostRef } from '../roles';
import { handlerFor, whoseTurn } from './duties';
import type { CaseEvent, EventOf, MovedLimit, Told } from './events';
import { byDue } from './evolve';
import { ladderCalled, rungCalled } from './ladder';
import { stageOf } from './path';
import { samePost, type Place } from './place';
import { climbOf, type CaseState, type Clock, type ClockKind } from './state';
import { unanswered } from './time';
import { explainClock, type ClockStep } from './why-clock';

/** To whom a message goes: a post of the case's own chain, one member of staff, or every proposer. */
export type Recipient =
  { to: 'post'; post: PostRef } | { to: 'person'; personId: string } | { to: 'proposers' };

/** What a message says, in facts: numbers, titles, stages, dates and why they are so; no personal data. */
export type MessageData = Readonly<Record<string, string | number | boolean | null | readonly ClockStep[]>>;

/** A message that a case sends. The key is unique in the case, so it exists once however often its cause is retried. */
export interface Message {
  key: string;
  kind: MessageKind;
  recipient: Recipient;
  at: Instant;
  /** Ways out besides the product itself, and not before which instant. */
  channels: readonly Channel[];
  sendFrom: Instant;
  clockId: string | null;
  rung: string | null;
  acknowledgeBy: Instant | null;
  data: MessageData;
}

/** What messages are made with, besides the state and the event. */
export interface Telling {
  programme: Programme;
  place: Place;
  quietHours?: QuietHours | undefined;
}

const TO_STAFF: readonly Channel[] = ['wecom', 'dingtalk', 'mail', 'webhook'];
export const TO_PROPOSERS: readonly Channel[] = ['sms'];

function about(state: CaseState): Record<string, string | number | boolean | null> {
  return { number: state.number, title: state.title, status: state.status, stage: state.stageId };
}

/**
 * "Why this date". Left out while the calendar of today counts to another date than the one that was fixed: until the
 * rollout has moved it, a reason for another date would help nobody.
 */
function whyOf(clock: Clock, { place }: Telling): readonly ClockStep[] | null {
  const steps = explainClock(clock, place.calendarFor(clock.owner));
  const end = steps.at(-1);
  return end?.kind === 'due' && end.due.dueAt === clock.dueAt ? steps : null;
}

function ofClock(clock: Clock, telling: Telling): MessageData {
  return {
    clock: clock.id,
    clockKind: clock.kind,
    name: clock.name.zh,
    nameEn: clock.name.en,
    dueDate: clock.dueDate,
    dueAt: clock.dueAt,
    unit: clock.limit.unit,
    provisional: clock.provisional,
    why: whyOf(clock, telling),
  };
}

interface Draft extends Partial<Pick<Message, 'channels' | 'clockId' | 'rung' | 'acknowledgeBy'>> {
  key: string;
  kind: MessageKind;
  recipient: Recipient;
  data: MessageData;
  /** Whose working hours count; left out, residents' quiet hours. */
  post?: PostRef;
}

function message({ post, ...draft }: Draft, at: Instant, { place, quietHours }: Telling): Message {
  const staff = draft.recipient.to !== 'proposers';
  const sendFrom =
    post === undefined ? outsideQuietHours(at, quietHours) : workingMoment(place.calendarFor(post), at);
  const channels = staff ? TO_STAFF : TO_PROPOSERS;
  return { channels, clockId: null, rung: null, acknowledgeBy: null, ...draft, at, sendFrom };
}

const recipientOf = ({ post, personId }: Told): Recipient =>
  personId === null ? { to: 'post', post } : { to: 'person', personId };

type Raised = EventOf<'RungsReached'> | EventOf<'CallClimbed'>;

/** Ways that lead to one person; a group has read already what was said to the post. */
const BY_NAME: readonly Channel[] = ['mail', 'sms'];

/** Somebody who is told by name although their post is told as well. */
function besideThePost({ post, personId }: Told, all: readonly Told[]): boolean {
  return personId !== null && all.filter((one) => samePost(one.post, post)).length > 1;
}

/** Told of a limit that somebody else must keep; whoever stands in for an empty post keeps it themselves. */
function watches({ post, instead }: Told, { owner }: Clock): boolean {
  return !samePost(post, owner) && (instead === null || !samePost(instead, owner));
}

/** One message to each post a rung names, or to the one that is asked because nobody answered. */
function raised(state: CaseState, event: Raised, telling: Telling): Message[] {
  const { facts } = event;
  const clock = state.clocks.find(({ id }) => id === facts.clockId);
  if (clock === undefined) return [];
  const climbed = event.type === 'CallClimbed';
  const ids = climbed ? [event.facts.rung] : event.facts.rungs.map(({ id }) => id);
  const last = ids.at(-1) ?? '';
  const rung = rungCalled(ladderCalled(telling.programme, clock.ladder), last);
  const run = climbed ? climbOf(last, event.facts.step) : last;
  const from = climbed ? formatPostRef(event.facts.from) : null;
  return facts.to.map((told) => {
    const data = {
      ...about(state),
      ...ofClock(clock, telling),
      ...{ rung: last, rungs: ids.join(','), left: facts.left, from },
      ...{ text: rung?.text?.zh ?? null, textEn: rung?.text?.en ?? null },
      watches: watches(told, clock),
      ...{ instead: told.instead === null ? null : formatPostRef(told.instead) },
    };
    const beside = besideThePost(told, facts.to);
    const draft = {
      key: `${clock.id}:${run}:${formatPostRef(told.post)}${beside ? `:${told.personId}` : ''}`,
      kind: climbed ? 'climbed' : 'rung',
      recipient: recipientOf(told),
      post: told.post,
      ...{ channels: (rung?.channels ?? TO_STAFF).filter((one) => !beside || BY_NAME.includes(one)) },
      ...{ clockId: clock.id, rung: run, acknowledgeBy: facts.acknowledgeBy, data },
    } as const;
    // Dated by the ladder; sent when people work after it was found, which after a stoppage of ours is later.
    const sendFrom = workingMoment(telling.place.calendarFor(told.post), facts.firedAt);
    return { ...message(draft, event.at, telling), sendFrom };
  });
}

/** The notice has run out: whoever posted it hears that it may come down, and what is still to be answered. */
function noticeEnded(state: CaseState, event: EventOf<'NoticeEnded'>, telling: Telling): Message[] {
  const { clockId } = event.facts;
  const clock = state.clocks.find(({ id }) => id === clockId);
  if (clock === undefined) return [];
  const data = {
    ...about(state),
    clock: clockId,
    dueDate: clock.dueDate,
    unanswered: unanswered(state).length,
  };
  const to = { recipient: { to: 'post', post: clock.owner }, post: clock.owner } as const;
  return [message({ key: `${clockId}:notice-ended`, kind: 'notice-ended', ...to, data }, event.at, telling)];
}

/** 24:00 belongs to the day that ends. */
const lastDay = (dueAt: Instant): CivilDate => civilDateOf(addMs(dueAt, -1));

/** A limit that people moved: its owner hears the old and the new date, unless they did it themselves. */
function limitMoved(
  state: CaseState,
  event: CaseEvent,
  moved: readonly MovedLimit[],
  telling: Telling,
): Message[] {
  return moved.flatMap(({ clockId, oldDueAt, newDueAt }) => {
    const clock = state.clocks.find(({ id }) => id === clockId);
    if (clock === undefined || oldDueAt === newDueAt || ownDoing(event, clock.owner, telling)) return [];
    const dates = { oldDueDate: lastDay(oldDueAt), newDueDate: lastDay(newDueAt) };
    const data = { ...about(state), ...ofClock(clock, telling), ...dates };
    const to = { recipient: { to: 'post', post: clock.owner }, post: clock.owner } as const;
    const draft = {
      key: `${clockId}:moved.${state.seq}`,
      kind: 'deadline-moved',
      ...to,
      clockId,
      data,
    } as const;
    return [message(draft, event.at, telling)];
  });
}

/** Nobody is told of what somebody with the same post has just done. */
function ownDoing({ actorId }: CaseEvent, post: PostRef, { place }: Telling): boolean {
  return actorId !== null && (place.holders(post) ?? []).includes(actorId);
}

/** Kinds of clock that somebody hears of when they start; a regular inspection is announced by its ladder. */
const NEWS: readonly ClockKind[] = ['visit', 'rectification', 'verification', 'opinion', 'reinspection'];

/** Somebody else is sent, within the limit that runs. */
const instead = ({ type, moves }: CaseEvent): boolean => type === 'VisitOrdered' && !moves.clocks?.length;

function newsOf(state: CaseState, event: CaseEvent): Clock[] {
  if (event.type === 'VisitOrdered' && instead(event))
    return state.clocks.filter(({ id }) => id === event.facts.clockId);
  return (event.moves.clocks ?? []).flatMap((change) =>
    change.op === 'start' && NEWS.includes(change.clock.kind) ? [change.clock] : [],
  );
}

/** What an event asks of somebody beside the course of the case: what was found, seen, or said, and until when. */
function asked(state: CaseState, event: CaseEvent, telling: Telling): Message[] {
  return newsOf(state, event).flatMap((clock) => {
    const visitor = state.visits.find(({ clockId }) => clockId === clock.id)?.inspectorId ?? null;
    if (visitor === null && ownDoing(event, clock.owner, telling)) return [];
    const text = state.findings.find(({ clockId }) => clockId === clock.id)?.text;
    const data = { ...about(state), ...ofClock(clock, telling), ...(text !== undefined && { text }) };
    const recipient = recipientOf({ post: clock.owner, personId: visitor, instead: null });
    const to = { recipient, post: clock.owner, clockId: clock.id } as const;
    const key = instead(event) && visitor !== null ? `task.${clock.id}.${visitor}` : `task.${clock.id}`;
    return [message({ key, kind: 'task', ...to, data }, event.at, telling)];
  });
}

/** Put right: whoever had to mend it hears that nothing is left to do. */
function findingClosed(state: CaseState, event: EventOf<'FindingVerified'>, telling: Telling): Message[] {
  const finding = state.findings.find(({ id }) => id === event.facts.findingId);
  if (!event.facts.passed || finding === undefined) return [];
  const clock = state.clocks.findLast(({ id, kind }) => kind === 'verification' && id === finding.clockId);
  const name = { name: clock?.name.zh ?? null, nameEn: clock?.name.en ?? null };
  const to = { recipient: { to: 'post', post: finding.responsible }, post: finding.responsible } as const;
  const draft = { key: `closed.${finding.id}`, kind: 'finding-closed', ...to } as const;
  return [message({ ...draft, data: { ...about(state), ...name } }, event.at, telling)];
}

/** Staff who have something to do because of an event. */
function toStaff(state: CaseState, event: CaseEvent, telling: Telling): Message[] {
  switch (event.type) {
    case 'RungsReached':
    case 'CallClimbed':
      return raised(state, event, telling);
    case 'NoticeEnded':
      return noticeEnded(state, event, telling);
    case 'LimitExtended':
    case 'LimitShortened':
      return limitMoved(state, event, [event.facts], telling);
    case 'CaseRegraded':
      return limitMoved(state, event, event.facts.moved, telling);
    case 'OrderGiven': {
      const { to: post, text, clockId } = event.facts;
      const clock = state.clocks.find(({ id }) => id === clockId);
      const data = { ...about(state), ...(clock === undefined ? {} : ofClock(clock, telling)), text };
      const to = { recipient: { to: 'post', post }, post } as const;
      return [message({ key: `${clockId}:order`, kind: 'order', ...to, clockId, data }, event.at, telling)];
    }
    case 'OrderAnswered': {
      const order = state.orders.find(({ id }) => id === event.facts.orderId);
      if (order === undefined) return [];
      const recipient = { to: 'person', personId: order.givenBy } as const;
      const data = { ...about(state), answer: event.facts.text };
      return [
        message(
          { key: `${order.id}:answered`, kind: 'order-answered', recipient, post: order.to, data },
          event.at,
          telling,
        ),
      ];
    }
    case 'FindingVerified':
      return findingClosed(state, event, telling);
    case 'DutyHandedOver': {
      const stage = stageOf(state, telling.programme);
      const { personId, reason } = event.facts;
      const data = { ...about(state), name: stage?.name.zh ?? null, nameEn: stage?.name.en ?? null, reason };
      const to = { recipient: { to: 'person', personId }, ...(stage && { post: stage.owner }) } as const;
      return [
        message({ key: `handed-over.${state.seq}`, kind: 'handed-over', ...to, data }, event.at, telling),
      ];
    }
    default:
      return [];
  }
}

/** Somebody else has brought the case to where it is: whoever has to go on with it hears of the new duty. */
function arrived(state: CaseState, event: CaseEvent, telling: Telling): Message[] {
  const { status, stageId, stageOpened } = event.moves;
  const stage = stageOf(state, telling.programme);
  if (stage === null || (status ?? stageId ?? stageOpened) === undefined) return [];
  const post = whoseTurn(state, stage, telling.programme);
  if (ownDoing(event, post, telling)) return [];
  const [clock] = byDue(state.clocks).filter(
    (c) =>
      c.status === 'RUNNING' && samePost(c.owner, post) && (c.stageId === stage.id || c.kind === 'returned'),
  );
  const names = { name: stage.name.zh, nameEn: stage.name.en };
  const data = { ...about(state), ...names, ...(clock === undefined ? {} : ofClock(clock, telling)) };
  const handler = handlerFor(state, stage, post);
  const recipient = recipientOf({ post, personId: handler, instead: null });
  return [message({ key: `duty.${state.seq}`, kind: 'duty', recipient, post, data }, event.at, telling)];
}

/** Steps a proposer hears of besides the end (domain.md 3.6). */
const TOLD_TO_PROPOSERS: readonly CaseEvent['type'][] = [
  'CaseSubmitted',
  'CaseAccepted',
  'CaseReturned',
  'SuggestionsJoined',
  'MeetingCalled',
  'NoticeOpened',
  'CaseApproved',
  'FundsDisbursed',
  'WorkStarted',
  'PlanChanged',
  'CaseSuspended',
  'LimitExtended',
  'WorkCompleted',
];

function toProposers(state: CaseState, event: CaseEvent, telling: Telling): Message[] {
  const recipient = { to: 'proposers' } as const;
  if (event.moves.outcome !== undefined) {
    const { reasonCode, publicText, success } = event.moves.outcome;
    const data = { ...about(state), reasonCode, publicText, success };
    return [message({ key: `outcome.${state.seq}`, kind: 'outcome', recipient, data }, event.at, telling)];
  }
  if (!TOLD_TO_PROPOSERS.includes(event.type)) return [];
  const data = { ...about(state), event: event.type };
  return [message({ key: `progress.${state.seq}`, kind: 'progress', recipient, data }, event.at, telling)];
}

/** The messages that one event causes, given the state after it. */
export function messagesOf(state: CaseState, event: CaseEvent, telling: Telling): Message[] {
  return [
    ...toStaff(state, event, telling),
    ...asked(state, event, telling),
    ...arrived(state, event, telling),
    ...toProposers(state, event, telling),
  ];
}
