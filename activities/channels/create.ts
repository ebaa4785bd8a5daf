import type { Channel, ChannelName } from './channel';
import { makePost, type Post } from './http/post';
import { mailChannel } from './mail/mail';
import { dingtalkChannel } from './robots/dingtalk';
import { wecomChannel } from './robots/wecom';
import type { ChannelSettings } from './settings';
import { smsChannel } from './sms/sms';
import { webhookChannel } from './webhook';

const TIMEOUT_MS = 10_000;

export interface ChannelParts {
  readonly post?: Post;
  /** Milliseconds since the epoch, for signatures. */
  readonly now?: () => number;
  /** For each call in all. */
  readonly timeoutMs?: number;
}

/** The channels that are configured, and no others. */
export function createChannels(
  settings: ChannelSettings,
  { post = makePost(), now = Date.now, timeoutMs = TIMEOUT_MS }: ChannelParts = {},
): Map<ChannelName, Channel> {
  const parts = { post, now, timeoutMs };
  const channels = [
    settings.mail && mailChannel(settings.mail, parts),
    settings.wecom && wecomChannel(settings.wecom, parts),
    settings.dingtalk && dingtalkChannel(settings.dingtalk, parts),
    settings.sms && smsChannel(settings.sms, parts),
    settings.webhook && webhookChannel(settings.webhook, parts),
  ];
  return new Map(channels.filter((channel) => channel !== null).map((channel) => [channel.name, channel]));
}
