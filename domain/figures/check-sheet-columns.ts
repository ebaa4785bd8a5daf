import type { Lang } from '../calendar/limit';
import { FINDING_STATUS_NAMES } from '../case/choices-overlay';
import { RESULT_NAMES } from '../case/line-overlay';
import { STATUS_NAMES } from '../case/status';
import type { Words } from '../errors';
import type { Inspected, SheetRow } from './check-sheet';
import type { CellValue, Column } from './columns';

/** A line of the sheet with the names of place and inspectors. */
export type NamedSheetRow = Omit<SheetRow, 'visits'> & {
  readonly organisationName: string;
  readonly visits: readonly (SheetRow['visits'][number] & { readonly byName: string })[];
};

export const INSPECTED_NAMES: Readonly<Record<Inspected, Words>> = {
  done: { zh: '已检查', en: 'inspected' },
  due: { zh: '待检查', en: 'due' },
  missed: { zh: '漏查', en: 'missed' },
  none: { zh: '本季不需检查', en: 'none due' },
};

const FEN = 100;
const column = (zh: string, en: string, value: Column<NamedSheetRow>['value']): Column<NamedSheetRow> => ({
  title: { zh, en },
  value,
});
const listed = (parts: readonly string[], lang: Lang): CellValue =>
  parts.length === 0 ? null : parts.join(lang === 'zh' ? '；' : '; ');
const percent = (pick: 'percentDone' | 'percentPlanned') => (row: NamedSheetRow) =>
  row.visits.at(-1)?.[pick] ?? null;

/** The columns of the sheet as a file; dates, people and results of several visits stand in the same order. */
export const SHEET_COLUMNS: readonly Column<NamedSheetRow>[] = [
  column('编号', 'number', ({ number }) => number),
  column('项目', 'project', ({ title }) => title),
  column('社区', 'place', ({ organisationName }) => organisationName),
  column('状态', 'status', ({ status }, lang) => STATUS_NAMES[status][lang]),
  column('开工日期', 'began on', ({ beganOn }) => beganOn),
  column('完工日期', 'ended on', ({ endedOn }) => endedOn),
  column('本季检查', 'inspection', ({ inspected }, lang) => INSPECTED_NAMES[inspected][lang]),
  column('检查日期', 'visited on', ({ visits }, lang) =>
    listed(
      visits.map(({ visitedOn }) => visitedOn),
      lang,
    ),
  ),
  column('检查人', 'by', ({ visits }, lang) =>
    listed(
      visits.map(({ byName }) => byName),
      lang,
    ),
  ),
  column('结果', 'result', ({ visits }, lang) =>
    listed(
      visits.map(({ result }) => RESULT_NAMES[result][lang]),
      lang,
    ),
  ),
  column('实际进度%', 'done %', percent('percentDone')),
  column('计划进度%', 'planned %', percent('percentPlanned')),
  column('问题', 'findings', ({ findings }, lang) =>
    listed(
      findings.map(({ kindName, status }) => `${kindName[lang]} (${FINDING_STATUS_NAMES[status][lang]})`),
      lang,
    ),
  ),
  column('逾期环节', 'limits missed', ({ overruns }, lang) =>
    listed(
      overruns.map(({ name, dueDate, open }) => {
        const now = lang === 'zh' ? '，仍逾期' : ', still late';
        return `${name[lang]} ${dueDate}${open ? now : ''}`;
      }),
      lang,
    ),
  ),
  column('缺少材料', 'missing documents', ({ missing }, lang) =>
    listed(
      missing.map((name) => name[lang]),
      lang,
    ),
  ),
  column('批准金额（元）', 'approved (yuan)', ({ approvedFen }) =>
    approvedFen === null ? null : approvedFen / FEN,
  ),
  column('超限额理由', 'above a cap because', ({ overrides }, lang) =>
    listed([...new Set(overrides.map(({ reason }) => reason))], lang),
  ),
  column('快速通道', 'fast track', ({ track }, lang) =>
    track === null ? null : lang === 'zh' ? '是' : 'yes',
  ),
  column('疑似拆分', 'may be split', ({ splitWith }, lang) => listed(splitWith, lang)),
  column('季后变化', 'since then', ({ since }, lang) =>
    listed(
      since.map((what) => what[lang]),
      lang,
    ),
  ),
];
