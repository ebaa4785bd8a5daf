import { createHash, createHmac } from 'node:crypto';
import type { Provider, Received, Verdict } from './http-stand-in';
import { PerMinute } from './limits';
import { SECRET_ECHO } from './wecom';

const HOUR_MS = 60 * 60_000;
const BLOCKED_MS = 10 * 60_000;
const LONGEST = 20_000;

export interface DingtalkRobot {
  readonly name: string;
  readonly secret: string;
}

const refusal = (errcode: number | string): object => ({
  errcode: Number(errcode),
  errmsg: `refused ${SECRET_ECHO}`,
});

/** The DingTalk robot: checks the signature, 20 messages a minute, then ten minutes of silence. `robots`: by token. */
export function dingtalkProvider(robots: ReadonlyMap<string, DingtalkRobot>): Provider {
  const limit = new PerMinute(20);
  const blockedUntil = new Map<string, number>();
  return {
    channel: 'dingtalk',
    refusal,
    judge({ url, body }: Received, now): Verdict {
      const robot = robots.get(url.searchParams.get('access_token') ?? '');
      if (robot === undefined) return { answer: refusal(300_005) };
      const timestamp = url.searchParams.get('timestamp') ?? '';
      const expected = createHmac('sha256', robot.secret)
        .update(`${timestamp}\n${robot.secret}`)
        .digest('base64');
      if (url.searchParams.get('sign') !== expected) return { answer: refusal(310_000) };
      if (Math.abs(now - Number(timestamp)) > HOUR_MS) return { answer: refusal(310_000) };
      if (Buffer.byteLength(body) > LONGEST) return { answer: refusal(460_101) };
      if (now < (blockedUntil.get(robot.name) ?? 0)) return { answer: refusal(130_101) };
      if (!limit.takes(robot.name, now)) {
        blockedUntil.set(robot.name, now + BLOCKED_MS);
        return { answer: refusal(130_101) };
      }
      const message = JSON.parse(body) as DingtalkMessage;
      const id = createHash('sha256').update(`${robot.name}\n${body}`).digest('hex');
      const { title, text } = message.markdown;
      return {
        answer: { errcode: 0, errmsg: 'ok' },
        arrival: { to: robot.name, id, title, text, raw: message },
      };
    },
  };
}

export interface DingtalkMessage {
  readonly msgtype: string;
  readonly markdown: { readonly title: string; readonly text: string };
  readonly at: { readonly atUserIds: readonly string[]; readonly isAtAll: boolean };
}
