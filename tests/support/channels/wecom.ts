import { createHash } from 'node:crypto';
import type { Provider, Received, Verdict } from './http-stand-in';
import { PerMinute } from './limits';

const LONGEST = { text: 2_048, markdown: 4_096 };

const refusal = (errcode: number | string): object => ({
  errcode: Number(errcode),
  // The real one repeats parts of the request in its words.
  errmsg: `refused, hint: [1234567], from ip: 10.0.0.1, key=${SECRET_ECHO}`,
});
/** Must never be found in an error of ours. */
export const SECRET_ECHO = 'echo-of-a-secret';

/** The WeCom robot: limits of length and of 20 messages a minute. `robots`: key → name. */
export function wecomProvider(robots: ReadonlyMap<string, string>): Provider {
  const limit = new PerMinute(20);
  return {
    channel: 'wecom',
    refusal,
    judge({ url, headers, body }: Received, now): Verdict {
      const robot = robots.get(url.searchParams.get('key') ?? '');
      if (robot === undefined) return { answer: refusal(93_000) };
      if (!headers['content-type']?.startsWith('application/json')) return { answer: refusal(44_004) };
      const message = JSON.parse(body) as WecomMessage;
      const content = message.text?.content ?? message.markdown?.content ?? '';
      const kind = message.msgtype;
      if (kind !== 'text' && kind !== 'markdown') return { answer: refusal(40_008) };
      if (content === '') return { answer: refusal(44_004) };
      if (Buffer.byteLength(content) > LONGEST[kind]) return { answer: refusal(40_058) };
      if (!limit.takes(robot, now)) return { answer: refusal(45_009) };
      const id = createHash('sha256').update(`${robot}\n${body}`).digest('hex');
      const [title = ''] = content.split('\n');
      return {
        answer: { errcode: 0, errmsg: 'ok' },
        arrival: { to: robot, id, title, text: content, raw: message },
      };
    },
  };
}

export interface WecomMessage {
  readonly msgtype: string;
  readonly text?: { readonly content: string; readonly mentioned_list?: readonly string[] };
  readonly markdown?: { readonly content: string };
}
