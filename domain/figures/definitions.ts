import type { Words } from '../case/state';

/** The lists of clocks that stand behind figures: what `figure=` may ask for. */
export const CLOCK_LISTS = [
  'stopped',
  'onTime',
  'late',
  'onTimeRecomputed',
  'changed',
  'openOverdue',
  'paused',
  'extended',
  'followUpsMade',
  'followUpsMissed',
  'waiting',
  'returned',
  'order',
] as const;
export type ClockList = (typeof CLOCK_LISTS)[number];

export interface Definition {
  /** Where the figure stands in a row of the answer. */
  figure: string;
  name: Words;
  text: Words;
  /** The list of clocks behind it; null for what is only computed. */
  list: ClockList | null;
}

type Row = readonly [figure: string, list: ClockList | null, name: Words, text: Words];

const w = (zh: string, en: string): Words => ({ zh, en });

const ROWS: readonly Row[] = [
  [
    'stopped',
    'stopped',
    w('办结计时数', 'Limits that stopped'),
    w(
      '分母。责任单位在该自然月（东八区）停止的时限：环节、整体、整改、暂停截止；不含公示和跟进。',
      'The denominator. Limits of the owning organisation that stopped in the civil month (Asia/Shanghai): stage, whole case, rework and suspension; neither notices nor follow-ups.',
    ),
  ],
  [
    'onTime',
    'onTime',
    w('按时数', 'On time'),
    w(
      '分子。其中停止时未逾期的；结论在停止时冻结。',
      'The numerator. Those that were not overdue when they stopped; the verdict was frozen then.',
    ),
  ],
  [
    'late',
    'late',
    w('逾期数', 'Late'),
    w('办结计时数减按时数。', 'Limits that stopped, less those on time.'),
  ],
  [
    'rate',
    null,
    w('按时率', 'On-time rate'),
    w(
      '按时数÷办结计时数，保留四位小数；分母为 0 时不计。',
      'On time ÷ limits that stopped, to four decimals; none when nothing stopped.',
    ),
  ],
  [
    'recomputed.onTime',
    'onTimeRecomputed',
    w('按时数（重算）', 'On time, recomputed'),
    w(
      '按后来更正的日历或制度重算的结论；冻结的结论不变。没有重算过的，按冻结的结论计。',
      'By the verdict that a later corrected calendar or programme gives; the frozen one stays. Where nothing was recomputed the frozen one counts.',
    ),
  ],
  [
    'recomputed.changed',
    'changed',
    w('结论有变数', 'Verdicts that differ'),
    w('重算结论与冻结结论不同的时限。', 'Limits whose recomputed verdict differs from the frozen one.'),
  ],
  [
    'openOverdue',
    'openOverdue',
    w('至今逾期未结', 'Still running and overdue'),
    w(
      '在该月到期、截至本表时刻仍未停止的时限。它们不在分母内，请与按时率一并阅读。',
      'Limits that ended in the month and still run at the cut-off. They are not in the denominator: read them beside the rate.',
    ),
  ],
  [
    'used',
    'stopped',
    w('用时', 'Time used'),
    w(
      '已停止时限的净用时（扣除暂停）与毛用时（含暂停）的平均数和中位数；按工作日、日历日（含周、月）、工作小时分列。暂停单列：毛用时减净用时。',
      'Average and median of net time (without pauses) and gross time (with them) of limits that stopped; working days, days (weeks and months too) and working hours each by themselves. Pauses apart: gross less net.',
    ),
  ],
  [
    'pauses',
    'paused',
    w('暂停', 'Pauses'),
    w(
      '已停止时限的暂停次数，及暂停过的时限数。',
      'How often limits that stopped had been paused, and how many of them.',
    ),
  ],
  [
    'extensions',
    'extended',
    w('延期', 'Extensions'),
    w(
      '已停止时限的延期次数，及延期过的时限数。',
      'How often limits that stopped had been extended, and how many of them.',
    ),
  ],
  [
    'followUps.made',
    'followUpsMade',
    w('红色事项按时跟进', 'Follow-ups made'),
    w(
      '在该月、到期前完成的跟进；随事项办结或改级而停止的不计。',
      'Made in the month before they were due; those that stopped with the case or its urgency do not count.',
    ),
  ],
  [
    'followUps.missed',
    'followUpsMissed',
    w('红色事项漏跟进', 'Follow-ups missed'),
    w(
      '在该月到期而未跟进的，无论后来是否补做。',
      'Due in the month and not made by then, whether or not somebody saw to it later.',
    ),
  ],
  [
    'apart.waiting',
    'waiting',
    w('待启动', 'Waiting to be opened'),
    w(
      '等待启动环节的时限，单独计，不入按时率。',
      'Limits of stages that wait for their opening command: counted apart, not in the rate.',
    ),
  ],
  [
    'apart.returned',
    'returned',
    w('退回补正', 'Returned to be completed'),
    w(
      '退回补正的时限，单独计，不入按时率。',
      'Limits for completing a returned file: counted apart, not in the rate.',
    ),
  ],
  [
    'apart.order',
    'order',
    w('督办', 'Supervision orders'),
    w('督办的时限，单独计，不入按时率。', 'Limits of supervision orders: counted apart, not in the rate.'),
  ],
  [
    'rank',
    null,
    w('名次', 'Rank'),
    w(
      '同月、同级单位（按环节时还须同一环节）之间按冻结的按时率排名，同率同名次；办结计时数少于规定数的只列示、不排名。只在您可见的范围内排名。',
      'By the frozen rate among organisations of one level in one month (and at one stage, when asked by stage); equal rates share a place. Too few stopped limits are shown and not ranked. Among what you may see.',
    ),
  ],
];

/** What each figure means, in the order in which they are read. */
export const DEFINITIONS: readonly Definition[] = ROWS.map(([figure, list, name, text]) => ({
  ...{ figure, list, name, text },
}));
