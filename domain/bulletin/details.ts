import { civilDateOf, type Instant } from '../calendar/instant';
import type { Lang } from '../calendar/limit';
import type { Words } from '../errors';
import type { CellValue } from '../figures/columns';
import { averageOf, CUMULATED, MONEY, shareOf, SINGLE, type BulletinContent, type Counts } from './counts';
import { COVERAGE, CUMULATED_DEFINITIONS, SINGLE_DEFINITIONS } from './definitions';

/** A case that came a step further in the month, or had money in it. Instants beyond the month's end are not said. */
export interface DetailLine {
  readonly number: string;
  readonly title: string;
  readonly town: string;
  readonly place: string;
  /** '' where none was named. */
  readonly itemType: string;
  readonly appliedAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly fundedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly doneAt: Instant | null;
  /** Money in fen: what was approved, and what was disbursed and paid in the month. */
  readonly approvedFen: number | null;
  readonly disbursedFen: number;
  readonly paidFen: number;
}

/** The cases behind the month, as the ledger has them when they are read. */
export interface Detail {
  readonly lines: readonly DetailLine[];
  /** How many there are beside these. */
  readonly more: number;
}

const PLACE: Words = { zh: '单位', en: 'Place' };
const SUM: Words = { zh: '合计', en: 'Total' };
const MONTH: Words = { zh: '本月', en: 'month' };
const TOTAL: Words = { zh: '累计', en: 'total' };

const yuan = (fen: number): number => fen / 100;
const isMoney = (key: string): boolean => (MONEY as readonly string[]).includes(key);

interface FigureColumn {
  readonly title: Words;
  readonly value: (counts: Counts) => CellValue;
}

function cumulated(): FigureColumn[] {
  return CUMULATED.flatMap((key) => {
    const { name } = CUMULATED_DEFINITIONS[key];
    const unit = isMoney(key) ? { zh: '（元）', en: ' (yuan)' } : { zh: '', en: '' };
    const shown = (n: number): number => (isMoney(key) ? yuan(n) : n);
    const title = (of: Words): Words => ({
      zh: `${name.zh}${unit.zh}·${of.zh}`,
      en: `${name.en}${unit.en}, ${of.en}`,
    });
    return [
      { title: title(MONTH), value: ({ month }) => shown(month[key]) },
      { title: title(TOTAL), value: ({ total }) => shown(total[key]) },
    ];
  });
}

const rounded = (n: number): number => Math.round(n * 100) / 100;

/** Shares and averages beside what they are made of. */
const MADE: readonly FigureColumn[] = [
  {
    title: { zh: '按时率（净）', en: 'On-time rate (net)' },
    value: ({ single }) => shareOf(single.onTime, single.stopped),
  },
  {
    title: { zh: '按时率（毛）', en: 'On-time rate (gross)' },
    value: ({ single }) => shareOf(single.onTimeGross, single.stopped),
  },
  {
    title: { zh: '上报到确定平均工作日（净）', en: 'Working days, report to determined (net)' },
    value: ({ single }) => averageOf(single.determinedNet, single.determined),
  },
  {
    title: { zh: '上报到确定平均工作日（毛）', en: 'Working days, report to determined (gross)' },
    value: ({ single }) => averageOf(single.determinedGross, single.determined),
  },
  { title: COVERAGE.name, value: ({ single }) => shareOf(single.covered, single.communities) },
];

/** Every figure of every place as a number, to calculate with; the month before comes last. Titles first. */
export function figureRows({ towns, sum, before }: BulletinContent, lang: Lang): CellValue[][] {
  const columns: readonly FigureColumn[] = [
    ...cumulated(),
    ...SINGLE.map((key) => ({
      title: SINGLE_DEFINITIONS[key].name,
      value: ({ single }: Counts) => rounded(single[key]),
    })),
    ...MADE,
  ];
  const row = (name: string, counts: Counts): CellValue[] => [
    name,
    ...columns.map(({ value }) => value(counts)),
  ];
  return [
    [PLACE[lang], ...columns.map(({ title }) => title[lang])],
    ...towns.map(({ name, counts }) => row(name, counts)),
    row(SUM[lang], sum),
    row({ zh: '上月合计', en: 'Total, month before' }[lang], before),
  ];
}

const HEAD: Readonly<Record<Lang, readonly string[]>> = {
  zh: [
    ...['编号', '事项', '镇（街道）', '所在', '类型', '申报', '立项', '首次到位资金', '开工', '完工'],
    ...['批准金额（元）', '本月拨付（元）', '本月支付（元）'],
  ],
  en: [
    ...['number', 'case', 'town', 'place', 'type', 'applied', 'confirmed', 'first funds', 'started', 'done'],
    ...['approved (yuan)', 'disbursed in the month (yuan)', 'paid in the month (yuan)'],
  ],
};

/** The cases behind the month, titles first; how many more there are stands below. */
export function detailRows(
  { lines, more }: Detail,
  { itemTypes }: Pick<BulletinContent, 'itemTypes'>,
  lang: Lang,
): CellValue[][] {
  const day = (at: Instant | null): CellValue => (at === null ? null : civilDateOf(at));
  const type = (id: string): string => itemTypes.find((one) => one.id === id)?.name[lang] ?? id;
  return [
    [...HEAD[lang]],
    ...lines.map((line) => [
      ...[line.number, line.title, line.town, line.place, type(line.itemType)],
      ...[line.appliedAt, line.confirmedAt, line.fundedAt, line.startedAt, line.doneAt].map(day),
      line.approvedFen === null ? null : yuan(line.approvedFen),
      ...[yuan(line.disbursedFen), yuan(line.paidFen)],
    ]),
    ...(more === 0 ? [] : [[{ zh: `另有 ${more} 项未列出`, en: `${more} more are not listed` }[lang]]]),
  ];
}
