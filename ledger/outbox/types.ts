import type { Instant } from '../../domain/calendar/instant';
import type { Language } from '../../domain/language';
import type { MessageData } from '../../domain/messages/facts';

/** Why a message stayed inside the product, for operators to mend. */
export const SKIPPED = [
  'nobody holds the post',
  'no address',
  'muted',
  'no robot',
  'not for a group',
  'no proposer to tell',
  'wants no messages',
  'no words for this kind',
  'settled meanwhile',
  'channel not configured',
] as const;
export type Skipped = (typeof SKIPPED)[number];

export const DELIVERY_STATES = ['PENDING', 'SENDING', 'SENT', 'DEAD', 'UNKNOWN', 'CANCELLED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What every step of a channel's work is told. */
export interface At {
  readonly channel: string;
  readonly now: Instant;
  /**
   * Cases play in a time of their own: what may be sent from when says nothing here, and a message counts as read
   * at its own instant.
   */
  readonly simulation: boolean;
}

export interface Queue extends At {
  /** How long a new delivery waits for others to the same person or group, so that they become one. */
  readonly gatherMs: number;
  /** The robot that serves an organisation, given its id and those above it, nearest first; null if none does. */
  readonly robotFor: (organisationIds: readonly string[]) => string | null;
}

export interface Queued {
  /** Outbox rows looked at: a full batch means that more may wait. */
  readonly rows: number;
  readonly skipped: Readonly<Partial<Record<Skipped, number>>>;
}

export interface Claim extends At {
  /** Most messages a minute to one target; null = any number. */
  readonly perMinute: number | null;
  readonly limit: number;
  /** How long a delivery may be SENDING before it counts as interrupted. */
  readonly staleMs: number;
}

/** A delivery that is SENDING, by us and nobody else. `attempts` tells this attempt from any other. */
export interface Claimed {
  readonly id: string;
  readonly target: string;
  readonly attempts: number;
  readonly sendingAt: Instant;
}

/** One message inside a delivery. */
export interface Item {
  readonly kind: string;
  readonly data: MessageData;
  readonly caseId: string | null;
  readonly acknowledgeBy: Instant | null;
  /** It announces a rung, whose delivery is written down. */
  readonly ofRung: boolean;
  readonly sendFrom: Instant;
  /** The moment as of which it is read. */
  readonly asOf: Instant;
  /** Acknowledged, or its clock has stopped: nobody needs to hear of it any more. */
  readonly settled: boolean;
}

/** What goes out, with where to. */
export interface Content {
  readonly items: readonly Item[];
  /** Of a person, on this channel; null for groups, and for somebody who has none any more. */
  readonly address: string | null;
  /** Accounts in the group of those who are meant. */
  readonly mentions: readonly string[];
  /** The number under which a proposer made their suggestion; null for members of staff. */
  readonly receiptNo: string | null;
  /** Wants no messages any more, since it was queued. */
  readonly objects: boolean;
  /** What the person reads; of a group the usual one, which its channel knows better. */
  readonly language: Language;
}

/** A failure that may pass: when to try again, and for how long the target, too, is left alone. */
export interface Failure {
  readonly error: string;
  /** It certainly was not taken, so that more may be put into it. */
  readonly open: boolean;
  /** Null = not before the usual back-off. */
  readonly afterMs: number | null;
  /** In [0, 1), for the jitter. */
  readonly random: number;
}

export interface SentAs {
  readonly providerId: string | null;
}
