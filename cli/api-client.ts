import { randomUUID } from 'node:crypto';

/** An error the API answered with: an RFC 9457 problem. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly problem: {
      code?: string;
      title?: string;
      detail?: string;
      errors?: { pointer: string; message: string }[];
    },
  ) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}.`);
  }
}

export interface ApiClient {
  get<T>(path: string): Promise<T>;
  /** A file, as it is; in a language of its own, whatever that of the terminal. */
  download(path: string, language?: 'zh' | 'en'): Promise<Uint8Array>;
  /** `key` makes a retry safe; a new one is made when none is given. */
  post<T>(path: string, body: unknown, options?: { key?: string; ifSeq?: number }): Promise<T>;
}

interface Settings {
  apiUrl: string;
  token: string | null;
  /** In which refusals are told. */
  language?: 'zh' | 'en';
}

/** Longest wait for an answer. */
const TIMEOUT_MS = 30_000;

/** The HTTP API as the command line uses it, with the same rights as the token's owner. */
export function createApiClient({ apiUrl, token, language = 'zh' }: Settings): ApiClient {
  async function ask(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Response> {
    if (token === null) {
      throw new Error('Set BANJIE_TOKEN to an API token; "admin token --sign-in-name NAME" makes one.');
    }
    const response = await fetch(new URL(path, apiUrl), {
      method,
      headers: { authorization: `Bearer ${token}`, 'accept-language': language, ...headers },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    }).catch((error: unknown) => {
      throw new Error(`No answer from ${apiUrl}. Is Banjie running?`, { cause: error });
    });
    if (response.ok) return response;
    const answer: unknown = await response.json().catch(() => ({}));
    throw new ApiProblem(response.status, answer as ApiProblem['problem']);
  }
  const request = async <T>(...asked: Parameters<typeof ask>): Promise<T> =>
    (await (await ask(...asked)).json().catch(() => ({}))) as T;
  return {
    get: (path) => request('GET', path, {}),
    download: async (path, of = language) =>
      new Uint8Array(await (await ask('GET', path, { 'accept-language': of })).arrayBuffer()),
    post: (path, body, { key = randomUUID(), ifSeq } = {}) =>
      request(
        'POST',
        path,
        {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(ifSeq === undefined ? {} : { 'if-match': `"${ifSeq}"` }),
        },
        JSON.stringify(body),
      ),
  };
}
