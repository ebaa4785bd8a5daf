import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import type { Role } from '../../../domain/roles';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { line } from '../../schema';
import { candidateSchema } from '../substitutes/list-candidates';

const wordsOf = (text = ''): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Whose name, or the name of whose place, has the word in it. */
const named = (word: string) => ({
  OR: [
    { displayName: { contains: word } },
    { posts: { some: { organisation: { name: { contains: word } } } } },
  ],
});

export const listWitnessCandidates = defineRoute({
  operation: 'listWitnessCandidates',
  method: 'get',
  path: '/api/v1/spot-checks/witnesses',
  tag: 'supervision',
  summary:
    'Who can be named as a witness: people of the places that the caller covers, and those without a post',
  query: z.strictObject({
    ...pageQuery,
    text: line(40).optional().meta({ description: 'Words in the name or in that of the place' }),
  }),
  answer: { status: 200, description: 'A page of people', body: pageOf(candidateSchema) },
  refuses: ['cursor-invalid'],
  handle: async ({ deps: { prisma }, scope, query, now }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string()]));
    const today = civilDateOf(now);
    const held = { fromDate: { lte: today }, OR: [{ untilDate: null }, { untilDate: { gte: today } }] };
    const within = scope.paths.map((path) => ({ organisation: { path: { startsWith: path } } }));
    const rows = await prisma.person.findMany({
      where: {
        disabledAt: null,
        OR: [{ posts: { some: { AND: [held, { OR: within }] } } }, { posts: { none: {} } }],
        ...(after && { id: { gt: after[0] } }),
        AND: wordsOf(query.text).map(named),
      },
      include: { posts: { where: held, include: { organisation: true }, orderBy: { id: 'asc' } } },
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      ({ id, displayName, posts }) => ({
        ...{ id, displayName },
        posts: posts.map(({ role, organisationId, organisation }) => ({
          ...{ role: role as Role, organisationId, organisationName: organisation.name },
        })),
      }),
    );
  },
});
