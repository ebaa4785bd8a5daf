import { z } from 'zod';
import { civilDateOf, type Instant } from '../../../domain/calendar/instant';
import type { Lang } from '../../../domain/calendar/limit';
import { Refusal } from '../../../domain/errors';
import { BOARD_COLUMNS } from '../../../domain/figures/board-columns';
import { csvOf } from '../../../domain/figures/sheet-text';
import { askBoard, boardFilters } from '../../board/question';
import { readBoard } from '../../board/read-rows';
import { boardCases, type BoardCase } from '../../board/row';
import { workbookOf } from '../../figures/workbook';
import { languageOf } from '../../problem';
import { defineRoute, Raw } from '../../route';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** More lines than anybody reads; the filters narrow it. */
const MOST_LINES = 10_000;

function table(cases: readonly BoardCase[], cutOff: Instant, lang: Lang) {
  return [
    [...BOARD_COLUMNS.map(({ title }) => title[lang]), lang === 'zh' ? '截止时刻' : 'cut-off'],
    ...cases.map((one) => [...BOARD_COLUMNS.map(({ value }) => value(one, lang)), cutOff]),
  ];
}

export const exportBoard = defineRoute({
  operation: 'exportBoard',
  method: 'get',
  path: '/api/v1/board/export',
  tag: 'work',
  summary: 'The list of the board as a file, exactly as filtered',
  description: `At most ${MOST_LINES} lines. Text that a spreadsheet would run as a formula begins with an apostrophe.`,
  query: z.strictObject({ format: z.enum(['csv', 'xlsx']), ...boardFilters }),
  answer: { status: 200, description: 'The file', media: CSV, also: [XLSX] },
  refuses: ['not-found', 'too-many-lines'],
  handle: async ({ deps, scope, query, now, request }) => {
    const { format, ...filters } = query;
    const asked = await askBoard(deps, scope, filters, now);
    const rows = await readBoard(deps.prisma, asked, null, MOST_LINES + 1);
    if (rows.length > MOST_LINES) {
      throw new Refusal('too-many-lines', {
        zh: `超过 ${MOST_LINES} 行，请先缩小筛选范围（组织、项目制度、逾期天数等）再导出。`,
        en: `There are more than ${MOST_LINES} lines. Narrow the filters (organisation, programme, days late) and export again.`,
      });
    }
    const lang = languageOf(request);
    const lines = table(rows.map(await boardCases(deps, rows, now)), now, lang);
    const name = lang === 'zh' ? '逾期督办' : 'Overdue board';
    const content = format === 'csv' ? csvOf(lines) : await workbookOf([{ name, rows: lines }]);
    return new Raw((response) => {
      response.setHeader('Vary', 'Accept-Language');
      response.setHeader('Content-Disposition', `attachment; filename="board-${civilDateOf(now)}.${format}"`);
      response.setHeader('Content-Type', format === 'csv' ? `${CSV}; charset=utf-8` : XLSX);
      response.end(content);
    });
  },
});
