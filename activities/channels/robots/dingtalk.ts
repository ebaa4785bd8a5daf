import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Channel, Outgoing, Sent } from '../channel';
import { MEND_MS, fateOfFailure, fateOfStatus, parsed, refused, retry, sent, unknown } from '../http/fate';
import type { Answer, Post } from '../http/post';
import type { DingtalkSettings } from '../settings';
import { fitMessage } from '../text/fit';
import { oneLine, truncate } from '../text/truncate';
import { markdownLink, withoutMarkup } from './markdown';
import { accounts } from './mentions';
import { robotOf } from './robot-for';

/** The provider takes 20,000 bytes of JSON; the rest of them is for mentions and for what JSON adds to a text. */
const MARKDOWN_BYTES = 15_000;
/** What a phone shows of a message before it is opened. */
const TITLE_BYTES = 120;
const MOST_MENTIONS = 30;
const PER_MINUTE = 20;
/** A robot that sent too fast is blocked this long. */
const BLOCKED_MS = 10 * 60_000;

const BUSY = -1;
const TOO_OFTEN = [130_101, 410_100];
/** Wrong token, signature, keyword or address of ours; robot stopped or taken out of its group. */
const NO_SUCH_ROBOT = [300_001, 300_005, 310_000, 400_013, 400_101, 400_102, 400_106];
/** While it blocks a robot it also answers with a redirect. */
const FOUND = 302;

const answerSchema = z.union([z.object({ errcode: z.number().int() }), z.object({ punish: z.string() })]);

/** The group robot of DingTalk 钉钉, signed with its secret. */
export function dingtalkChannel(
  settings: DingtalkSettings,
  { post, now, timeoutMs }: { post: Post; now: () => number; timeoutMs: number },
): Channel {
  const robots = new Map(Object.entries(settings.robots));
  return {
    name: 'dingtalk',
    perMinute: PER_MINUTE,
    repeatable: false,
    robots: new Set(robots.keys()),
    language: settings.language,
    async send(message, signal) {
      const robot = robots.get(robotOf(message.target.key) ?? '');
      if (robot === undefined) return refused('no DingTalk robot of this name is configured');
      const url = new URL(settings.endpoint);
      const timestamp = String(now());
      url.searchParams.set('access_token', robot.token);
      url.searchParams.set('timestamp', timestamp);
      url.searchParams.set('sign', dingtalkSign(timestamp, robot.secret));
      const headers = { 'Content-Type': 'application/json' };
      const answer = await post({
        url,
        headers,
        body: JSON.stringify(dingtalkBody(message)),
        timeoutMs,
        signal,
      });
      return answer.kind === 'failure' ? fateOfFailure(answer) : fate(answer);
    },
  };
}

/** base64(HMAC-SHA256(secret, "timestamp\nsecret")); the timestamp in milliseconds, within an hour of theirs. */
export function dingtalkSign(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/** The request body; the message and nothing else. An account is mentioned only when the text names it too. */
export function dingtalkBody(message: Outgoing): object {
  const mentioned = accounts(message.target.mentions).slice(0, MOST_MENTIONS);
  const link = markdownLink(message.link, message.language);
  const text = fitMessage(message, {
    maxBytes: MARKDOWN_BYTES,
    separator: '\n\n',
    title: (title) => `### ${title}`,
    line: (line) => `> ${line}`,
    link: mentioned.length > 0 ? `${link}\n\n${mentioned.map((each) => `@${each}`).join(' ')}` : link,
    plain: withoutMarkup,
  });
  const title = truncate(oneLine(message.title), TITLE_BYTES);
  return { msgtype: 'markdown', markdown: { title, text }, at: { atUserIds: mentioned, isAtAll: false } };
}

function fate(answer: Answer): Sent {
  if (answer.status === FOUND) return retry(`HTTP ${FOUND}: the robot is blocked`, BLOCKED_MS);
  if (answer.status !== 200) return fateOfStatus(answer, 'retry');
  const said = answerSchema.safeParse(parsed(answer));
  if (!said.success) return unknown('HTTP 200 without an errcode');
  if ('punish' in said.data) return retry('blocked for sending too fast', BLOCKED_MS);
  const { errcode } = said.data;
  if (errcode === 0) return sent();
  const error = `errcode ${errcode}`;
  if (TOO_OFTEN.includes(errcode)) return retry(`${error}: too many messages`, BLOCKED_MS);
  if (errcode === BUSY) return retry(`${error}: the provider is busy`);
  if (NO_SUCH_ROBOT.includes(errcode))
    return retry(`${error}: the robot, its token or its secret is not right`, MEND_MS);
  return refused(error);
}
