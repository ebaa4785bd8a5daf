import { z } from 'zod';
import { changesOf } from '../../../domain/bulletin/changes';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { bulletinSchema, bulletinTable } from './bulletin-schema';
import { requireBulletin, shownTo } from './visible-bulletin';

export const recountBulletin = defineRoute({
  operation: 'recountBulletin',
  method: 'post',
  path: '/api/v1/bulletins/{bulletinId}/recount',
  tag: 'supervision',
  summary: 'Count a draft anew, a correction too, and say what has changed by it',
  description: 'Text that somebody wrote stays; the rest follows the figures.',
  params: z.strictObject({ bulletinId: id }),
  answer: {
    status: 200,
    description: 'The draft, and every figure and part that differs from what it said before',
    body: z
      .strictObject({ bulletin: bulletinSchema, changes: bulletinTable })
      .meta({ id: 'BulletinRecount' }),
  },
  refuses: ['not-found', 'not-now', 'count-wrong'],
  handle: async ({ deps, actor, scope, request, params: { bulletinId }, now }) => {
    await requireBulletin(deps, scope, bulletinId);
    const by = { id: bulletinId, by: actor.personId, now };
    const { edition, before } = await deps.ledger.bulletins.recount(by);
    return {
      bulletin: shownTo({ reader: actor, request }, edition),
      changes: changesOf(before, edition, languageOf(request)),
    };
  },
});
