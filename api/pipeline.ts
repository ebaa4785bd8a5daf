import type { Request, RequestHandler, Response } from 'express';
import type { Actor } from '../domain/actor';
import { neededPosts } from '../domain/access-words';
import { parseInstant, type Instant } from '../domain/calendar/instant';
import { Refusal } from '../domain/errors';
import type { Access } from '../domain/permissions';
import { identify } from './auth/identify';
import { readJson } from './body';
import { parseInput, refuseBrokenText } from './input';
import { languageOf } from './problem';
import { Raw, type Context, type Route } from './route';
import { scopeOf, type Scope } from './scope';
import type { Services } from './services';

/** What every request goes through, in this order: who, may they, what did they say, is it theirs, do it, answer. */
export function serve(route: Route, services: Services): RequestHandler {
  return async (request, response) => {
    response.locals['operation'] = route.operation;
    const caller = route.access.who === 'public' ? null : await identify(request, services);
    const scope = admit(route.access, caller);
    const now = instantOf(request, services);
    const input = await readInput(route, request, response);
    const ctx: Context<unknown, unknown, unknown> = {
      ...services,
      ...input,
      now,
      scope,
      request,
      idempotencyKey: idempotencyKeyOf(route, request),
      organisation: await organisationOf(route, input, scope, services),
      setHeader: (name, value) => void response.setHeader(name, value),
      get actor() {
        if (caller === null) throw new Refusal('not-signed-in');
        return caller;
      },
    };
    await answer(route, await route.handle(ctx), response, services);
  };
}

function admit(access: Access, caller: Actor | null): Scope {
  if (access.who !== 'public' && caller === null) throw new Refusal('not-signed-in');
  const scope = scopeOf(caller, access);
  if (access.who === 'posts' && scope.posts.length === 0) throw new Refusal('forbidden', neededPosts(access));
  return scope;
}

/** A simulation says what time it is; anybody else who tries is told so. */
function instantOf(request: Request, { deps }: Services): Instant {
  const given = request.headers['x-banjie-now'];
  if (given === undefined) return deps.clock.now();
  if (deps.config.simulation.enabled) {
    try {
      return parseInstant(String(given));
    } catch {
      // Falls through to the refusal.
    }
  }
  throw new Refusal('now-refused', {
    zh: '仅在模拟模式下可用 X-Banjie-Now，且须为带时区的时间。',
    en: 'X-Banjie-Now is taken in simulation mode only, as an instant with an offset.',
  });
}

async function readInput(route: Route, request: Request, response: Response) {
  const language = languageOf(request);
  refuseBrokenText(request.params, '/params');
  refuseBrokenText(request.query, '/query');
  const params = parseInput(route.params, request.params, '/params', language);
  const query = parseInput(route.query, request.query, '/query', language);
  if (route.consumes !== undefined && !request.is(route.consumes))
    throw new Refusal('media-type-unsupported');
  if (route.body === undefined) return { params, query, body: undefined };
  const sent = await readJson(request, response);
  refuseBrokenText(sent, '');
  return { params, query, body: parseInput(route.body, sent, '', language) };
}

const KEY = /^[\x21-\x7e]{1,200}$/;

function idempotencyKeyOf(route: Route, request: Request): string | null {
  if (route.idempotencyKey === undefined) return null;
  const key = request.get('idempotency-key');
  if (key === undefined && route.idempotencyKey === 'optional') return null;
  if (key !== undefined && KEY.test(key)) return key;
  throw new Refusal('key-missing', {
    zh: '请为每次办理生成一个新的 Idempotency-Key（1–200 个可见字符），重试时沿用。',
    en: 'Send a new Idempotency-Key (1–200 visible characters) with each act, and the same one when trying again.',
  });
}

const NO_ORGANISATION = { id: '', path: '', level: '' };

async function organisationOf(
  route: Route,
  input: { params: unknown; query: unknown; body: unknown },
  scope: Scope,
  { deps }: Services,
): Promise<{ id: string; path: string; level: string }> {
  if (route.access.who !== 'posts' || route.access.where !== 'organisation') return NO_ORGANISATION;
  const id = route.organisationOf(input);
  const found = id === undefined ? null : await deps.prisma.organisation.findUnique({ where: { id } });
  if (found === null || !scope.covers(found.path)) throw new Refusal('forbidden', neededPosts(route.access));
  return { id: found.id, path: found.path, level: found.level };
}

async function answer(route: Route, result: unknown, response: Response, { deps }: Services): Promise<void> {
  const { status, body } = route.answer;
  if (result instanceof Raw) {
    await result.send(response);
    return;
  }
  if (body === undefined) {
    response.status(status).end();
    return;
  }
  if (deps.config.checkAnswers) body.parse(result);
  response.status(status).json(result);
}
