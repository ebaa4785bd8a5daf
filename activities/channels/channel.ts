import type { ChannelName } from '../../domain/channels';
import type { Language } from '../../domain/language';
import type { DigestWhy } from '../../domain/messages/digest';

export { CHANNELS, type ChannelName } from '../../domain/channels';

/** Where one message goes: a person by their own address, or a robot by its name. Secrets stay inside the adapter. */
export interface Target {
  /** `person:<id>`, `proposer:<id>` or `robot:<name>`: what deliveries and limits are counted by. A webhook is a robot here. */
  readonly key: string;
  /** Address of a person on this channel (mail address, mobile number); null for robots. */
  readonly address: string | null;
  /** Accounts to mention in a group, if the channel can. */
  readonly mentions: readonly string[];
}

/** What is sent. The words are ready: adapters only fit them into what their provider takes. */
export interface Outgoing {
  /** Stable over retries: a mail's Message-ID, a webhook's idempotency key, an SMS's own number at the gateway. */
  readonly deliveryId: string;
  readonly target: Target;
  /** Of the title and the lines, and of what an adapter adds to them. */
  readonly language: Language;
  readonly title: string;
  /** Lines of plain text, the most urgent first; truncated at a character when the provider takes less. */
  readonly lines: readonly string[];
  /** Every step of "why this date", one for each line about a limit, for channels that have room for it. */
  readonly why: readonly DigestWhy[];
  /** Where the case or the desk is opened. */
  readonly link: string;
  /** For SMS: values of the approved template; never more than number, count and receipt number. */
  readonly template: Readonly<Record<string, string>>;
}

/**
 * What came of it. `retry` was certainly not taken and may be sent again, not before `afterMs` when that is given;
 * `unknown` may have arrived: only channels that are safe to repeat are repeated then; `refused` will never be taken
 * (a wrong number, a robot that is not configured). `error` holds no secret, no number and no address.
 */
export type Sent =
  | { readonly outcome: 'sent'; readonly providerId: string | null }
  | { readonly outcome: 'retry'; readonly error: string; readonly afterMs: number | null }
  | { readonly outcome: 'unknown'; readonly error: string }
  | { readonly outcome: 'refused'; readonly error: string };

/** One provider. `send` never throws for what the provider answers; a mistake of ours is refused in words that say so. */
export interface Channel {
  readonly name: ChannelName;
  /** Most messages a minute to one target; null = the provider sets none. */
  readonly perMinute: number | null;
  /** A repeated message is recognised by the receiver (mail by its Message-ID, a webhook by its key). */
  readonly repeatable: boolean;
  /** Names of the robots it can reach, for `robotFor`; left out where messages go to persons. */
  readonly robots?: ReadonlySet<string>;
  /** In which its groups are written to; left out where messages go to persons, who have one of their own. */
  readonly language?: Language;
  send(message: Outgoing, signal: AbortSignal): Promise<Sent>;
  /**
   * What became of a message whose fate is unknown; left out where the provider cannot tell. `attemptedAt` is the
   * instant of the attempt. A message that the provider does not know stays `unknown`: it may still be on its way.
   */
  find?(deliveryId: string, target: Target, attemptedAt: string, signal: AbortSignal): Promise<Sent>;
}
