import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import { Refusal } from '../../domain/errors';
import { called } from '../callback';
import type { ApiConfig } from '../ports';
import type { SessionStore } from './session-store';

export const COOKIE_NAME = 'banjie.sid';

/** The session middleware; a request with an API token never touches it. */
export function sessionMiddleware(config: ApiConfig, store: SessionStore): RequestHandler {
  const withCookie = session({
    name: COOKIE_NAME,
    secret: [...config.sessionSecrets],
    store,
    resave: false,
    rolling: false,
    saveUninitialized: false,
    proxy: config.trustedProxies > 0,
    // No maxAge: the cookie ends with the browser, idleness is measured in the table.
    cookie: { httpOnly: true, sameSite: 'lax', secure: config.secureCookies, path: '/' },
  });
  return (request, response, next) => {
    if (request.headers.authorization !== undefined) next();
    else withCookie(request, response, next);
  };
}

/** Signing in is about cookies; a request with a token has no session at all. */
export function requireCookieRequest(request: Request): void {
  if (request.headers.authorization === undefined) return;
  throw new Refusal('malformed-request', {
    zh: '登录时不要携带 Authorization 头。',
    en: 'Leave the Authorization header out when signing in.',
  });
}

/** Signs a person in under a new session id, so that an id known from before is worth nothing. */
export async function beginSession(request: Request, personId: string): Promise<void> {
  requireCookieRequest(request);
  await called((done) => request.session.regenerate(done));
  request.session.personId = personId;
  await saveSession(request);
}

/** Waits until the session is stored: the next request may reach another instance. */
export function saveSession(request: Request): Promise<void> {
  return called((done) => request.session.save(done));
}

export function endSession(request: Request): Promise<void> {
  return called((done) => request.session.destroy(done));
}
