import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import type { CellValue } from '../../../domain/figures/columns';
import { BYTE_ORDER_MARK, csvLines } from '../../../domain/figures/sheet-text';
import { boardLines } from '../../board/lines';
import { askBoard, boardFilters } from '../../board/question';
import { readBoardIds } from '../../board/read-rows';
import { workbookStream } from '../../figures/workbook';
import { codeOf } from '../../../ledger/files/code-of';
import { languageOf } from '../../problem';
import { defineRoute, Raw } from '../../route';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** More lines than anybody reads; the filters narrow it. */
const MOST_LINES = 10_000;

/** The same, with the first part made already: what goes wrong before it can still be told as a problem. */
async function begun(all: AsyncGenerator<CellValue[][]>): Promise<AsyncGenerator<CellValue[][]>> {
  const first = await all.next();
  return (async function* () {
    if (first.done !== true) yield first.value;
    yield* all;
  })();
}

async function* csv(lines: AsyncIterable<CellValue[][]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  for await (const rows of lines) yield csvLines(rows);
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
    const ids = await readBoardIds(deps.prisma, asked, MOST_LINES + 1);
    if (ids.length > MOST_LINES) {
      throw new Refusal('too-many-lines', {
        zh: `超过 ${MOST_LINES} 行，请先缩小筛选范围（组织、项目制度、逾期天数等）再导出。`,
        en: `There are more than ${MOST_LINES} lines. Narrow the filters (organisation, programme, days late) and export again.`,
      });
    }
    const lang = languageOf(request);
    const lines = await begun(boardLines({ deps, asked, ids, lang }));
    const name = lang === 'zh' ? '逾期督办' : 'Overdue board';
    return new Raw(async (response) => {
      response.setHeader('Vary', 'Accept-Language');
      response.setHeader('Content-Disposition', `attachment; filename="board-${civilDateOf(now)}.${format}"`);
      response.setHeader('Content-Type', format === 'csv' ? `${CSV}; charset=utf-8` : XLSX);
      const file = format === 'csv' ? Readable.from(csv(lines)) : workbookStream(name, lines);
      try {
        await pipeline(file, response);
      } catch (error) {
        // Somebody who closes the window breaks nothing of ours.
        if (codeOf(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      }
    });
  },
});
