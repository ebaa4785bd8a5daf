import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { Arrival } from '../../tests/support/channels/inbox';
import type { StandIns } from '../../tests/support/channels/start';
import { FAULTS, STAND_INS, misbehave } from './faults';

const PAGE = readFileSync(join(__dirname, 'page.html'), 'utf8');
const POLICY =
  "default-src 'none'; connect-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const LONGEST_BODY = 1_000;

const nextSchema = z.object({ channel: z.enum(STAND_INS), fault: z.enum(FAULTS) });

export interface Page {
  readonly address: string;
  stop(): Promise<void>;
}

/** A page of this machine that shows what arrives, as it arrives, and can make the next message go wrong. */
export async function startPage(standIns: StandIns, port: number): Promise<Page> {
  const server = createServer((request, response) => {
    serve(standIns, request, response).catch(() => end(response, 400, 'not understood'));
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(standIns: StandIns, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page elsewhere that gives its own name to this address shall not read along.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
    end(response, 403, 'only as 127.0.0.1');
    return;
  }
  switch (`${request.method} ${request.url}`) {
    case 'GET /':
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
      });
      response.end(PAGE);
      return;
    case 'GET /events':
      follow(standIns, response);
      return;
    case 'POST /next':
      await next(standIns, request);
      end(response, 200, 'ok');
      return;
    default:
      end(response, 404, 'nothing here');
  }
}

/** All that arrived so far, then each further message. */
function follow({ inbox }: StandIns, response: ServerResponse): void {
  const send = (event: string, data: unknown): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const show = ({ raw: _raw, ...arrival }: Arrival): void => send('arrival', arrival);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  send('channels', STAND_INS);
  inbox.arrivals.forEach(show);
  response.once('close', inbox.listen(show));
}

/** JSON only: a form of another page cannot send it without being asked for. */
async function next(standIns: StandIns, request: IncomingMessage): Promise<void> {
  const { 'content-type': type, 'content-length': length } = request.headers;
  if (type !== 'application/json' || !(Number(length) <= LONGEST_BODY))
    throw new Error('not a choice of the page');
  const body = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
  const { channel, fault } = nextSchema.parse(JSON.parse(body));
  misbehave(standIns, channel, fault);
}

function end(response: ServerResponse, status: number, text: string): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(text);
}
