import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { Prisma } from '../../../prisma/client';
import { defineRoute } from '../../route';
import { toDate } from '../../schema';
import { addressesFor, myMessages } from './mine';

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
    const id = BigInt(params.notificationId);
    const mine = await prisma.$queryRaw<{ id: bigint }[]>(
      myMessages(addressesFor(actor), Prisma.sql`and n.id = ${id}`, 1),
    );
    if (mine.length === 0) throw new Refusal('not-found');
    await prisma.notification.updateMany({
      where: { id, readAt: null },
      data: { readAt: toDate(now), readBy: actor.personId },
    });
    return undefined;
  },
});
