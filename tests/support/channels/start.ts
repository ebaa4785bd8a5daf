import { dingtalkProvider } from './dingtalk';
import { startHttpStandIn, type HttpStandIn } from './http-stand-in';
import { Inbox } from './inbox';
import { SmsProvider, type SmsAccount } from './sms';
import { startSmtpStandIn, type SmtpStandIn } from './smtp';
import { webhookProvider } from './webhook';
import { wecomProvider } from './wecom';

export interface StandIns {
  readonly inbox: Inbox;
  readonly mail: SmtpStandIn;
  readonly wecom: HttpStandIn;
  readonly dingtalk: HttpStandIn;
  readonly sms: HttpStandIn;
  readonly smsGateway: SmsProvider;
  readonly webhook: HttpStandIn;
  /** What to set so that Banjie talks to these. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Names of the robots: ids of organisations. */
  readonly robots?: readonly string[];
  readonly now?: () => number;
  /** Ports in a row from here; otherwise any. */
  readonly firstPort?: number;
}

const ACCOUNT: SmsAccount = {
  keyId: 'StandInKeyId',
  keySecret: 'stand-in-key-secret',
  sign: '办结',
  template: 'SMS_0000001',
  receiptTemplate: 'SMS_0000002',
  variables: ['number', 'count'],
};

const keyOf = (robot: string): string => `key-of-${robot}`;
const tokenOf = (robot: string): string => `tokenof${robot.replace(/\W/g, '')}`;
const secretOf = (robot: string): string => `SEC-of-${robot}-0000000000`;

/** All providers on this machine, with one inbox. */
export async function startStandIns({
  robots = ['bureau'],
  now,
  firstPort,
}: StartOptions = {}): Promise<StandIns> {
  const inbox = new Inbox();
  const smsGateway = new SmsProvider(ACCOUNT);
  const port = (place: number): number => (firstPort === undefined ? 0 : firstPort + place);
  const parts = (place: number) => ({ inbox, port: port(place), ...(now && { now }) });
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.stop()));
  };
  const up = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const each = await starting;
    started.push(each);
    return each;
  };
  try {
    const mail = await up(startSmtpStandIn(parts(0)));
    const wecom = await up(
      startHttpStandIn(wecomProvider(new Map(robots.map((name) => [keyOf(name), name]))), parts(1)),
    );
    const dingtalkRobots = new Map(robots.map((name) => [tokenOf(name), { name, secret: secretOf(name) }]));
    const dingtalk = await up(startHttpStandIn(dingtalkProvider(dingtalkRobots), parts(2)));
    const sms = await up(startHttpStandIn(smsGateway, parts(3)));
    const hooks = new Map(robots.map((name) => [`/hooks/${name}`, { name, secret: secretOf(name) }]));
    const webhook = await up(startHttpStandIn(webhookProvider(hooks), parts(4)));
    const environment = environmentOf({ mail, wecom, dingtalk, sms, webhook }, robots);
    return { inbox, mail, wecom, dingtalk, sms, smsGateway, webhook, environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Servers = Pick<StandIns, 'mail' | 'wecom' | 'dingtalk' | 'sms' | 'webhook'>;

function environmentOf(servers: Servers, robots: readonly string[]): Record<string, string> {
  const each = (value: (robot: string) => unknown): string =>
    JSON.stringify(Object.fromEntries(robots.map((robot) => [robot, value(robot)])));
  return {
    BANJIE_SMTP_URL: servers.mail.url,
    BANJIE_MAIL_FROM: '办结 <banjie@banjie.example>',
    BANJIE_WECOM_ENDPOINT: `${servers.wecom.endpoint}/cgi-bin/webhook/send`,
    BANJIE_WECOM_ROBOTS: each(keyOf),
    BANJIE_DINGTALK_ENDPOINT: `${servers.dingtalk.endpoint}/robot/send`,
    BANJIE_DINGTALK_ROBOTS: each((robot) => ({ token: tokenOf(robot), secret: secretOf(robot) })),
    BANJIE_SMS_ENDPOINT: servers.sms.endpoint,
    BANJIE_SMS_KEY_ID: ACCOUNT.keyId,
    BANJIE_SMS_KEY_SECRET: ACCOUNT.keySecret,
    BANJIE_SMS_SIGN: ACCOUNT.sign,
    BANJIE_SMS_TEMPLATE: ACCOUNT.template,
    BANJIE_SMS_RECEIPT_TEMPLATE: ACCOUNT.receiptTemplate,
    BANJIE_WEBHOOKS: each((robot) => ({
      url: `${servers.webhook.endpoint}/hooks/${robot}`,
      secret: secretOf(robot),
    })),
  };
}
