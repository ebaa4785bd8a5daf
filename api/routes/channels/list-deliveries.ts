import { z } from 'zod';
import { DELIVERY_STATES } from '../../../ledger/outbox/types';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { instant, toDate, toInstant } from '../../schema';
import { channelName, deliverySchema } from './channel-schema';
import { SHOWN, showDeliveryRow } from './show-deliveries';

const UNFINISHED = ['DEAD', 'UNKNOWN'] as const;

export const listDeliveries = defineRoute({
  operation: 'listDeliveries',
  method: 'get',
  path: '/api/v1/channels/deliveries',
  tag: 'channels',
  summary: 'Deliveries that did not arrive, oldest first',
  description:
    'DEAD was refused or tried too often; UNKNOWN may have arrived and is not sent again unless somebody says so. ' +
    'Both when no state is given.',
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(DELIVERY_STATES).optional(),
    channel: channelName.optional(),
  }),
  answer: { status: 200, description: 'A page of deliveries', body: pageOf(deliverySchema) },
  handle: async ({ deps, query }) => {
    const after = decodeCursor(query.cursor, z.tuple([instant, z.string().max(64)]));
    const rows = await deps.prisma.delivery.findMany({
      where: {
        state: query.state ?? { in: [...UNFINISHED] },
        ...(query.channel !== undefined && { channel: query.channel }),
        ...(after && {
          OR: [
            { createdAt: { gt: toDate(after[0]) } },
            { createdAt: toDate(after[0]), id: { gt: after[1] } },
          ],
        }),
      },
      select: SHOWN,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => [toInstant(row.createdAt), row.id], showDeliveryRow);
  },
});
