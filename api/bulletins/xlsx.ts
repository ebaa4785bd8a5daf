import { detailRows, figureRows, type Detail } from '../../domain/bulletin/details';
import { numberOf, type BulletinStatus } from '../../domain/bulletin/edition';
import { tablesOfEdition } from '../../domain/bulletin/changes';
import { definitionRows, type BulletinTable } from '../../domain/bulletin/tables';
import { addMs, civilDateOf } from '../../domain/calendar/instant';
import type { Lang } from '../../domain/calendar/limit';
import type { Words } from '../../domain/errors';
import type { CellValue } from '../../domain/figures/columns';
import type { Edition } from '../../ledger/bulletin/rows';
import { workbookOf, type Sheet } from '../figures/workbook';

const NUMBER = /^-?\d{1,15}$|^-?\d{1,12}\.\d+$/;

/** Where numbers stand in a table, behind the names. In the list of what is overdue only the working days are one, though other cells may look like it. */
const isFigure = ({ id }: BulletinTable, column: number): boolean => {
  if (id === 'overdue') return column === 6;
  return id === 'changes' ? column > 2 : column > 0;
};

/** The cells of a table; what is a number is one, so that it can be calculated with. */
function cellsOf(table: BulletinTable): CellValue[][] {
  const { head, rows } = table;
  return [
    [...head],
    ...rows.map((row) =>
      row.map((text, i) => (isFigure(table, i) && NUMBER.test(text) ? Number(text) : text)),
    ),
  ];
}

/** Names of sheets; the programs allow 31 characters and no brackets. */
const SHEETS = {
  totals: { zh: '总体情况', en: 'Overview' },
  funnel: { zh: '各单位进展', en: 'Progress' },
  types: { zh: '项目类型', en: 'Item types' },
  time: { zh: '办理时限', en: 'Time' },
  supervision: { zh: '覆盖巡查整改', en: 'Supervision' },
  overdue: { zh: '逾期清单', en: 'Overdue' },
  changes: { zh: '更正对照', en: 'Corrected' },
} as const;

const STANDING: Readonly<Record<BulletinStatus, Words>> = {
  DRAFT: { zh: '草稿，未签发', en: 'a draft, not signed' },
  SIGNED: { zh: '已签发，未发布', en: 'signed, not published' },
  PUBLISHED: { zh: '已发布', en: 'published' },
};

function about(edition: Edition, lang: Lang): CellValue[][] {
  const { status, year, number, correctsNumber, content, sha256 } = edition;
  const { programme, organisation, month, cutOff } = content;
  const last = civilDateOf(addMs(cutOff, -1));
  const told = year === null || number === null ? STANDING[status][lang] : numberOf({ year, number });
  const rows: readonly (readonly [zh: string, en: string, value: CellValue])[] = [
    ['项目制度', 'Programme', programme.name[lang]],
    ['单位', 'Organisation', organisation.name],
    ['月份', 'Month', month],
    ['期号', 'Number', told],
    ...(correctsNumber === null ? [] : [['更正', 'Corrects', numberOf(correctsNumber)] as const]),
    ['截止', 'Figures until', `${last} 24:00`],
    ['SHA-256', 'SHA-256', sha256],
    [
      '明细',
      'Cases',
      { zh: '按下载时的台账列出', en: 'as the ledger has them when this was downloaded' }[lang],
    ],
  ];
  return rows.map(([zh, en, value]) => [{ zh, en }[lang], value]);
}

/** A bulletin as a workbook: its tables cell by cell, every figure as a number, the cases behind the month, and what each figure means. */
export function bulletinXlsx(edition: Edition, details: Detail, lang: Lang): Promise<Buffer> {
  const { content } = edition;
  const word = (zh: string, en: string): string => ({ zh, en })[lang];
  const sheets: Sheet[] = [
    { name: word('说明', 'About'), rows: about(edition, lang) },
    ...tablesOfEdition(edition, lang).map((table) => ({
      name: SHEETS[table.id][lang],
      rows: cellsOf(table),
    })),
    { name: word('全部数字', 'All figures'), rows: figureRows(content, lang) },
    { name: word('事项明细', 'Cases'), rows: detailRows(details, content, lang) },
    {
      name: word('口径', 'Definitions'),
      rows: [[word('指标', 'Figure'), word('口径', 'Meaning')], ...definitionRows(lang)],
    },
  ];
  return workbookOf(sheets);
}
