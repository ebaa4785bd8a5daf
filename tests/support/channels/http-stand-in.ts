import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival, Inbox } from './inbox';
import { Script, type Behaviour } from './script';

export interface Received {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a provider makes of a request: its answer, and the message when it takes it. */
export interface Verdict {
  readonly answer: object;
  readonly status?: number;
  readonly arrival?: Omit<Arrival, 'at' | 'channel'>;
}

export interface Provider {
  readonly channel: string;
  judge(received: Received, now: number): Verdict;
  /** The answer that carries the provider's own code. */
  refusal(code: number | string): object;
}

export interface HttpStandIn {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly script: Script;
  /** Every request, also those that nothing was taken of. */
  readonly seen: Received[];
  stop(): Promise<void>;
}

export interface StandInParts {
  readonly inbox: Inbox;
  readonly port?: number;
  readonly now?: () => number;
}

/** A provider on this machine that misbehaves on demand. */
export async function startHttpStandIn(
  provider: Provider,
  { inbox, port = 0, now = Date.now }: StandInParts,
): Promise<HttpStandIn> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = new Script();
  const seen: Received[] = [];

  async function read(request: IncomingMessage): Promise<Received> {
    const body = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
    return { url: new URL(request.url ?? '/', endpoint), headers: request.headers, body };
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const behaviour = script.take();
    if (behaviour.does === 'drop' && !behaviour.taken) {
      request.socket.destroy();
      return;
    }
    const received = await read(request);
    seen.push(received);
    // What is not taken leaves no trace: no receipt, nothing counted.
    const verdict = takes(behaviour) ? provider.judge(received, now()) : { answer: {} };
    if (verdict.arrival) inbox.add({ ...verdict.arrival, at: now(), channel: provider.channel });
    await answer(response, { behaviour, verdict, provider });
  }

  server.on('request', (request, response) => {
    // A caller that gives up breaks the connection, as it should.
    serve(request, response).catch(() => response.destroy());
  });
  return {
    endpoint,
    script,
    seen,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function takes(behaviour: Behaviour): boolean {
  if (behaviour.does === 'hang' || behaviour.does === 'drop') return behaviour.taken;
  return behaviour.does !== 'errcode' && behaviour.does !== 'status';
}

async function answer(
  response: ServerResponse,
  { behaviour, verdict, provider }: { behaviour: Behaviour; verdict: Verdict; provider: Provider },
): Promise<void> {
  switch (behaviour.does) {
    case 'slow':
      await sleep(behaviour.ms);
      say(response, verdict.status ?? 200, verdict.answer);
      break;
    case 'answer':
      say(response, verdict.status ?? 200, verdict.answer);
      break;
    case 'errcode':
      say(response, 200, provider.refusal(behaviour.code));
      break;
    case 'status':
      response.writeHead(behaviour.status, behaviour.headers).end('<html>no</html>');
      break;
    case 'hang':
      break;
    case 'drop':
      response.destroy();
      break;
    case 'half':
      response.writeHead(200, { 'content-length': '1000' }).write('{"errcode":0,', () => response.destroy());
      break;
    case 'garbage':
      response.writeHead(200).end('<html>Welcome to the hotel network</html>');
      break;
    case 'flood':
      await flood(response);
  }
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function* endless(): Generator<Buffer> {
  const some = Buffer.alloc(16 * 1_024, ' ');
  for (;;) yield some;
}

/** Until the caller breaks the connection. */
async function flood(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  await pipeline(Readable.from(endless()), response);
}
