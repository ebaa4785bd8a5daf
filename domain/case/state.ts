import type { CivilDate } from '../calendar/civil-date';
import type { Instant } from '../calendar/instant';
import type { Limit } from '../calendar/limit';
import type { Fen } from '../money';
import type { CaseKind } from '../programme/schema';
import type { PostRef } from '../roles';
import type { CaseStatus } from './status';

export interface Words {
  zh: string;
  en: string;
}

/**
 * `stage`, `grade`, `rework` and `suspension` clocks are limits somebody can miss; `waiting` is a stage that waits for
 * its opening command, `returned` a file with whoever completes it, `order` a supervision order (督办). A `notice` simply
 * ends. Those of `OVERLAY_KINDS` lie over the case.
 */
export type ClockKind =
  | 'stage'
  | 'grade'
  | 'rework'
  | 'suspension'
  | 'waiting'
  | 'returned'
  | 'order'
  | 'notice'
  | (typeof OVERLAY_KINDS)[number];

/**
 * What is asked about a case beside its own course (domain.md 3.1): a follow-up of a red case (CA5), the regular
 * inspection (ZJ15), one that is repeated after a failure, a visit that a spot check has ordered, the rectification of a
 * finding (整改) and its verification (复核), the answer to a supervision opinion. Each is overdue by itself, the case is
 * not; none stands still with the case.
 */
export const OVERLAY_KINDS = [
  'follow-up',
  'inspection',
  'reinspection',
  'visit',
  'rectification',
  'verification',
  'opinion',
] as const;

export function isOverlay(kind: ClockKind): boolean {
  return (OVERLAY_KINDS as readonly ClockKind[]).includes(kind);
}

/** Whoever is late with these does not make the case late: what lies over it, and a notice, which simply ends. */
export const NEVER_LATE = [...OVERLAY_KINDS, 'notice'] as const satisfies readonly ClockKind[];

/** These go on after the case has ended, and may begin then: a look-back finds faults of projects closed long ago (ZJ19). */
const OUTLIVING: readonly ClockKind[] = ['visit', 'rectification', 'verification', 'opinion'];

export function outlives(kind: ClockKind): boolean {
  return OUTLIVING.includes(kind);
}

export type Verdict = 'ON_TIME' | 'OVERDUE';

/** A limit that became another one; a changed calendar moves the date and not the limit. */
export interface LimitChange {
  at: Instant;
  from: Limit;
  why: 'extended' | 'shortened' | 'regraded' | 'programme';
}

/** One running limit of a case. Its dates were computed when it started or resumed and are facts from then on. */
export interface Clock {
  id: string;
  kind: ClockKind;
  stageId: string | null;
  name: Words;
  owner: PostRef;
  limit: Limit;
  roll: boolean;
  startedAt: Instant;
  dueAt: Instant;
  dueDate: CivilDate;
  /** The date touches a year whose holidays are not yet published (暂定). */
  provisional: boolean;
  pauses: { from: Instant; to: Instant | null }[];
  status: 'RUNNING' | 'PAUSED' | 'STOPPED';
  /** When a clock that was paused by itself runs on; null while it waits for the case to go on. */
  resumesAt: Instant | null;
  /** What the limit was before, each time it was changed. */
  changes: LimitChange[];
  /** The ladder it climbs; null for clocks that nobody is reminded of. */
  ladder: string | null;
  /** Rungs that have fired, in order. None fires twice, whatever becomes of the date. */
  fired: string[];
  /** The rung that fires next, in working time; null while paused or when none is left. */
  next: { rung: string; at: Instant } | null;
  /** Time used when it stopped, in the unit of the limit: without pauses, and with them. */
  used: { net: number; gross: number } | null;
  /** The due instant that was missed, once time has recorded it. */
  overdueAt: Instant | null;
  stoppedAt: Instant | null;
  verdict: Verdict | null;
}

/**
 * People were told and nobody has said "seen, mine" (签收) yet; when `until` has passed, the next one up is told as
 * well. A clock has one call at most: a later rung that asks again goes on from it, and whoever was told before may
 * still answer.
 */
export interface Call {
  clockId: string;
  rung: string;
  /** Everybody told by this rung and its climbs, the highest last. */
  to: PostRef[];
  /** Told by earlier rungs only: they may answer, and are told again when it climbs. */
  earlier: PostRef[];
  /** Null once there is nobody above to tell: it waits for an answer as long as its clock runs. */
  until: Instant | null;
  /** How often this rung has climbed. */
  step: number;
  /** Every climb so far, those of earlier rungs included: `overdue+1`. */
  climbed: string[];
}

/** Everybody whose answer a call takes. */
export const toldOf = ({ to, earlier }: Call): PostRef[] => [...earlier, ...to];

/** What the ledger calls a climb: `overdue+1` is the first of the rung `overdue`. */
export const climbOf = (rung: string, step: number): string => `${rung}+${step}`;

/** A supervision order (督办): its clock runs until it is answered. */
export interface Order {
  id: string;
  clockId: string;
  text: string;
  /** Who gave it, as a person and as a post. */
  givenBy: string;
  givenAs: string | null;
  to: PostRef;
  answer: string | null;
}

/** How one body decided (T7), with the numbers frozen as they were at the vote. */
export interface Decision {
  stageId: string;
  body: string;
  heldOn: CivilDate;
  eligible: number;
  present: number;
  remote: number;
  for: number;
  against: number;
  abstained: number;
  passed: boolean;
}

export interface Objection {
  id: string;
  receivedOn: CivilDate;
  answer: string | null;
  valid: boolean | null;
}

export interface Notice {
  clockId: string;
  openedAt: Instant;
  endedAt: Instant | null;
  objections: Objection[];
}

export interface Evidence {
  fileId: string;
  kind: string;
  sha256: string;
  stageId: string | null;
}

/** The named person of a stage (LG7 分解责任到人): a post and a name of staff, never a resident. */
export interface PersonInCharge {
  personId: string | null;
  label: string;
}

export interface Outcome {
  status: CaseStatus;
  reasonCode: string;
  /** What the proposer may read: no personal data. */
  publicText: string;
  /** A veto can be a success (CB6). */
  success: boolean;
}

export interface CaseMoney {
  estimateFen: Fen | null;
  approvedFen: Fen | null;
  contractFen: Fen | null;
  /** Allocated to the implementer (T15). */
  disbursedFen: Fen;
  /** Paid out to suppliers; never above what was approved. */
  paidFen: Fen;
  capOverrides: { per: string; amountFen: Fen; reason: string; approver: string }[];
}

export const INSPECTION_RESULTS = ['passed', 'remarks', 'failed'] as const;
export type InspectionResult = (typeof INSPECTION_RESULTS)[number];

/** Somebody was there and looked (ZJ15). */
export interface Inspection {
  id: string;
  /** The clocks that it ended; none for a visit outside the plan (计划外检查), which nobody had to make. */
  clockIds: string[];
  /** The spot checks that had ordered it. */
  checkIds: string[];
  visitedOn: CivilDate;
  recordedAt: Instant;
  result: InspectionResult;
  by: string;
  byPost: string | null;
  /** Measured on the spot, and what the plan says; in percent. */
  percentDone: number | null;
  percentPlanned: number | null;
  findingIds: string[];
}

/** A visit that a spot check has ordered, by name. */
export interface Visit {
  clockId: string;
  checkId: string;
  purpose: 'spot-check' | 'look-back';
  inspectorId: string;
}

export const FINDING_SOURCES = ['inspection', 'spot-check', 'look-back', 'resident', 'opinion'] as const;
export type FindingSource = (typeof FINDING_SOURCES)[number];

/** Whose part it is to put a finding right. */
export const RESPONSIBLE = ['implementer', 'community', 'street', 'finance'] as const;
export type Responsible = (typeof RESPONSIBLE)[number];

/** A fault that must be put right (整改, ZJ21, ZJ22): open, answered with proof, verified by somebody else. */
export interface Finding {
  id: string;
  /** An entry of the programme's list. */
  kind: string;
  source: FindingSource;
  /** The spot checks whose visit found it. */
  checkIds: string[];
  text: string;
  responsible: PostRef;
  raisedBy: string;
  raisedAt: Instant;
  /** An earlier finding of the same kind at the same case. */
  repeatOf: string | null;
  status: 'OPEN' | 'ANSWERED' | 'VERIFIED';
  /** The clock that runs for it now, or ran last. */
  clockId: string;
  answers: { at: Instant; by: string; text: string; fileIds: string[] }[];
  verdicts: { at: Instant; by: string; passed: boolean; note: string | null }[];
}

/** What a deputy, a CPPCC member or a resident who supervises has said, and the answer (LG20). */
export interface Opinion {
  id: string;
  by: string;
  text: string;
  clockId: string;
  answer: string | null;
}

/** The shape of `CaseState`. Rows of an older one are made anew from the ledger when the product starts. */
export const STATE_VERSION = 6;

/** Everything the rules need to know of a case; `evolve` makes it from the events and nothing else. */
export interface CaseState {
  id: string;
  number: string;
  kind: CaseKind;
  programme: { code: string; version: number };
  title: string;
  organisationId: string;
  orgPath: string;
  status: CaseStatus;
  stageId: string | null;
  /** Whether the stage's opening command (call the meeting, open the notice, start the works) was given. */
  stageOpened: boolean;
  track: string | null;
  grade: string | null;
  urgent: boolean;
  category: string | null;
  itemType: string | null;
  /** Where it is, in the words of whoever opened it. */
  place: string | null;
  library: 'community' | 'street' | null;
  money: CaseMoney;
  openedBy: string;
  openedAt: Instant;
  submittedBy: string | null;
  /** Who sent the file to review: may not review it (four eyes, T11). */
  sentToReviewBy: string | null;
  /** Who handed a returned file in again: may not review it either. */
  resubmittedBy: string | null;
  completedBy: string | null;
  /** Everybody who had a hand in the works: none of them may accept them (domain.md 3.9). */
  carriedOutBy: string[];
  personInCharge: PersonInCharge | null;
  /** The day on which the works were first recorded as begun: nobody can have inspected them before. */
  worksBeganOn: CivilDate | null;
  /** The day on which they were accepted, else recorded as done, or given up; null again while they are reworked. */
  worksEndedOn: CivilDate | null;
  suggestions: string[];
  meetingDate: CivilDate | null;
  decisions: Decision[];
  voting: { opensOn: CivilDate; closesOn: CivilDate } | null;
  notice: Notice | null;
  evidence: Evidence[];
  clocks: Clock[];
  calls: Call[];
  orders: Order[];
  inspections: Inspection[];
  visits: Visit[];
  findings: Finding[];
  opinions: Opinion[];
  /** A colleague who has taken over the stage from the others of the same post. */
  handler: { stageId: string; personId: string; label: string } | null;
  /** Where RETURNED, REVISING or SUSPENDED leads back to. */
  resumeStatus: CaseStatus | null;
  followUps: number;
  outcome: Outcome | null;
  endedAt: Instant | null;
  /** Instant of the newest event: time never runs backwards within one case. */
  lastAt: Instant;
  seq: number;
}
