import type { CivilDate } from '../calendar/civil-date';
import type { Instant } from '../calendar/instant';
import type { Fen } from '../money';
import type { CaseKind } from '../programme/schema';
import type { Clock, Outcome, PersonInCharge, Verdict } from './state';
import type { CaseStatus } from './status';

/** What an event does to one clock. Dates are already computed, so `evolve` needs no calendar. */
export type ClockChange =
  | { op: 'start'; clock: Clock }
  | { op: 'pause'; id: string; at: Instant }
  | { op: 'resume'; id: string; at: Instant; dueAt: Instant; dueDate: CivilDate; provisional: boolean }
  | { op: 'overdue'; id: string; dueAt: Instant }
  | { op: 'stop'; id: string; at: Instant; verdict: Verdict };

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
  SuggestionsJoined: { from: string; suggestions: string[] };
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
