import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import type { Lang } from '../../../domain/calendar/limit';
import { Refusal } from '../../../domain/errors';
import { BOARD_COLUMNS } from '../../../domain/figures/board-columns';
import type { CellValue } from '../../../domain/figures/columns';
import { BYTE_ORDER_MARK, csvLines } from '../../../domain/figures/sheet-text';
import { askBoard, boardFilters, type BoardAsked } from '../../board/question';
import { readBoardIds, readBoardOf } from '../../board/read-rows';
import { boardCases } from '../../board/row';
import { workbookStream } from '../../figures/workbook';
import type { Deps } from '../../ports';
import { codeOf } from '../../../ledger/files/code-of';
import { languageOf } from '../../problem';
import { defineRoute, Raw } from '../../route';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** More lines than anybody reads; the filters narrow it. */
const MOST_LINES = 10_000;

/** Cases that are read and sent at a time. */
const PART = 500;

interface Export {
  readonly deps: Deps;
  readonly asked: BoardAsked;
  readonly ids: readonly string[];
  readonly lang: Lang;
}

/** The lines of the file, titles first, a part at a time: what was sent is forgotten before the next is read. */
async function* parts({ deps, asked, ids, lang }: Export): AsyncGenerator<CellValue[][]> {
  let titles = [[...BOARD_COLUMNS.map(({ title }) => title[lang]), lang === 'zh' ? '截止时刻' : 'cut-off']];
  for (let from = 0; from === 0 || from < ids.length; from += PART) {
    const rows = await readBoardOf(deps.prisma, asked, ids.slice(from, from + PART));
    const cases = rows.map(await boardCases(deps, rows, asked.now));
    const lines = cases.map((one) => [...BOARD_COLUMNS.map(({ value }) => value(one, lang)), asked.now]);
    yield [...titles, ...lines];
    titles = [];
  }
}

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
    const lines = await begun(parts({ deps, asked, ids, lang }));
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
