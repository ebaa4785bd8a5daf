import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { deliveryId, deliverySchema } from './channel-schema';
import { SHOWN, showDeliveryRow } from './show-deliveries';

export const showDelivery = defineRoute({
  operation: 'showDelivery',
  method: 'get',
  path: '/api/v1/channels/deliveries/{deliveryId}',
  tag: 'channels',
  summary: 'How far a delivery has come',
  params: z.strictObject({ deliveryId }),
  answer: { status: 200, description: 'The delivery', body: deliverySchema },
  refuses: ['not-found'],
  handle: async ({ deps, params }) => {
    const row = await deps.prisma.delivery.findUnique({ where: { id: params.deliveryId }, select: SHOWN });
    if (row === null) throw new Refusal('not-found');
    return showDeliveryRow(row);
  },
});
