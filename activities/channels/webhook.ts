import { createHmac } from 'node:crypto';
import type { Channel, Outgoing, Sent } from './channel';
import { fateOfFailure, fateOfStatus, refused, sent } from './http/fate';
import type { Answer, Post } from './http/post';
import { robotOf } from './robots/robot-for';
import type { WebhookSettings } from './settings';
import { oneLine } from './text/truncate';

/** What the receiver says when it will never take this message. */
const NEVER: readonly number[] = [400, 409, 410, 413, 422];

/**
 * A system of the city that takes messages as JSON. It recognises ours by the signature over timestamp and body, and a
 * repeated one by its `Idempotency-Key`.
 */
export function webhookChannel(
  settings: WebhookSettings,
  { post, now, timeoutMs }: { post: Post; now: () => number; timeoutMs: number },
): Channel {
  const hooks = new Map(Object.entries(settings.hooks));
  return {
    name: 'webhook',
    perMinute: null,
    repeatable: true,
    robots: new Set(hooks.keys()),
    language: settings.language,
    async send(message, signal) {
      const hook = hooks.get(robotOf(message.target.key) ?? '');
      if (hook === undefined) return refused('no webhook of this name is configured');
      const body = JSON.stringify(webhookBody(message));
      const timestamp = String(Math.floor(now() / 1_000));
      const headers = {
        'Content-Type': 'application/json',
        'Idempotency-Key': message.deliveryId,
        'Banjie-Timestamp': timestamp,
        'Banjie-Signature': webhookSignature(hook.secret, timestamp, body),
      };
      const answer = await post({ url: new URL(hook.url), headers, body, timeoutMs, signal });
      return answer.kind === 'failure' ? fateOfFailure(answer) : fate(answer);
    },
  };
}

/** `v1=` and the hex HMAC-SHA256 of `<timestamp>.<body>`; the timestamp in seconds, so that old calls can be refused. */
export function webhookSignature(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** The request body; the message and nothing else. */
export function webhookBody(message: Outgoing): object {
  return {
    id: message.deliveryId,
    language: message.language,
    title: oneLine(message.title),
    lines: message.lines.map(oneLine),
    why: message.why.map(({ number, zh, en }) => ({ number, zh: zh.map(oneLine), en: en.map(oneLine) })),
    link: message.link,
    mentions: message.target.mentions,
  };
}

function fate(answer: Answer): Sent {
  if (answer.status >= 200 && answer.status < 300) return sent();
  if (NEVER.includes(answer.status)) return refused(`HTTP ${answer.status}`);
  return fateOfStatus(answer, 'retry');
}
