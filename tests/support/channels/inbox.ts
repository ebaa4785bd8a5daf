/** One message that a stand-in took. */
export interface Arrival {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly channel: string;
  /** Robot, number or address. */
  readonly to: string;
  /** By what the receiver knows a repeated one: Message-ID, Idempotency-Key, OutId; for robots a hash of all it says. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** All of it: the JSON, or the raw mail. */
  readonly raw: unknown;
}

/** What arrived, in order; keeps every copy, so that doubles can be counted. */
export class Inbox {
  readonly arrivals: Arrival[] = [];
  private readonly listeners = new Set<(arrival: Arrival) => void>();

  add(arrival: Arrival): void {
    this.arrivals.push(arrival);
    for (const listener of this.listeners) listener(arrival);
  }

  /** Calls back for each further arrival; returns how to stop. */
  listen(listener: (arrival: Arrival) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  of(channel: string): Arrival[] {
    return this.arrivals.filter((each) => each.channel === channel);
  }

  /** Messages that are not copies of an earlier one. */
  distinct(channel: string): number {
    return new Set(this.of(channel).map(({ id }) => id)).size;
  }

  doubles(channel: string): number {
    return this.of(channel).length - this.distinct(channel);
  }

  clear(): void {
    this.arrivals.length = 0;
  }
}
