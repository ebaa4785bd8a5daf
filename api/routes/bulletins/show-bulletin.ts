import { z } from 'zod';
import { identify } from '../../auth/identify';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { bulletinSchema } from './bulletin-schema';
import { shownTo, visibleBulletin } from './visible-bulletin';

export const showBulletin = defineRoute({
  operation: 'showBulletin',
  method: 'get',
  path: '/api/v1/bulletins/{bulletinId}',
  tag: 'supervision',
  summary: 'A bulletin with its figures, tables and text',
  description:
    'Tables and definitions are in the language of the request; the text is as it was written. No personal data.',
  params: z.strictObject({ bulletinId: id }),
  answer: { status: 200, description: 'The bulletin', body: bulletinSchema },
  refuses: ['not-found'],
  handle: async (ctx) => {
    const { deps, request, params, setHeader } = ctx;
    setHeader('Vary', 'Accept-Language, Cookie, Authorization');
    const reader = await identify(request, ctx);
    const edition = await visibleBulletin(deps, reader, params.bulletinId);
    return shownTo({ reader, request }, edition);
  },
});
