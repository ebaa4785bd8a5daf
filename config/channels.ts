import { mailGroup } from './channel-groups/mail';
import { dingtalkGroup, webhookGroup, wecomGroup } from './channel-groups/robots';
import { smsGroup } from './channel-groups/sms';
import type { Group, Source } from './channel-groups/group';

/** The ways out of the product that are configured; null = not. Names as `activities/channels/settings.ts` wants them. */
export interface ChannelsConfig {
  readonly mail: ReturnType<typeof mailGroup>['value'];
  readonly wecom: ReturnType<typeof wecomGroup>['value'];
  readonly dingtalk: ReturnType<typeof dingtalkGroup>['value'];
  readonly sms: ReturnType<typeof smsGroup>['value'];
  readonly webhook: ReturnType<typeof webhookGroup>['value'];
}

/** Message channels, from the environment only. Problems never repeat a value: a value here is a key or holds one. */
export function channelsGroup(env: Source): Group<ChannelsConfig> {
  const mail = mailGroup(env);
  const wecom = wecomGroup(env);
  const dingtalk = dingtalkGroup(env);
  const sms = smsGroup(env);
  const webhook = webhookGroup(env);
  return {
    value: {
      mail: mail.value,
      wecom: wecom.value,
      dingtalk: dingtalk.value,
      sms: sms.value,
      webhook: webhook.value,
    },
    problems: [mail, wecom, dingtalk, sms, webhook].flatMap(({ problems }) => problems),
  };
}

/** Names of the channels that are configured: what the ledger puts into the outbox. */
export function channelNames(channels: ChannelsConfig): string[] {
  return Object.entries(channels).flatMap(([name, settings]) => (settings === null ? [] : [name]));
}
