import type { Request } from 'express';
import type { Actor } from '../../domain/actor';
import { Refusal } from '../../domain/errors';
import { TOKEN_PATTERN } from '../../domain/token';
import type { Services } from '../services';
import { refuseForeignOrigin } from './same-origin';

const SCHEME = 'Bearer ';

/** Who is asking: by token when there is an Authorization header, by session otherwise. */
export async function identify(request: Request, services: Services): Promise<Actor | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return byToken(authorization, services);
  const { personId } = request.session;
  if (personId === undefined) return null;
  refuseForeignOrigin(request, services.deps.config);
  refuseOtherPerson(request, personId);
  return services.actors.byPerson(personId, 'session');
}

async function byToken(authorization: string, { actors }: Services): Promise<Actor> {
  const token = authorization.startsWith(SCHEME) ? authorization.slice(SCHEME.length) : '';
  const actor = TOKEN_PATTERN.test(token) ? await actors.byToken(token) : null;
  if (actor !== null) return actor;
  throw new Refusal('not-signed-in', {
    zh: 'API 令牌无效、已过期或已撤销。',
    en: 'The API token is not valid, has expired or was revoked.',
  });
}

/**
 * `X-Banjie-Person` says whose work a request is: what somebody wrote down without network is never recorded in the name of
 * a colleague who has signed in on the same phone meanwhile.
 */
function refuseOtherPerson(request: Request, personId: string): void {
  const meant = request.get('x-banjie-person');
  if (meant === undefined || meant === personId) return;
  throw new Refusal('not-signed-in', {
    zh: '这是另一个人记下的内容，请由本人登录后提交。',
    en: 'Somebody else wrote this down; it is sent once they have signed in themselves.',
  });
}
