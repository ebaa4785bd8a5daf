import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { resend } from '../../../ledger/outbox/manage';
import { defineRoute } from '../../route';
import { deliveryId } from './channel-schema';
import { record } from './record';

export const resendDelivery = defineRoute({
  operation: 'resendDelivery',
  method: 'post',
  path: '/api/v1/channels/deliveries/{deliveryId}/resend',
  tag: 'channels',
  summary: 'Send a delivery again that was given up, or that may not have arrived',
  description:
    'At once, with all its attempts, by the same id. One that did arrive then arrives twice: look in the group or ask ' +
    'the recipient first.',
  params: z.strictObject({ deliveryId }),
  answer: { status: 204, description: 'It is on its way' },
  refuses: ['not-found', 'not-now'],
  handle: async ({ deps, actor, params, now }) => {
    const { deliveryId: id } = params;
    const { personId } = actor;
    const entry = { at: now, personId, action: 'delivery-resent', subject: id } as const;
    const done = await resend(deps.pool, { id, by: personId }, (db) => record(db, entry));
    if (done === null) throw new Refusal('not-found');
    if (!done) {
      throw new Refusal('not-now', {
        zh: '只有投递失败或结果不明的消息可以重发。',
        en: 'Only a delivery that is dead, or whose fate is unknown, can be sent again.',
      });
    }
    return undefined;
  },
});
