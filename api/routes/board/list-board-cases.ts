import { z } from 'zod';
import { askBoard, boardFilters } from '../../board/question';
import { readBoard } from '../../board/read-rows';
import { boardCases, boardCaseSchema } from '../../board/row';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { toInstant } from '../../schema';

const keys = z.tuple([z.union([z.literal('infinity'), z.iso.datetime()]), z.string().max(64)]);

export const listBoardCases = defineRoute({
  operation: 'listBoardCases',
  method: 'get',
  path: '/api/v1/board/cases',
  tag: 'work',
  summary:
    'Open cases of the places you cover: the most overdue first, with who has each and how far it was chased',
  query: z.strictObject({ ...pageQuery, ...boardFilters }),
  answer: { status: 200, description: 'A page of cases', body: pageOf(boardCaseSchema) },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const { limit, cursor, ...filters } = query;
    const after = decodeCursor(cursor, keys);
    const asked = await askBoard(deps, scope, filters, now);
    const rows = await readBoard(deps.prisma, asked, after, limit + 1);
    const show = await boardCases(deps, rows, now);
    return toPage(rows, limit, (row) => [toInstant(row.due_at) ?? 'infinity', row.id], show);
  },
});
