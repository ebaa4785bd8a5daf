import type { Pool } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { claim, interrupted, nextAt } from './claim';
import { contentOf } from './content';
import {
  again,
  announced,
  cancelled,
  ended,
  failed,
  postponed,
  recovered,
  sent,
  wondering,
  type Ending,
} from './outcome';
import { queue } from './queue';
import { setBack } from './set-back';
import type { At, Claim, Claimed, Content, Failure, Queue, Queued, SentAs } from './types';
import { channelsLate, channelsWaiting, skipUnconfigured } from './waiting';

/** Messages on their way out of the product: which wait, which are being sent, and what became of each. */
export interface Outbox {
  setBack(at: At): Promise<void>;
  queue(input: Queue): Promise<Queued>;
  claim(input: Claim): Promise<{ claimed: Claimed[]; probing: boolean }>;
  interrupted(input: Pick<Claim, 'channel' | 'now' | 'staleMs' | 'limit'>): Promise<Claimed[]>;
  content(claimed: readonly Claimed[], at: At): Promise<ReadonlyMap<string, Content>>;
  sent(claimed: Claimed, at: At, as: SentAs): Promise<boolean>;
  announced(id: string, at: At): Promise<void>;
  failed(claimed: Claimed, at: At, failure: Failure): Promise<'PENDING' | 'DEAD' | null>;
  ended(claimed: Claimed, at: At, ending: Ending): Promise<boolean>;
  wondering(
    claimed: Claimed,
    at: At,
    how: { error: string; lookAt: Instant; ofChannel: boolean },
  ): Promise<void>;
  again(claimed: Claimed, at: At, how: { error: string; begun: boolean }): Promise<'PENDING' | 'DEAD'>;
  cancelled(claimed: Claimed, why: 'settled meanwhile' | 'wants no messages'): Promise<void>;
  postponed(claimed: Claimed, until: Instant): Promise<void>;
  recovered(at: At): Promise<void>;
  nextAt(input: At & { perMinute: number | null }): Promise<Instant | null>;
  channelsWaiting(channels: readonly string[]): Promise<string[]>;
  channelsLate(
    channels: readonly string[],
    input: { now: Instant; simulation: boolean; graceMs: number },
  ): Promise<string[]>;
  skipUnconfigured(configured: readonly string[], input: { now: Instant; graceMs: number }): Promise<number>;
}

/** The outbox over one pool of connections. */
export function createOutbox(pool: Pool): Outbox {
  return {
    setBack: (at) => setBack(pool, at),
    queue: (input) => queue(pool, input),
    claim: (input) => claim(pool, input),
    interrupted: (input) => interrupted(pool, input),
    content: (claimed, at) => contentOf(pool, claimed, at),
    sent: (claimed, at, as) => sent(pool, claimed, at, as),
    announced: (id, at) => announced(pool, id, at),
    failed: (claimed, at, failure) => failed(pool, claimed, at, failure),
    ended: (claimed, at, ending) => ended(pool, claimed, at, ending),
    wondering: (claimed, at, how) => wondering(pool, claimed, at, how),
    again: (claimed, at, how) => again(pool, claimed, at, how),
    cancelled: (claimed, why) => cancelled(pool, claimed, why),
    postponed: (claimed, until) => postponed(pool, claimed, until),
    recovered: (at) => recovered(pool, at),
    nextAt: (input) => nextAt(pool, input),
    channelsWaiting: (channels) => channelsWaiting(pool, channels),
    channelsLate: (channels, input) => channelsLate(pool, channels, input),
    skipUnconfigured: (configured, input) => skipUnconfigured(pool, configured, input),
  };
}
