import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import type { Prisma } from '../../../prisma/client';
import { defineRoute } from '../../route';
import { id, toDate } from '../../schema';
import {
  lockViews,
  nameTaken,
  noFirstView,
  ownView,
  showView,
  viewName,
  viewQuery,
  viewSchema,
} from './view';

const body = z
  .strictObject({ name: viewName.optional(), query: viewQuery.optional(), isFirst: z.boolean().optional() })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'expected a change');

export const changeView = defineRoute({
  operation: 'changeView',
  method: 'patch',
  path: '/api/v1/me/views/{viewId}',
  tag: 'work',
  summary: 'Rename a saved view, put it first, or save under it what the screen shows now',
  params: z.strictObject({ viewId: id }),
  body,
  answer: { status: 200, description: 'As it is now', body: viewSchema },
  refuses: ['not-found', 'already-exists'],
  handle: async ({ deps: { prisma }, actor, params, body: asked, now }) =>
    showView(
      await prisma.$transaction((tx) =>
        change(tx, { actor, viewId: params.viewId, asked, savedAt: toDate(now) }),
      ),
    ),
});

interface Change {
  readonly actor: Actor;
  readonly viewId: string;
  readonly asked: z.output<typeof body>;
  readonly savedAt: Date;
}

async function change(tx: Prisma.TransactionClient, { actor, viewId, asked, savedAt }: Change) {
  await lockViews(tx, actor.personId);
  const before = await ownView(tx, actor, viewId);
  const { id: one, screen } = before;
  const { name = before.name, query = before.query, isFirst = before.isFirst } = asked;
  const others = { personId: actor.personId, screen, id: { not: one } };
  if ((await tx.savedView.count({ where: { ...others, name } })) > 0) throw nameTaken(name);
  if (isFirst && !before.isFirst) await noFirstView(tx, { personId: actor.personId, screen });
  await tx.savedView.updateMany({
    where: { id: one, personId: actor.personId },
    data: { name, query, isFirst, savedAt },
  });
  return { ...before, name, query, isFirst, savedAt };
}
