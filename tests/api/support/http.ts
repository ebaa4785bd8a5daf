/** An answer with its body read as JSON, or as text when it is none. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & {
    items?: Record<string, unknown>[];
    nextCursor?: string | null;
    errors?: { pointer: string }[];
  };
  text: string;
}

export interface Ask {
  token?: string;
  cookie?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: string | Uint8Array<ArrayBuffer>;
}

/** One request with real HTTP. Scripts of our own say so, as the CSRF rule wants. */
export async function ask(
  url: string,
  method: string,
  path: string,
  { token, cookie, headers, body, raw }: Ask = {},
): Promise<Answer> {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      'accept-language': 'en',
      ...(content !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie !== undefined && { cookie, 'x-banjie-request': '1' }),
      ...headers,
    },
    ...(content !== undefined && { body: content }),
  });
  // A stream has no end to wait for.
  const endless = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (endless) await response.body?.cancel();
  const text = endless ? '' : await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
}

/** The session cookie an answer sets, as a browser would send it back. */
export function cookieOf(answer: Answer): string {
  const set = answer.headers.getSetCookie().find((line) => line.startsWith('banjie.sid='));
  return set?.split(';')[0] ?? '';
}
