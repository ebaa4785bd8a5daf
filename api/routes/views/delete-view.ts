import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { ownView } from './view';

export const deleteView = defineRoute({
  operation: 'deleteView',
  method: 'delete',
  path: '/api/v1/me/views/{viewId}',
  tag: 'work',
  summary: 'Delete a saved view of one’s own',
  params: z.strictObject({ viewId: id }),
  answer: { status: 204, description: 'Deleted' },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma }, actor, params }) => {
    const { id: viewId } = await ownView(prisma, actor, params.viewId);
    await prisma.savedView.deleteMany({ where: { id: viewId, personId: actor.personId } });
    return undefined;
  },
});
