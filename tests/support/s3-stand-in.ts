import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
}

/** A store that speaks as much S3 as we use, on this machine; it can be told to misbehave. */
export class S3StandIn {
  readonly objects = new Map<string, Buffer>();
  readonly seen: SeenRequest[] = [];
  /** Answers 500 this many times more. */
  failures = 0;
  /** Takes requests and never answers. */
  hangs = false;
  /** Sends half of an object, then nothing more. */
  stalls = false;

  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
    readonly bucket: string,
  ) {}

  static async start(bucket = 'evidence'): Promise<S3StandIn> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const standIn = new S3StandIn(server, `http://127.0.0.1:${port}`, bucket);
    server.on('request', (request, response) => {
      // A caller that gives up breaks the connection, as it should.
      standIn.answer(request, response).catch(() => response.destroy());
    });
    return standIn;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const path = new URL(url, this.endpoint).pathname;
    this.seen.push({ method, path, authorization: headers.authorization ?? '' });
    const body = Buffer.concat(await request.toArray());
    if (this.hangs) return;
    if (this.failures > 0) {
      this.failures -= 1;
      say(response, 500, 'InternalError');
      return;
    }
    if (!(headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 Credential=')) {
      say(response, 403, 'AccessDenied');
      return;
    }
    this.act(method, path, body, response);
  }

  private act(method: string, path: string, body: Buffer, response: ServerResponse): void {
    const [, bucket, ...rest] = path.split('/');
    const key = rest.join('/');
    if (bucket !== this.bucket) {
      say(response, 404, 'NoSuchBucket');
      return;
    }
    if (method === 'PUT') {
      this.objects.set(key, body);
      response.writeHead(200, { etag: '"x"' }).end();
      return;
    }
    if (method === 'HEAD' && key === '') {
      response.writeHead(200).end();
      return;
    }
    const object = this.objects.get(key);
    if (object === undefined) {
      say(response, 404, 'NoSuchKey');
      return;
    }
    response.writeHead(200, { 'content-length': String(object.length) });
    if (this.stalls) response.write(object.subarray(0, object.length / 2));
    else response.end(method === 'HEAD' ? undefined : object);
  }
}

function say(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
