import type { Lang } from '../calendar/limit';
import type { Words } from '../errors';
import { FEW_CASES, rankByRate } from '../figures/rank';
import { formatYuan } from '../money';
import {
  averageOf,
  CUMULATED,
  FUNNEL,
  MONEY,
  SINGLE,
  type BulletinContent,
  type Counts,
  type Cumulated,
} from './counts';
import { COVERAGE, CUMULATED_DEFINITIONS, SINGLE_DEFINITIONS, type BulletinDefinition } from './definitions';

/** A table as the page, the document and the workbook show it: the same cells in all three. */
export interface BulletinTable {
  readonly id: TableId;
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export const TABLE_IDS = ['totals', 'funnel', 'types', 'time', 'supervision', 'overdue', 'changes'] as const;
export type TableId = (typeof TABLE_IDS)[number];

const SUM: Words = { zh: '合计', en: 'Total' };
const MONTH: Words = { zh: '本月', en: 'month' };
const TOTAL: Words = { zh: '累计', en: 'total' };
const PLACE: Words = { zh: '单位', en: 'Place' };

/** 43.2967 million yuan is 4329.67 万元. */
const wan = (fen: number): string => (fen / 1_000_000).toFixed(2);
/** Never 100.0% while one is missing, nor 0.0% while there is one. */
const percent = (part: number, whole: number): string => {
  if (whole === 0) return '–';
  const rounded = Math.round((part / whole) * 1000) / 10;
  const shown = part > 0 && part < whole ? Math.min(99.9, Math.max(0.1, rounded)) : rounded;
  return `${shown.toFixed(1)}%`;
};
const fraction = (part: number, whole: number): string => `${part}/${whole}`;
const days = (sum: number, n: number): string => averageOf(sum, n)?.toFixed(1) ?? '–';
const signed = (n: number): string => (n > 0 ? `+${n}` : String(n));
/** What rounds to nothing has no sign. */
const signedWan = (fen: number): string => {
  const text = wan(fen);
  if (Number(text) === 0) return wan(0);
  return fen > 0 ? `+${text}` : text;
};

const isMoney = (key: Cumulated): boolean => (MONEY as readonly Cumulated[]).includes(key);
const shown = (key: Cumulated, n: number): string => (isMoney(key) ? wan(n) : String(n));
const nameOf = (key: Cumulated, lang: Lang): string => {
  const unit = { zh: '（万元）', en: ' (10,000 yuan)' }[lang];
  return `${CUMULATED_DEFINITIONS[key].name[lang]}${isMoney(key) ? unit : ''}`;
};

function lines(content: BulletinContent, cells: (counts: Counts) => string[], lang: Lang): string[][] {
  return [
    ...content.towns.map(({ name, counts }) => [name, ...cells(counts)]),
    [SUM[lang], ...cells(content.sum)],
  ];
}

function totals({ sum, before }: BulletinContent, lang: Lang): BulletinTable {
  const change = { zh: '比上月', en: 'change on the month before' }[lang];
  const title = { zh: '总体情况', en: 'Overview' }[lang];
  return {
    id: 'totals',
    title,
    head: [{ zh: '指标', en: 'Figure' }[lang], MONTH[lang], change, TOTAL[lang]],
    rows: CUMULATED.map((key) => {
      const moved = sum.month[key] - before.month[key];
      return [
        nameOf(key, lang),
        shown(key, sum.month[key]),
        isMoney(key) ? signedWan(moved) : signed(moved),
        shown(key, sum.total[key]),
      ];
    }),
  };
}

function funnel(content: BulletinContent, lang: Lang): BulletinTable {
  const keys: readonly Cumulated[] = [...FUNNEL, ...MONEY];
  return {
    id: 'funnel',
    title: { zh: '各单位进展（本月/累计）', en: 'Progress by place (month/total)' }[lang],
    head: [PLACE[lang], ...keys.map((key) => nameOf(key, lang))],
    rows: lines(
      content,
      ({ month, total }) => keys.map((key) => `${shown(key, month[key])}/${shown(key, total[key])}`),
      lang,
    ),
  };
}

function types(content: BulletinContent, lang: Lang): BulletinTable {
  const known = content.itemTypes;
  const unnamed = Object.keys(content.sum.types).filter((id) => !known.some((type) => type.id === id));
  const all = [
    ...known.map(({ id, name }) => ({ id, name: name[lang] })),
    ...unnamed.map((id) => ({ id, name: id === '' ? { zh: '未分类', en: 'no type' }[lang] : id })),
  ];
  const { confirmed, done } = CUMULATED_DEFINITIONS;
  return {
    id: 'types',
    title: { zh: '项目类型', en: 'Item types' }[lang],
    head: [
      PLACE[lang],
      ...all.flatMap(({ name }) => [
        `${name}：${confirmed.name[lang]}（${MONTH[lang]}）`,
        `${name}：${confirmed.name[lang]}（${TOTAL[lang]}）`,
        `${name}：${done.name[lang]}（${TOTAL[lang]}）`,
      ]),
    ],
    rows: lines(
      content,
      (counts) =>
        all.flatMap(({ id }) => {
          const of = counts.types[id];
          return [of?.confirmedMonth, of?.confirmedTotal, of?.doneTotal].map((n) => String(n ?? 0));
        }),
      lang,
    ),
  };
}

function time(content: BulletinContent, lang: Lang): BulletinTable {
  const ranks = rankByRate(
    content.towns.map(({ counts }) => counts.single),
    FEW_CASES,
  );
  const few = { zh: '数量过少', en: 'few cases' }[lang];
  const within =
    content.determineWithin === null
      ? ''
      : { zh: `，时限 ${content.determineWithin}`, en: `, limit ${content.determineWithin}` }[lang];
  const head = {
    zh: [
      `上报到确定平均工作日（净${within}）`,
      '上报到确定平均工作日（毛）',
      '按时/办结（净）',
      '按时率（净）',
      '按时/办结（毛）',
      '按时率（毛）',
      '逾期未结',
      '名次',
    ],
    en: [
      `working days, report to determined (net${within})`,
      'working days, report to determined (gross)',
      'on time/stopped (net)',
      'on-time rate (net)',
      'on time/stopped (gross)',
      'on-time rate (gross)',
      'overdue',
      'rank',
    ],
  }[lang];
  const cells = ({ single: s }: Counts): string[] => [
    ...[days(s.determinedNet, s.determined), days(s.determinedGross, s.determined)],
    ...[fraction(s.onTime, s.stopped), percent(s.onTime, s.stopped)],
    ...[fraction(s.onTimeGross, s.stopped), percent(s.onTimeGross, s.stopped), String(s.overdue)],
  ];
  return {
    id: 'time',
    title: { zh: '办理时限', en: 'Time' }[lang],
    head: [PLACE[lang], ...head],
    rows: lines(content, cells, lang).map((row, i) => {
      const ranked = ranks[i];
      return [...row, ranked === undefined ? '' : (ranked.rank?.toString() ?? few)];
    }),
  };
}

function supervision(content: BulletinContent, lang: Lang): BulletinTable {
  const keys = [
    'inspectionsDue',
    'inspectionsDone',
    'inspectionsMissed',
    'findingsRaised',
    'findingsClosed',
    'findingsOpen',
  ] as const;
  return {
    id: 'supervision',
    title: { zh: '覆盖、巡查和整改', en: 'Coverage, inspections and rectification' }[lang],
    head: [
      PLACE[lang],
      { zh: '覆盖/社区', en: 'covered/communities' }[lang],
      COVERAGE.name[lang],
      ...keys.map((key) => SINGLE_DEFINITIONS[key].name[lang]),
    ],
    rows: lines(
      content,
      ({ single }) => [
        fraction(single.covered, single.communities),
        percent(single.covered, single.communities),
        ...keys.map((key) => String(single[key])),
      ],
      lang,
    ),
  };
}

function overdue(content: BulletinContent, lang: Lang): BulletinTable {
  const none = { zh: '无', en: 'none' }[lang];
  const more = content.sum.single.overdue - content.overdue.length;
  const title = { zh: '逾期清单', en: 'Overdue' }[lang];
  const shownOf = {
    zh: `（最久的 ${content.overdue.length} 项，另有 ${more} 项）`,
    en: ` (the latest ${content.overdue.length}, ${more} more)`,
  }[lang];
  return {
    id: 'overdue',
    title: more > 0 ? `${title}${shownOf}` : title,
    head: {
      zh: ['编号', '事项', '所在', '时限', '责任岗位', '应办结', '逾期工作日', '催办级'],
      en: ['number', 'case', 'place', 'limit', 'held by', 'due', 'working days late', 'rung'],
    }[lang],
    rows: content.overdue.map((line) => [
      ...[line.number, line.title, line.place, line.what[lang], line.holder[lang], line.dueDate],
      ...[String(line.workdaysLate), line.rung?.[lang] ?? none],
    ]),
  };
}

/** Every table of a bulletin. */
export function tablesOf(content: BulletinContent, lang: Lang): BulletinTable[] {
  return [totals, funnel, types, time, supervision, overdue].map((table) => table(content, lang));
}

/** What each figure means, for the last sheet and the foot of the page. */
export function definitionRows(lang: Lang): string[][] {
  const row = ({ name, text }: BulletinDefinition): string[] => [name[lang], text[lang]];
  return [
    ...CUMULATED.map((key) => row(CUMULATED_DEFINITIONS[key])),
    ...SINGLE.map((key) => row(SINGLE_DEFINITIONS[key])),
    row(COVERAGE),
  ];
}

/** Money in yuan, for sentences. */
export const wanOf = (fen: number): string => `${wan(fen)}万元（${formatYuan(fen)}元）`;
export const percentOf = percent;
export const daysOf = days;
