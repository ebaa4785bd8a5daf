export const texts = {
  mobile: '手机号',
  email: '邮箱',
  wecom: '企业微信账号',
  dingtalk: '钉钉账号',
  wanted: '愿意接收的渠道',
  wantedHelp: '不勾选的渠道不再给您发消息；站内消息始终保留。',
  channels: { mail: '邮件', wecom: '企业微信', dingtalk: '钉钉', sms: '短信', webhook: '接口推送' },
} as const;
