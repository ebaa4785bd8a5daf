import { z } from 'zod';
import type { ChannelName } from '../../../domain/channels';
import { Refusal } from '../../../domain/errors';
import { queueTest } from '../../../ledger/outbox/manage';
import { personKey, robotKey, wayOf } from '../../../ledger/outbox/ways';
import type { PrismaClient } from '../../../prisma/client';
import { defineRoute } from '../../route';
import { channelName, deliveryId } from './channel-schema';
import { configuredChannels } from './read-channels';
import { record } from './record';

/** The one who asks, at their own address. */
async function ownTarget(prisma: PrismaClient, channel: ChannelName, personId: string): Promise<string> {
  const way = wayOf(channel);
  const contact = await prisma.contact.findUnique({ where: { personId } });
  if (way.to === 'person' && contact?.[way.address]) return personKey(personId);
  throw new Refusal('value-required', {
    zh: '您没有登记该渠道的联系方式，请先登记。',
    en: 'You have no address for this channel; enter it in your contact first.',
  });
}

function robotTarget(robots: readonly string[], asked: string | undefined): string {
  const robot = asked ?? (robots.length === 1 ? robots[0] : undefined);
  if (robot !== undefined && robots.includes(robot)) return robotKey(robot);
  throw new Refusal('unknown-value', {
    zh: `请在 robot 中填写已配置的机器人：${robots.join('、')}。`,
    en: `Name one of the robots that are configured: ${robots.join(', ')}.`,
  });
}

export const testChannel = defineRoute({
  operation: 'testChannel',
  method: 'post',
  path: '/api/v1/channels/{channel}/test',
  tag: 'channels',
  summary: 'Send a test message to my own address, or to a robot',
  description:
    'It goes through everything a real message goes through. Ask for its delivery to see what came of it.',
  params: z.strictObject({ channel: channelName }),
  body: z.strictObject({
    robot: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'May be left out where there is only one' }),
  }),
  answer: { status: 202, description: 'It waits to be sent', body: z.strictObject({ deliveryId }) },
  refuses: ['not-now', 'unknown-value', 'value-required'],
  handle: async ({ deps, actor, params, body, now }) => {
    const { channel } = params;
    const configured = await configuredChannels(deps.prisma);
    const robots = configured.get(channel);
    if (robots === undefined) {
      throw new Refusal('not-now', {
        zh: '该渠道尚未配置，或没有运行中的 worker。',
        en: 'The channel is not configured, or no worker is running.',
      });
    }
    const { personId } = actor;
    const target =
      robots === null ? await ownTarget(deps.prisma, channel, personId) : robotTarget(robots, body.robot);
    const entry = { at: now, personId, action: 'channel-tested', data: { channel, target } } as const;
    const id = await queueTest(deps.pool, { channel, target, by: personId, now }, (db, subject) =>
      record(db, { ...entry, subject }),
    );
    return { deliveryId: id };
  },
});
