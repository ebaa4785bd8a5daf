import type { Lang } from '../calendar/limit';
import type { Words } from '../case/state';
import type { Figures } from './figures';
import type { OnTimeRow } from './on-time';
import { COUNTED_UNITS, type CountedUnit } from './tally';

export type CellValue = string | number | null;

/** One column of a table that is exported. */
export interface Column<Row> {
  title: Words;
  value: (row: Row, lang: Lang) => CellValue;
}

/** What a stage is called; its id when its programme does not say. */
export type StageName = (programme: string, stage: string) => Words;

const column = <Row>(zh: string, en: string, value: Column<Row>['value']): Column<Row> => ({
  title: { zh, en },
  value,
});
const figure = column<Figures>;
const where = column<OnTimeRow>;

const UNIT_NAMES: Readonly<Record<CountedUnit, Words>> = {
  workday: { zh: '工作日', en: 'working days' },
  day: { zh: '日历日', en: 'days' },
  hour: { zh: '工作小时', en: 'working hours' },
};

function timeColumns(unit: CountedUnit): Column<Figures>[] {
  const { zh, en } = UNIT_NAMES[unit];
  return [
    figure(`计时数（${zh}）`, `limits (${en})`, ({ used }) => used[unit]?.clocks ?? 0),
    figure(`净用时平均（${zh}）`, `net average (${en})`, ({ used }) => used[unit]?.net.average ?? null),
    figure(`净用时中位（${zh}）`, `net median (${en})`, ({ used }) => used[unit]?.net.median ?? null),
    figure(`毛用时平均（${zh}）`, `gross average (${en})`, ({ used }) => used[unit]?.gross.average ?? null),
    figure(`毛用时中位（${zh}）`, `gross median (${en})`, ({ used }) => used[unit]?.gross.median ?? null),
    figure(`暂停平均（${zh}）`, `paused average (${en})`, ({ used }) => used[unit]?.paused.average ?? null),
  ];
}

const apartColumns = (kind: keyof Figures['apart'], zh: string, en: string): Column<Figures>[] => [
  figure(`${zh}：停止`, `${en}: stopped`, ({ apart }) => apart[kind].stopped),
  figure(`${zh}：按时`, `${en}: on time`, ({ apart }) => apart[kind].onTime),
];

/** Every figure, numerator and denominator beside each rate. */
export const FIGURE_COLUMNS: readonly Column<Figures>[] = [
  figure('办结计时数', 'stopped', ({ stopped }) => stopped),
  figure('按时数', 'on time', ({ onTime }) => onTime),
  figure('逾期数', 'late', ({ late }) => late),
  figure('按时率', 'rate', ({ rate }) => rate),
  figure('按时数（重算）', 'on time, recomputed', ({ recomputed }) => recomputed.onTime),
  figure('按时率（重算）', 'rate, recomputed', ({ recomputed }) => recomputed.rate),
  figure('结论有变数', 'verdicts that differ', ({ recomputed }) => recomputed.changed),
  figure('至今逾期未结', 'still running and overdue', ({ openOverdue }) => openOverdue),
  ...COUNTED_UNITS.flatMap(timeColumns),
  figure('暂停次数', 'pauses', ({ pauses }) => pauses.number),
  figure('延期次数', 'extensions', ({ extensions }) => extensions.number),
  figure('按时跟进', 'follow-ups made', ({ followUps }) => followUps.made),
  figure('漏跟进', 'follow-ups missed', ({ followUps }) => followUps.missed),
  ...apartColumns('waiting', '待启动', 'waiting'),
  ...apartColumns('returned', '退回补正', 'returned'),
  ...apartColumns('order', '督办', 'orders'),
];

function stageColumns(nameOf: StageName): Column<OnTimeRow>[] {
  return [
    where('制度', 'programme', ({ programme }) => programme),
    where('环节', 'stage', ({ programme, stage }, lang) => {
      if (stage === null || programme === null) return lang === 'zh' ? '整体' : 'whole case';
      return nameOf(programme, stage)[lang];
    }),
  ];
}

/** The table as people open it in a spreadsheet: one line per row. */
export function onTimeColumns(by: 'organisation' | 'stage', nameOf: StageName): Column<OnTimeRow>[] {
  return [
    where('月份', 'month', ({ month }) => month),
    where('单位', 'organisation', ({ place }) => place.name),
    where('单位编号', 'organisation id', ({ place }) => place.id),
    where('级别', 'level', ({ place }) => place.level),
    ...(by === 'stage' ? stageColumns(nameOf) : []),
    where('名次', 'rank', ({ rank }) => rank),
    where('参与排名数', 'ranked', ({ of }) => of),
    where('不排名原因', 'why not ranked', ({ reason }, lang) =>
      reason === null || lang === 'en' ? reason : '数量过少',
    ),
    ...FIGURE_COLUMNS.map(({ title, value }) =>
      where(title.zh, title.en, ({ figures }, lang) => value(figures, lang)),
    ),
  ];
}
