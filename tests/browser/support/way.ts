import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way from the browser to the API, which a test can break as cables and proxies break. */
export class Way {
  private readonly sockets = new Set<Socket>();
  private loses = false;

  private constructor(
    private server: Server,
    private readonly port: number,
    private to: number,
  ) {}

  static async open(apiUrl: string): Promise<Way> {
    const to = Number(new URL(apiUrl).port);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const way = new Way(server, (server.address() as AddressInfo).port, to);
    server.on('connection', (socket) => way.carry(socket));
    return way;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From now on to another server, as after a release. */
  lead(apiUrl: string): void {
    this.to = Number(new URL(apiUrl).port);
  }

  /** Nothing answers any more, and what was open breaks. */
  async break(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    this.loses = false;
    if (this.server.listening) return;
    this.server = createServer((socket) => this.carry(socket));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** The API hears everything; its answers get lost. */
  loseAnswers(): void {
    this.loses = true;
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.break();
  }

  private carry(socket: Socket): void {
    const api = connect(this.to, '127.0.0.1');
    this.sockets.add(socket);
    socket.on('data', (bytes) => api.write(bytes));
    api.on('data', (bytes) => (this.loses ? socket.destroy() : socket.write(bytes)));
    // Either end closing or breaking closes the other; that is what a broken way looks like.
    for (const [one, other] of [
      [socket, api],
      [api, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    socket.on('close', () => this.sockets.delete(socket));
  }
}
