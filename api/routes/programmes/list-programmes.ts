import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { programmeVersionSchema, showVersion } from './programme-schema';

export const listProgrammes = defineRoute({
  operation: 'listProgrammes',
  method: 'get',
  path: '/api/v1/programmes',
  tag: 'rules',
  summary: 'Every programme, in its newest version',
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of programmes', body: pageOf(programmeVersionSchema) },
  handle: async ({ deps, query: { limit, cursor } }) => {
    const after = decodeCursor(cursor, z.tuple([z.string()]));
    const rows = await deps.prisma.programmeVersion.findMany({
      ...(after && { where: { code: { gt: after[0] } } }),
      distinct: ['code'],
      orderBy: [{ code: 'asc' }, { version: 'desc' }],
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => [row.code], showVersion);
  },
});
