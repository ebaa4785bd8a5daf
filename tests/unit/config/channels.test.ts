import { createChannels } from '../../../activities/channels/create';
import type { ChannelSettings } from '../../../activities/channels/settings';
import { channelsGroup } from '../../../config/channels';
import { ConfigError, loadConfig } from '../../../config/env';
import { envSchema } from '../../../config/env-schema';

const LEAST = {
  DATABASE_URL: 'postgresql://banjie_app:secret@127.0.0.1:5432/banjie',
  BANJIE_SESSION_SECRET: 'x'.repeat(32),
};
const SECRET = 'aVerySecretThing1234567890';
const WHOLE = {
  BANJIE_SMTP_URL: `smtps://clerk:${SECRET}@mail.example.cn`,
  BANJIE_MAIL_FROM: '办结 <banjie@example.cn>',
  BANJIE_WECOM_ROBOTS: JSON.stringify({ zjg: SECRET }),
  BANJIE_DINGTALK_ROBOTS: JSON.stringify({ nc: { token: SECRET, secret: SECRET } }),
  BANJIE_DINGTALK_LANGUAGE: 'en',
  BANJIE_SMS_KEY_ID: 'id',
  BANJIE_SMS_KEY_SECRET: SECRET,
  BANJIE_SMS_SIGN: '办结',
  BANJIE_SMS_TEMPLATE: 'SMS_1',
  BANJIE_SMS_RECEIPT_TEMPLATE: 'SMS_2',
  BANJIE_WEBHOOKS: JSON.stringify({ oa: { url: 'http://oa.internal/hooks', secret: SECRET } }),
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig({ ...LEAST, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the channels of the environment', () => {
  it('are none when nothing is set', () => {
    const { channels } = loadConfig(LEAST);
    expect(channels).toEqual({ mail: null, wecom: null, dingtalk: null, sms: null, webhook: null });
    expect(createChannels(channels).size).toBe(0);
  });

  it('are all that are set, as the adapters take them', () => {
    const settings: ChannelSettings = loadConfig({ ...LEAST, ...WHOLE }).channels;
    expect(settings).toEqual({
      mail: {
        host: 'mail.example.cn',
        port: 465,
        secure: true,
        requireTls: false,
        login: { user: 'clerk', password: SECRET },
        from: { name: '办结', address: 'banjie@example.cn' },
      },
      wecom: {
        endpoint: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
        language: 'zh',
        robots: { zjg: SECRET },
      },
      dingtalk: {
        endpoint: 'https://oapi.dingtalk.com/robot/send',
        language: 'en',
        robots: { nc: { token: SECRET, secret: SECRET } },
      },
      sms: {
        endpoint: 'https://dysmsapi.aliyuncs.com',
        keyId: 'id',
        keySecret: SECRET,
        sign: '办结',
        template: 'SMS_1',
        variables: ['number', 'count'],
        receiptTemplate: 'SMS_2',
      },
      webhook: { language: 'zh', hooks: { oa: { url: 'http://oa.internal/hooks', secret: SECRET } } },
    });
    expect([...createChannels(settings).keys()]).toEqual(['mail', 'wecom', 'dingtalk', 'sms', 'webhook']);
  });

  it.each(Object.keys(WHOLE))('every variable is known: %s', (name) => {
    expect(name in envSchema.shape).toBe(true);
  });

  it('reports all problems together, and repeats no value in any', () => {
    const problems = problemsOf({
      BANJIE_SMTP_URL: `http://clerk:${SECRET}@mail.example.cn/${SECRET}`,
      BANJIE_MAIL_FROM: `${SECRET}, ${SECRET}`,
      BANJIE_WECOM_ROBOTS: JSON.stringify({ zjg: `https://x/?key=${SECRET}`, [`key/${SECRET}`]: 'zjg' }),
      BANJIE_WECOM_ENDPOINT: `http://${SECRET}.example`,
      BANJIE_DINGTALK_LANGUAGE: SECRET,
      BANJIE_DINGTALK_ROBOTS: JSON.stringify({ nc: { token: SECRET, [SECRET]: SECRET }, cc: SECRET }),
      BANJIE_SMS_KEY_SECRET: SECRET,
      BANJIE_SMS_VARIABLES: SECRET,
      BANJIE_WEBHOOKS: `{"oa": {"url": "${SECRET}", "secret": "${SECRET}"}`,
    });
    expect(problems).toEqual([
      'BANJIE_SMTP_URL must be smtp://host:port or smtps://user:password@host:port',
      'BANJIE_MAIL_FROM must be an address, alone or as: name <address>',
      'BANJIE_WECOM_ROBOTS, entry 1: must be the part of its address after key=, not the whole address',
      'BANJIE_WECOM_ROBOTS, entry 2: the name must be an id of letters and digits',
      'BANJIE_WECOM_ENDPOINT must start with https:// (http:// only on this machine)',
      'BANJIE_DINGTALK_ROBOTS, entry 1: secret is missing: the signing secret of the robot',
      'BANJIE_DINGTALK_ROBOTS, entry 1: must be {"token": …, "secret": …}',
      'BANJIE_DINGTALK_ROBOTS, entry 2: must be {"token": …, "secret": …}',
      'BANJIE_DINGTALK_LANGUAGE must be zh or en',
      'BANJIE_SMS_KEY_ID is missing although BANJIE_SMS_KEY_SECRET is set: give all of BANJIE_SMS_… or none',
      'BANJIE_SMS_SIGN is missing although BANJIE_SMS_KEY_SECRET is set: give all of BANJIE_SMS_… or none',
      'BANJIE_SMS_TEMPLATE is missing although BANJIE_SMS_KEY_SECRET is set: give all of BANJIE_SMS_… or none',
      'BANJIE_SMS_VARIABLES must be some of number, count, with commas between',
      'BANJIE_WEBHOOKS must be a JSON object: {"name": …}',
    ]);
    expect(problems.join('\n').toLowerCase()).not.toContain(SECRET.toLowerCase());
  });

  it.each([
    'mail.example.cn',
    'smtp://',
    'smtp:///x',
    'smtp://h:99999',
    'smtp://user@h',
    'smtp://:password@h',
    'smtp://u:%zz@h',
    'smtp://h?tls=no',
    'smtp://h/path',
  ])('refuses %s for a mail server', (BANJIE_SMTP_URL) => {
    expect(problemsOf({ BANJIE_SMTP_URL, BANJIE_MAIL_FROM: 'a@b.cn' })).toHaveLength(1);
  });

  it.each([
    [
      'smtp://127.0.0.1:2525',
      { host: '127.0.0.1', port: 2525, secure: false, requireTls: false, login: null },
    ],
    ['smtp://mail.cn', { host: 'mail.cn', port: 587, requireTls: false, login: null }],
    ['smtp://u:p@mail.cn', { port: 587, requireTls: true, login: { user: 'u', password: 'p' } }],
    ['smtp://u:p@localhost:25', { requireTls: false }],
    ['smtps://u:p@[2001:db8::1]/', { host: '2001:db8::1', port: 465, secure: true, requireTls: false }],
  ])('reads %s', (BANJIE_SMTP_URL, expected) => {
    const env = { BANJIE_SMTP_URL, BANJIE_MAIL_FROM: '"办结（测试）" <a@b.cn>' };
    expect(channelsGroup(env).value.mail).toMatchObject({
      ...expected,
      from: { name: '办结（测试）', address: 'a@b.cn' },
    });
  });

  it('wants server and sender of mail together', () => {
    expect(problemsOf({ BANJIE_MAIL_FROM: 'a@b.cn' })).toEqual([
      'BANJIE_SMTP_URL is missing although BANJIE_MAIL_FROM is set: give both or neither',
    ]);
  });

  it.each(['[]', '"x"', '{}', 'null', '{"a": 1}', '{"a": ""}', '{"": "key"}', '{"a/b": "key"}'])(
    'refuses %s for robots',
    (BANJIE_WECOM_ROBOTS) => {
      expect(problemsOf({ BANJIE_WECOM_ROBOTS })).toHaveLength(1);
    },
  );

  it('takes no robot from the prototype of an object', () => {
    const { value, problems } = channelsGroup({ BANJIE_WECOM_ROBOTS: '{"__proto__": "key", "zjg": "key"}' });
    expect(problems).toEqual([]);
    expect(Object.entries(value.wecom!.robots)).toEqual([['zjg', 'key']]);
  });

  it.each([
    ['BANJIE_WECOM_ENDPOINT', 'http://127.0.0.1:9/send', 0],
    ['BANJIE_DINGTALK_ENDPOINT', 'http://localhost:9', 0],
    ['BANJIE_DINGTALK_ENDPOINT', 'ftp://127.0.0.1', 1],
    ['BANJIE_WECOM_ENDPOINT', 'http://10.0.0.1', 1],
    ['BANJIE_WECOM_ENDPOINT', 'https://user:password@proxy.example', 1],
    ['BANJIE_WECOM_ENDPOINT', 'nonsense', 1],
  ])('lets keys out only under TLS: %s=%s', (name, value, problems) => {
    expect(problemsOf({ [name]: value })).toHaveLength(problems);
  });

  it.each([
    [{ url: 'http://oa.internal', secret: SECRET }, 0],
    [{ url: 'ftp://oa.internal', secret: SECRET }, 1],
    [{ url: 'https://oa.internal', secret: 'short' }, 1],
    [{ url: 'https://oa.internal' }, 1],
    [{ url: 'https://oa.internal', secret: SECRET, more: 1 }, 1],
  ])('checks a webhook: %j', (hook, problems) => {
    expect(problemsOf({ BANJIE_WEBHOOKS: JSON.stringify({ oa: hook }) })).toHaveLength(problems);
  });
});
