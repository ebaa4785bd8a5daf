import type { Words } from '../errors';
import type { EventType } from './events';
import {
  amount,
  approvedBy,
  bodyName,
  both,
  brief,
  day,
  documentName,
  labelled,
  named,
  paperName,
} from './line-names';
import { say, type Say } from './line-said';
import { LIMIT_LINES } from './line-limits';
import { OVERLAY_LINES } from './line-overlay';
import { TIME_LINES } from './line-time';
import { reasonName } from './reasons';

/** The reason code and the public text with which a case ends. */
function ending({
  moves,
}: {
  moves: { outcome?: { reasonCode: string; publicText: string } };
}): (Words | string)[] {
  const { outcome } = moves;
  if (outcome === undefined) return [];
  const reason = reasonName(outcome.reasonCode);
  return reason === null ? [outcome.publicText] : [reason, outcome.publicText];
}

const yes = (is: boolean, ifYes: Words, ifNo: Words): Words => (is ? ifYes : ifNo);
const missing = (papers: readonly string[]): Words | null =>
  papers.length === 0
    ? null
    : { zh: `缺少${papers.map(brief).join('、')}`, en: `missing: ${papers.map(brief).join(', ')}` };
const over = (overrides: readonly { reason: string; approver: string }[]): (Words | null)[] =>
  overrides.flatMap(({ reason, approver }) => [
    labelled('超过限额：', 'above the cap:', reason),
    approvedBy(approver),
  ]);

type Taking =
  | 'CaseOpened'
  | 'CaseSubmitted'
  | 'CaseReturned'
  | 'CaseResubmitted'
  | 'CaseRejected'
  | 'CaseTransferred'
  | 'CaseAnswered'
  | 'CaseAccepted'
  | 'CaseMerged'
  | 'SuggestionsJoined'
  | 'CaseSplit'
  | 'CaseShortlisted'
  | 'CaseWithdrawn'
  | 'CaseTerminated'
  | 'CaseClosed';

/** Coming in and going out. */
const TAKING: { readonly [T in Taking]: Say<T> } = {
  CaseOpened: (f, { programme }) =>
    say(
      '登记事项',
      'opened the case',
      f.title,
      labelled('地点 ', 'place', f.place),
      named(programme.categories, f.category ?? null),
      named(programme['item-types'], f.itemType ?? null),
      amount('预算', 'estimate', f.estimateFen ?? null),
      f.suggestions.length === 0
        ? null
        : { zh: `来自 ${f.suggestions.length} 条建议`, en: `from ${f.suggestions.length} suggestion(s)` },
      f.splitFrom === undefined ? null : { zh: '由其他事项拆分而来', en: 'split off another case' },
      f.carriedFrom === undefined ? null : { zh: '由上一批次结转', en: 'carried over from an earlier cycle' },
    ),
  CaseSubmitted: () => say('提交', 'submitted it'),
  CaseReturned: (f) => say('退回补充', 'returned it for completion', f.reason, missing(f.missing)),
  CaseResubmitted: (f) =>
    say('补充后重新提交', 'resubmitted it', f.note, amount('预算', 'estimate', f.estimateFen)),
  CaseRejected: (f, { programme }, e) => {
    const items = programme['negative-list'].map(({ id, text }) => ({ id, name: text }));
    return say('不予受理', 'rejected it', ...ending(e), named(items, f.negativeItem));
  },
  CaseTransferred: (f, _n, e) =>
    say(`转办至${brief(f.to)}`, `transferred it to ${brief(f.to)}`, ...ending(e)),
  CaseAnswered: (_f, _n, e) => say('当场答复并办结', 'answered it at once and closed it', ...ending(e)),
  CaseAccepted: (f, { programme }) =>
    say(
      '受理',
      'accepted it',
      named(programme.grades, f.grade),
      f.urgent ? { zh: '紧急', en: 'urgent' } : null,
      named(programme.categories, f.category),
      named(programme['item-types'], f.itemType),
      amount('预算', 'estimate', f.estimateFen),
      labelled('责任人 ', 'person in charge', f.personInCharge?.label),
    ),
  CaseMerged: (_f, _n, e) => say('并入其他事项', 'merged it into another case', ...ending(e).slice(1)),
  SuggestionsJoined: (f) => {
    const many = { zh: `${f.suggestions.length} 条`, en: String(f.suggestions.length) };
    return f.from === null
      ? say('加入建议', 'took in suggestions', many)
      : say('并入其他事项的建议', 'took in suggestions of another case', many);
  },
  CaseSplit: (f) =>
    say('拆分为新事项', 'split off a new case', {
      zh: `带走 ${f.suggestions.length} 条建议`,
      en: `with ${f.suggestions.length} suggestion(s)`,
    }),
  CaseShortlisted: (f, { programme }) =>
    say(
      '筛选入项目库',
      'shortlisted it',
      f.library === null
        ? null
        : yes(
            f.library === 'street',
            { zh: '街道库', en: 'street library' },
            { zh: '社区库', en: 'community library' },
          ),
      named(programme['item-types'], f.itemType),
      amount('预算', 'estimate', f.estimateFen),
      ...over(f.capOverrides),
    ),
  CaseWithdrawn: (_f, _n, e) => say('撤回', 'withdrew it', ...ending(e)),
  CaseTerminated: (f, _n, e) => say('终止', 'terminated it', ...ending(e), approvedBy(f.approver)),
  CaseClosed: (f, _n, e) =>
    say(
      '办结销号',
      'closed it',
      ...ending(e),
      f.callback === null
        ? null
        : yes(
            f.callback.reached,
            { zh: '已回访', en: 'called back' },
            { zh: '回访未接通', en: 'call-back not reached' },
          ),
      served(f.served),
    ),
};

const served = (f: { personTimes: number; people: number } | null): Words | null =>
  f === null
    ? null
    : {
        zh: `服务 ${f.people} 人、${f.personTimes} 人次`,
        en: `${f.people} people served, ${f.personTimes} times`,
      };

type Deciding =
  | 'MeetingCalled'
  | 'DecisionRecorded'
  | 'MeetingAdjourned'
  | 'VotingOpened'
  | 'CountRecorded'
  | 'SentToReview'
  | 'ReviewPassed'
  | 'NoticeOpened'
  | 'ObjectionReceived'
  | 'ObjectionAnswered'
  | 'RevisionBegun'
  | 'RevisionFinished'
  | 'CaseApproved';

/** Councils, votes, reviews and notices. */
const DECIDING: { readonly [T in Deciding]: Say<T> } = {
  MeetingCalled: (f) =>
    say(
      '召集议事会',
      'called the meeting',
      day('会议日期', 'on', f.meetingDate),
      labelled('地点 ', 'at', f.place),
      day('议程发出', 'agenda sent', f.agendaSentOn),
    ),
  DecisionRecorded: (f, names) => {
    const body = bodyName(names, f.body);
    const numbers = {
      zh: `应到 ${f.eligible} 人、实到 ${f.present} 人，赞成 ${f.for}、反对 ${f.against}、弃权 ${f.abstained}`,
      en: `${f.present} of ${f.eligible} present; ${f.for} for, ${f.against} against, ${f.abstained} abstained`,
    };
    return f.passed
      ? say(`登记${body.zh}议事结果：通过`, `recorded that ${body.en} agreed`, numbers)
      : say(`登记${body.zh}议事结果：未通过`, `recorded that ${body.en} voted it down`, numbers);
  },
  MeetingAdjourned: (f, names) => {
    const body = bodyName(names, f.body);
    return say(`登记${body.zh}休会`, `recorded that ${body.en} adjourned`, f.reason);
  },
  VotingOpened: (f) =>
    say('开始票决', 'opened the vote', {
      zh: `${f.opensOn} 至 ${f.closesOn}`,
      en: `${f.opensOn} to ${f.closesOn}`,
    }),
  CountRecorded: (f, names) => {
    const paper = paperName(names, f.paper);
    const result = {
      zh: `${paper.zh}得 ${f.votes} 票，第 ${f.rank} 名`,
      en: `${f.votes} votes on ${paper.en}, rank ${f.rank}`,
    };
    const tie = f.tie && labelled('同票由其决定：', 'tie decided by', `${f.tie.decidedBy}，${f.tie.reason}`);
    return f.elected
      ? say('登记计票结果：入选', 'recorded the count: elected', result, f.line, tie)
      : say('登记计票结果：未入选', 'recorded the count: not elected', result, f.line, tie);
  },
  SentToReview: (f) => say('报送审核', 'sent it to review', f.note),
  ReviewPassed: (f) =>
    say('审核通过', 'passed the review', f.opinion, labelled('签字 ', 'signed by', f.signedBy)),
  NoticeOpened: (f) =>
    say(
      '发布公示',
      'posted the public notice',
      labelled('地点 ', 'at', f.place),
      labelled('异议提交至 ', 'objections to', f.objectTo),
    ),
  ObjectionReceived: (f) =>
    say('登记异议', 'recorded an objection', f.text, day('收到', 'received', f.receivedOn)),
  ObjectionAnswered: (f) =>
    f.valid
      ? say('答复异议：成立', 'answered an objection: upheld', f.answer)
      : say('答复异议：不成立', 'answered an objection: not upheld', f.answer),
  RevisionBegun: (f) => say('修改完善方案', 'began to revise the plan', f.reason),
  RevisionFinished: (f) =>
    say('提交完善后的方案', 'handed in the revised plan', f.plan, amount('预算', 'estimate', f.estimateFen)),
  CaseApproved: (f) =>
    say(
      '批准立项',
      'approved it',
      amount('批准', 'approved', f.approvedFen),
      labelled('文号 ', 'document', f.documentNo),
      f.publicText,
      ...over(f.capOverrides),
    ),
};

type Working =
  | 'FundsDisbursed'
  | 'PaymentRecorded'
  | 'WorkStarted'
  | 'ProgressReported'
  | 'PlanChanged'
  | 'CaseSuspended'
  | 'CaseResumed'
  | 'WorkCompleted'
  | 'WorksInspected'
  | 'ReworkFinished'
  | 'SurveyRecorded'
  | 'CaseSettled'
  | 'FollowedUp'
  | 'PersonAssigned'
  | 'NoteAdded'
  | 'EvidenceAttached';

/** Money, works, and what is written down on the way. */
const WORKING: { readonly [T in Working]: Say<T> } = {
  FundsDisbursed: (f) =>
    say(
      '拨付资金',
      'disbursed the money',
      amount('金额', 'amount', f.amountFen),
      day('日期', 'on', f.paidOn),
    ),
  PaymentRecorded: (f) =>
    say(
      '登记付款',
      'recorded a payment',
      amount('金额', 'amount', f.amountFen),
      labelled('收款 ', 'to', f.payee),
      f.purpose,
    ),
  WorkStarted: (f) =>
    say(
      '开始实施',
      'started the works',
      f.plan,
      labelled('责任人 ', 'person in charge', f.personInCharge?.label),
      amount('合同', 'contract', f.contractFen),
      f.milestones.length === 0
        ? null
        : { zh: `${f.milestones.length} 个节点`, en: `${f.milestones.length} milestone(s)` },
    ),
  ProgressReported: (f) =>
    say('填报进度', 'reported progress', f.percent === null ? null : both(`${f.percent}%`), f.text),
  PlanChanged: (f) =>
    say(
      '变更方案',
      'changed the plan',
      f.reason,
      amount('新费用', 'new cost', f.newCostFen),
      approvedBy(f.approver),
      f.backToReview ? { zh: '须重新审核', en: 'goes back to review' } : null,
    ),
  CaseSuspended: (f) =>
    say('暂停事项', 'suspended the case', f.reason, day('至', 'until', f.until), approvedBy(f.approver)),
  CaseResumed: (f) => say('恢复实施', 'resumed the case', f.note),
  WorkCompleted: (f) =>
    say(
      '报告完工',
      'reported completion',
      f.summary,
      day('完工日期', 'finished on', f.finishedOn),
      served(f.served),
    ),
  WorksInspected: (f) =>
    f.passed
      ? say('验收合格', 'accepted the works', f.sheet)
      : say('验收不合格，须返工', 'refused the works: rework is needed', f.sheet),
  ReworkFinished: (f) => say('返工完成', 'finished the rework', f.summary),
  SurveyRecorded: (f) => {
    const sum = (of: 'asked' | 'answered' | 'satisfied') =>
      f.groups.reduce((all, group) => all + group[of], 0);
    const [asked, answered, satisfied] = [sum('asked'), sum('answered'), sum('satisfied')];
    return say('登记满意度测评', 'recorded the survey', {
      zh: `询问 ${asked} 人、答复 ${answered} 人、满意 ${satisfied} 人`,
      en: `${asked} asked, ${answered} answered, ${satisfied} satisfied`,
    });
  },
  CaseSettled: (f) =>
    say(
      '结算',
      'settled the accounts',
      { zh: `${f.invoices} 张票据`, en: `${f.invoices} invoice(s)` },
      f.note,
    ),
  FollowedUp: (f) => say('登记跟进', 'followed up', f.text, labelled('下一步：', 'next:', f.nextStep)),
  PersonAssigned: (f) =>
    say(
      `指定责任人${brief(f.personInCharge.label)}`,
      `put ${brief(f.personInCharge.label)} in charge`,
      f.reason,
    ),
  NoteAdded: (f) => say('备注', 'added a note', f.text),
  EvidenceAttached: (f, names) => say('上传材料', 'attached a document', documentName(names, f.kind), f.name),
};

/** How each type of event is told; a type without words does not compile. */
export const LINES: { readonly [T in EventType]: Say<T> } = {
  ...TAKING,
  ...DECIDING,
  ...WORKING,
  ...LIMIT_LINES,
  ...OVERLAY_LINES,
  ...TIME_LINES,
};
