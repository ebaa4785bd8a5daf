import type { Channel } from '../../activities/channels/channel';
import type { Instant } from '../../domain/calendar/instant';
import type { Outbox } from '../../ledger/outbox/outbox';

/** A channel that is there and never has anything to send. */
export const IDLE: Channel = {
  name: 'mail',
  perMinute: null,
  repeatable: true,
  send: async () => ({ outcome: 'sent', providerId: null }),
};

const never = (): never => {
  throw new Error('nothing is ever sent here');
};

/** What the workflow of a channel sees of an outbox: when it is drained, and when there is something to do next. */
export class FakeOutbox implements Outbox {
  /** The workflow's time at each drain. */
  readonly drains: Instant[] = [];
  /** What waits next, given the time of the drain. */
  next: (now: Instant) => Instant | null = () => null;
  /** Runs before each drain; throw here to fail it, wait here to make it slow. */
  beforeDrain: () => Promise<void> | void = () => undefined;
  waiting: string[] = [];
  late: string[] = [];
  /** How often the outbox was asked who waits. */
  looks = 0;

  async queue({ now }: { now: Instant }) {
    this.drains.push(now);
    await this.beforeDrain();
    return { rows: 0, skipped: {} };
  }
  claim = async () => ({ claimed: [], probing: false });
  interrupted = async () => [];
  nextAt = async ({ now }: { now: Instant }) => this.next(now);
  channelsWaiting = async (channels: readonly string[]) => {
    this.looks += 1;
    return channels.filter((channel) => this.waiting.includes(channel));
  };
  channelsLate = async (channels: readonly string[]) =>
    channels.filter((channel) => this.late.includes(channel));
  skipUnconfigured = async () => 0;

  content = never;
  sent = never;
  announced = never;
  failed = never;
  ended = never;
  wondering = never;
  again = never;
  cancelled = never;
  postponed = never;
  recovered = never;
  setBack = () => Promise.resolve();
}
