import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { oidcCallbackUrl, requireOidc } from '../../auth/oidc-routes';
import { beginSession, requireCookieRequest, saveSession } from '../../auth/session';
import { defineRoute, Raw } from '../../route';

export const finishOidc = defineRoute({
  operation: 'finishOidc',
  method: 'get',
  path: '/api/v1/session/oidc/callback',
  tag: 'session',
  summary: 'Where the single sign-on sends people back to',
  query: z.looseObject({ state: z.string().max(1_000) }),
  answer: { status: 302, description: 'Signed in, and on to the page that was asked for' },
  refuses: ['oidc-failed', 'oidc-unknown-person'],
  handle: async ({ oidc, deps, actors, request }) => {
    const { prisma, clock, config, metrics } = deps;
    requireCookieRequest(request);
    const { oidc: attempt } = request.session;
    if (attempt === undefined) throw new Refusal('oidc-failed');
    // One attempt, one answer: a callback that is replayed finds nothing.
    delete request.session.oidc;
    await saveSession(request);
    const callback = oidcCallbackUrl(request, config);
    callback.search = new URL(request.originalUrl, callback).search;
    const subject = await requireOidc(oidc).finish(callback, attempt);
    const person = await prisma.person.findUnique({ where: { oidcSubject: subject } });
    actors.forget();
    const actor = person && (await actors.byPerson(person.id, 'session'));
    const outcome = actor ? 'signed-in' : 'sign-in-failed';
    metrics.signIns.inc({ outcome });
    await audit(prisma, {
      at: clock.now(),
      personId: person?.id ?? null,
      action: outcome,
      success: actor !== null,
      data: { by: 'oidc' },
    });
    if (!actor) {
      throw new Refusal('oidc-unknown-person', {
        zh: '统一身份认证已通过，但该账号尚未在本系统登记或已停用，请联系系统管理员。',
        en: 'The single sign-on knows you, but this system does not, or your account is disabled: ask the administrator.',
      });
    }
    await beginSession(request, actor.personId);
    return new Raw((response) => response.redirect(302, attempt.returnTo));
  },
});
