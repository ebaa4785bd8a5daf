import { z } from 'zod';
import type { Channel, Outgoing, Sent } from '../channel';
import { MEND_MS, fateOfFailure, fateOfStatus, parsed, refused, retry, sent, unknown } from '../http/fate';
import type { Answer, Post } from '../http/post';
import type { WecomSettings } from '../settings';
import { fitMessage } from '../text/fit';
import { markdownLink, withoutMarkup } from './markdown';
import { accounts } from './mentions';
import { robotOf } from './robot-for';

/** Bytes of UTF-8 that a robot takes (domain.md 4.3). */
const TEXT_BYTES = 2_048;
const MARKDOWN_BYTES = 4_096;
const PER_MINUTE = 20;
const MINUTE_MS = 60_000;

const BUSY = -1;
const TOO_OFTEN = [45_009, 45_033];
const TOO_LONG = 40_058;
/** The key is wrong, or the robot was taken out of its group. */
const NO_SUCH_ROBOT = [93_000, 93_004, 93_008];

const answerSchema = z.object({ errcode: z.number().int() });

/** The group robot of WeCom 企业微信. It can mention accounts in plain text only, so a message with mentions is text. */
export function wecomChannel(
  settings: WecomSettings,
  { post, timeoutMs }: { post: Post; timeoutMs: number },
): Channel {
  const keys = new Map(Object.entries(settings.robots));
  return {
    name: 'wecom',
    perMinute: PER_MINUTE,
    repeatable: false,
    robots: new Set(keys.keys()),
    language: settings.language,
    async send(message, signal) {
      const key = keys.get(robotOf(message.target.key) ?? '');
      if (key === undefined) return refused('no WeCom robot of this name is configured');
      const url = new URL(settings.endpoint);
      url.searchParams.set('key', key);
      const headers = { 'Content-Type': 'application/json' };
      const answer = await post({
        url,
        headers,
        body: JSON.stringify(wecomBody(message)),
        timeoutMs,
        signal,
      });
      return answer.kind === 'failure' ? fateOfFailure(answer) : fate(answer);
    },
  };
}

/** The request body; the message and nothing else. */
export function wecomBody(message: Outgoing): object {
  const mentioned = accounts(message.target.mentions);
  if (mentioned.length > 0) {
    const content = fitMessage(message, {
      maxBytes: TEXT_BYTES,
      separator: '\n',
      title: String,
      line: String,
      link: message.link,
    });
    return { msgtype: 'text', text: { content, mentioned_list: mentioned } };
  }
  const content = fitMessage(message, {
    maxBytes: MARKDOWN_BYTES,
    separator: '\n',
    title: (text) => `**${text}**`,
    line: (text) => `> ${text}`,
    link: markdownLink(message.link, message.language),
    plain: withoutMarkup,
  });
  return { msgtype: 'markdown', markdown: { content } };
}

/** WeCom answers 200 even when it refuses: only `errcode` counts. Its `errmsg` is left out, it may repeat the request. */
function fate(answer: Answer): Sent {
  if (answer.status !== 200) return fateOfStatus(answer, 'retry');
  const said = answerSchema.safeParse(parsed(answer));
  if (!said.success) return unknown('HTTP 200 without an errcode');
  const { errcode } = said.data;
  if (errcode === 0) return sent();
  const error = `errcode ${errcode}`;
  if (TOO_OFTEN.includes(errcode)) return retry(`${error}: too many messages`, MINUTE_MS);
  if (errcode === BUSY) return retry(`${error}: the provider is busy`);
  if (NO_SUCH_ROBOT.includes(errcode)) return retry(`${error}: the robot or its key is not right`, MEND_MS);
  if (errcode === TOO_LONG) return refused(`${error}: longer than the robot takes, a mistake of Banjie`);
  return refused(error);
}
