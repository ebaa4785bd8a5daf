import { createChannels, type ChannelParts } from '../../../activities/channels/create';
import type { Channel, ChannelName, Outgoing, Target } from '../../../activities/channels/channel';
import { channelsGroup } from '../../../config/channels';
import type { StandIns } from './start';

export const MOBILE = '13912345678';
export const MAILBOX = 'clerk.wang@street.example.cn';

/** A message as delivery makes it. */
export function outgoing(change: Partial<Outgoing> = {}): Outgoing {
  return {
    deliveryId: '0197c7b2-6c1f-7c3e-9a51-3f1f9b1f6a10',
    target: toRobot('bureau'),
    language: 'zh',
    title: '2 项将到期，1 项已逾期',
    lines: ['ZJG-2026-000017 审核 已逾期 2 个工作日', 'ZJG-2026-000018 公示 今天到期'],
    why: [],
    link: 'https://banjie.example/c/ZJG-2026-000017',
    template: { number: 'ZJG-2026-000017', count: '3' },
    ...change,
  };
}

export const toRobot = (name: string, mentions: readonly string[] = []): Target => ({
  key: `robot:${name}`,
  address: null,
  mentions,
});

export const toPerson = (address: string | null): Target => ({ key: 'person:p1', address, mentions: [] });

/** The channels as configured for these stand-ins, through the environment as in production. */
export function channelsOf(standIns: StandIns, parts: ChannelParts = {}): Map<ChannelName, Channel> {
  const { value, problems } = channelsGroup(standIns.environment);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return createChannels(value, parts);
}

export const neverAborted = (): AbortSignal => new AbortController().signal;
