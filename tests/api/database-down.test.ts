import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { addPerson, plantTree } from './support/bureau';
import { ask, cookieOf } from './support/http';
import { runApi, type RunningApi } from './support/running-api';
import { testDatabase, type TestDatabase } from '../support/services';

/** A way to PostgreSQL that a test can cut and mend, as a failing network or a restarted server would. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private cut = false;
  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(url: string): Promise<{ wire: Wire; url: string }> {
    const target = new URL(url);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const wire = new Wire(server, target);
    server.on('connection', (socket) => wire.join(socket));
    const through = new URL(url);
    through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { wire, url: through.href };
  }

  private join(near: Socket): void {
    if (this.cut) {
      near.destroy();
      return;
    }
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }

  break(): void {
    this.cut = true;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  mend(): void {
    this.cut = false;
  }

  close(): void {
    this.break();
    this.server.close();
  }
}

let api: RunningApi;
let wire: Wire;
let database: TestDatabase;
let token: string;
let cookie: string;

beforeAll(async () => {
  database = await testDatabase();
  const through = await Wire.to(database.url);
  wire = through.wire;
  api = await runApi({ databaseUrl: through.url });
  await plantTree(api.prisma);
  token = (await addPerson(api.prisma, { signInName: 'down', password: 'Chezhang-1234' })).token;
  cookie = cookieOf(
    await ask(api.url, 'POST', '/api/v1/session', {
      body: { signInName: 'down', password: 'Chezhang-1234' },
    }),
  );
});
afterAll(async () => {
  await api.stop();
  wire.close();
  await database.drop();
});

describe('PostgreSQL down', () => {
  beforeAll(() => wire.break());
  afterAll(() => wire.mend());

  it.each([
    ['reading with a token', 'GET', '/api/v1/organisations', () => ({ token })],
    ['raw SQL', 'GET', '/api/v1/duties', () => ({ token })],
    ['a transaction', 'POST', '/api/v1/me/tokens', () => ({ token, body: { name: 'x' } })],
    ['a session', 'GET', '/api/v1/organisations', () => ({ cookie })],
    ['signing in', 'POST', '/api/v1/session', () => ({ body: { signInName: 'down', password: 'x' } })],
    ['readiness', 'GET', '/readyz', () => ({})],
  ])('answers 503 that may be tried again: %s', async (_name, method, path, sent) => {
    const answer = await ask(api.url, method, path, sent());
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is alive all the same, and still shows the figures of the process', async () => {
    expect((await ask(api.url, 'GET', '/healthz')).status).toBe(200);
    expect((await ask(api.url, 'GET', '/metrics')).text).toContain('banjie_http_request_duration_seconds');
  });
});

describe('PostgreSQL back', () => {
  it('goes on without a restart', async () => {
    expect((await ask(api.url, 'GET', '/api/v1/organisations', { token })).status).toBe(200);
    expect((await ask(api.url, 'GET', '/readyz')).status).toBe(200);
  });
});
