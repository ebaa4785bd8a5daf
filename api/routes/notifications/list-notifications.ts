import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { shownInstant, toInstant } from '../../schema';
import { addressedTo } from './mine';

const notificationSchema = z
  .strictObject({
    id: z.string(),
    caseId: z.string().nullable(),
    kind: z.string(),
    data: z.record(z.string(), z.unknown()),
    at: shownInstant,
    readAt: shownInstant.nullable(),
  })
  .meta({ id: 'Notification' });

export const listNotifications = defineRoute({
  operation: 'listNotifications',
  method: 'get',
  path: '/api/v1/notifications',
  tag: 'work',
  summary: 'What I was told, by name or by post, newest first',
  query: z.strictObject({ ...pageQuery, unread: z.enum(['true', 'false']).default('false') }),
  answer: { status: 200, description: 'A page of notifications', body: pageOf(notificationSchema) },
  handle: async ({ deps, actor, query }) => {
    const before = decodeCursor(query.cursor, z.tuple([z.string().regex(/^\d{1,18}$/)]));
    const rows = await deps.prisma.notification.findMany({
      where: {
        ...addressedTo(actor),
        ...(query.unread === 'true' && { readAt: null }),
        ...(before && { id: { lt: BigInt(before[0]) } }),
      },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [String(row.id)],
      ({ id, caseId, kind, data, at, readAt }) => ({
        id: String(id),
        caseId,
        kind,
        data: data as Record<string, unknown>,
        at: toInstant(at),
        readAt: toInstant(readAt),
      }),
    );
  },
});
