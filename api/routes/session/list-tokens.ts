import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { showToken, tokenSchema } from './token-schema';

export const listTokens = defineRoute({
  operation: 'listTokens',
  method: 'get',
  path: '/api/v1/me/tokens',
  tag: 'session',
  summary: 'My API tokens',
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of tokens', body: pageOf(tokenSchema) },
  handle: async ({ deps, actor, query: { limit, cursor } }) => {
    const after = decodeCursor(cursor, z.tuple([z.string()]));
    const rows = await deps.prisma.apiToken.findMany({
      where: { personId: actor.personId, ...(after && { id: { gt: after[0] } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => [row.id], showToken);
  },
});
