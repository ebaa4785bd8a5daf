import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { below } from '../../where';
import { managingPosts } from './candidate';
import { showSubstitute, substituteSchema, withPeople } from './substitute-schema';

export const listSubstitutes = defineRoute({
  operation: 'listSubstitutes',
  method: 'get',
  path: '/api/v1/substitutes',
  tag: 'people',
  summary: 'Who stands in for me and for whom I do; leaders and administrators: in their area',
  query: z.strictObject({
    ...pageQuery,
    past: z.enum(['true', 'false']).default('false').meta({ description: 'Also what is over or cancelled' }),
  }),
  answer: {
    status: 200,
    description: 'A page of substitutions, the latest first',
    body: pageOf(substituteSchema),
  },
  handle: async ({ deps: { prisma }, actor, query, now }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string()]));
    const today = civilDateOf(now);
    const inArea = managingPosts(actor).map(({ orgPath }) => ({
      person: { posts: { some: { organisation: { path: below(orgPath) } } } },
    }));
    const rows = await prisma.substitute.findMany({
      where: {
        AND: [
          { OR: [{ personId: actor.personId }, { substituteId: actor.personId }, ...inArea] },
          query.past === 'true' ? {} : { cancelledAt: null, untilDate: { gte: today } },
          after === null
            ? {}
            : { OR: [{ fromDate: { lt: after[0] } }, { fromDate: after[0], id: { lt: after[1] } }] },
        ],
      },
      include: withPeople,
      orderBy: [{ fromDate: 'desc' }, { id: 'desc' }],
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.fromDate, row.id],
      (row) => showSubstitute(row, today),
    );
  },
});
