import { withClosures } from '../../../../domain/calendar/closures';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { COMMAND_TYPES } from '../../../../domain/case/commands';
import type { CaseEvent, EventType } from '../../../../domain/case/events';
import { fitsNow } from '../../../../domain/case/guard';
import { LINES } from '../../../../domain/case/line-events';
import { describeLine, PROPOSER, type LineActor } from '../../../../domain/case/line-words';
import { moveDeadlines } from '../../../../domain/case/move-deadlines';
import { isRefusal } from '../../../../domain/errors';
import { at, Story } from '../../../support/domain';
import { REACHABLE } from './reachable';

const REVIEWER: LineActor = {
  name: { zh: '审核员甲', en: '审核员甲' },
  organisation: '杨舍镇',
  standsInFor: null,
};

const tell = (
  story: Story,
  event: CaseEvent,
  who: LineActor | null = event.actorId === null ? null : REVIEWER,
) =>
  describeLine(event, who, {
    programme: story.programme,
    clocks: story.state.clocks,
    people: new Map([['second-reviewer-at-street', '审核员乙']]),
  });

/** Every event that happened on the way to a reachable case, and every one that a fitting command adds to it. */
function everyEvent(): Map<EventType, { story: Story; event: CaseEvent }[]> {
  const found = new Map<EventType, { story: Story; event: CaseEvent }[]>();
  const keep = (story: Story) => {
    for (const event of story.events)
      found.set(event.type, [...(found.get(event.type) ?? []), { story, event }]);
  };
  for (const story of Object.values(REACHABLE)) {
    keep(story);
    for (const type of COMMAND_TYPES.filter((t) => fitsNow(story.state, story.programme, t))) {
      try {
        keep(story.do(type));
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }
  }
  for (const story of more()) keep(story);
  return found;
}

/** What no single command on a reachable case brings about. */
function more(): Story[] {
  const { place, programme, state } = REACHABLE['SUBMITTED']!;
  const closed = withClosures(shippedCalendar, [{ date: '2026-03-04', kind: 'CLOSED', name: '台风停工' }]);
  const why = { zh: '台风停工', en: 'typhoon' };
  const moved = moveDeadlines(
    state,
    { rolloutId: 'r1', why },
    {
      ...{ now: at('2026-03-02'), programme },
      place: { ...place, calendarFor: () => closed },
    },
  );
  const joined: CaseEvent = {
    ...{ type: 'SuggestionsJoined', at: at('2026-03-02'), actorId: 'a', actorPost: 'reviewer@street' },
    ...{ facts: { from: 'c2', suggestions: ['s1', 's2'] }, moves: {} },
  };
  const handedIn = REACHABLE['SUBMITTED']!;
  const withEvent = (event: CaseEvent) => new Story(programme, [...handedIn.events, event], handedIn.now);
  return [
    REACHABLE['UNDER_REVIEW, missed and not acknowledged']!.wake(),
    withEvent(joined),
    withEvent(moved!),
  ];
}

const EVENTS = everyEvent();
const TYPES = Object.keys(LINES) as EventType[];

/** How the first event of each type reads. */
const SENTENCES: Readonly<Record<EventType, readonly [string, string]>> = {
  InspectionRecorded: [
    '杨舍镇 审核员甲 登记检查，结果合格：检查日期 2026-03-02；计划外检查，不计入定期检查；进度正常；签字 检查员甲。',
    '审核员甲 · 杨舍镇 recorded an inspection (passed): visited on 2026-03-02; outside the plan: no inspection that was due is done by it; 进度正常; signed by 检查员甲.',
  ],
  VisitWithdrawn: [
    '杨舍镇 审核员甲 撤回抽查走访：该项目已撤销。“回头看走访”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 withdrew the visit: 该项目已撤销. "Look-back visit" ended on time.',
  ],
  VisitOrdered: [
    '杨舍镇 审核员甲 安排p-inspector走访：回头看抽中。“回头看走访”开始计时，到期 2026-03-23。',
    '审核员甲 · 杨舍镇 sent p-inspector there: drawn by the look-back. "Look-back visit" starts, due 2026-03-23.',
  ],
  FindingRaised: [
    '杨舍镇 审核员甲 登记问题“资金未及时拨付”，责令社区经办人整改：标识牌掉落。“整改：资金未及时拨付”开始计时，到期 2026-04-02。',
    '审核员甲 · 杨舍镇 raised a finding (Funds not paid in time) for the community officer to put right: 标识牌掉落. "Rectification: Funds not paid in time" starts, due 2026-04-02.',
  ],
  FindingAnswered: [
    '杨舍镇 审核员甲 报告整改完成：已重新安装。“整改：资金未及时拨付”计时结束，未逾期。“复核：资金未及时拨付”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 reported that it is put right: 已重新安装. "Rectification: Funds not paid in time" ended on time. "Verification: Funds not paid in time" starts, due 2026-03-16.',
  ],
  FindingVerified: [
    '杨舍镇 审核员甲 复核通过，整改完成。“复核：资金未及时拨付”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 verified it: put right. "Verification: Funds not paid in time" ended on time.',
  ],
  OpinionGiven: [
    '杨舍镇 审核员甲 登记人大代表甲的监督意见：建议增加夜间照明。“答复监督意见”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 recorded a supervision opinion of 人大代表甲: 建议增加夜间照明. "Answer to a supervision opinion" starts, due 2026-03-16.',
  ],
  OpinionAnswered: [
    '杨舍镇 审核员甲 答复监督意见：已纳入方案。“答复监督意见”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 answered the supervision opinion: 已纳入方案. "Answer to a supervision opinion" ended on time.',
  ],
  CaseOpened: [
    '杨舍镇 审核员甲 登记事项：车棚通电；来自 2 条建议。',
    '审核员甲 · 杨舍镇 opened the case: 车棚通电; from 2 suggestion(s).',
  ],
  CaseSubmitted: [
    '杨舍镇 审核员甲 提交。“征集受理”开始计时，到期 2026-03-05。',
    '审核员甲 · 杨舍镇 submitted it. "Collection and acceptance" starts, due 2026-03-05.',
  ],
  CaseReturned: [
    '杨舍镇 审核员甲 退回补充：缺少报价。暂停计时。“补充材料”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 returned it for completion: 缺少报价. The clocks stand still. "Completion of the file" starts, due 2026-03-16.',
  ],
  CaseResubmitted: [
    '杨舍镇 审核员甲 补充后重新提交。“补充材料”计时结束，未逾期。“征集受理”恢复计时，到期 2026-03-05。',
    '审核员甲 · 杨舍镇 resubmitted it. "Completion of the file" ended on time. "Collection and acceptance" runs on, due 2026-03-05.',
  ],
  CaseRejected: [
    '杨舍镇 审核员甲 不予受理：不具备实施条件；经核实暂不具备实施条件。“征集受理”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 rejected it: Not feasible; 经核实暂不具备实施条件. "Collection and acceptance" ended on time.',
  ],
  CaseTransferred: [
    '杨舍镇 审核员甲 转办至12345：不具备实施条件；经核实暂不具备实施条件。“征集受理”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 transferred it to 12345: Not feasible; 经核实暂不具备实施条件. "Collection and acceptance" ended on time.',
  ],
  CaseAnswered: [
    '杨舍镇 审核员甲 当场答复并办结：已当场答复。“值班解答”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 answered it at once and closed it: 已当场答复. "Answered on duty" ended on time.',
  ],
  CaseAccepted: [
    '杨舍镇 审核员甲 受理：预算 50000.00 元。“征集受理”计时结束，未逾期。“筛选大会”开始计时，到期 2026-04-02。',
    '审核员甲 · 杨舍镇 accepted it: estimate 50000.00 yuan. "Collection and acceptance" ended on time. "Screening meeting" starts, due 2026-04-02.',
  ],
  CaseMerged: [
    '杨舍镇 审核员甲 并入其他事项：已并入同类事项。“筛选大会”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 merged it into another case: 已并入同类事项. "Screening meeting" ended on time.',
  ],
  SuggestionsJoined: ['杨舍镇 审核员甲 加入建议：1 条。', '审核员甲 · 杨舍镇 took in suggestions: 1.'],
  CaseSplit: [
    '杨舍镇 审核员甲 拆分为新事项：带走 1 条建议。',
    '审核员甲 · 杨舍镇 split off a new case: with 1 suggestion(s).',
  ],
  CaseShortlisted: [
    '杨舍镇 审核员甲 筛选入项目库：工程类；预算 50000.00 元。“一菜一单”计时结束，未逾期。“居民议事会票决（待启动）”开始计时，到期 2026-03-09。',
    '审核员甲 · 杨舍镇 shortlisted it: Works; estimate 50000.00 yuan. "Item sheet: type, name, whom it serves, how the need is met" ended on time. "Ballot of the council (to be opened)" starts, due 2026-03-09.',
  ],
  CaseWithdrawn: [
    '杨舍镇 审核员甲 撤回：建议人要求；建议人撤回。',
    '审核员甲 · 杨舍镇 withdrew it: The proposer asked for it; 建议人撤回.',
  ],
  CaseTerminated: [
    '杨舍镇 审核员甲 终止：不具备实施条件；经核实暂不具备实施条件；批准人 分管领导。“政府出资”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 terminated it: Not feasible; 经核实暂不具备实施条件; approved by 分管领导. "Funding" ended on time.',
  ],
  CaseClosed: [
    '杨舍镇 审核员甲 办结销号：已办结；已回访。“绿色 · 一周办结”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 closed it: 已办结; called back. "Green · within a week" ended on time.',
  ],
  MeetingCalled: [
    '杨舍镇 审核员甲 召集议事会：会议日期 2026-03-02。“居民议事会票决”开始计时，到期 2026-04-02。',
    '审核员甲 · 杨舍镇 called the meeting: on 2026-03-02. "Ballot of the council" starts, due 2026-04-02.',
  ],
  DecisionRecorded: [
    '杨舍镇 审核员甲 登记社区和谐共建促进会（居民议事会）议事结果：通过：应到 30 人、实到 24 人，赞成 20、反对 3、弃权 1。“居民议事会票决”计时结束，未逾期。“街道专家论证（待启动）”开始计时，到期 2026-03-09。',
    '审核员甲 · 杨舍镇 recorded that Community council agreed: 24 of 30 present; 20 for, 3 against, 1 abstained. "Ballot of the council" ended on time. "Expert panel called by the street (to be opened)" starts, due 2026-03-09.',
  ],
  MeetingAdjourned: [
    '杨舍镇 审核员甲 登记居民议事会休会：人数不足。',
    "审核员甲 · 杨舍镇 recorded that Residents' council adjourned: 人数不足.",
  ],
  VotingOpened: [
    '杨舍镇 审核员甲 开始票决：2026-03-02 至 2026-03-02。“居民投票和公开点票”开始计时，到期 2026-04-02。',
    '审核员甲 · 杨舍镇 opened the vote: 2026-03-02 to 2026-03-02. "Ballot and public count" starts, due 2026-04-02.',
  ],
  CountRecorded: [
    '杨舍镇 审核员甲 登记计票结果：入选：街道候选项目得 321 票，第 1 名；前三名入选。“居民投票和公开点票”计时结束，未逾期。“公示三天并完善方案（待启动）”开始计时，到期 2026-03-03。',
    '审核员甲 · 杨舍镇 recorded the count: elected: 321 votes on Street candidates, rank 1; 前三名入选. "Ballot and public count" ended on time. "Public notice and revision of the plan (to be opened)" starts, due 2026-03-03.',
  ],
  SentToReview: [
    '杨舍镇 审核员甲 报送审核。“街道专家论证”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 sent it to review. "Expert panel called by the street" starts, due 2026-03-16.',
  ],
  ReviewPassed: [
    '杨舍镇 审核员甲 审核通过：同意；签字 审核员甲。“街道专家论证”计时结束，未逾期。“街道上报”开始计时，到期 2026-03-09。',
    '审核员甲 · 杨舍镇 passed the review: 同意; signed by 审核员甲. "Expert panel called by the street" ended on time. "Street reports to the district" starts, due 2026-03-09.',
  ],
  NoticeOpened: [
    '杨舍镇 审核员甲 发布公示：地点 社区公告栏；异议提交至 社区居委会。“公示三天并完善方案”开始计时，到期 2026-03-05。',
    '审核员甲 · 杨舍镇 posted the public notice: at 社区公告栏; objections to 社区居委会. "Public notice and revision of the plan" starts, due 2026-03-05.',
  ],
  ObjectionReceived: [
    '杨舍镇 审核员甲 登记异议：希望改在东侧；收到 2026-03-02。',
    '审核员甲 · 杨舍镇 recorded an objection: 希望改在东侧; received 2026-03-02.',
  ],
  ObjectionAnswered: [
    '杨舍镇 审核员甲 答复异议：成立：采纳。',
    '审核员甲 · 杨舍镇 answered an objection: upheld: 采纳.',
  ],
  RevisionBegun: [
    '杨舍镇 审核员甲 修改完善方案：采纳异议。暂停计时。',
    '审核员甲 · 杨舍镇 began to revise the plan: 采纳异议. The clocks stand still.',
  ],
  RevisionFinished: [
    '杨舍镇 审核员甲 提交完善后的方案：改在东侧。“公示三天并完善方案”恢复计时，到期 2026-03-05。',
    '审核员甲 · 杨舍镇 handed in the revised plan: 改在东侧. "Public notice and revision of the plan" runs on, due 2026-03-05.',
  ],
  CaseApproved: [
    '杨舍镇 审核员甲 批准立项：批准 50000.00 元；同意立项。“设置微治理项目”计时结束，未逾期。“项目运行（待启动）”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 approved it: approved 50000.00 yuan; 同意立项. "Project set up" ended on time. "Project running (to be opened)" starts, due 2026-03-16.',
  ],
  FundsDisbursed: [
    '杨舍镇 审核员甲 拨付资金：金额 1.00 元；日期 2026-03-06。“政府出资”计时结束，未逾期。“项目实施（待启动）”开始计时，到期 2026-03-27。',
    '审核员甲 · 杨舍镇 disbursed the money: amount 1.00 yuan; on 2026-03-06. "Funding" ended on time. "Implementation (to be opened)" starts, due 2026-03-27.',
  ],
  PaymentRecorded: [
    '杨舍镇 审核员甲 登记付款：金额 0.01 元；收款 施工单位；工程款。',
    '审核员甲 · 杨舍镇 recorded a payment: amount 0.01 yuan; to 施工单位; 工程款.',
  ],
  WorkStarted: [
    '杨舍镇 审核员甲 开始实施：实施方案；责任人 项目负责人。',
    '审核员甲 · 杨舍镇 started the works: 实施方案; person in charge 项目负责人.',
  ],
  ProgressReported: [
    '杨舍镇 审核员甲 填报进度：50%；已完成一半。',
    '审核员甲 · 杨舍镇 reported progress: 50%; 已完成一半.',
  ],
  PlanChanged: [
    '杨舍镇 审核员甲 变更方案：材料涨价；批准人 分管领导。',
    '审核员甲 · 杨舍镇 changed the plan: 材料涨价; approved by 分管领导.',
  ],
  CaseSuspended: [
    '杨舍镇 审核员甲 暂停事项：雨季；至 2026-12-31；批准人 分管领导。暂停计时。“项目实施”（暂停期）开始计时，到期 2026-12-31。',
    '审核员甲 · 杨舍镇 suspended the case: 雨季; until 2026-12-31; approved by 分管领导. The clocks stand still. "Implementation" (suspension) starts, due 2026-12-31.',
  ],
  CaseResumed: [
    '杨舍镇 审核员甲 恢复实施。“项目实施”（暂停期）计时结束，未逾期。“项目实施”恢复计时，到期 2026-09-02。',
    '审核员甲 · 杨舍镇 resumed the case. "Implementation" (suspension) ended on time. "Implementation" runs on, due 2026-09-02.',
  ],
  WorkCompleted: [
    '杨舍镇 审核员甲 报告完工：已完工；完工日期 2026-03-02。“项目实施”计时结束，未逾期。“验收评估”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 reported completion: 已完工; finished on 2026-03-02. "Implementation" ended on time. "Acceptance and overall appraisal" starts, due 2026-03-16.',
  ],
  WorksInspected: [
    '杨舍镇 审核员甲 验收合格：合格。“验收评估”计时结束，未逾期。“满意度测评”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 accepted the works: 合格. "Acceptance and overall appraisal" ended on time. "Satisfaction poll" starts, due 2026-03-16.',
  ],
  ReworkFinished: [
    '杨舍镇 审核员甲 返工完成：已返工。“验收评估”（返工期）计时结束，未逾期。“验收评估”开始计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 finished the rework: 已返工. "Acceptance and overall appraisal" (rework) ended on time. "Acceptance and overall appraisal" starts, due 2026-03-16.',
  ],
  SurveyRecorded: [
    '杨舍镇 审核员甲 登记满意度测评：询问 100 人、答复 90 人、满意 85 人。“满意度测评”计时结束，未逾期。“专项核算”开始计时，到期 2026-04-02。',
    '审核员甲 · 杨舍镇 recorded the survey: 100 asked, 90 answered, 85 satisfied. "Satisfaction poll" ended on time. "Settlement on separate accounts" starts, due 2026-04-02.',
  ],
  CaseSettled: [
    '杨舍镇 审核员甲 结算：3 张票据。“专项核算”计时结束，未逾期。“办结”开始计时，到期 2026-03-09。',
    '审核员甲 · 杨舍镇 settled the accounts: 3 invoice(s). "Settlement on separate accounts" ended on time. "Closing" starts, due 2026-03-09.',
  ],
  FollowedUp: [
    '杨舍镇 审核员甲 登记跟进：已走访。“红色 · 定期跟进”计时结束，未逾期。“红色 · 定期跟进”开始计时，到期 2026-04-01。',
    '审核员甲 · 杨舍镇 followed up: 已走访. "Red · followed up regularly" ended on time. "Red · followed up regularly" starts, due 2026-04-01.',
  ],
  PersonAssigned: [
    '杨舍镇 审核员甲 指定责任人新责任人：人员调整。',
    '审核员甲 · 杨舍镇 put 新责任人 in charge: 人员调整.',
  ],
  NoteAdded: ['杨舍镇 审核员甲 备注：已电话沟通。', '审核员甲 · 杨舍镇 added a note: 已电话沟通.'],
  EvidenceAttached: [
    '杨舍镇 审核员甲 上传材料：现场照片；照片.jpg。',
    '审核员甲 · 杨舍镇 attached a document: Photos; 照片.jpg.',
  ],
  MessageRead: ['杨舍镇 审核员甲 已阅催办消息。', '审核员甲 · 杨舍镇 read a reminder.'],
  Acknowledged: [
    '杨舍镇 审核员甲 签收“街道专家论证”的催办。',
    '审核员甲 · 杨舍镇 acknowledged the reminder of "Expert panel called by the street".',
  ],
  DutyHandedOver: [
    '杨舍镇 审核员甲 将待办移交审核员乙：外出培训。',
    '审核员甲 · 杨舍镇 handed the duty over to 审核员乙: 外出培训.',
  ],
  OrderGiven: [
    '杨舍镇 审核员甲 向社区经办人发出督办：请说明进展。“督办”开始计时，到期 2026-03-05。',
    '审核员甲 · 杨舍镇 gave a supervision order to the community officer: 请说明进展. "Supervision order" starts, due 2026-03-05.',
  ],
  OrderAnswered: [
    '杨舍镇 审核员甲 回复督办：已安排。“督办”计时结束，未逾期。',
    '审核员甲 · 杨舍镇 answered the supervision order: 已安排. "Supervision order" ended on time.',
  ],
  LimitExtended: [
    '杨舍镇 审核员甲 延长“征集受理”的时限：等待管线单位回复。“征集受理”到期改为 2026-03-06。',
    '审核员甲 · 杨舍镇 extended the limit of "Collection and acceptance": 等待管线单位回复. "Collection and acceptance" is now due 2026-03-06.',
  ],
  LimitShortened: [
    '杨舍镇 审核员甲 缩短“征集受理”的时限：汛期临近。“征集受理”到期改为 2026-03-04。',
    '审核员甲 · 杨舍镇 shortened the limit of "Collection and acceptance": 汛期临近. "Collection and acceptance" is now due 2026-03-04.',
  ],
  ClockPaused: [
    '杨舍镇 审核员甲 暂停“征集受理”计时：等待气象部门复核；至 2026-03-09。',
    '审核员甲 · 杨舍镇 paused "Collection and acceptance": 等待气象部门复核; until 2026-03-09.',
  ],
  ClockResumed: [
    '杨舍镇 审核员甲 让“街道专家论证”继续计时。“街道专家论证”恢复计时，到期 2026-03-16。',
    '审核员甲 · 杨舍镇 let "Expert panel called by the street" run on. "Expert panel called by the street" runs on, due 2026-03-16.',
  ],
  CaseRegraded: [
    '杨舍镇 审核员甲 调整紧急程度：绿色 · 一周办结；不紧急；漏水范围扩大。“绿色 · 一周办结”开始计时，到期 2026-03-09。“红色 · 定期跟进”计时结束，未逾期。“议事会商议（待启动）”到期改为 2026-03-09。',
    '审核员甲 · 杨舍镇 changed the urgency: Green · within a week; not urgent; 漏水范围扩大. "Green · within a week" starts, due 2026-03-09. "Red · followed up regularly" ended on time. "Council meeting (to be opened)" is now due 2026-03-09.',
  ],
  NoticeEnded: ['公示期满。', 'The public notice has ended.'],
  ClockOverdue: ['“街道专家论证”已逾期。', '"Expert panel called by the street" is overdue.'],
  RungsReached: [
    '催办“街道专家论证”：已逾期 1个工作日；已通知街道（镇）专家、街道（镇）负责人、区经办人；请于 2026-03-17 15:00 前签收。',
    'Reminder of "Expert panel called by the street": 1 working day late; told: street or town expert, street or town leader, district officer; to be acknowledged by 2026-03-17 15:00.',
  ],
  CallClimbed: [
    '“街道专家论证”的催办无人签收，升级：已逾期 1个工作日；已通知区负责人；请于 2026-03-18 10:30 前签收。',
    'Nobody acknowledged the reminder of "Expert panel called by the street"; it climbs: 1 working day late; told: district leader; to be acknowledged by 2026-03-18 10:30.',
  ],
  DeadlinesMoved: [
    '时限重算：台风停工。“征集受理”到期改为 2026-03-06。',
    'Limits were counted anew: typhoon. "Collection and acceptance" is now due 2026-03-06.',
  ],
};

it.each(TYPES)('tells %s in both languages', (type) => {
  const { story, event } = EVENTS.get(type)![0]!;
  const [zh, en] = SENTENCES[type];
  expect(tell(story, event)).toEqual({ zh, en });
});

it('tells suggestions of another case from those that were joined by themselves', () => {
  const merged = EVENTS.get('SuggestionsJoined')!.find(
    ({ event }) => (event.facts as { from?: unknown }).from === 'c2',
  )!;
  expect(tell(merged.story, merged.event)).toEqual({
    zh: '杨舍镇 审核员甲 并入其他事项的建议：2 条。',
    en: '审核员甲 · 杨舍镇 took in suggestions of another case: 2.',
  });
});

it('leaves nothing unsaid in any event of any programme', () => {
  const sentences = [...EVENTS.values()].flat().map(({ story, event }) => tell(story, event));
  expect(sentences.length).toBeGreaterThan(500);
  for (const { zh, en } of sentences) {
    expect(`${zh}${en}`).not.toMatch(/undefined|null|\[object|NaN|：：|。。|\.\./);
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/\.$/);
  }
});

describe('who acted', () => {
  const { story, event } = EVENTS.get('NoteAdded')![0]!;

  it('is never named when it was a proposer', () => {
    expect(tell(story, event, PROPOSER)).toEqual({
      zh: '建议人 备注：已电话沟通。',
      en: 'The proposer added a note: 已电话沟通.',
    });
  });

  it('is named with whom they stood in for', () => {
    expect(tell(story, event, { ...REVIEWER, standsInFor: '审核员乙' })).toEqual({
      zh: '杨舍镇 审核员甲（代审核员乙） 备注：已电话沟通。',
      en: '审核员甲 · 杨舍镇 (for 审核员乙) added a note: 已电话沟通.',
    });
  });
});

it('cuts a long text to a line without breaking a sign', () => {
  const { story, event } = EVENTS.get('NoteAdded')![0]!;
  const long = { ...event, facts: { text: `${'👨‍👩‍👧'.repeat(300)}\n第二行` } } as CaseEvent;
  expect(tell(story, long).zh).toBe(`杨舍镇 审核员甲 备注：${'👨‍👩‍👧'.repeat(160)}…。`);
});
