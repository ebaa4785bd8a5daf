import type { Words } from '../i18n/words';

/** What stands in the IndexedDB of the device. Nothing here names a resident: no proposer, no phone number, no words of theirs. */

/** Why somebody goes there: the regular inspection, one after a failure, a visit of a spot check, a red case looked after. */
export type VisitKind = 'inspection' | 'reinspection' | 'visit' | 'follow-up';

/** One line of the visiting list as it was taken along. */
export interface TakenVisit {
  readonly caseId: string;
  readonly clockId: string;
  readonly number: string;
  readonly title: string;
  /** The places from the town down, as people say an address. */
  readonly place: string;
  readonly kind: VisitKind;
  readonly dueDate: string;
  readonly left: Words;
  readonly tone: 'overdue' | 'soon' | 'calm' | 'paused';
  readonly isMine: boolean;
}

/** A choice with its name in both languages. */
export interface Choice {
  readonly value: string;
  readonly name: Words;
}

/** What is needed on site of one case. */
export interface TakenCase {
  readonly caseId: string;
  readonly number: string;
  readonly title: string;
  readonly place: string;
  readonly checkList: readonly Choice[];
  readonly findingKinds: readonly Choice[];
  /** What earlier visits found, newest first. */
  readonly earlier: readonly EarlierFinding[];
  /** The kind of document that photos are attached as. */
  readonly photoKind: string;
  /** Whether the person might report on it when it was taken along. */
  readonly mayReport: boolean;
  /** Nobody can have inspected the works before; undefined in a list that an older page took along. */
  readonly worksBeganOn?: string | null;
  /** What is still to be made there; undefined in a list that an older page took along. */
  readonly awaited?: readonly AwaitedVisit[];
  readonly takenAt: string;
}

/** An inspection or an ordered visit that a visit on `from` or later makes up for. */
export interface AwaitedVisit {
  readonly name: Words;
  readonly from: string;
  /** Whom a spot check has sent; null: the inspector of the place. */
  readonly personId: string | null;
}

export interface EarlierFinding {
  readonly on: string;
  readonly kind: Words;
  readonly text: string;
  readonly open: boolean;
}

/** The visiting list of one person. */
export interface TakenList {
  readonly personId: string;
  readonly at: string;
  readonly visits: readonly TakenVisit[];
}

export type Answer = 'yes' | 'no' | 'n/a';
export type Result = 'passed' | 'remarks' | 'failed';

export interface Finding {
  readonly kind: string;
  readonly text: string;
}

/** What the inspector filled in, as it was typed. */
export interface ReportForm {
  readonly visitedOn: string;
  readonly result: Result | '';
  readonly answers: Readonly<Record<string, { readonly answer: Answer; readonly note: string }>>;
  readonly percentDone: string;
  readonly percentPlanned: string;
  readonly opinion: string;
  readonly signedBy: string;
  readonly findings: readonly Finding[];
}

export interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly accuracyM: number;
}

/** A picture of a report; its bytes lie apart, so that lists need not read them. */
export interface Picture {
  /** Of this report; together with its id the Idempotency-Key of the upload. */
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Null where the address is not a secure one: browsers hash nothing there. */
  readonly sha256: string | null;
  readonly takenAt: string;
  readonly place: Place | null;
  /** What the API called it once it was received. */
  readonly fileId: string | null;
}

/** Why the API did not take a report. */
export interface Refused {
  readonly code: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * `draft`: being written. `waiting`: finished, goes as soon as there is a network. `refused`: the API answered no, and
 * says why. `sent`: recorded; removed from the device after a day.
 */
export type ReportState = 'draft' | 'waiting' | 'refused' | 'sent';

/** One report; its id is the Idempotency-Key of the command, so that it is recorded once however often it is sent. */
export interface Report {
  readonly id: string;
  readonly personId: string;
  readonly caseId: string;
  readonly number: string;
  readonly title: string;
  readonly state: ReportState;
  readonly form: ReportForm;
  readonly photos: readonly Picture[];
  readonly signature: Picture | null;
  readonly photoKind: string;
  /** By the device's own clock, which may be wrong. */
  readonly changedAt: string;
  /** When it was finished on the device, by the device's clock. */
  readonly finishedAt: string | null;
  /** Whether the command has left the device once: from then on it may have been recorded. */
  readonly tried: boolean;
  /** By the server's clock. */
  readonly sentAt: string | null;
  /** Once it was recorded, what was awaited and is done by it; none: it counts as a visit outside the plan. */
  readonly madeUpFor?: readonly Words[];
  readonly refused: Refused | null;
}
