import { z } from 'zod';
import { defineRoute } from '../../route';
import { channelSchema } from './channel-schema';
import { readChannels } from './read-channels';

export const listChannels = defineRoute({
  operation: 'listChannels',
  method: 'get',
  path: '/api/v1/channels',
  tag: 'channels',
  summary: 'How each way out of the product is doing',
  description: 'What waits, since when, what could not be delivered and why. Nothing here is about a case.',
  answer: {
    status: 200,
    description: 'Every channel, configured or not',
    body: z.strictObject({ items: z.array(channelSchema) }),
  },
  handle: async ({ deps }) => ({
    items: await readChannels(deps.prisma, deps.config.simulation.enabled),
  }),
});
