import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Actor } from '../domain/actor';
import type { Instant } from '../domain/calendar/instant';
import type { RefusalCode } from '../domain/errors';
import { PERMISSIONS, type Access, type Operation } from '../domain/permissions';
import type { Services } from './services';
import type { Scope } from './scope';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Tag =
  | 'session'
  | 'organisations'
  | 'people'
  | 'rules'
  | 'channels'
  | 'suggestions'
  | 'cases'
  | 'work'
  | 'supervision'
  | 'audit'
  | 'process';

/** An answer that is not JSON: a redirect, a file, a page. */
export class Raw {
  constructor(readonly send: (response: Response) => void | Promise<void>) {}
}

/** What a handler is given. Everything in it has passed its schema and the permission table. */
export interface Context<P, Q, B> extends Services {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Who is asking; throws "not-signed-in" on a public route. */
  readonly actor: Actor;
  /** What the actor's posts cover, counting only the roles the permission table names for this route. */
  readonly scope: Scope;
  /** The organisation of a route with `where: 'organisation'`, already known to be covered. */
  readonly organisation: { readonly id: string; readonly path: string; readonly level: string };
  /** The business instant of this request; signing in and out do not use it. */
  readonly now: Instant;
  readonly idempotencyKey: string | null;
  readonly request: Request;
  readonly setHeader: (name: string, value: string) => void;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

export interface Answer<R extends z.ZodType> {
  status: 200 | 201 | 202 | 204 | 302;
  description: string;
  /** Left out for an answer without JSON. */
  body?: R;
  /** Media type of an answer that is not JSON. */
  media?: string;
  /** Media types in which the same answer can be asked for by Accept. */
  also?: readonly string[];
}

export interface RouteSpec<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  operation: Operation;
  method: Method;
  /** As OpenAPI writes it: `/api/v1/cases/{caseId}`. */
  path: string;
  tag: Tag;
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  /** A JSON body. For other media types leave it out and read `request`. */
  body?: B;
  /** Media type of a body that the handler reads from `request` itself, e.g. multipart/form-data. */
  consumes?: string;
  /** The fields of such a body, for whoever reads the OpenAPI document or tries it out. */
  fields?: Readonly<Record<string, { type: 'string'; format?: 'binary'; description: string }>>;
  /** Which organisation `where: 'organisation'` is about; by default `organisationId` of params, body or query. */
  organisationOf?: (input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> }) => string;
  idempotencyKey?: 'required' | 'optional';
  /** Reads If-Match from `request`: goes on only if nothing has changed since. */
  ifMatch?: boolean;
  answer: Answer<R>;
  /** Refusals of its own; those every route can give are added by themselves. */
  refuses?: readonly RefusalCode[];
  handle: (ctx: Context<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | Raw>;
}

/** A route as app, OpenAPI document and permission walk read it: all three are made from the same list. */
export interface Route extends Omit<
  RouteSpec<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>,
  'handle' | 'organisationOf'
> {
  access: Access;
  params: z.ZodObject;
  query: z.ZodObject;
  organisationOf: (input: { params: unknown; query: unknown; body: unknown }) => string | undefined;
  handle: (ctx: Context<unknown, unknown, unknown>) => Promise<unknown>;
}

/** Declares a route: types flow from its schemas to its handler, who may call it comes from the permission table. */
export function defineRoute<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<P, Q, B, R>): Route {
  const { handle, organisationOf = namedOrganisation, params = nothing, query = nothing, ...rest } = spec;
  return {
    ...rest,
    params,
    query,
    access: PERMISSIONS[spec.operation],
    // Sound because the pipeline calls both only with the output of this route's own schemas.
    organisationOf: organisationOf as Route['organisationOf'],
    handle: handle as Route['handle'],
  };
}

function namedOrganisation(input: { params: unknown; query: unknown; body: unknown }): string | undefined {
  for (const part of [input.params, input.body, input.query]) {
    if (typeof part === 'object' && part !== null && 'organisationId' in part)
      return String(part.organisationId);
  }
  return undefined;
}
