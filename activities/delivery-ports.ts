import type { Instant } from '../domain/calendar/instant';
import type { QuietHours } from '../domain/messages/quiet-hours';
import type { Outbox } from '../ledger/outbox/outbox';
import type { Channel } from './channels/channel';

export interface DeliverInput {
  readonly channel: string;
  /** The workflow's time; what passes while we work is added to it. */
  readonly now: Instant;
}

export interface DeliverAnswer {
  /** When there is something to do next, by the same clock; null while nothing waits. */
  readonly nextAt: Instant | null;
  /** Deliveries of which something became, whatever it was. */
  readonly handled: number;
}

/** What became of one delivery, as figures tell it. */
export type DeliveryOutcome =
  'sent' | 'retry' | 'dead' | 'unknown' | 'asked' | 'cancelled' | 'postponed' | 'late';

export interface DeliveryMetrics {
  delivered(channel: string, outcome: DeliveryOutcome): void;
  /** Seconds from the moment the first of its messages might have left to its arrival. */
  took(channel: string, seconds: number): void;
  skipped(channel: string, reason: string, count: number): void;
}

export interface DeliveryLog {
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

export interface DeliveryTimes {
  /** How long a new delivery waits for others to the same person or group. */
  readonly gatherMs: number;
  /** How long one call goes on; a worker that stops waits no longer. */
  readonly budgetMs: number;
  /** The most one message may take; adapters have limits of their own below it. */
  readonly sendMs: number;
  /** After this a message that is being sent counts as interrupted; well above `sendMs`. */
  readonly staleMs: number;
}

export interface DeliveryDeps {
  readonly outbox: Outbox;
  /** The channels that are configured, by name. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** The address people type, for links. */
  readonly publicUrl: string;
  readonly simulation: boolean;
  readonly metrics: DeliveryMetrics;
  readonly log: DeliveryLog;
  readonly times?: Partial<DeliveryTimes>;
  /** When residents are left in peace; left out, from nine in the evening to eight in the morning. */
  readonly quietHours?: QuietHours;
  /** In [0, 1), for the jitter of back-off. */
  readonly random?: () => number;
}

/** The thread between a running activity and the engine. */
export interface Lifeline {
  /** Says that we live. */
  beat(): void;
  /** Stops what is under way. */
  readonly signal: AbortSignal;
}
