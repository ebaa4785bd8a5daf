import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { giveUp } from '../../../ledger/outbox/manage';
import { defineRoute } from '../../route';
import { deliveryId } from './channel-schema';
import { record } from './record';

export const giveUpDelivery = defineRoute({
  operation: 'giveUpDelivery',
  method: 'post',
  path: '/api/v1/channels/deliveries/{deliveryId}/give-up',
  tag: 'channels',
  summary: 'Do not try any more, or say that it has arrived after all',
  params: z.strictObject({ deliveryId }),
  body: z.strictObject({
    arrived: z.boolean().default(false).meta({ description: 'Somebody saw it: it then counts as sent' }),
  }),
  answer: { status: 204, description: 'Done' },
  refuses: ['not-found', 'not-now'],
  handle: async ({ deps, actor, params, body, now }) => {
    const { deliveryId: id } = params;
    const { arrived } = body;
    const { personId } = actor;
    const entry = { at: now, personId, action: 'delivery-given-up', subject: id, data: { arrived } } as const;
    const done = await giveUp(deps.pool, { id, arrived }, (db) => record(db, entry));
    if (done === null) throw new Refusal('not-found');
    if (!done) {
      throw new Refusal('not-now', {
        zh: '该消息正在发送、已送达或已取消；从未发出的消息也不能算作已送达。',
        en: 'It is being sent, was sent or was cancelled; and what was never sent cannot have arrived.',
      });
    }
    return undefined;
  },
});
