/** How a stand-in treats one request. `taken`: the message was kept although no answer came. */
export type Behaviour =
  | { readonly does: 'answer' }
  /** The provider's own code: HTTP 200 all the same; SMTP: the reply to RCPT TO. */
  | { readonly does: 'errcode'; readonly code: number | string }
  | { readonly does: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly does: 'hang'; readonly taken: boolean }
  | { readonly does: 'slow'; readonly ms: number }
  /** Breaks the connection: before reading anything, or after having kept the message. */
  | { readonly does: 'drop'; readonly taken: boolean }
  /** Kept, then half an answer and a broken connection. */
  | { readonly does: 'half' }
  /** 200 and something that is no JSON. */
  | { readonly does: 'garbage' }
  /** 200 and an answer without end. */
  | { readonly does: 'flood' };

const ANSWER: Behaviour = { does: 'answer' };

/** What comes next: one behaviour per request in order, then the usual one. */
export class Script<T extends { readonly does: string } = Behaviour> {
  private readonly queue: (T | Behaviour)[] = [];
  private usual: T | Behaviour = ANSWER;

  /** For the next requests, one each. */
  next(...behaviours: readonly (T | Behaviour)[]): void {
    this.queue.push(...behaviours);
  }

  /** For all requests after those. */
  always(behaviour: T | Behaviour): void {
    this.usual = behaviour;
  }

  reset(): void {
    this.queue.length = 0;
    this.usual = ANSWER;
  }

  take(): T | Behaviour {
    return this.queue.shift() ?? this.usual;
  }
}
