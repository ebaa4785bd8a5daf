import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import type { Role } from '../../../domain/roles';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { civilDate, id } from '../../schema';
import { postSchema } from '../people/person-schema';

const holder = z.strictObject({ id: z.string(), displayName: z.string() });
const heldSchema = z
  .strictObject({
    ...postSchema.omit({ organisationId: true }).shape,
    person: holder,
    substitute: holder
      .extend({ untilDate: civilDate })
      .nullable()
      .meta({ description: 'Who stands in for the holder today, and until when (代班)' }),
  })
  .meta({ id: 'HeldPost' });

export const listOrganisationPosts = defineRoute({
  operation: 'listOrganisationPosts',
  method: 'get',
  path: '/api/v1/organisations/{organisationId}/posts',
  tag: 'organisations',
  summary: 'Who holds which post of an organisation today or later, and who stands in for them',
  params: z.strictObject({ organisationId: id }),
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of posts', body: pageOf(heldSchema) },
  handle: async ({ deps: { prisma }, organisation, query, now }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string()]));
    const today = civilDateOf(now);
    const rows = await prisma.post.findMany({
      where: {
        organisationId: organisation.id,
        AND: [
          { OR: [{ untilDate: null }, { untilDate: { gte: today } }] },
          after === null
            ? {}
            : { OR: [{ role: { gt: after[0] } }, { role: after[0], id: { gt: after[1] } }] },
        ],
      },
      include: { person: { select: { id: true, displayName: true } } },
      orderBy: [{ role: 'asc' }, { id: 'asc' }],
      take: query.limit + 1,
    });
    const standing = await prisma.substitute.findMany({
      where: {
        ...{ cancelledAt: null, fromDate: { lte: today }, untilDate: { gte: today } },
        personId: { in: rows.map(({ personId }) => personId) },
      },
      include: { substitute: { select: { id: true, displayName: true } } },
      orderBy: { fromDate: 'asc' },
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.role, row.id],
      ({ id: postId, role, fromDate, untilDate, person }) => {
        const found = standing.find(({ personId }) => personId === person.id);
        return {
          ...{ id: postId, role: role as Role, fromDate, untilDate, person },
          substitute: found === undefined ? null : { ...found.substitute, untilDate: found.untilDate },
        };
      },
    );
  },
});
