import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { toDate } from '../../schema';
import { lockViews, nameTaken, noFirstView, screen, showView, viewName, viewQuery, viewSchema } from './view';

const MOST_VIEWS = 50;

export const saveView = defineRoute({
  operation: 'saveView',
  method: 'post',
  path: '/api/v1/me/views',
  tag: 'work',
  summary: 'Save what a screen shows under a name',
  description: `For oneself alone; ${MOST_VIEWS} at most.`,
  body: z.strictObject({ screen, name: viewName, query: viewQuery, isFirst: z.boolean().default(false) }),
  answer: { status: 201, description: 'Saved', body: viewSchema },
  refuses: ['already-exists', 'too-many-views'],
  handle: async ({ deps: { prisma }, actor, body, now }) => {
    const { personId } = actor;
    const data = { id: randomUUID(), personId, ...body, savedAt: toDate(now) };
    const refused = await prisma.$transaction(async (tx) => {
      await lockViews(tx, personId);
      const { screen: of, name } = body;
      if ((await tx.savedView.count({ where: { personId, screen: of, name } })) > 0) return nameTaken(name);
      if ((await tx.savedView.count({ where: { personId } })) >= MOST_VIEWS) return tooMany();
      if (data.isFirst) await noFirstView(tx, data);
      await tx.savedView.createMany({ data: [data] });
      return null;
    });
    if (refused !== null) throw refused;
    return showView(data);
  },
});

function tooMany(): Refusal {
  return new Refusal('too-many-views', {
    zh: `最多保存 ${MOST_VIEWS} 个视图，请先删除不用的。`,
    en: `At most ${MOST_VIEWS} views can be saved. Delete one that is not used any more.`,
  });
}
