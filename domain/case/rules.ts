import { STAGE_ROLES, type Role } from '../roles';
import type { StageKind } from '../programme/schema';
import type { CommandType } from './commands';
import { OPEN_STATUSES, type CaseStatus } from './status';

/**
 * Who may give a command. `stage-owner` is the post the programme names for the stage, `implementer` the one that
 * carries the works out; `community` is an officer or secretary of the case's community; `submitter` opened or
 * submitted it; `proposer` is behind one of its suggestions, `every-proposer` behind all of them. The approvers are
 * the posts that the programme names for moving a limit, else the stage's own. `called` was asked to say "seen, mine",
 * `order-owner` has a supervision order to answer, a `supervisor` has a post above the case's own organisation. The
 * `inspector` has an inspector's post that covers the case, a `works-inspector` the same until it ends, a `visitor` was
 * sent by a spot check; a `finding-owner` has to put something right, a `verifier` to look at what was put right, an
 * `opinion-owner` to answer one.
 */
export type Who =
  | 'stage-owner'
  | 'implementer'
  | 'grade-owner'
  | 'person-in-charge'
  | 'community'
  | 'submitter'
  | 'proposer'
  | 'every-proposer'
  | 'finance'
  | 'extension-approver'
  | 'shortening-approver'
  | 'pause-approver'
  | 'called'
  | 'order-owner'
  | 'supervisor'
  | 'inspector'
  | 'works-inspector'
  | 'visitor'
  | 'finding-owner'
  | 'verifier'
  | 'opinion-owner'
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
/** The case itself does not stand still. */
const TICKING: readonly CaseStatus[] = WORKING.filter(
  (s) => s !== 'RETURNED' && s !== 'REVISING' && s !== 'SUSPENDED',
);
/** Urgency is set by acceptance and can be another one from then on. */
const GRADED: readonly CaseStatus[] = TICKING.filter((s) => s !== 'SUBMITTED');
const BEFORE_VOTING: readonly CaseStatus[] = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'CANDIDATE',
  'DELIBERATING',
];
/**
 * What a case can have reached when its next stage waits. Programmes put their stages in different orders (money
 * before or after the works, a review before or after the council), so the kind of the stage says what fits.
 */
const REACHED: readonly CaseStatus[] = [
  'ACCEPTED',
  'CANDIDATE',
  'SELECTED',
  'UNDER_REVIEW',
  'ON_NOTICE',
  'APPROVED',
  'FUNDED',
  'COMPLETED',
  'EVALUATED',
  'SETTLED',
];
const PAYABLE: readonly CaseStatus[] = [
  'APPROVED',
  'FUNDED',
  'IN_PROGRESS',
  'SUSPENDED',
  'COMPLETED',
  'REWORK',
  'EVALUATED',
];

/** What was carried out can be looked at, also when it was closed or broken off long ago (ZJ19). */
const EXAMINABLE: readonly CaseStatus[] = [...WORKING, 'CLOSED', 'TERMINATED'];

/** The one table of what may be asked when, and by whom. */
export const COMMAND_RULES: Readonly<Record<CommandType, CommandRule>> = {
  submit: { from: ['DRAFT'], by: ['submitter', 'community'], rule: 'T1' },
  accept: { from: ['SUBMITTED'], stage: ['accept'], by: ['stage-owner'], rule: 'T3' },
  return: {
    from: ['SUBMITTED', ...REACHED],
    stage: ['accept', 'review', 'approve'],
    opened: true,
    by: ['stage-owner'],
    rule: 'T2, T11',
  },
  resubmit: { from: ['RETURNED'], by: ['community', 'submitter', 'proposer'], rule: 'T11' },
  reject: {
    from: ['SUBMITTED', 'RETURNED', ...REACHED],
    stage: ['accept', 'screen', 'review', 'approve'],
    opened: true,
    by: ['stage-owner'],
    rule: 'T2, T11',
  },
  transfer: { from: ['SUBMITTED'], stage: ['accept'], by: ['stage-owner'], rule: 'T2' },
  answer: { from: ['SUBMITTED'], stage: ['accept'], by: ['stage-owner'], rule: 'CC1' },
  merge: { from: ['ACCEPTED', 'CANDIDATE'], by: ['stage-owner', 'community'], rule: 'T4' },
  split: { from: ['SUBMITTED', 'ACCEPTED', 'CANDIDATE'], by: ['stage-owner', 'community'], rule: 'T4' },
  join: { from: WORKING, by: ['any-post'], rule: 'T4' },
  shortlist: { from: REACHED, stage: ['screen'], by: ['stage-owner'], rule: 'T5' },
  'call-meeting': {
    from: [...REACHED, 'DELIBERATING'],
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
  'open-voting': { from: REACHED, stage: ['vote'], opened: false, by: ['stage-owner'], rule: 'T8' },
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
  'answer-objection': { from: [...REACHED, 'REVISING'], by: ['stage-owner', 'community'], rule: 'T13' },
  revise: { from: ['ON_NOTICE'], by: ['stage-owner', 'community'], rule: 'T13' },
  'finish-revision': { from: ['REVISING'], by: ['stage-owner', 'community'], rule: 'T13, XH27' },
  approve: { from: REACHED, stage: ['approve'], by: ['stage-owner'], rule: 'T14' },
  disburse: { from: REACHED, stage: ['fund'], by: ['stage-owner'], rule: 'T15' },
  pay: { from: PAYABLE, by: ['finance'], rule: 'T15, T19' },
  start: { from: REACHED, stage: ['implement'], opened: false, by: ['stage-owner'], rule: 'T16' },
  'report-progress': {
    from: ['IN_PROGRESS', 'REWORK'],
    by: ['implementer', 'person-in-charge'],
    rule: 'LG6',
  },
  'change-plan': { from: ['IN_PROGRESS'], stage: ['implement'], by: ['stage-owner'], rule: 'T17' },
  suspend: { from: ['IN_PROGRESS'], stage: ['implement'], by: ['stage-owner'], rule: 'T17' },
  resume: { from: ['SUSPENDED'], by: ['stage-owner'], rule: 'T17' },
  terminate: {
    from: ['APPROVED', 'FUNDED', 'IN_PROGRESS', 'SUSPENDED', 'REWORK'],
    by: ['stage-owner', 'implementer'],
    rule: 'T17',
  },
  complete: {
    from: ['IN_PROGRESS'],
    stage: ['implement'],
    opened: true,
    by: ['stage-owner', 'person-in-charge'],
    rule: 'T18',
  },
  'inspect-works': { from: REACHED, stage: ['inspect'], by: ['stage-owner'], rule: 'T18' },
  'finish-rework': { from: ['REWORK'], by: ['implementer', 'person-in-charge', 'community'], rule: 'T18' },
  'record-survey': {
    from: REACHED,
    stage: ['survey'],
    by: ['stage-owner'],
    rule: 'T18, LG18',
  },
  settle: { from: REACHED, stage: ['settle'], by: ['stage-owner'], rule: 'T19' },
  close: { from: REACHED, stage: ['close'], by: ['stage-owner'], rule: 'T20' },
  withdraw: { from: BEFORE_VOTING, by: ['every-proposer', 'community'], rule: 'T21' },
  'follow-up': { from: WORKING, by: ['grade-owner', 'person-in-charge'], rule: 'CA5' },
  assign: { from: WORKING, by: ['stage-owner'], rule: 'LG7' },
  note: { from: WORKING, by: ['any-post'], rule: 'CA8' },
  extend: { from: WORKING, by: ['extension-approver'], rule: '3.5 (6)' },
  shorten: { from: WORKING, by: ['shortening-approver', 'supervisor'], rule: '3.5 (6)' },
  'pause-clock': { from: TICKING, by: ['pause-approver'], rule: '3.5 (5)' },
  'resume-clock': { from: TICKING, by: ['pause-approver'], rule: '3.5 (5)' },
  regrade: { from: GRADED, by: ['grade-owner', 'stage-owner'], rule: 'CA5' },
  acknowledge: { from: EXAMINABLE, by: ['called'], rule: '3.5 (8)' },
  'hand-over': { from: WORKING, by: ['stage-owner'], rule: 'LG7' },
  supervise: { from: WORKING, by: ['supervisor'], rule: '2.4 (12345: 17, 23)' },
  'answer-order': { from: WORKING, by: ['order-owner', 'stage-owner', 'person-in-charge'], rule: '2.4' },
  'record-inspection': { from: EXAMINABLE, by: ['works-inspector', 'visitor'], rule: 'ZJ15' },
  'order-visit': { from: EXAMINABLE, by: ['supervisor'], rule: 'ZJ18, ZJ19' },
  'withdraw-visit': { from: EXAMINABLE, by: ['supervisor'], rule: 'ZJ18, ZJ19' },
  'raise-finding': {
    from: EXAMINABLE,
    by: ['inspector', 'visitor', 'supervisor', 'community'],
    rule: 'ZJ21',
  },
  'answer-finding': { from: EXAMINABLE, by: ['finding-owner', 'person-in-charge'], rule: 'ZJ22' },
  'verify-finding': { from: EXAMINABLE, by: ['verifier', 'inspector', 'supervisor'], rule: 'ZJ22' },
  'give-opinion': { from: EXAMINABLE, by: ['community', 'supervisor', 'inspector'], rule: 'LG20' },
  'answer-opinion': { from: EXAMINABLE, by: ['opinion-owner'], rule: 'LG20' },
  'read-message': { from: EXAMINABLE, by: ['any-post'], rule: '3.6' },
  attach: { from: ['DRAFT', ...EXAMINABLE], by: ['any-post', 'submitter', 'proposer'], rule: 'CA6' },
};

/** Posts that act for a community on its own cases. */
export const COMMUNITY_ROLES: readonly Role[] = ['officer', 'secretary'];
/** Posts that may write a note on a case they cover: everybody who works on cases, not the auditor or administrator. */
export const WORKING_ROLES: readonly Role[] = STAGE_ROLES;

/** Posts that may give a supervision order (督办) on cases below them. */
export const SUPERVISING_ROLES: readonly Role[] = ['officer', 'inspector', 'deputy', 'leader'];

/** How refusals name those who may act. */
export const WHO_NAMES: Readonly<Record<Who, { zh: string; en: string }>> = {
  'stage-owner': { zh: '本环节责任岗位', en: 'the post of this stage' },
  implementer: { zh: '实施单位', en: 'whoever carries the works out' },
  'grade-owner': { zh: '分级责任岗位', en: 'the post that answers for the grade' },
  'person-in-charge': { zh: '责任人', en: 'the person in charge' },
  community: { zh: '所在社区工作人员', en: 'staff of the community' },
  submitter: { zh: '提交人', en: 'whoever submitted it' },
  proposer: { zh: '建议人', en: 'a proposer' },
  'every-proposer': { zh: '全体建议人', en: 'all proposers together' },
  finance: { zh: '财务岗位', en: 'a finance post' },
  'extension-approver': { zh: '制度规定的延期审批岗位', en: 'the post that approves extensions' },
  'shortening-approver': { zh: '制度规定的时限调整岗位', en: 'the post that may shorten limits' },
  'pause-approver': { zh: '制度规定的暂停审批岗位', en: 'the post that approves pauses' },
  called: { zh: '被催办的人员', en: 'whoever was asked to acknowledge' },
  'order-owner': { zh: '被督办的岗位', en: 'the post the supervision order is for' },
  supervisor: { zh: '上级单位人员', en: 'somebody with a post above the community' },
  inspector: { zh: '检查验收人', en: 'an inspector of the place' },
  'works-inspector': {
    zh: '检查验收人（事项办理期间）',
    en: 'an inspector of the place while the case is open',
  },
  visitor: { zh: '抽查指定的检查人', en: 'whoever the spot check has sent' },
  'finding-owner': { zh: '责令整改的单位', en: 'whoever has to put it right' },
  verifier: { zh: '复核岗位', en: 'the post that verifies it' },
  'opinion-owner': { zh: '答复监督意见的岗位', en: 'the post that answers the opinion' },
  'any-post': { zh: '在本事项上有岗位的人员', en: 'anybody with a post on this case' },
};
