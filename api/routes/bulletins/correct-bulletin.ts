import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { bulletinSchema } from './bulletin-schema';
import { requireBulletin, shownTo } from './visible-bulletin';

export const correctBulletin = defineRoute({
  operation: 'correctBulletin',
  method: 'post',
  path: '/api/v1/bulletins/{bulletinId}/correction',
  tag: 'supervision',
  summary: 'Begin a correction of a published bulletin: a draft with the figures as they are on record now',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 201, description: 'The draft of the correction', body: bulletinSchema },
  refuses: ['not-found', 'not-now', 'already-exists', 'count-wrong'],
  handle: async ({ deps, actor, scope, request, params: { bulletinId }, now }) => {
    await requireBulletin(deps, scope, bulletinId);
    const by = { id: bulletinId, by: actor.personId, now };
    return shownTo({ reader: actor, request }, await deps.ledger.bulletins.correct(by));
  },
});
