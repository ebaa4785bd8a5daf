import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { boardLines } from '../../board/lines';
import { askBoard, boardFilters } from '../../board/question';
import { readBoardIds } from '../../board/read-rows';
import { checkLines, CSV, fileAnswer, MOST_LINES, XLSX } from '../../figures/file-answer';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';

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
    checkLines(ids.length);
    const lang = languageOf(request);
    return fileAnswer({
      ...{ format, fileName: `board-${civilDateOf(now)}` },
      sheet: lang === 'zh' ? '逾期督办' : 'Overdue board',
      lines: boardLines({ deps, asked, ids, lang }),
    });
  },
});
