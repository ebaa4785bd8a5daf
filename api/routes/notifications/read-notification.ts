import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { toDate } from '../../schema';
import { addressedTo } from './mine';

export const readNotification = defineRoute({
  operation: 'readNotification',
  method: 'post',
  path: '/api/v1/notifications/{notificationId}/read',
  tag: 'work',
  summary: 'Mark a notification as read',
  description:
    'One that is addressed to a post is then read for everybody on that post. Marking twice changes nothing.',
  params: z.strictObject({ notificationId: z.string().regex(/^\d{1,18}$/, 'expected a number') }),
  answer: { status: 204, description: 'Read' },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma }, actor, params, now }) => {
    const where = { id: BigInt(params.notificationId), ...addressedTo(actor) };
    if ((await prisma.notification.count({ where })) === 0) throw new Refusal('not-found');
    await prisma.notification.updateMany({
      where: { ...where, readAt: null },
      data: { readAt: toDate(now), readBy: actor.personId },
    });
    return undefined;
  },
});
