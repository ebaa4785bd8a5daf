import { z } from 'zod';
import { MESSAGE_KINDS } from '../../../domain/messages/kinds';
import { Prisma } from '../../../prisma/client';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, instant, toDate } from '../../schema';
import { addressesFor, AWAITED, myMessages } from './mine';
import { notificationSchema, showNotification, type NotificationRow } from './notification-schema';

const flag = z.enum(['true', 'false']).default('false');
const kinds = Object.keys(MESSAGE_KINDS) as [keyof typeof MESSAGE_KINDS];

export const listNotifications = defineRoute({
  operation: 'listNotifications',
  method: 'get',
  path: '/api/v1/notifications',
  tag: 'work',
  summary: 'What I was told, by name, by post, or in place of somebody absent; newest first',
  query: z.strictObject({
    ...pageQuery,
    unread: flag,
    unacknowledged: flag.meta({ description: 'Only what somebody still has to acknowledge (签收)' }),
    kind: z.enum(kinds).optional(),
    caseId: id.optional(),
    since: instant.optional(),
  }),
  answer: { status: 200, description: 'A page of notifications', body: pageOf(notificationSchema) },
  handle: async ({ deps, actor, query, now }) => {
    const before = decodeCursor(query.cursor, z.tuple([z.string().regex(/^\d{1,18}$/)]));
    const fits = Prisma.join(
      [
        Prisma.empty,
        ...(before === null ? [] : [Prisma.sql`n.id < ${BigInt(before[0])}`]),
        ...(query.unread === 'true' ? [Prisma.sql`n.read_at is null`] : []),
        ...(query.unacknowledged === 'true' ? [AWAITED] : []),
        ...(query.kind === undefined ? [] : [Prisma.sql`n.kind = ${query.kind}`]),
        ...(query.caseId === undefined ? [] : [Prisma.sql`n.case_id = ${query.caseId}`]),
        ...(query.since === undefined ? [] : [Prisma.sql`n.at >= ${toDate(query.since)}`]),
      ],
      ' and ',
    );
    const limit = query.limit + 1;
    const rows = await deps.prisma.$queryRaw<NotificationRow[]>`
      select n.*, ${AWAITED} as awaited, a.display_name as acknowledged_name, r.display_name as read_name
        from (select * from (${myMessages(addressesFor(actor), fits, limit)}) n order by n.id desc limit ${limit}) n
        left join persons a on a.id = n.acknowledged_by
        left join persons r on r.id = n.read_by
       order by n.id desc`;
    return toPage(
      rows,
      query.limit,
      (row) => [String(row.id)],
      (row) => showNotification(row, now),
    );
  },
});
