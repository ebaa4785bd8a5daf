import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { bulletinSchema } from './bulletin-schema';
import { requireBulletin, shownTo } from './visible-bulletin';

export const publishBulletin = defineRoute({
  operation: 'publishBulletin',
  method: 'post',
  path: '/api/v1/bulletins/{bulletinId}/publish',
  tag: 'supervision',
  summary: 'Freeze, number and publish a signed bulletin',
  description:
    'Nothing of it can be changed afterwards; a mistake is put right by a correction with its own number.',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 200, description: 'The bulletin', body: bulletinSchema },
  refuses: ['not-found', 'not-now'],
  handle: async ({ deps, actor, scope, request, params: { bulletinId }, now }) => {
    await requireBulletin(deps, scope, bulletinId);
    const by = { id: bulletinId, by: actor.personId, now };
    return shownTo({ reader: actor, request }, await deps.ledger.bulletins.publish(by));
  },
});
