import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { createServer as createPlain, type AddressInfo, type Socket } from 'node:net';
import { makePost, type Answer, type Failure, type Post } from '../../../activities/channels/http/post';
import { neverAborted } from '../../support/channels/messages';
import { selfSigned } from '../../support/channels/self-signed';

/** Over TLS too it must be known whether a byte of the request had left: an SMS hangs on it. */
const pair = selfSigned();
const trusting = makePost({ ca: pair.cert });

let open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open) each.close();
  open = [];
});

async function server(answer: Parameters<typeof createServer>[1]): Promise<URL> {
  const https: Server = createServer(pair, answer).listen(0, '127.0.0.1');
  open.push({ close: () => void (https.closeAllConnections(), https.close()) });
  await once(https, 'listening');
  return new URL(`https://127.0.0.1:${(https.address() as AddressInfo).port}/send`);
}

async function listener(meet: (socket: Socket) => void): Promise<URL> {
  const sockets: Socket[] = [];
  const tcp = createPlain((socket) => {
    sockets.push(socket.on('error', () => undefined));
    meet(socket);
  }).listen(0, '127.0.0.1');
  open.push({ close: () => void (sockets.forEach((each) => each.destroy()), tcp.close()) });
  await once(tcp, 'listening');
  return new URL(`https://127.0.0.1:${(tcp.address() as AddressInfo).port}/send`);
}

const call = (url: URL, post: Post = trusting): Promise<Answer | Failure> =>
  post({ url, headers: {}, body: '{}', timeoutMs: 500, signal: neverAborted() });

describe('a POST over TLS', () => {
  it('brings back the answer', async () => {
    const url = await server((_, response) => response.end('{"errcode":0}'));
    expect(await call(url)).toMatchObject({ kind: 'answer', status: 200, body: '{"errcode":0}' });
  });

  it('had begun when the server read it and fell silent, or broke off', async () => {
    const silent = await server((request) => void request.resume());
    expect(await call(silent)).toEqual({ kind: 'failure', begun: true, error: 'no answer within 0.5 s' });
    const broken = await server((request) => void request.socket.destroy());
    expect(await call(broken)).toMatchObject({ kind: 'failure', begun: true });
  });

  it('had not begun when there was no TLS yet', async () => {
    const silent = await listener(() => undefined);
    expect(await call(silent)).toEqual({ kind: 'failure', begun: false, error: 'no answer within 0.5 s' });
    const broken = await listener((socket) => socket.destroy());
    expect(await call(broken)).toMatchObject({ kind: 'failure', begun: false });
    const plain = await listener((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n{"errcode":0}'));
    expect(await call(plain)).toMatchObject({ kind: 'failure', begun: false });
  });

  it('gives nothing to a server that cannot show who it is', async () => {
    let reached = 0;
    const url = await server((_, response) => {
      reached += 1;
      response.end('{"errcode":0}');
    });
    expect(await call(url, makePost())).toEqual({
      kind: 'failure',
      begun: false,
      error: expect.stringMatching(/^no connection \([A-Z_]+\)$/),
    });
    expect(reached).toBe(0);
  });
});
