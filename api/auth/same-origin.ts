import type { Request } from 'express';
import { Refusal } from '../../domain/errors';
import type { ApiConfig } from '../ports';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A change asked for with a cookie must come from our own pages (CSRF). Any one of three proofs will do, since a
 * foreign page can give none of them: the browser says `Sec-Fetch-Site: same-origin`; the `Origin` is ours; or
 * the header `X-Banjie-Request: 1` is there, which a browser lets a foreign page send only after asking us, and
 * we never agree. Requests with an API token carry no ambient authority and are not asked.
 */
export function refuseForeignOrigin(request: Request, config: ApiConfig): void {
  if (READS.has(request.method)) return;
  if (request.headers['x-banjie-request'] === '1') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin') return;
  } else if (isOwnOrigin(request, config)) {
    return;
  }
  throw new Refusal('foreign-origin', {
    zh: '请从本系统页面操作；脚本请带上 X-Banjie-Request: 1 或使用 API 令牌。',
    en: 'Use the pages of this system; a script sends X-Banjie-Request: 1 or an API token.',
  });
}

/** The configured address or the one the browser used; a foreign page can make neither its own. */
function isOwnOrigin(request: Request, { publicOrigin }: ApiConfig): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return origin === publicOrigin || origin === `${request.protocol}://${request.headers.host ?? ''}`;
}
