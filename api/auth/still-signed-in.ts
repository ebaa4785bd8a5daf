import type { Request } from 'express';
import type { SessionData } from 'express-session';
import type { Actor } from '../../domain/actor';
import { isRefusal } from '../../domain/errors';
import type { Services } from '../services';
import { identify } from './identify';

/**
 * For answers that go on for hours: tells each time it is asked who is asking now, or null once the session has ended
 * or the token was revoked. Call it while the request still has its session; from then on the request has none, so
 * that a page that is merely open does not keep anybody signed in.
 */
export function watchSignIn(request: Request, services: Services): () => Promise<Actor | null> {
  if (request.headers.authorization !== undefined) return () => byToken(request, services);
  const [sid, { personId }] = [request.sessionID, request.session];
  Reflect.deleteProperty(request, 'session');
  return async () => {
    const session = await stored(services, sid);
    if (personId === undefined || session?.personId !== personId) return null;
    return services.actors.byPerson(personId, 'session');
  };
}

async function byToken(request: Request, services: Services): Promise<Actor | null> {
  try {
    return await identify(request, services);
  } catch (error) {
    if (isRefusal(error) && error.code === 'not-signed-in') return null;
    throw error;
  }
}

function stored({ sessions }: Services, sid: string): Promise<SessionData | null> {
  return new Promise((resolve, reject) => {
    sessions.get(sid, (error, data) => {
      if (error === null || error === undefined) resolve(data ?? null);
      else reject(error instanceof Error ? error : new Error('the session cannot be read', { cause: error }));
    });
  });
}
