import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { requireBulletin } from './visible-bulletin';

export const discardBulletin = defineRoute({
  operation: 'discardBulletin',
  method: 'delete',
  path: '/api/v1/bulletins/{bulletinId}',
  tag: 'supervision',
  summary: 'Give up the draft of a correction that is not needed',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 204, description: 'Gone' },
  refuses: ['not-found', 'not-now'],
  handle: async ({ deps, actor, scope, params: { bulletinId }, now }) => {
    await requireBulletin(deps, scope, bulletinId);
    await deps.ledger.bulletins.discard({ id: bulletinId, by: actor.personId, now });
    return undefined;
  },
});
