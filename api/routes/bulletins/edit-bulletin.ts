import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { bulletinSchema, partTexts, seen } from './bulletin-schema';
import { requireBulletin, shownTo } from './visible-bulletin';

export const editBulletin = defineRoute({
  operation: 'editBulletin',
  method: 'patch',
  path: '/api/v1/bulletins/{bulletinId}',
  tag: 'supervision',
  summary: 'Write parts of the text of a draft',
  params: z.strictObject({ bulletinId: id }),
  body: z.strictObject({ parts: partTexts, edits: seen }).meta({ id: 'BulletinEdit' }),
  answer: { status: 200, description: 'The draft', body: bulletinSchema },
  refuses: ['not-found', 'not-now', 'changed-meanwhile'],
  handle: async ({ deps, actor, scope, request, params: { bulletinId }, body, now }) => {
    await requireBulletin(deps, scope, bulletinId);
    const { parts, edits } = body;
    const edition = await deps.ledger.bulletins.edit({
      ...{ id: bulletinId, by: actor.personId, now, parts, edits },
    });
    return shownTo({ reader: actor, request }, edition);
  },
});
