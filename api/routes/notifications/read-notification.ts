import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import type { Instant } from '../../../domain/calendar/instant';
import { isRefusal, Refusal } from '../../../domain/errors';
import { Prisma } from '../../../prisma/client';
import type { Deps } from '../../ports';
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
    'One that is addressed to a post is then read for everybody on that post. Marking twice changes nothing. ' +
    'That a reminder was read which asks to be acknowledged is a line of the ledger of its case.',
  params: z.strictObject({ notificationId: z.string().regex(/^\d{1,18}$/, 'expected a number') }),
  answer: { status: 204, description: 'Read' },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma, ledger }, actor, params, now }) => {
    const id = BigInt(params.notificationId);
    const mine = await prisma.$queryRaw<{ id: bigint }[]>(
      myMessages(addressesFor(actor), Prisma.sql`and n.id = ${id}`, 1),
    );
    if (mine.length === 0) throw new Refusal('not-found');
    const unread = await prisma.notification.findFirst({ where: { id, readAt: null } });
    if (unread === null) return undefined;
    // First the ledger, whose key makes a retry safe: a crash in between must not leave it untold.
    const { caseId, key, acknowledgeBy } = unread;
    if (caseId !== null && acknowledgeBy !== null) await record(ledger, { caseId, key, actor, now });
    await prisma.notification.updateMany({
      where: { id, readAt: null },
      data: { readAt: toDate(now), readBy: actor.personId },
    });
    return undefined;
  },
});

/** Told, read, answered: the ledger knows all three. A case that has ended meanwhile keeps its ledger closed. */
async function record(
  ledger: Deps['ledger'],
  { caseId, key, actor, now }: { caseId: string; key: string; actor: Actor; now: Instant },
): Promise<void> {
  const command = { type: 'read-message', data: { key } } as const;
  try {
    await ledger.append({ caseId, command, actor, now, key: `read:${actor.personId}:${key}` });
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'case-ended') throw error;
  }
}
