import { z } from 'zod';
import { defineRoute } from '../../route';
import { screen, showView, viewSchema } from './view';

export const listViews = defineRoute({
  operation: 'listViews',
  method: 'get',
  path: '/api/v1/me/views',
  tag: 'work',
  summary: 'My saved views, the first one and then by name',
  query: z.strictObject({ screen: screen.optional() }),
  answer: {
    status: 200,
    description: 'All of them: their number is bounded',
    body: z.strictObject({ items: z.array(viewSchema) }),
  },
  handle: async ({ deps: { prisma }, actor, query }) => {
    const views = await prisma.savedView.findMany({
      where: { personId: actor.personId, ...(query.screen !== undefined && { screen: query.screen }) },
      orderBy: [{ screen: 'asc' }, { isFirst: 'desc' }, { name: 'asc' }],
    });
    return { items: views.map(showView) };
  },
});
