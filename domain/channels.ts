/** Ways out of the product besides in-app messages (domain.md 4.3). */
export const CHANNELS = ['mail', 'wecom', 'dingtalk', 'sms', 'webhook'] as const;
export type ChannelName = (typeof CHANNELS)[number];
