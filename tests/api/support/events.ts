/** One server-sent event. */
export interface ServerEvent {
  id: string | null;
  event: string;
  data: Record<string, unknown>;
}

export interface Listening {
  token?: string;
  cookie?: string;
  lastEventId?: string;
  query?: string;
}

/** An open page: reads the events of one stream as they come. */
export class OpenPage {
  private readonly decoder = new TextDecoder();
  private buffer = '';
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly come: ServerEvent[] = [];
  /** Comments that came, such as heartbeats. */
  comments = 0;

  private constructor(
    readonly response: Response,
    private readonly hangUp: AbortController,
  ) {
    this.reader = response.body!.getReader();
  }

  static async open(url: string, { token, cookie, lastEventId, query = '' }: Listening): Promise<OpenPage> {
    const hangUp = new AbortController();
    const response = await fetch(`${url}/api/v1/live${query}`, {
      signal: hangUp.signal,
      headers: {
        accept: 'text/event-stream',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    });
    if (response.status !== 200) throw new Error(`no stream: ${response.status} ${await response.text()}`);
    return new OpenPage(response, hangUp);
  }

  /** The next event, or null when the stream has ended. */
  async next(): Promise<ServerEvent | null> {
    while (this.come.length === 0) {
      const { done, value } = await this.reader.read();
      if (done) return null;
      this.take(value);
    }
    return this.come.shift() ?? null;
  }

  /** The next event of this kind; others before it are passed over. */
  async nextOf(event: string): Promise<ServerEvent> {
    for (;;) {
      const found = await this.next();
      if (found === null) throw new Error(`the stream ended before an event "${event}"`);
      if (found.event === event) return found;
    }
  }

  async messages(count: number): Promise<ServerEvent[]> {
    const found: ServerEvent[] = [];
    while (found.length < count) found.push(await this.nextOf('message'));
    return found;
  }

  /** Reads until a comment has come. */
  async comment(): Promise<void> {
    const before = this.comments;
    while (this.comments === before) {
      const { done, value } = await this.reader.read();
      if (done) throw new Error('the stream ended');
      this.take(value);
    }
  }

  async close(): Promise<void> {
    this.hangUp.abort();
    await this.reader.closed.catch(() => undefined);
  }

  private take(bytes: Uint8Array): void {
    const blocks = (this.buffer + this.decoder.decode(bytes, { stream: true })).split('\n\n');
    this.buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => {
          const at = line.indexOf(': ');
          return [line.slice(0, at), line.slice(at + 2)] as const;
        }),
      );
      if (fields.has('')) this.comments += 1;
      const event = fields.get('event');
      if (event === undefined) continue;
      const data = JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown>;
      this.come.push({ id: fields.get('id') ?? null, event, data });
    }
  }
}
