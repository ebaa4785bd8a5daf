import { z } from 'zod';
import { requireCookieRequest, saveSession } from '../../auth/session';
import { oidcCallbackUrl, requireOidc } from '../../auth/oidc-routes';
import { defineRoute, Raw } from '../../route';

export const startOidc = defineRoute({
  operation: 'startOidc',
  method: 'get',
  path: '/api/v1/session/oidc/start',
  tag: 'session',
  summary: 'Sign in with the single sign-on of the bureau',
  query: z.strictObject({
    // A path of ours: no scheme, no host, so that nobody is sent on to a foreign site.
    returnTo: z
      .string()
      .max(500)
      .regex(/^\/(?![/\\])[^\\\r\n]*$/, 'expected a path of this site')
      .default('/'),
  }),
  answer: { status: 302, description: 'To the provider' },
  handle: async ({ oidc, deps, request, query }) => {
    requireCookieRequest(request);
    const { url, attempt } = await requireOidc(oidc).begin(oidcCallbackUrl(request, deps.config).href);
    request.session.oidc = { ...attempt, returnTo: query.returnTo };
    await saveSession(request);
    return new Raw((response) => response.redirect(302, url));
  },
});
