import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { bulletinSchema } from './bulletin-schema';
import { requireBulletin, shownTo } from './visible-bulletin';

export const unsignBulletin = defineRoute({
  operation: 'unsignBulletin',
  method: 'post',
  path: '/api/v1/bulletins/{bulletinId}/unsign',
  tag: 'supervision',
  summary: 'Take the signature back while the bulletin is not published: a draft again',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 200, description: 'The bulletin', body: bulletinSchema },
  refuses: ['not-found', 'not-now'],
  handle: async ({ deps, actor, scope, request, params: { bulletinId }, now }) => {
    await requireBulletin(deps, scope, bulletinId);
    const by = { id: bulletinId, by: actor.personId, now };
    return shownTo({ reader: actor, request }, await deps.ledger.bulletins.unsign(by));
  },
});
