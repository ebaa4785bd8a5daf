import { civilDateOf, compareInstants, type Instant } from '../calendar/instant';
import type { PostRef } from '../roles';
import type { CaseEvent, ClockChange, EventOf, EventType, Told } from './events';
import { OVERLAY_FACTS, type Apply } from './evolve-overlay';
import { climbOf, toldOf, type Call, type CaseState, type Clock } from './state';
import { samePost } from './place';
import { isTerminal } from './status';

/** Adds people to those who had a hand in the works. */
function hands(state: CaseState, ...people: (string | null | undefined)[]): Partial<CaseState> {
  const known = people.filter((person) => person !== null && person !== undefined);
  return { carriedOutBy: [...new Set([...state.carriedOutBy, ...known])] };
}

const money = (state: CaseState, change: Partial<CaseState['money']>): Partial<CaseState> => ({
  money: { ...state.money, ...change },
});

/** A plan that goes back to review is decided and published anew. */
const ROUND_OVER = { decisions: [], voting: null, notice: null } satisfies Partial<CaseState>;

/** What each event adds to the state besides its moves. Events that only tell something are not listed. */
const FACTS: { readonly [T in EventType]?: Apply<T> } = {
  CaseSubmitted: (_s, _f, e) => ({ submittedBy: e.actorId }),
  CaseResubmitted: (s, f, e) => ({
    resubmittedBy: e.actorId,
    ...money(s, { estimateFen: f.estimateFen ?? s.money.estimateFen }),
  }),
  CaseAccepted: (s, f) => ({
    category: f.category,
    grade: f.grade,
    urgent: f.urgent,
    itemType: f.itemType,
    track: f.track,
    personInCharge: f.personInCharge,
    ...money(s, { estimateFen: f.estimateFen }),
  }),
  SuggestionsJoined: (s, f) => ({ suggestions: [...new Set([...s.suggestions, ...f.suggestions])] }),
  CaseSplit: (s, f) => ({ suggestions: s.suggestions.filter((id) => !f.suggestions.includes(id)) }),
  CaseShortlisted: (s, f) => ({
    itemType: f.itemType,
    library: f.library,
    track: f.track,
    ...money(s, { estimateFen: f.estimateFen, capOverrides: [...s.money.capOverrides, ...f.capOverrides] }),
  }),
  MeetingCalled: (_s, f) => ({ meetingDate: f.meetingDate }),
  DecisionRecorded: (s, { minutes: _minutes, ...f }) => ({
    decisions: [...s.decisions, { stageId: s.stageId ?? '', ...f }],
  }),
  VotingOpened: (_s, f) => ({ voting: { opensOn: f.opensOn, closesOn: f.closesOn } }),
  SentToReview: (_s, _f, e) => ({ sentToReviewBy: e.actorId }),
  NoticeOpened: (_s, _f, e) => {
    const started = e.moves.clocks?.find((c) => c.op === 'start' && c.clock.kind === 'notice');
    const clockId = started?.op === 'start' ? started.clock.id : '';
    return { notice: { clockId, openedAt: e.at, endedAt: null, objections: [] } };
  },
  NoticeEnded: (s, _f, e) => (s.notice === null ? {} : { notice: { ...s.notice, endedAt: e.at } }),
  ObjectionReceived: (s, f) =>
    s.notice === null
      ? {}
      : {
          notice: {
            ...s.notice,
            objections: [
              ...s.notice.objections,
              { id: f.objectionId, receivedOn: f.receivedOn, answer: null, valid: null },
            ],
          },
        },
  ObjectionAnswered: (s, f) =>
    s.notice === null
      ? {}
      : {
          notice: {
            ...s.notice,
            objections: s.notice.objections.map((o) =>
              o.id === f.objectionId ? { ...o, answer: f.answer, valid: f.valid } : o,
            ),
          },
        },
  RevisionFinished: (s, f) => (f.estimateFen === null ? {} : money(s, { estimateFen: f.estimateFen })),
  CaseApproved: (s, f) =>
    money(s, {
      approvedFen: f.approvedFen,
      capOverrides: [...s.money.capOverrides, ...f.capOverrides],
    }),
  FundsDisbursed: (s, f) => money(s, { disbursedFen: s.money.disbursedFen + f.amountFen }),
  PaymentRecorded: (s, f) => money(s, { paidFen: s.money.paidFen + f.amountFen }),
  WorkStarted: (s, f, e) => {
    const personInCharge = f.personInCharge ?? s.personInCharge;
    return {
      personInCharge,
      worksBeganOn: s.worksBeganOn ?? civilDateOf(e.at),
      worksEndedOn: null,
      ...hands(s, e.actorId, personInCharge?.personId),
      ...money(s, { contractFen: f.contractFen ?? s.money.contractFen }),
    };
  },
  ProgressReported: (s, _f, e) => hands(s, e.actorId),
  PlanChanged: (s, f) =>
    f.backToReview
      ? { ...ROUND_OVER, ...money(s, { estimateFen: f.newCostFen }) }
      : money(s, { contractFen: f.newCostFen ?? s.money.contractFen }),
  WorkCompleted: (s, _f, e) => ({
    ...{ completedBy: e.actorId, worksEndedOn: civilDateOf(e.at) },
    ...hands(s, e.actorId),
  }),
  WorksInspected: (_s, f, e) => ({ worksEndedOn: f.passed ? civilDateOf(e.at) : null }),
  ReworkFinished: (s, _f, e) => ({ worksEndedOn: civilDateOf(e.at), ...hands(s, e.actorId) }),
  FollowedUp: (s) => ({ followUps: s.followUps + 1 }),
  PersonAssigned: (s, f) => ({
    personInCharge: f.personInCharge,
    ...(s.status === 'IN_PROGRESS' || s.status === 'REWORK' ? hands(s, f.personInCharge.personId) : {}),
  }),
  RungsReached: (s, f) => {
    if (f.acknowledgeBy === null) return {};
    const before = callOf(s, f.clockId);
    const [rung, climbed] = [f.asks ?? '', before?.climbed ?? []];
    // Whoever an earlier rung told may still answer: their reminder is open until somebody does.
    const earlier = before === undefined ? [] : toldOf(before);
    return called(s, { ...noCall(f.clockId), earlier, rung, climbed }, f);
  },
  CallClimbed: (s, f) => {
    const before = callOf(s, f.clockId) ?? noCall(f.clockId);
    const climbed = [...before.climbed, climbOf(f.rung, f.step)];
    return called(s, { ...before, rung: f.rung, step: f.step, climbed }, f);
  },
  Acknowledged: (s, f) => ({ calls: otherCalls(s, f.clockId) }),
  DutyHandedOver: (_s, f) => ({
    handler: { stageId: f.stageId, personId: f.personId, label: f.label },
  }),
  OrderGiven: (s, f, e) => ({
    orders: [
      ...s.orders,
      {
        ...{ id: f.orderId, clockId: f.clockId, text: f.text, to: f.to, answer: null },
        ...{ givenBy: e.actorId ?? '', givenAs: e.actorPost },
      },
    ],
  }),
  OrderAnswered: (s, f) => ({
    orders: s.orders.map((order) => (order.id === f.orderId ? { ...order, answer: f.text } : order)),
  }),
  ...OVERLAY_FACTS,
  CaseRegraded: (_s, f) => ({ grade: f.grade, urgent: f.urgent, track: f.track }),
  // Nobody has to answer for being late with what is not late.
  DeadlinesMoved: (s, f) => ({ calls: s.calls.filter((call) => !f.timely.includes(call.clockId)) }),
  EvidenceAttached: (s, f) => ({
    evidence: [...s.evidence, { fileId: f.fileId, kind: f.kind, sha256: f.sha256, stageId: s.stageId }],
  }),
};

const otherCalls = (state: CaseState, clockId: string): Call[] =>
  state.calls.filter((call) => call.clockId !== clockId);

const callOf = (state: CaseState, clockId: string): Call | undefined =>
  state.calls.find((call) => call.clockId === clockId);

const noCall = (clockId: string): Call => ({
  ...{ clockId, rung: '', to: [], earlier: [], until: null, step: 0, climbed: [] },
});

/** The answer that is awaited after people were told. */
function called(
  state: CaseState,
  call: Call,
  { to: told, acknowledgeBy }: { to: Told[]; acknowledgeBy: string | null },
): Pick<CaseState, 'calls'> {
  // Somebody told by name is told beside their post.
  const to = each([...call.to, ...told.map(({ post }) => post)]);
  const earlier = each(call.earlier).filter((post) => !to.some((one) => samePost(one, post)));
  return { calls: [...otherCalls(state, call.clockId), { ...call, to, earlier, until: acknowledgeBy }] };
}

const each = (posts: readonly PostRef[]): PostRef[] =>
  posts.filter((post, i) => posts.findIndex((one) => samePost(one, post)) === i);

/** What is over, or stands still because somebody acted, needs no answer. */
function openCalls(calls: readonly Call[], clocks: readonly Clock[]): Call[] {
  const running = new Set(clocks.filter((clock) => clock.status === 'RUNNING').map((clock) => clock.id));
  return calls.filter((call) => running.has(call.clockId));
}

/** Up to when a clock has run by an instant: one that stands still is as late as it was when that began. */
export function ranUntil({ pauses }: Pick<Clock, 'pauses'>, at: Instant): Instant {
  const last = pauses.at(-1);
  return last?.to === null ? last.from : at;
}

function changeClock(clock: Clock, change: Exclude<ClockChange, { op: 'start' }>): Clock {
  switch (change.op) {
    case 'pause': {
      const pauses = [...clock.pauses, { from: change.at, to: null }];
      return { ...clock, status: 'PAUSED', pauses, resumesAt: change.resumesAt ?? null, next: null };
    }
    case 'hold':
      return { ...clock, resumesAt: null };
    case 'resume': {
      const pauses = clock.pauses.map((pause) => ({ from: pause.from, to: pause.to ?? change.at }));
      const { dueAt, dueDate, provisional } = change;
      // Lines from before there were ladders say nothing of rungs, nor of time used.
      const next = change.next ?? null;
      return { ...clock, status: 'RUNNING', pauses, resumesAt: null, dueAt, dueDate, provisional, next };
    }
    case 'move': {
      const { op: _op, id: _id, at, why, ...moved } = change;
      const same = moved.limit.amount === clock.limit.amount && moved.limit.unit === clock.limit.unit;
      const changes =
        why === 'calendar' || same ? clock.changes : [...clock.changes, { at, from: clock.limit, why }];
      // A limit that now ends later has not been missed; that it once had stays in the ledger.
      const overdueAt = compareInstants(moved.dueAt, ranUntil(clock, at)) > 0 ? null : clock.overdueAt;
      return { ...clock, ...moved, changes, overdueAt };
    }
    case 'overdue':
      return { ...clock, overdueAt: change.dueAt };
    case 'rungs':
      return { ...clock, fired: [...clock.fired, ...change.fired], next: change.next };
    case 'stop': {
      const { at, verdict } = change;
      const used = change.used ?? null;
      return { ...clock, status: 'STOPPED', stoppedAt: at, verdict, used, next: null, resumesAt: null };
    }
    default:
      return change satisfies never;
  }
}

/** What clocks of an older ledger do not say. */
const CLOCK_BEFORE_LADDERS = {
  ...{ resumesAt: null, changes: [], ladder: null, fired: [], next: null, used: null },
} satisfies Partial<Clock>;

function applyClocks(clocks: readonly Clock[], changes: readonly ClockChange[]): Clock[] {
  return changes.reduce<Clock[]>(
    (now, change) =>
      change.op === 'start'
        ? [...now, { ...CLOCK_BEFORE_LADDERS, ...change.clock }]
        : now.map((clock) => (clock.id === change.id ? changeClock(clock, change) : clock)),
    [...clocks],
  );
}

function opened(event: EventOf<'CaseOpened'>): CaseState {
  const { id, number, kind, programme, title, organisationId, orgPath, suggestions } = event.facts;
  const { category = null, itemType = null, estimateFen = null, place = null } = event.facts;
  return {
    ...{ id, number, kind, programme, title, organisationId, orgPath, suggestions },
    status: 'DRAFT',
    stageId: null,
    stageOpened: false,
    track: null,
    grade: null,
    urgent: false,
    category,
    itemType,
    place,
    library: null,
    money: {
      estimateFen,
      approvedFen: null,
      contractFen: null,
      disbursedFen: 0,
      paidFen: 0,
      capOverrides: [],
    },
    openedBy: event.actorId ?? '',
    openedAt: event.at,
    submittedBy: null,
    sentToReviewBy: null,
    resubmittedBy: null,
    completedBy: null,
    carriedOutBy: [],
    personInCharge: null,
    worksBeganOn: null,
    worksEndedOn: null,
    meetingDate: null,
    decisions: [],
    voting: null,
    notice: null,
    evidence: [],
    clocks: [],
    calls: [],
    orders: [],
    inspections: [],
    visits: [],
    findings: [],
    opinions: [],
    handler: null,
    resumeStatus: null,
    followUps: 0,
    outcome: null,
    endedAt: null,
    lastAt: event.at,
    seq: 0,
  };
}

/** The date of a meeting belongs to its stage. */
function forgetMeeting(before: CaseState, event: CaseEvent): Partial<CaseState> {
  const restarted = event.moves.stageId !== undefined && event.moves.stageId !== before.stageId;
  return restarted ? { meetingDate: null } : {};
}

/**
 * The state after one more event. Pure, needs no calendar or programme: every date and stage was decided when the
 * event was made. Throws when the first event is not CaseOpened.
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  if (state === null && event.type !== 'CaseOpened')
    throw new Error(`a ledger begins with CaseOpened, not ${event.type}`);
  const before = event.type === 'CaseOpened' ? opened(event) : (state as CaseState);
  const apply = FACTS[event.type] as Apply<EventType> | undefined;
  const facts = apply?.(before, event.facts, event) ?? {};
  const { clocks, ...moves } = event.moves;
  const changed = clocks === undefined ? before.clocks : applyClocks(before.clocks, clocks);
  const calls = facts.calls ?? before.calls;
  const after: CaseState = {
    ...before,
    ...facts,
    ...forgetMeeting(before, event),
    ...moves,
    clocks: changed,
    calls: calls.length === 0 ? calls : openCalls(calls, changed),
    lastAt: event.at,
    seq: before.seq + 1,
  };
  return isTerminal(after.status) ? ended(after, before.endedAt ?? event.at) : after;
}

/** Works that still went on when the case ended were given up with it. */
function ended(state: CaseState, endedAt: Instant): CaseState {
  const { worksBeganOn, worksEndedOn } = state;
  const gaveUp = worksBeganOn === null ? null : civilDateOf(endedAt);
  return { ...state, endedAt, worksEndedOn: worksEndedOn ?? gaveUp };
}

/** The state after all events in order. */
export function replay(events: readonly CaseEvent[]): CaseState | null {
  return events.reduce<CaseState | null>((state, event) => evolve(state, event), null);
}

/** Clocks in the order in which they fall due. */
export function byDue(clocks: readonly Clock[]): Clock[] {
  return [...clocks].sort((a, b) => compareInstants(a.dueAt, b.dueAt));
}
