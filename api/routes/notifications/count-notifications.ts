import { z } from 'zod';
import { Prisma } from '../../../prisma/client';
import { defineRoute } from '../../route';
import { toDate } from '../../schema';
import { addressesFor, allMine, AWAITED } from './mine';

interface CountRow {
  unread: number;
  unacknowledged: number;
  late: number;
}

export const countNotifications = defineRoute({
  operation: 'countNotifications',
  method: 'get',
  path: '/api/v1/notifications/counts',
  tag: 'work',
  summary: 'Figures for the bell',
  answer: {
    status: 200,
    description: 'How many of my messages are unread, wait to be acknowledged, and have waited too long',
    body: z.strictObject({
      unread: z.int(),
      unacknowledged: z.int(),
      overdue: z.int().meta({ description: 'Not acknowledged in time' }),
    }),
  },
  handle: async ({ deps, actor, now }) => {
    const mine = addressesFor(actor);
    // Each part asks for what an index holds only of such messages: the length of the history does not matter.
    const [row] = await deps.prisma.$queryRaw<CountRow[]>`
      with unread as (${allMine(mine, Prisma.sql`n.read_at is null`)}),
           asked as (${allMine(mine, Prisma.sql`n.acknowledge_by is not null and n.acknowledged_at is null`)}),
           awaited as (select * from asked n where ${AWAITED})
      select (select count(*)::int from unread) as unread,
             (select count(*)::int from awaited) as unacknowledged,
             (select count(*)::int from awaited where acknowledge_by <= ${toDate(now)}) as late`;
    return { unread: row?.unread ?? 0, unacknowledged: row?.unacknowledged ?? 0, overdue: row?.late ?? 0 };
  },
});
