import i18next from 'i18next';
import createClient from 'openapi-fetch';
import { currentLanguage } from '../i18n/language';
import { checkConnection } from './connection';
import { signedInAgain } from './expired';
import type { paths } from './generated/schema';
import { problemIn, UnreachableError } from './problem';

/** Requests that ask who is signed in: "nobody" is an answer to them, not a session that ran out. */
const ASKS_WHO = /^\/api\/v1\/(session|me$)/;
/** Something between us and the API, or the API itself, says that it is not there. */
const NOT_THERE: ReadonlySet<number> = new Set([502, 503, 504]);

/** Every request of the pages: says that it is ours and in which language, and outlives an expired session. */
export const client = createClient<paths>({ baseUrl: location.origin, fetch: send });

/**
 * For what is sent when nobody may be looking: an expired session is an answer, and nothing waits. `X-Banjie-Person` on a
 * request says whose work it is; the API refuses it from the session of anybody else.
 */
export const unattended = createClient<paths>({
  baseUrl: location.origin,
  fetch: (request) => reach(marked(request)),
});

function marked(request: Request): Request {
  request.headers.set('X-Banjie-Request', '1');
  request.headers.set('Accept-Language', currentLanguage());
  return request;
}

async function send(request: Request): Promise<Response> {
  marked(request);
  const spare = request.clone();
  const response = await reach(request);
  if (response.status !== 401 || ASKS_WHO.test(new URL(request.url).pathname)) return response;
  await signedInAgain();
  return send(spare);
}

async function reach(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (NOT_THERE.has(response.status)) void checkConnection();
    return response;
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    void checkConnection();
    throw new UnreachableError(i18next.t('parts:problem.unreachable'), { cause });
  }
}

/** The data of an answer, or its problem thrown. */
export async function ask<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Exclude<T, undefined>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw problemIn(error, response);
  return data as Exclude<T, undefined>;
}
