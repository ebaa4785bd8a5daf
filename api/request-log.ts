import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Refusal } from '../domain/errors';
import type { Deps } from './ports';
import { STATUS, sendProblem } from './problem';
import { refusalOf } from './refusal-of';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives every request an id, times it, and writes one line about it; a refused one is written by `handleErrors`. */
export function logRequests({ log, metrics }: Deps): RequestHandler {
  // Its members are the few below: to look for secrets in them cost more than to write them (docs/benchmarks.md).
  const requests = log.child({}, { redact: [] });
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
    response.locals['requestId'] = requestId;
    response.locals['startedNs'] = process.hrtime.bigint();
    response.setHeader('X-Request-Id', requestId);
    response.on('finish', () => {
      const operation = String(response.locals['operation'] ?? 'none');
      const labels = { operation, method: request.method, status: response.statusCode };
      metrics.httpSeconds.observe(labels, elapsedMs(response) / 1000);
      if (response.statusCode < 400)
        requests.info({ event: 'request', requestId, ...labels, ms: elapsedMs(response) });
    });
    next();
  };
}

/** The one place where errors end: logged once (warn for 4xx, error for 5xx), without bodies, and answered as a problem. */
export function handleErrors({ log }: Deps): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const refusal = refusalOf(error);
    const facts = {
      event: 'refused',
      requestId: response.locals['requestId'] as string,
      operation: String(response.locals['operation'] ?? 'none'),
      method: request.method,
      code: refusal.code,
      status: STATUS[refusal.code],
      ms: elapsedMs(response),
    };
    if (facts.status >= 500) log.error({ ...facts, ...causeOf(error) }, refusal.message);
    else log.warn({ ...facts, ...pointersOf(refusal) }, refusal.message);
    if (response.headersSent) {
      next(error);
      return;
    }
    // What is still being sent must be read off, or the caller sees a broken connection in place of the answer.
    request.resume();
    sendProblem(request, response, refusal);
  };
}

function elapsedMs(response: Response): number {
  const started = response.locals['startedNs'] as bigint | undefined;
  return started === undefined ? 0 : Number((process.hrtime.bigint() - started) / 1000n) / 1000;
}

/** Where the faults are, not what stood there. */
function pointersOf(refusal: Refusal): { pointers?: string[] } {
  const { errors } = refusal.details;
  return errors ? { pointers: errors.slice(0, 20).map((fault) => fault.pointer) } : {};
}

/** Name, code and stack; never a driver's `detail`, which quotes rows. */
function causeOf(error: unknown): { cause: { name: string; code?: string; stack?: string } } {
  if (!(error instanceof Error)) return { cause: { name: typeof error } };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { cause: { name: error.name, ...code, ...(error.stack !== undefined && { stack: error.stack }) } };
}
