import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { Refusal } from '../domain/errors';
import { createActorLookup } from './auth/actor-lookup';
import { createOidcClient } from './auth/oidc';
import { sessionMiddleware } from './auth/session';
import { SessionStore } from './auth/session-store';
import { createSignInLimits } from './auth/sign-in-limits';
import { docsAssets } from './docs';
import { openApiDocument } from './openapi';
import { serve } from './pipeline';
import type { Deps } from './ports';
import { handleErrors, logRequests } from './request-log';
import type { Route } from './route';
import { ROUTES } from './routes';
import type { Services } from './services';
import { webPages } from './web';

/** The whole API as an Express app. It opens nothing and listens to nothing: `main.ts` and tests do. */
export function createApp(deps: Deps): Express {
  const routes = routesOf(deps);
  const services = createServices(deps, routes);
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', deps.config.trustedProxies);
  app.use(logRequests(deps));
  app.use(securityHeaders(deps));
  app.use('/api/v1', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use('/api/v1', sessionMiddleware(deps.config, services.sessions));
  app.use('/api/docs/assets', docsAssets());
  mount(app, routes, services);
  app.use(webPages(deps));
  app.use(() => {
    throw new Refusal('not-found');
  });
  app.use(handleErrors(deps));
  return app;
}

function createServices(deps: Deps, routes: readonly Route[]): Services {
  const { config, prisma, pool, clock, log } = deps;
  let document: object | null = null;
  return {
    deps,
    actors: createActorLookup(prisma, clock),
    sessions: new SessionStore(pool, log),
    limits: createSignInLimits(pool),
    oidc: config.oidc && createOidcClient(config.oidc),
    openApi: () => (document ??= openApiDocument(routes)),
  };
}

/** The routes that an instance with this configuration answers. */
function routesOf({ config }: Deps): readonly Route[] {
  return ROUTES.filter(
    ({ operation }) =>
      (config.oidc !== null || !NEEDS_OIDC.has(operation)) && (config.demo || operation !== 'signInToDemo'),
  );
}

/** Routes that exist only where single sign-on is set up. */
const NEEDS_OIDC: ReadonlySet<string> = new Set(['startOidc', 'finishOidc']);

/** Helmet's headers are the same for every answer, so it is asked for them once. */
function securityHeaders({ config }: Deps): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  const ask = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: config.secureCookies,
  });
  ask(request, answer, (error) => {
    if (error !== undefined) throw error as Error;
  });
  const headers = answer.getHeaderNames().map((name) => [name, String(answer.getHeader(name))] as const);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function mount(app: Express, routes: readonly Route[], services: Services): void {
  for (const route of routes) app[route.method](expressPath(route), serve(route, services));
  // After all of them: a path that exists, asked with a method it does not take.
  for (const [path, methods] of methodsByPath(routes)) {
    app.all(path, (_request, response) => {
      response.setHeader('Allow', methods.join(', '));
      throw new Refusal('method-not-allowed');
    });
  }
}

function expressPath({ path }: Route): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const route of routes) {
    const path = expressPath(route);
    found.set(path, [...(found.get(path) ?? []), route.method.toUpperCase()]);
  }
  return found;
}
