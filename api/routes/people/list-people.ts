import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, line } from '../../schema';
import { below } from '../../where';
import { personSchema, showPerson } from './person-schema';

export const listPeople = defineRoute({
  operation: 'listPeople',
  method: 'get',
  path: '/api/v1/people',
  tag: 'people',
  summary: 'Accounts in my area, and those that hold no post yet',
  query: z.strictObject({
    ...pageQuery,
    text: line(100).optional().meta({ description: 'Part of a name' }),
    organisationId: id
      .optional()
      .meta({ description: 'Only those with a post in this organisation, past ones too' }),
  }),
  answer: { status: 200, description: 'A page of accounts', body: pageOf(personSchema) },
  handle: async ({ deps, scope, query }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string()]));
    const inArea = scope.paths.map((path) => ({ posts: { some: { organisation: { path: below(path) } } } }));
    const named =
      query.text === undefined
        ? []
        : [{ displayName: { contains: query.text } }, { signInName: { contains: query.text } }];
    const rows = await deps.prisma.person.findMany({
      where: {
        AND: [
          { OR: [{ posts: { none: {} } }, ...inArea] },
          named.length > 0 ? { OR: named } : {},
          query.organisationId === undefined
            ? {}
            : { posts: { some: { organisationId: query.organisationId } } },
          after ? { id: { gt: after[0] } } : {},
        ],
      },
      include: { posts: { orderBy: { id: 'asc' } } },
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => [row.id], showPerson);
  },
});
