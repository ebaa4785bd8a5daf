import { request as plain, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as secure } from 'node:https';

export interface PostRequest {
  readonly url: URL;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  /** For the whole call: connecting, sending and the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: string;
  /** What the provider asks to wait, when it says so in seconds. */
  readonly retryAfterMs: number | null;
}

/** No whole answer came. Unless `begun`, not one byte of the request had left, so nothing can have arrived. */
export interface Failure {
  readonly kind: 'failure';
  readonly begun: boolean;
  readonly error: string;
}

export type Post = (request: PostRequest) => Promise<Answer | Failure>;

const LONGEST_ANSWER = 64 * 1_024;
const DAY_S = 86_400;

/** The authorities to trust instead of those of Node. */
interface Trust {
  readonly ca?: string;
}

/**
 * One POST on a connection of its own. Not `fetch`: whether an SMS may be sent again hangs on whether the request had
 * begun to leave, which only the socket tells. Follows no redirect and reads no more than 64 KiB of an answer. The words
 * of a failure are ours: what the provider or the system says could hold the address, and the address holds the key.
 */
export function makePost(trust: Trust = {}): Post {
  return (request) => new Promise((resolve) => call(request, trust, resolve));
}

function call(request: PostRequest, trust: Trust, resolve: (result: Answer | Failure) => void): void {
  const { url, headers, body, timeoutMs, signal } = request;
  let begun = false;
  const bytes = Buffer.byteLength(body);
  const open = url.protocol === 'https:' ? secure : plain;
  const outgoing = open(url, {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'Content-Length': bytes },
    ...trust,
  });
  const end = (result: Answer | Failure): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stopped);
    resolve(result);
    outgoing.destroy();
  };
  const fail = (error: string): void => end({ kind: 'failure', begun, error });
  const stopped = (): void => fail('stopped before an answer came');
  const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1_000} s`), timeoutMs);

  outgoing.once('socket', (socket) => {
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (begun = true));
  });
  outgoing.on('error', (error) => fail(`${begun ? 'connection lost' : 'no connection'}${codeOf(error)}`));
  outgoing.once('response', (response) => {
    read(response).then(
      (text) => end(answer(response, text)),
      () => fail('connection lost within the answer'),
    );
  });
  signal.addEventListener('abort', stopped, { once: true });
  if (signal.aborted) stopped();
  else outgoing.end(body);
}

/** The answer as text; what is longer than a provider's answer can be is cut, which no parser takes for a yes. */
async function read(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > LONGEST_ANSWER) return '';
  }
  return Buffer.concat(parts).toString('utf8');
}

function answer(response: IncomingMessage, body: string): Answer {
  const seconds = Number(response.headers['retry-after']);
  const given = Number.isInteger(seconds) && seconds > 0;
  return {
    kind: 'answer',
    status: response.statusCode ?? 0,
    body,
    retryAfterMs: given ? Math.min(seconds, DAY_S) * 1_000 : null,
  };
}

/** The system's own short code, such as ECONNREFUSED; never its sentence, which names the address. */
function codeOf(error: Error & { code?: unknown }): string {
  return typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(error.code)
    ? ` (${error.code})`
    : '';
}
