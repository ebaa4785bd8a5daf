import { z } from 'zod';
import { defineRoute } from '../../route';
import { id, toDate } from '../../schema';
import { nameTaken, ownView, showView, viewName, viewQuery, viewSchema } from './view';

export const changeView = defineRoute({
  operation: 'changeView',
  method: 'patch',
  path: '/api/v1/me/views/{viewId}',
  tag: 'work',
  summary: 'Rename a saved view, or save under it what the screen shows now',
  params: z.strictObject({ viewId: id }),
  body: z
    .strictObject({ name: viewName.optional(), query: viewQuery.optional() })
    .refine(({ name, query }) => name !== undefined || query !== undefined, 'expected a name or a query'),
  answer: { status: 200, description: 'As it is now', body: viewSchema },
  refuses: ['not-found', 'already-exists'],
  handle: async ({ deps: { prisma }, actor, params, body, now }) => {
    const before = await ownView(prisma, actor, params.viewId);
    const name = body.name ?? before.name;
    const after = { ...before, name, query: body.query ?? before.query, savedAt: toDate(now) };
    const taken = await prisma.savedView.count({
      where: { personId: actor.personId, screen: before.screen, name, id: { not: before.id } },
    });
    if (taken > 0) throw nameTaken(name);
    const { query, savedAt } = after;
    await prisma.savedView.updateMany({
      where: { id: before.id, personId: actor.personId },
      data: { name, query, savedAt },
    });
    return showView(after);
  },
});
