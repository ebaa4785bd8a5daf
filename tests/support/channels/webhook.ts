import { createHmac } from 'node:crypto';
import type { Provider, Received, Verdict } from './http-stand-in';

const OLDEST_MS = 5 * 60_000;

/** A system that takes our webhooks: checks signature and age. `hooks`: path → name and secret. */
export function webhookProvider(
  hooks: ReadonlyMap<string, { readonly name: string; readonly secret: string }>,
): Provider {
  return {
    channel: 'webhook',
    refusal: (code) => ({ error: String(code) }),
    judge({ url, headers, body }: Received, now): Verdict {
      const hook = hooks.get(url.pathname);
      if (hook === undefined) return { status: 404, answer: { error: 'no such hook' } };
      const timestamp = String(headers['banjie-timestamp']);
      const expected = createHmac('sha256', hook.secret).update(`${timestamp}.${body}`).digest('hex');
      if (headers['banjie-signature'] !== `v1=${expected}`)
        return { status: 401, answer: { error: 'signature' } };
      if (Math.abs(now - Number(timestamp) * 1_000) > OLDEST_MS)
        return { status: 401, answer: { error: 'too old' } };
      const message = JSON.parse(body) as WebhookMessage;
      return {
        answer: { ok: true },
        arrival: {
          to: hook.name,
          id: String(headers['idempotency-key']),
          title: message.title,
          text: [...message.lines, message.link].join('\n'),
          raw: message,
        },
      };
    },
  };
}

export interface WebhookMessage {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly link: string;
}
