import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { ledgerLineSchema, showLines } from './ledger-lines';
import { visibleCase } from './visible-case';

export const listLedger = defineRoute({
  operation: 'listLedger',
  method: 'get',
  path: '/api/v1/cases/{caseId}/ledger',
  tag: 'cases',
  summary: 'The ledger of a case, oldest first: every line with the hash that chains it to the one before',
  params: z.strictObject({ caseId: id }),
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of lines', body: pageOf(ledgerLineSchema) },
  refuses: ['not-found', 'cursor-invalid'],
  handle: async ({ deps, actor, params, query }) => {
    const found = await visibleCase(deps, actor, params.caseId);
    const after = decodeCursor(query.cursor, z.tuple([z.number().int().min(0).max(2_000_000_000)]));
    const rows = await deps.prisma.ledgerEvent.findMany({
      where: { caseId: found.id, seq: { gt: after?.[0] ?? 0, lte: found.seq } },
      orderBy: { seq: 'asc' },
      take: query.limit + 1,
    });
    const show = await showLines(deps, found, rows.slice(0, query.limit));
    return toPage(rows, query.limit, (row) => [row.seq], show);
  },
});
