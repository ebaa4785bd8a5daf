import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, shownInstant, toInstant } from '../../schema';
import { visibleCase } from './visible-case';

const lineSchema = z
  .strictObject({
    seq: z.number().int(),
    type: z.string(),
    at: shownInstant,
    actorId: z.string().nullable().meta({ description: 'null: time itself' }),
    actorPost: z.string().nullable(),
    commandId: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    moves: z.record(z.string(), z.unknown()),
    prevHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'LedgerLine' });

export const listLedger = defineRoute({
  operation: 'listLedger',
  method: 'get',
  path: '/api/v1/cases/{caseId}/ledger',
  tag: 'cases',
  summary: 'The ledger of a case, oldest first: every line with the hash that chains it to the one before',
  params: z.strictObject({ caseId: id }),
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of lines', body: pageOf(lineSchema) },
  refuses: ['not-found', 'cursor-invalid'],
  handle: async ({ deps, actor, params, query }) => {
    const found = await visibleCase(deps, actor, params.caseId);
    const after = decodeCursor(query.cursor, z.tuple([z.number().int().min(0).max(2_000_000_000)]));
    const rows = await deps.prisma.ledgerEvent.findMany({
      where: { caseId: found.id, seq: { gt: after?.[0] ?? 0, lte: found.seq } },
      orderBy: { seq: 'asc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.seq],
      (row) => ({
        seq: row.seq,
        type: row.type,
        at: toInstant(row.at),
        actorId: row.actorId,
        actorPost: row.actorPost,
        commandId: row.commandId,
        ...(row.data as { facts: Record<string, unknown>; moves: Record<string, unknown> }),
        prevHash: row.prevHash,
        hash: row.hash,
      }),
    );
  },
});
