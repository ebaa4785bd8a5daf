import type { Words } from '../errors';
import type { CommandType } from './commands';

/**
 * How a screen asks for a field: `money` is whole fen, `confirm` must be ticked, `person` is chosen from the people of the
 * case, `person-label` is filled from the person chosen beside it, `case` and `suggestions` are looked up; `files` are
 * chosen from the documents of the case.
 */
export type Widget =
  | 'money'
  | 'long-text'
  | 'confirm'
  | 'person'
  | 'person-label'
  | 'case'
  | 'suggestions'
  | 'percent'
  | 'file'
  | 'files';

export interface Field extends Words {
  readonly widget?: Widget;
  /** What to write, where the name alone does not say it. */
  readonly hint?: Words;
}

const field = (zh: string, en: string, widget?: Widget, hint?: Words): Field => ({
  zh,
  en,
  ...(widget && { widget }),
  ...(hint && { hint }),
});

const FOR_PROPOSERS: Words = {
  zh: '建议人可以看到，不要写个人信息。',
  en: 'The proposer can read it: no personal data.',
};

/** Names that mean the same in every command; `group.group` is the field of that name inside another one. */
const COMMON: Readonly<Record<string, Field>> = {
  // texts and reasons
  reason: field('理由', 'Reason'),
  reasonCode: field('原因', 'Cause'),
  publicText: field('答复内容（公开）', 'Answer (public)', 'long-text', FOR_PROPOSERS),
  note: field('备注', 'Note'),
  text: field('内容', 'Text'),
  summary: field('情况说明', 'Summary'),
  opinion: field('意见', 'Opinion'),
  plan: field('方案', 'Plan'),
  comments: field('意见建议', 'Comments'),
  title: field('标题', 'Title'),
  place: field('地点', 'Place'),
  // people and bodies
  approver: field('批准人', 'Approved by', undefined, { zh: '岗位和姓名', en: 'Post and name' }),
  signedBy: field('签字人', 'Signed by'),
  personInCharge: field('责任人', 'Person in charge', 'person'),
  personId: field('人员', 'Person', 'person'),
  label: field('岗位和姓名', 'Post and name', 'person-label'),
  body: field('议事组织', 'Body'),
  // values of the programme
  category: field('类别', 'Category'),
  grade: field('紧急程度', 'Urgency'),
  urgent: field('紧急', 'Urgent'),
  itemType: field('项目类型', 'Item type'),
  library: field('项目库', 'Library'),
  negativeItem: field('负面清单条目', 'Item of the negative list'),
  // money
  estimateFen: field('预算', 'Estimate', 'money'),
  approvedFen: field('批准金额', 'Approved amount', 'money'),
  amountFen: field('金额', 'Amount', 'money'),
  contractFen: field('合同金额', 'Contract amount', 'money'),
  newCostFen: field('变更后费用', 'Cost after the change', 'money'),
  'papers.budgetFen': field('本票预算', 'Budget of the paper', 'money'),
  capOverride: field('超过限额', 'Above the cap'),
  'capOverride.reason': field('超限理由', 'Reason for going above'),
  // days
  heldOn: field('会议日期', 'Held on'),
  meetingDate: field('会议日期', 'Date of the meeting'),
  agendaSentOn: field('议程发出日期', 'Agenda sent on'),
  opensOn: field('开始日期', 'Opens on'),
  closesOn: field('截止日期', 'Closes on'),
  briefingHeldOn: field('说明会日期', 'Briefing held on'),
  receivedOn: field('收到日期', 'Received on'),
  paidOn: field('付款日期', 'Paid on'),
  finishedOn: field('完工日期', 'Finished on'),
  until: field('暂停至', 'Until'),
  // meetings and votes
  eligible: field('应到人数', 'Members'),
  present: field('实到人数', 'Present'),
  remote: field('其中线上人数', 'Of them online'),
  for: field('赞成', 'For'),
  against: field('反对', 'Against'),
  abstained: field('弃权', 'Abstained'),
  minutes: field('会议记录', 'Minutes', 'long-text'),
  papers: field('选票', 'Ballot papers'),
  paper: field('选票', 'Ballot paper'),
  'papers.issued': field('发出票数', 'Issued'),
  'papers.valid': field('有效票', 'Valid'),
  'papers.invalid': field('无效票', 'Invalid'),
  votes: field('本事项得票', 'Votes for this case'),
  rank: field('名次', 'Rank'),
  elected: field('入选', 'Elected'),
  line: field('入选线说明', 'Where the line is drawn'),
  tiedAtLine: field('在入选线上同票', 'Tied at the line'),
  tie: field('同票处理', 'How the tie was decided'),
  'tie.decidedBy': field('决定人', 'Decided by'),
  // objections, clocks, orders
  objectionId: field('异议', 'Objection'),
  objectTo: field('异议提交至', 'Objections to'),
  valid: field('异议成立', 'Upheld'),
  answer: field('答复', 'Answer'),
  clockId: field('计时', 'Clock'),
  orderId: field('督办', 'Supervision order'),
  // works
  milestones: field('节点', 'Milestones'),
  'milestones.title': field('节点名称', 'Milestone'),
  'milestones.dueOn': field('计划日期', 'Due on'),
  procurement: field('采购', 'Procurement'),
  'procurement.method': field('采购方式', 'Method'),
  'procurement.suppliersAsked': field('询价家数', 'Suppliers asked'),
  'procurement.reason': field('选择理由', 'Reason for the choice'),
  percent: field('完成比例', 'Percent done', 'percent'),
  served: field('服务人数', 'People served'),
  'served.personTimes': field('人次', 'Person-times'),
  'served.people': field('人数', 'People'),
  // inspections, findings, opinions
  findingId: field('问题', 'Finding'),
  opinionId: field('监督意见', 'Opinion'),
  fileIds: field('材料', 'Documents', 'files', {
    zh: '先在“材料”中上传，再从这里选。',
    en: 'Attach them to the case first, then choose them here.',
  }),
  responsible: field('整改责任', 'Who puts it right'),
  source: field('问题来源', 'Where it comes from'),
  checkId: field('抽查', 'Spot check'),
  // documents
  fileId: field('文件', 'File', 'file'),
  kind: field('材料种类', 'Kind of document'),
  sha256: field('校验值', 'Checksum'),
  name: field('文件名', 'File name'),
};

/** Names that mean something of their own in one command. */
const OWN: Readonly<Partial<Record<CommandType, Readonly<Record<string, Field>>>>> = {
  accept: {
    duplicatesChecked: field('已查重', 'Near-duplicates were looked for', 'confirm', {
      zh: '确认已查找相近的建议和事项。',
      en: 'Confirm that similar suggestions and cases were looked for.',
    }),
  },
  return: {
    reason: field('退回理由', 'Reason for returning'),
    missing: field('缺少的材料', 'What is missing'),
  },
  transfer: { to: field('转办单位', 'Transferred to') },
  merge: { into: field('并入的事项', 'Merge into', 'case') },
  split: {
    title: field('新事项标题', 'Title of the new case'),
    suggestions: field('移到新事项的建议', 'Suggestions that move', 'suggestions'),
  },
  join: { suggestions: field('加入的建议', 'Suggestions that join', 'suggestions') },
  'record-objection': { text: field('异议内容', 'Objection') },
  'open-notice': {
    publicText: field('公示内容', 'Text of the notice', 'long-text', FOR_PROPOSERS),
    place: field('公示地点', 'Where it is posted'),
  },
  revise: { reason: field('修改理由', 'Reason for revising') },
  'finish-revision': { plan: field('完善后的方案', 'Revised plan') },
  approve: {
    documentNo: field('文号', 'Document number'),
    publicText: field('立项说明（公开）', 'Text of the approval (public)', 'long-text', FOR_PROPOSERS),
  },
  disburse: { account: field('收款账户', 'Account') },
  pay: { payee: field('收款单位', 'Payee'), purpose: field('用途', 'Purpose') },
  'report-progress': { text: field('进展', 'Progress') },
  'inspect-works': {
    passed: field('验收合格', 'Passed'),
    sheet: field('验收记录', 'Inspection sheet', 'long-text'),
    signboard: field('已设标识牌', 'Signboard in place'),
  },
  'record-survey': {
    groups: field('测评对象', 'Groups asked'),
    'groups.group': field('对象', 'Group'),
    'groups.asked': field('询问人数', 'Asked'),
    'groups.answered': field('答复人数', 'Answered'),
    'groups.satisfied': field('满意人数', 'Satisfied'),
  },
  settle: { invoices: field('票据张数', 'Number of invoices') },
  close: {
    callback: field('回访', 'Call-back'),
    'callback.reached': field('已联系上', 'Reached'),
    'callback.resolved': field('已解决', 'Resolved'),
    'callback.satisfied': field('满意', 'Satisfied'),
  },
  'follow-up': { text: field('跟进情况', 'What was found'), nextStep: field('下一步', 'Next step') },
  extend: {
    amount: field('延长', 'Extend by', undefined, { zh: '单位与时限相同', en: 'In the unit of the limit' }),
  },
  shorten: {
    amount: field('缩短', 'Shorten by', undefined, { zh: '单位与时限相同', en: 'In the unit of the limit' }),
  },
  'hand-over': { personId: field('移交给', 'Hand over to', 'person') },
  supervise: {
    text: field('督办要求', 'What is asked'),
    workdays: field('回复期限（工作日）', 'Working days to answer'),
    to: field('督办对象', 'Given to'),
  },
  'answer-order': { text: field('回复内容', 'Answer') },
  'record-inspection': {
    visitedOn: field('检查日期', 'Visited on'),
    recordedAt: field('手机记录时间', 'Time on the device'),
    result: field('检查结果', 'Result'),
    items: field('检查清单', 'Check list'),
    'items.id': field('检查项', 'Item'),
    'items.answer': field('是否符合', 'In order'),
    percentDone: field('实测进度', 'Measured progress', 'percent'),
    percentPlanned: field('计划进度', 'Planned progress', 'percent'),
    opinion: field('检查意见', 'Opinion'),
    signatureFileId: field('签名', 'Signature'),
    photos: field('照片', 'Photos'),
    'photos.fileId': field('照片', 'Photo'),
    'photos.takenAt': field('拍摄时间', 'Taken at'),
    'photos.place': field('拍摄位置', 'Taken where'),
    'photos.place.lat': field('纬度', 'Latitude'),
    'photos.place.lng': field('经度', 'Longitude'),
    'photos.place.accuracyM': field('误差（米）', 'Accuracy (m)'),
    findings: field('发现的问题', 'Findings'),
    'findings.kind': field('问题种类', 'Kind of finding'),
    'findings.text': field('问题描述', 'What was found'),
  },
  'order-visit': {
    purpose: field('走访目的', 'Purpose'),
    inspectorId: field('检查人', 'Inspector', 'person'),
    workdays: field('走访期限（工作日）', 'Working days for the visit'),
  },
  'withdraw-visit': { reason: field('原因', 'Reason') },
  'raise-finding': {
    kind: field('问题种类', 'Kind of finding'),
    text: field('问题描述', 'What was found'),
  },
  'answer-finding': {
    text: field('整改情况', 'What was done'),
    fileIds: field('整改材料', 'Proof', 'files', {
      zh: '至少一份整改后的照片或材料，先上传再选择。',
      en: 'At least one photo or document of the mended state: attach it first, then choose it.',
    }),
  },
  'verify-finding': { passed: field('整改到位', 'It is put right') },
  'give-opinion': {
    by: field('意见提出人', 'Given by', undefined, {
      zh: '如“人大代表甲”，不写电话和住址',
      en: 'Such as "deputy A"; no phone, no address',
    }),
    text: field('意见内容', 'Opinion'),
  },
  'answer-opinion': {
    publicText: field('答复内容（公开）', 'Answer (public)', 'long-text', {
      zh: '意见提出人可以看到，不要写个人信息。',
      en: 'Whoever gave the opinion can read it: no personal data.',
    }),
  },
  'read-message': { key: field('消息', 'Message') },
};

/** What a field of a command is called; `path` without the numbers of lists: `milestones.dueOn`. */
export function fieldName(type: CommandType, path: string): Field | null {
  const leaf = path.slice(path.lastIndexOf('.') + 1);
  return OWN[type]?.[path] ?? COMMON[path] ?? OWN[type]?.[leaf] ?? COMMON[leaf] ?? null;
}

/** The order in which people think of the fields, where it is not the one of the command. */
const ORDER: Readonly<Partial<Record<CommandType, readonly string[]>>> = {
  accept: [
    ...['category', 'grade', 'urgent', 'itemType', 'estimateFen', 'personInCharge'],
    'duplicatesChecked',
  ],
  reject: ['reasonCode', 'negativeItem', 'publicText'],
  shortlist: ['itemType', 'library', 'estimateFen', 'capOverride'],
  approve: ['approvedFen', 'documentNo', 'publicText', 'capOverride'],
  close: ['callback', 'served', 'publicText'],
  terminate: ['reasonCode', 'publicText', 'approver'],
};

/** The fields of a command in the order in which a form asks for them. */
export function inOrder(type: CommandType, fields: readonly string[]): string[] {
  const first = ORDER[type] ?? [];
  return [
    ...first.filter((name) => fields.includes(name)),
    ...fields.filter((name) => !first.includes(name)),
  ];
}
