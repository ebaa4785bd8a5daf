import type { CivilDate } from '../calendar/civil-date';
import type { Instant } from '../calendar/instant';
import type { Fen } from '../money';
import type { CaseKind } from '../programme/schema';
import type { Limit } from '../calendar/limit';
import type { PostRef } from '../roles';
import type {
  Clock,
  Finding,
  Inspection,
  LimitChange,
  Outcome,
  PersonInCharge,
  Verdict,
  Visit,
  Words,
} from './state';
import type { CaseStatus } from './status';

/** What an event does to one clock. Dates are already computed, so `evolve` needs no calendar. */
export type ClockChange =
  | { op: 'start'; clock: Clock }
  | { op: 'pause'; id: string; at: Instant; used: Used; resumesAt: Instant | null }
  /** From now on it waits for the case, and no longer for a date of its own. */
  | { op: 'hold'; id: string }
  | ({ op: 'resume'; id: string; at: Instant } & Dates)
  | ({
      op: 'move';
      id: string;
      at: Instant;
      limit: Limit;
      why: LimitChange['why'] | 'calendar';
      name: Words;
      ladder: string | null;
    } & Dates)
  | { op: 'overdue'; id: string; dueAt: Instant }
  | { op: 'rungs'; id: string; fired: string[]; next: Clock['next'] }
  | { op: 'stop'; id: string; at: Instant; verdict: Verdict; used: Used };

/** What depends on the calendar: computed once, a fact from then on. */
export interface Dates {
  dueAt: Instant;
  dueDate: CivilDate;
  provisional: boolean;
  next: Clock['next'];
}

/** Time used up to an instant, in the unit of the limit: without pauses, and with them. */
export type Used = NonNullable<Clock['used']>;

/** What an event moves, the same for every type of event. */
export interface Moves {
  status?: CaseStatus;
  stageId?: string | null;
  stageOpened?: boolean;
  resumeStatus?: CaseStatus | null;
  clocks?: ClockChange[];
  outcome?: Outcome;
}

/** The facts of each event. Names are what happened, in the past tense (design.md 2). */
export interface EventFacts {
  CaseOpened: {
    id: string;
    number: string;
    kind: CaseKind;
    programme: { code: string; version: number };
    title: string;
    organisationId: string;
    orgPath: string;
    suggestions: string[];
    /** What is known at once; acceptance may say otherwise. */
    category?: string;
    itemType?: string;
    estimateFen?: Fen;
    /** Where it is, in words: no personal data. */
    place?: string;
    splitFrom?: string;
    carriedFrom?: string;
  };
  CaseSubmitted: Record<string, never>;
  CaseReturned: { reason: string; missing: string[] };
  CaseResubmitted: { note: string | null; estimateFen: Fen | null };
  CaseRejected: { negativeItem: string | null };
  CaseTransferred: { to: string };
  CaseAnswered: Record<string, never>;
  CaseAccepted: {
    category: string | null;
    grade: string | null;
    urgent: boolean;
    itemType: string | null;
    estimateFen: Fen | null;
    track: string | null;
    personInCharge: PersonInCharge | null;
  };
  CaseMerged: { into: string; suggestions: string[] };
  /** From a case that was merged into this one; null when they came on their own. */
  SuggestionsJoined: { from: string | null; suggestions: string[] };
  CaseSplit: { into: string; suggestions: string[] };
  CaseShortlisted: {
    estimateFen: Fen | null;
    itemType: string | null;
    library: 'community' | 'street' | null;
    track: string | null;
    capOverrides: { per: string; amountFen: Fen; reason: string; approver: string }[];
  };
  MeetingCalled: { meetingDate: CivilDate; agendaSentOn: CivilDate | null; place: string | null };
  DecisionRecorded: {
    body: string;
    heldOn: CivilDate;
    eligible: number;
    present: number;
    remote: number;
    for: number;
    against: number;
    abstained: number;
    passed: boolean;
    minutes: string;
  };
  MeetingAdjourned: { body: string; heldOn: CivilDate; reason: string };
  VotingOpened: {
    papers: { paper: string; budgetFen: Fen }[];
    opensOn: CivilDate;
    closesOn: CivilDate;
    briefingHeldOn: CivilDate | null;
  };
  CountRecorded: {
    papers: { paper: string; issued: number; valid: number; invalid: number }[];
    paper: string;
    votes: number;
    rank: number;
    elected: boolean;
    line: string;
    tie: { decidedBy: string; reason: string } | null;
  };
  SentToReview: { note: string | null };
  ReviewPassed: { opinion: string; signedBy: string };
  NoticeOpened: { publicText: string; place: string; objectTo: string };
  ObjectionReceived: { objectionId: string; text: string; receivedOn: CivilDate };
  ObjectionAnswered: { objectionId: string; valid: boolean; answer: string };
  RevisionBegun: { reason: string };
  RevisionFinished: { plan: string; estimateFen: Fen | null };
  NoticeEnded: { clockId: string };
  CaseApproved: {
    approvedFen: Fen | null;
    documentNo: string | null;
    publicText: string;
    capOverrides: { per: string; amountFen: Fen; reason: string; approver: string }[];
  };
  FundsDisbursed: { amountFen: Fen; account: string; paidOn: CivilDate };
  PaymentRecorded: { amountFen: Fen; payee: string; purpose: string; paidOn: CivilDate };
  WorkStarted: {
    plan: string | null;
    personInCharge: PersonInCharge | null;
    milestones: { title: string; dueOn: CivilDate }[];
    procurement: { method: string; suppliersAsked: number; reason: string } | null;
    contractFen: Fen | null;
  };
  ProgressReported: { text: string; percent: number | null };
  PlanChanged: { reason: string; approver: string; newCostFen: Fen | null; backToReview: boolean };
  CaseSuspended: { reason: string; until: CivilDate; approver: string };
  CaseResumed: { note: string | null };
  CaseTerminated: { approver: string };
  WorkCompleted: {
    summary: string;
    finishedOn: CivilDate;
    served: { personTimes: number; people: number } | null;
  };
  WorksInspected: { passed: boolean; sheet: string; signboard: boolean | null };
  ReworkFinished: { summary: string };
  SurveyRecorded: {
    groups: { group: string; asked: number; answered: number; satisfied: number }[];
    comments: string | null;
  };
  CaseSettled: { invoices: number; note: string | null };
  CaseClosed: {
    callback: { reached: boolean; resolved: boolean | null; satisfied: boolean | null } | null;
    served: { personTimes: number; people: number } | null;
  };
  CaseWithdrawn: Record<string, never>;
  FollowedUp: { text: string; nextStep: string | null };
  PersonAssigned: { personInCharge: PersonInCharge; reason: string };
  NoteAdded: { text: string };
  EvidenceAttached: { fileId: string; kind: string; sha256: string; name: string };
  ClockOverdue: { clockId: string; dueAt: Instant };
  /**
   * Rungs of one clock, told in one message however many had passed. `left`: in the unit of the limit, below 0 = late;
   * `asks`: the rung that somebody must acknowledge, whoever stands highest last in `to`.
   */
  RungsReached: {
    clockId: string;
    rungs: { id: string; at: Instant }[];
    firedAt: Instant;
    left: number;
    to: Told[];
    asks: string | null;
    acknowledgeBy: Instant | null;
  };
  /** Nobody said "seen, mine" in time: the next one up is told. */
  CallClimbed: {
    clockId: string;
    rung: string;
    step: number;
    from: PostRef;
    plannedAt: Instant;
    firedAt: Instant;
    left: number;
    to: Told[];
    acknowledgeBy: Instant | null;
  };
  MessageRead: { key: string };
  Acknowledged: { clockId: string; rungs: string[]; note: string | null };
  DutyHandedOver: { stageId: string; personId: string; label: string; reason: string };
  OrderGiven: { orderId: string; clockId: string; text: string; to: PostRef };
  OrderAnswered: { orderId: string; text: string };
  /** ZJ15: somebody was there. `recordedAt` is what the device said; a signature and photos are evidence of the case. */
  InspectionRecorded: Pick<
    Inspection,
    'clockIds' | 'visitedOn' | 'result' | 'percentDone' | 'percentPlanned'
  > &
    OfChecks & {
      inspectionId: string;
      recordedAt: Instant | null;
      items: { id: string; answer: 'yes' | 'no' | 'n/a'; note: string | null }[];
      opinion: string;
      signedBy: string;
      signatureFileId: string | null;
      photos: {
        fileId: string;
        takenAt: Instant | null;
        place: { lat: number; lng: number; accuracyM: number } | null;
      }[];
      findings: NewFinding[];
    };
  VisitOrdered: Visit;
  VisitWithdrawn: { clockId: string; checkId: string; reason: string };
  FindingRaised: NewFinding;
  /** `clockId`: of the verification. */
  FindingAnswered: { findingId: string; text: string; fileIds: string[]; clockId: string };
  /** `clockId`: of the rectification that begins anew when it was not put right. */
  FindingVerified: { findingId: string; passed: boolean; note: string | null; clockId: string | null };
  OpinionGiven: { opinionId: string; by: string; text: string; clockId: string };
  /** The answer is for whoever gave the opinion: no personal data. */
  OpinionAnswered: { opinionId: string; publicText: string };
  LimitExtended: MovedLimit & { reason: string; approver: string | null };
  LimitShortened: MovedLimit & { reason: string; approver: string | null };
  ClockPaused: { clockId: string; reason: string; until: CivilDate };
  ClockResumed: { clockId: string; note: string | null };
  CaseRegraded: {
    grade: string | null;
    urgent: boolean;
    track: string | null;
    reason: string;
    moved: MovedLimit[];
  };
  /**
   * A changed calendar or programme: every date with old, new and why. `confirmed`: stays, and is no longer provisional
   * (暂定); `timely`: had been missed by the old date and is not by the new one.
   */
  DeadlinesMoved: {
    rolloutId: string;
    why: Words;
    moved: MovedLimit[];
    confirmed: string[];
    timely: string[];
  };
}

/** A fault as it was found. */
export type NewFinding = Pick<Finding, 'kind' | 'source' | 'text' | 'responsible' | 'repeatOf' | 'clockId'> &
  OfChecks & { findingId: string; fileIds: string[] };

/** The spot checks that something was done for. Older lines name one at most, as `checkId`. */
export interface OfChecks {
  checkIds?: string[];
  checkId?: string | null;
}

/** A post that is told, the colleague who took the duty over, and the post that nobody holds, if it is told instead. */
export interface Told {
  post: PostRef;
  personId: string | null;
  instead: PostRef | null;
}

/** One limit that came to end at another time. */
export interface MovedLimit {
  clockId: string;
  oldDueAt: Instant;
  newDueAt: Instant;
}

export type EventType = keyof EventFacts;

/** One line of the ledger before it is numbered and chained. */
export type CaseEvent = {
  [T in EventType]: {
    type: T;
    at: Instant;
    actorId: string | null;
    actorPost: string | null;
    facts: EventFacts[T];
    moves: Moves;
  };
}[EventType];

export type EventOf<T extends EventType> = Extract<CaseEvent, { type: T }>;
