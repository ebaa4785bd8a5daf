import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { checkLines, CSV, fileAnswer, MOST_LINES, XLSX } from '../../figures/file-answer';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import { findingLines } from '../../supervision/finding-lines';
import { readFindings } from '../../supervision/findings';
import { findingFilters, findingsAsked } from './list-findings';

export const exportFindings = defineRoute({
  operation: 'exportFindings',
  method: 'get',
  path: '/api/v1/findings/export',
  tag: 'supervision',
  summary: 'The list of findings as a file, exactly as filtered',
  description: `At most ${MOST_LINES} lines. Text that a spreadsheet would run as a formula begins with an apostrophe.`,
  query: z.strictObject({ format: z.enum(['csv', 'xlsx']), ...findingFilters }),
  answer: { status: 200, description: 'The file', media: CSV, also: [XLSX] },
  refuses: ['not-found', 'too-many-lines'],
  handle: async ({ deps, scope, query, now, request }) => {
    const { format, ...filters } = query;
    const asked = await findingsAsked(deps, scope, filters, now);
    const rows = await readFindings(deps.prisma, asked, null, MOST_LINES + 1);
    checkLines(rows.length);
    const lang = languageOf(request);
    return fileAnswer({
      ...{ format, fileName: `findings-${civilDateOf(now)}` },
      sheet: lang === 'zh' ? '整改督办' : 'Findings',
      lines: findingLines({ deps, rows, lang, now }),
    });
  },
});
