import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { ROLES } from '../../../domain/roles';
import { WAYS, type WayName } from '../../../ledger/outbox/ways';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { channelName } from './channel-schema';
import { configuredChannels } from './read-channels';
import { readUnreachable } from './read-unreachable';

const unreachableSchema = z
  .strictObject({
    personId: z.string(),
    displayName: z.string(),
    posts: z.array(
      z.strictObject({ role: z.enum(ROLES), organisationId: z.string(), organisationName: z.string() }),
    ),
    reason: z
      .enum(['no address', 'muted'])
      .meta({ description: 'muted: there is an address, and they do not want messages there' }),
  })
  .meta({ id: 'UnreachablePerson' });

export const listUnreachable = defineRoute({
  operation: 'listUnreachable',
  method: 'get',
  path: '/api/v1/channels/unreachable',
  tag: 'channels',
  summary: 'People who hold a post today and whom no message outside the product reaches, by post',
  description:
    'They see their messages in the product and nowhere else. Asked of the channels that go to persons and are configured; ' +
    'with none of them configured everybody is listed. No address is shown.',
  query: z.strictObject(pageQuery),
  answer: {
    status: 200,
    description: 'A page of people',
    body: pageOf(unreachableSchema).extend({
      channels: z
        .array(channelName)
        .meta({ description: 'Those that were asked: configured, and to persons' }),
    }),
  },
  handle: async ({ deps: { prisma }, query, now }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string().max(64)]));
    const configured = await configuredChannels(prisma);
    const channels = (Object.keys(WAYS) as WayName[]).filter(
      (name) => WAYS[name].to === 'person' && configured.has(name),
    );
    const rows = await readUnreachable(prisma, {
      ...{ day: civilDateOf(now), channels, after: after?.[0] ?? '', limit: query.limit + 1 },
    });
    return {
      ...toPage(
        rows,
        query.limit,
        (row) => [row.personId],
        (row) => row,
      ),
      channels,
    };
  },
});
