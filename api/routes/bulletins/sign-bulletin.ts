import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { bulletinSchema, seen } from './bulletin-schema';
import { requireBulletin, shownTo } from './visible-bulletin';

export const signBulletin = defineRoute({
  operation: 'signBulletin',
  method: 'post',
  path: '/api/v1/bulletins/{bulletinId}/sign',
  tag: 'supervision',
  summary: 'A leader of the city signs a draft (签发) as they have read it',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 200, description: 'The bulletin', body: bulletinSchema },
  body: z.strictObject({ edits: seen }).meta({ id: 'BulletinSignature' }),
  refuses: ['not-found', 'not-now', 'changed-meanwhile'],
  handle: async ({ deps, actor, scope, request, params: { bulletinId }, body: { edits }, now }) => {
    await requireBulletin(deps, scope, bulletinId);
    const by = { id: bulletinId, by: actor.personId, now, edits };
    return shownTo({ reader: actor, request }, await deps.ledger.bulletins.sign(by));
  },
});
