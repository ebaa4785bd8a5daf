import {
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { REFUSALS, type RefusalCode } from '../domain/errors';
import type { Access } from '../domain/permissions';
import { STATUS } from './problem';
import type { Route } from './route';

/** The shape of every error (RFC 9457). */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

/** OpenAPI 3.1, made from the same list the app is made from. */
export function openApiDocument(routes: readonly Route[]): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'banjie.sid',
  });
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'bj_…',
  });
  for (const route of routes) registry.registerPath(describe(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Banjie 办结',
      version: '1',
      description:
        'Sign in with POST /api/v1/session (a cookie carries the session from then on) or send `Authorization: Bearer bj_…`. ' +
        'Scripts that use the cookie send `X-Banjie-Request: 1` with every change. Errors are RFC 9457 problems; ' +
        '`Accept-Language: en` words them in English.',
    },
    servers: [{ url: '/' }],
  });
}

function describe(route: Route): RouteConfig {
  const { method, path, operation, tag, summary, description = '', access } = route;
  return {
    method,
    path,
    operationId: operation,
    tags: [tag],
    summary,
    description: `${description}\n\n${accessInWords(access)}`.trim(),
    security: access.who === 'public' ? [] : [{ session: [] }, { token: [] }],
    request: requestOf(route),
    responses: responsesOf(route),
  };
}

function requestOf(route: Route): NonNullable<RouteConfig['request']> {
  const has = (schema: z.ZodObject) => Object.keys(schema.shape).length > 0;
  const headers = headersOf(route);
  const media = route.body ? 'application/json' : route.consumes;
  return {
    ...(has(route.params) && { params: route.params }),
    ...(has(route.query) && { query: route.query }),
    ...(has(headers) && { headers }),
    ...(media !== undefined && {
      body: { required: true, content: { [media]: { schema: route.body ?? formOf(route) } } },
    }),
  };
}

function headersOf({ idempotencyKey, ifMatch }: Route): z.ZodObject {
  const key = z
    .string()
    .meta({ description: 'New for each act, the same when trying again', example: 'a-key-of-my-own-1' });
  const seen = z.string().meta({
    description: 'The seq of the case as it was read: refused if something was recorded since',
    example: '"12"',
  });
  return z.object({
    ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey === 'required' ? key : key.optional() }),
    ...(ifMatch && { 'If-Match': seen.optional() }),
  });
}

const formOf = ({ fields = {} }: Route) => ({
  type: 'object' as const,
  properties: { ...fields },
  required: Object.keys(fields),
});

function responsesOf(route: Route): Record<string, ResponseConfig> {
  const { status, description, body, media, also = [] } = route.answer;
  const others = also.map((type) => [type, { schema: { type: 'string' as const } }] as const);
  const content = body
    ? { 'application/json': { schema: body }, ...Object.fromEntries(others) }
    : media
      ? { [media]: { schema: { type: 'string' as const } }, ...Object.fromEntries(others) }
      : undefined;
  const responses: Record<string, ResponseConfig> = {
    [status]: { description, ...(content && { content }) },
  };
  for (const [code, names] of refusalsByStatus(route)) {
    responses[code] = {
      description: names.map((name) => `\`${name}\` ${REFUSALS[name].en}`).join('; '),
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  }
  return responses;
}

function refusalsByStatus(route: Route): Map<number, RefusalCode[]> {
  const codes = new Set<RefusalCode>(route.refuses);
  if (route.path.startsWith('/api/v1'))
    for (const code of ['invalid-input', 'unavailable', 'internal'] as const) codes.add(code);
  if (route.access.who !== 'public') codes.add('not-signed-in').add('foreign-origin');
  if (route.access.who === 'posts') codes.add('forbidden');
  if (route.access.who === 'posts' && route.access.where === 'row') codes.add('not-found');
  if (route.body)
    for (const code of [
      'malformed-request',
      'text-not-storable',
      'too-large',
      'media-type-unsupported',
    ] as const)
      codes.add(code);
  if (route.idempotencyKey) codes.add('key-missing').add('key-reused');
  if ('cursor' in route.query.shape) codes.add('cursor-invalid');
  const grouped = new Map<number, RefusalCode[]>();
  for (const code of codes) grouped.set(STATUS[code], [...(grouped.get(STATUS[code]) ?? []), code]);
  return grouped;
}

const REACH = {
  anywhere: 'lists show what the posts cover',
  city: 'the post must be held at a city',
  organisation: 'a post must cover the organisation named',
  row: 'what no post covers answers 404',
} as const;

function accessInWords(access: Access): string {
  if (access.who === 'public') return 'Open to everyone.';
  if (access.who === 'signed-in') return 'For everyone who is signed in.';
  return `For posts: ${access.roles.join(', ')}; ${REACH[access.where]}.`;
}
