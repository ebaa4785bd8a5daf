import type { Role } from '../roles';
import type { StageKind } from '../programme/schema';
import type { CommandType } from './commands';
import { OPEN_STATUSES, type CaseStatus } from './status';

/**
 * Who may give a command. `stage-owner` is the post the programme names for the stage; `community` is an officer
 * or secretary of the case's community; `submitter` opened or submitted it; `proposer` is behind its suggestions.
 */
export type Who =
  | 'stage-owner'
  | 'grade-owner'
  | 'person-in-charge'
  | 'community'
  | 'submitter'
  | 'proposer'
  | 'finance'
  | 'any-post';

export interface CommandRule {
  /** Statuses in which the command makes sense (domain.md 3.3). */
  from: readonly CaseStatus[];
  /** Kinds of stage in which it makes sense; left out = any. */
  stage?: readonly StageKind[];
  /** Whether the stage must already be opened by its opening command, or must not. */
  opened?: boolean;
  by: readonly Who[];
  /** The transition of domain.md 3.3, or the rule it comes from. */
  rule: string;
}

const WORKING: readonly CaseStatus[] = OPEN_STATUSES.filter((s) => s !== 'DRAFT');
const BEFORE_VOTING: readonly CaseStatus[] = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'CANDIDATE',
  'DELIBERATING',
];
const CHOSEN: readonly CaseStatus[] = ['ACCEPTED', 'CANDIDATE', 'SELECTED'];
const REACHED: readonly CaseStatus[] = [
  ...CHOSEN,
  'UNDER_REVIEW',
  'ON_NOTICE',
  'REVISING',
  'APPROVED',
  'FUNDED',
];
const DONE: readonly CaseStatus[] = [...REACHED, 'COMPLETED', 'EVALUATED', 'SETTLED'];
const PAYABLE: readonly CaseStatus[] = [
  'APPROVED',
  'FUNDED',
  'IN_PROGRESS',
  'SUSPENDED',
  'COMPLETED',
  'REWORK',
  'EVALUATED',
];

/** The one table of what may be asked when, and by whom. */
export const COMMAND_RULES: Readonly<Record<CommandType, CommandRule>> = {
  submit: { from: ['DRAFT'], by: ['submitter', 'community'], rule: 'T1' },
  accept: { from: ['SUBMITTED'], stage: ['accept'], by: ['stage-owner'], rule: 'T3' },
  return: {
    from: ['SUBMITTED', 'UNDER_REVIEW'],
    stage: ['accept', 'review'],
    by: ['stage-owner'],
    rule: 'T2, T11',
  },
  resubmit: { from: ['RETURNED'], by: ['community', 'submitter', 'proposer'], rule: 'T11' },
  reject: {
    from: ['SUBMITTED', 'UNDER_REVIEW'],
    stage: ['accept', 'review'],
    by: ['stage-owner'],
    rule: 'T2, T11',
  },
  transfer: { from: ['SUBMITTED'], stage: ['accept'], by: ['stage-owner'], rule: 'T2' },
  answer: { from: ['SUBMITTED'], stage: ['accept'], by: ['stage-owner'], rule: 'CC1' },
  merge: { from: ['ACCEPTED', 'CANDIDATE'], by: ['stage-owner', 'community'], rule: 'T4' },
  split: { from: ['SUBMITTED', 'ACCEPTED', 'CANDIDATE'], by: ['stage-owner', 'community'], rule: 'T4' },
  shortlist: { from: ['ACCEPTED'], stage: ['screen'], by: ['stage-owner'], rule: 'T5' },
  'call-meeting': {
    from: [...CHOSEN, 'DELIBERATING'],
    stage: ['deliberate'],
    by: ['stage-owner'],
    rule: 'T6',
  },
  'record-decision': {
    from: ['DELIBERATING'],
    stage: ['deliberate'],
    opened: true,
    by: ['stage-owner'],
    rule: 'T7',
  },
  adjourn: { from: ['DELIBERATING'], stage: ['deliberate'], opened: true, by: ['stage-owner'], rule: 'T7' },
  'open-voting': { from: CHOSEN, stage: ['vote'], opened: false, by: ['stage-owner'], rule: 'T8' },
  'record-count': { from: ['VOTING'], stage: ['vote'], opened: true, by: ['stage-owner'], rule: 'T9' },
  'submit-for-review': {
    from: REACHED,
    stage: ['review'],
    opened: false,
    by: ['community', 'submitter'],
    rule: 'T10',
  },
  review: { from: ['UNDER_REVIEW'], stage: ['review'], opened: true, by: ['stage-owner'], rule: 'T11' },
  'open-notice': { from: REACHED, stage: ['notice'], opened: false, by: ['stage-owner'], rule: 'T12' },
  'record-objection': { from: ['ON_NOTICE', 'REVISING'], by: ['stage-owner', 'community'], rule: 'T12' },
  'answer-objection': { from: ['ON_NOTICE', 'REVISING'], by: ['stage-owner', 'community'], rule: 'T13' },
  revise: { from: ['ON_NOTICE'], by: ['stage-owner', 'community'], rule: 'T13' },
  'finish-revision': { from: ['REVISING'], by: ['stage-owner', 'community'], rule: 'T13, XH27' },
  approve: { from: REACHED, stage: ['approve'], by: ['stage-owner'], rule: 'T14' },
  disburse: { from: ['APPROVED'], stage: ['fund'], by: ['stage-owner'], rule: 'T15' },
  pay: { from: PAYABLE, by: ['finance'], rule: 'T15, T19' },
  start: { from: REACHED, stage: ['implement'], opened: false, by: ['stage-owner'], rule: 'T16' },
  'report-progress': {
    from: ['IN_PROGRESS', 'REWORK'],
    by: ['stage-owner', 'person-in-charge'],
    rule: 'LG6',
  },
  'change-plan': { from: ['IN_PROGRESS'], stage: ['implement'], by: ['stage-owner'], rule: 'T17' },
  suspend: { from: ['IN_PROGRESS'], stage: ['implement'], by: ['stage-owner'], rule: 'T17' },
  resume: { from: ['SUSPENDED'], by: ['stage-owner'], rule: 'T17' },
  terminate: { from: ['IN_PROGRESS', 'SUSPENDED'], by: ['stage-owner'], rule: 'T17' },
  complete: {
    from: ['IN_PROGRESS'],
    stage: ['implement'],
    opened: true,
    by: ['stage-owner', 'person-in-charge'],
    rule: 'T18',
  },
  'inspect-works': { from: ['COMPLETED'], stage: ['inspect'], by: ['stage-owner'], rule: 'T18' },
  'finish-rework': { from: ['REWORK'], by: ['person-in-charge', 'community', 'stage-owner'], rule: 'T18' },
  'record-survey': {
    from: ['COMPLETED', 'EVALUATED'],
    stage: ['survey'],
    by: ['stage-owner'],
    rule: 'T18, LG18',
  },
  settle: { from: ['COMPLETED', 'EVALUATED'], stage: ['settle'], by: ['stage-owner'], rule: 'T19' },
  close: { from: DONE, stage: ['close'], by: ['stage-owner'], rule: 'T20' },
  withdraw: { from: BEFORE_VOTING, by: ['proposer', 'community'], rule: 'T21' },
  'follow-up': { from: WORKING, by: ['grade-owner', 'person-in-charge'], rule: 'CA5' },
  assign: { from: WORKING, by: ['stage-owner'], rule: 'LG7' },
  note: { from: WORKING, by: ['any-post'], rule: 'CA8' },
  attach: { from: OPEN_STATUSES, by: ['any-post', 'submitter', 'proposer'], rule: 'CA6' },
};

/** Posts that act for a community on its own cases. */
export const COMMUNITY_ROLES: readonly Role[] = ['officer', 'secretary'];
/** Posts that may write a note on a case they cover: everybody who works on cases, not the auditor or administrator. */
export const WORKING_ROLES: readonly Role[] = [
  'grid-worker',
  'officer',
  'secretary',
  'expert',
  'reviewer',
  'publisher',
  'finance',
  'implementer',
  'inspector',
  'leader',
];
