import type { texts as zh } from '../zh-CN/contact';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  mobile: 'Mobile number',
  email: 'Mail address',
  wecom: 'WeCom account',
  dingtalk: 'DingTalk account',
  wanted: 'Channels wanted',
  wantedHelp: 'Nothing is sent by the others; messages inside the product always stay.',
  channels: { mail: 'Mail', wecom: 'WeCom', dingtalk: 'DingTalk', sms: 'SMS', webhook: 'Webhook' },
};
