import { createServer, IncomingMessage, ServerResponse, type Server, type ServerOptions } from 'node:http';
import type { Express } from 'express';

/**
 * A server for the app. Express gives every request and response its own prototype after they are made, which makes the
 * engine forget what it has learnt of their shape and costs more than all the rest of Express. Here they are made
 * with that prototype, so there is nothing left to change (docs/benchmarks.md).
 */
export function createAppServer(app: Express, options: ServerOptions = {}): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  app.request = asPrototype(AppRequest.prototype, app.request);
  app.response = asPrototype(AppResponse.prototype, app.response);
  return createServer({ ...options, IncomingMessage: AppRequest, ServerResponse: AppResponse }, app);
}

/** Gives a prototype everything that Express adds to the one of Node. */
function asPrototype<T extends object>(prototype: object, express: T): T {
  const layers: object[] = [];
  for (
    let layer: object | null = express;
    layer !== null && !isOfNode(layer);
    layer = Object.getPrototypeOf(layer) as object | null
  )
    layers.unshift(layer);
  for (const layer of layers) Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(layer));
  return prototype as T;
}

function isOfNode(prototype: object): boolean {
  return prototype === IncomingMessage.prototype || prototype === ServerResponse.prototype;
}
