import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import { HELD_ALONE } from '../../../domain/posts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, role } from '../../schema';
import type { Role } from '../../../domain/roles';
import { decidesFor, readCandidate } from './candidate';

export const candidateSchema = z
  .strictObject({
    id: z.string(),
    displayName: z.string(),
    posts: z.array(z.strictObject({ role, organisationId: z.string(), organisationName: z.string() })),
  })
  .meta({ id: 'Colleague' });

export const listSubstituteCandidates = defineRoute({
  operation: 'listSubstituteCandidates',
  method: 'get',
  path: '/api/v1/substitutes/candidates',
  tag: 'people',
  summary: 'Colleagues of the same organisations and of those above: who could stand in',
  query: z.strictObject({
    ...pageQuery,
    personId: id.optional().meta({ description: 'For whom; me when left out' }),
  }),
  answer: { status: 200, description: 'A page of colleagues', body: pageOf(candidateSchema) },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma }, actor, query, now }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string()]));
    const today = civilDateOf(now);
    const absent = await readCandidate(prisma, query.personId ?? actor.personId, today);
    if (absent === null || !decidesFor(actor, absent)) throw new Refusal('not-found');
    const chain = absent.posts.flatMap(({ orgPath }) => orgPath.split('/').filter((part) => part !== ''));
    const held = {
      organisationId: { in: [...new Set(chain)] },
      role: { notIn: [...HELD_ALONE] },
      fromDate: { lte: today },
      OR: [{ untilDate: null }, { untilDate: { gte: today } }],
    };
    const rows = await prisma.person.findMany({
      where: {
        ...{ disabledAt: null, posts: { some: held } },
        id: { not: absent.personId, ...(after && { gt: after[0] }) },
      },
      include: { posts: { where: held, include: { organisation: true }, orderBy: { id: 'asc' } } },
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      ({ id: personId, displayName, posts }) => ({
        ...{ id: personId, displayName },
        posts: posts.map(({ role: name, organisationId, organisation }) => ({
          ...{ role: name as Role, organisationId, organisationName: organisation.name },
        })),
      }),
    );
  },
});
