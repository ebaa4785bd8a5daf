import {
  countsOf,
  CUMULATED,
  NO_COUNTS,
  sumOfCounts,
  type BulletinContent,
  type Counts,
  type Cumulated,
  type OverdueLine,
  type Single,
  type TownRow,
} from '../../domain/bulletin/counts';

/** Counts with a few figures; the rest are nothing. */
export function counts({
  month = {},
  total = {},
  single = {},
  types = {},
}: {
  month?: Partial<Record<Cumulated, number>>;
  total?: Partial<Record<Cumulated, number>>;
  single?: Partial<Record<Single, number>>;
  types?: Counts['types'];
}): Counts {
  return countsOf(
    (key) => month[key] ?? 0,
    (key) => total[key] ?? 0,
    (key) => single[key] ?? 0,
    types,
  );
}

export const OVERDUE_LINE: OverdueLine = {
  ...{ number: '2026-000007', title: '楼道接电', place: '塘联社区', dueDate: '2026-10-12', workdaysLate: 9 },
  what: { zh: '镇（街道）审核', en: 'Town review' },
  holder: { zh: '杨舍镇 审核人', en: '杨舍镇 reviewer' },
  rung: { zh: '逾期第 3个工作日', en: '3 working days late' },
};

/** October 2026 of two towns and what the city holds itself. */
export function contentOf(
  towns: readonly Counts[],
  more: Partial<Omit<BulletinContent, 'towns'>> = {},
): BulletinContent {
  const names = ['杨舍镇', '塘桥镇', '大新镇', '乐余镇', '凤凰镇', '南丰镇', '锦丰镇'];
  const rows: TownRow[] = towns.map((one, i) => ({
    ...{ id: `t${i}`, name: names[i] ?? `镇${i}`, counts: one },
  }));
  return {
    programme: { code: 'zjg', name: { zh: '张家港市民生微实事', en: 'Zhangjiagang micro-projects' } },
    organisation: { id: 'zjg', name: '张家港市' },
    ...{ month: '2026-10', cutOff: '2026-10-31T16:00:00.000Z', towns: rows, before: NO_COUNTS },
    sum: sumOfCounts(towns),
    overdue: [],
    itemTypes: [
      { id: 'works', name: { zh: '工程类', en: 'Works' } },
      { id: 'service', name: { zh: '服务类', en: 'Services' } },
    ],
    ...{ determineWithin: 10, empty: false, ...more },
  };
}

/** The same number for every cumulated figure. */
export const every = (n: number): Record<Cumulated, number> =>
  Object.fromEntries(CUMULATED.map((key) => [key, n])) as Record<Cumulated, number>;
