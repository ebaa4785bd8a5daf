import type { Words } from '../errors';
import type { Cumulated, Single } from './counts';

export interface BulletinDefinition {
  readonly name: Words;
  readonly text: Words;
}

const d = (zh: string, en: string, textZh: string, textEn: string): BulletinDefinition => ({
  name: { zh, en },
  text: { zh: textZh, en: textEn },
});

/** "Month" is the civil month in Asia/Shanghai, "total" everything until its last moment, each by the instant of its line in the ledger. */
export const CUMULATED_DEFINITIONS: Readonly<Record<Cumulated, BulletinDefinition>> = {
  suggestions: d(
    '征集建议',
    'Suggestions',
    '登记的建议条数，按登记时刻；后来合并的仍各计一条。',
    'Suggestions by the instant they were entered; those merged later still count one each.',
  ),
  applied: d(
    '申报',
    'Applied',
    '首次提交的事项，按台账时刻；未立项、被合并的也计。',
    'Cases handed in for the first time; also those that were never confirmed, or were merged.',
  ),
  confirmed: d('立项', 'Confirmed', '首次批准立项的项目。', 'Projects approved for the first time.'),
  funded: d(
    '到位资金项目',
    'Funded',
    '首次拨付或支付过资金的项目。',
    'Projects that had money for the first time, disbursed or paid.',
  ),
  started: d('开工', 'Started', '首次登记开工的项目。', 'Projects whose works were first started.'),
  done: d('完工', 'Done', '首次登记完工的项目。', 'Projects whose works were first reported complete.'),
  budgetFen: d(
    '批准金额',
    'Budget',
    '截止前立项项目的批准金额；金额按编制通报时最近一次批准计。',
    'What was approved for projects confirmed by the cut-off; the amount is that of the latest approval when the bulletin was built.',
  ),
  disbursedFen: d(
    '拨付金额',
    'Disbursed',
    '台账中的拨付，按登记时刻。',
    'Disbursements, by the instant of their line.',
  ),
  paidFen: d('支付金额', 'Paid', '台账中的支付，按登记时刻。', 'Payments, by the instant of their line.'),
};

export const SINGLE_DEFINITIONS: Readonly<Record<Single, BulletinDefinition>> = {
  stopped: d(
    '办结计时数',
    'Limits that stopped',
    '分母：责任单位本月停止的时限。',
    'The denominator: limits of the responsible organisation that stopped in the month.',
  ),
  onTime: d(
    '按时数（净）',
    'On time (net)',
    '分子：停止时未逾期，暂停不计；结论已冻结。',
    'The numerator: not overdue when they stopped, pauses left out; the verdict was frozen then.',
  ),
  onTimeGross: d(
    '按时数（毛）',
    'On time (gross)',
    '分子：连同暂停的用时也不超过时限的。',
    'The numerator with pauses counted: the whole time used was within the limit.',
  ),
  determined: d(
    '本月确定项目数',
    'Determined in the month',
    '本月停止的“上报到确定”计时数。',
    'Limits from report to determination that stopped in the month.',
  ),
  determinedNet: d(
    '上报到确定用时合计（净）',
    'Report to determined, sum (net)',
    '上述计时的工作日合计，不含暂停。',
    'Their working days added up, without pauses.',
  ),
  determinedGross: d(
    '上报到确定用时合计（毛）',
    'Report to determined, sum (gross)',
    '上述计时的工作日合计，含暂停。',
    'Their working days added up, with pauses.',
  ),
  overdue: d(
    '逾期未结',
    'Overdue',
    '截止时已过期限、仍未停止的时限；期限按编制通报时的记录。',
    'Limits past due at the cut-off and not stopped by then; due dates as on record when the bulletin was built.',
  ),
  communities: d(
    '社区总数',
    'Communities',
    '编制通报时组织树中的社区，没有项目的也计。',
    'Communities in the tree when the bulletin was built, with or without projects.',
  ),
  covered: d(
    '覆盖社区',
    'Communities covered',
    '截止时至少有一个立项项目的社区。',
    'Communities with at least one confirmed project by the cut-off.',
  ),
  inspectionsDue: d(
    '应巡查',
    'Inspections due',
    '期限在本月的巡查、复查和走访。',
    'Inspections, repeats and visits whose limit ended in the month.',
  ),
  inspectionsDone: d('已巡查', 'Inspections done', '本月登记的巡查。', 'Inspections recorded in the month.'),
  inspectionsMissed: d(
    '漏查',
    'Inspections missed',
    '期限在本月、到期未完成的。',
    'Those due in the month that were not done when their limit ended.',
  ),
  findingsRaised: d('新发现问题', 'Findings raised', '本月提出的问题。', 'Findings raised in the month.'),
  findingsClosed: d('整改销号', 'Findings closed', '本月复核通过的问题。', 'Findings verified in the month.'),
  findingsOpen: d(
    '未整改问题',
    'Findings open',
    '截止前提出、截止时尚未复核通过的问题。',
    'Findings raised by the cut-off and not verified by then.',
  ),
};

export const COVERAGE: BulletinDefinition = d(
  '覆盖率',
  'Coverage',
  '覆盖社区÷社区总数。',
  'Communities covered ÷ all communities.',
);
