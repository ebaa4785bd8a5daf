/** Where a case stands (domain.md 3.2). */
export const STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'CANDIDATE',
  'DELIBERATING',
  'VOTING',
  'SELECTED',
  'UNDER_REVIEW',
  'ON_NOTICE',
  'REVISING',
  'APPROVED',
  'FUNDED',
  'IN_PROGRESS',
  'SUSPENDED',
  'COMPLETED',
  'REWORK',
  'EVALUATED',
  'SETTLED',
  'CLOSED',
  'REJECTED',
  'MERGED',
  'TRANSFERRED',
  'NOT_SELECTED',
  'VOTED_DOWN',
  'WITHDRAWN',
  'TERMINATED',
] as const;
export type CaseStatus = (typeof STATUSES)[number];

/** No command leads out of these; each carries a reason code and a text the proposer may read. */
export const TERMINAL_STATUSES = [
  'CLOSED',
  'REJECTED',
  'MERGED',
  'TRANSFERRED',
  'NOT_SELECTED',
  'VOTED_DOWN',
  'WITHDRAWN',
  'TERMINATED',
] as const satisfies readonly CaseStatus[];
export type TerminalStatus = (typeof TERMINAL_STATUSES)[number];

/** The clocks of a case stand still in these (domain.md 3.5, rule 5). */
export const PAUSED_STATUSES = ['RETURNED', 'REVISING', 'SUSPENDED'] as const satisfies readonly CaseStatus[];

export const OPEN_STATUSES: readonly CaseStatus[] = STATUSES.filter((status) => !isTerminal(status));

/** Whether a case in this status has ended. */
export function isTerminal(status: CaseStatus): status is TerminalStatus {
  return (TERMINAL_STATUSES as readonly CaseStatus[]).includes(status);
}

/** What people call each status, for screens and messages. */
export const STATUS_NAMES: Readonly<Record<CaseStatus, { zh: string; en: string }>> = {
  DRAFT: { zh: '草稿', en: 'Draft' },
  SUBMITTED: { zh: '已提交', en: 'Submitted' },
  RETURNED: { zh: '退回补充', en: 'Returned' },
  ACCEPTED: { zh: '已受理', en: 'Accepted' },
  CANDIDATE: { zh: '备选', en: 'Candidate' },
  DELIBERATING: { zh: '协商中', en: 'Deliberating' },
  VOTING: { zh: '票决中', en: 'Voting' },
  SELECTED: { zh: '已选定', en: 'Selected' },
  UNDER_REVIEW: { zh: '审核中', en: 'Under review' },
  ON_NOTICE: { zh: '公示中', en: 'On notice' },
  REVISING: { zh: '完善方案', en: 'Revising' },
  APPROVED: { zh: '已立项', en: 'Approved' },
  FUNDED: { zh: '已拨付', en: 'Funded' },
  IN_PROGRESS: { zh: '实施中', en: 'In progress' },
  SUSPENDED: { zh: '暂停', en: 'Suspended' },
  COMPLETED: { zh: '已完工', en: 'Completed' },
  REWORK: { zh: '返工', en: 'Rework' },
  EVALUATED: { zh: '已测评', en: 'Evaluated' },
  SETTLED: { zh: '已结算', en: 'Settled' },
  CLOSED: { zh: '办结', en: 'Closed' },
  REJECTED: { zh: '不予受理', en: 'Rejected' },
  MERGED: { zh: '已合并', en: 'Merged' },
  TRANSFERRED: { zh: '已转办', en: 'Transferred' },
  NOT_SELECTED: { zh: '未入选', en: 'Not selected' },
  VOTED_DOWN: { zh: '未通过', en: 'Voted down' },
  WITHDRAWN: { zh: '撤回', en: 'Withdrawn' },
  TERMINATED: { zh: '终止', en: 'Terminated' },
};
