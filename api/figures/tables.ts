import { localTextOf, type Instant } from '../../domain/calendar/instant';
import type { Lang } from '../../domain/calendar/limit';
import { FIGURE_COLUMNS, onTimeColumns, type CellValue, type StageName } from '../../domain/figures/columns';
import { DEFINITIONS } from '../../domain/figures/definitions';
import type { OnTimeReport } from '../../domain/figures/on-time';
import { csvOf } from '../../domain/figures/sheet-text';
import { workbookOf } from './workbook';

export interface Exported {
  report: OnTimeReport;
  by: 'organisation' | 'stage';
  cutOff: Instant;
  stageName: StageName;
  lang: Lang;
}

type Table = CellValue[][];

/** Every line of the report, with the instant that it is as of. */
function lines({ report, by, cutOff, stageName, lang }: Exported): Table {
  const columns = onTimeColumns(by, stageName);
  const cutOffTitle = lang === 'zh' ? '截止时刻' : 'cut-off';
  return [
    [...columns.map(({ title }) => title[lang]), cutOffTitle],
    ...report.rows.map((row) => [...columns.map(({ value }) => value(row, lang)), localTextOf(cutOff)]),
  ];
}

function totals({ report, lang }: Exported): Table {
  const whole = { month: lang === 'zh' ? '合计' : 'total', figures: report.total };
  return [
    [lang === 'zh' ? '月份' : 'month', ...FIGURE_COLUMNS.map(({ title }) => title[lang])],
    ...[...report.months, whole].map(({ month, figures }) => [
      month,
      ...FIGURE_COLUMNS.map(({ value }) => value(figures, lang)),
    ]),
  ];
}

function definitions({ cutOff, lang }: Exported): Table {
  const [name, meaning, asOf] =
    lang === 'zh' ? ['指标', '口径', '截止时刻'] : ['figure', 'meaning', 'cut-off'];
  return [
    [name, meaning],
    ...DEFINITIONS.map((definition) => [definition.name[lang], definition.text[lang]]),
    [asOf, localTextOf(cutOff)],
  ];
}

export const asCsv = (exported: Exported): string => csvOf(lines(exported));

/** The lines, their totals, and what every figure means. */
export function asWorkbook(exported: Exported): Promise<Buffer> {
  const names = exported.lang === 'zh' ? ['按时办结', '合计', '口径'] : ['On time', 'Totals', 'Definitions'];
  const tables = [lines(exported), totals(exported), definitions(exported)];
  return workbookOf(tables.map((rows, i) => ({ name: names[i] ?? String(i), rows })));
}
