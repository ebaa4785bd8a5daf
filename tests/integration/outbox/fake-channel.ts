import type { Channel, ChannelName, Outgoing, Sent, Target } from '../../../activities/channels/channel';

export type Answer = Sent | ((message: Outgoing, signal: AbortSignal) => Promise<Sent> | Sent);

export const OK: Sent = { outcome: 'sent', providerId: 'p1' };
export const BUSY: Sent = { outcome: 'retry', error: 'HTTP 500', afterMs: null };
export const TOO_MANY: Sent = { outcome: 'retry', error: 'errcode 45009', afterMs: 120_000 };
export const SILENT: Sent = { outcome: 'unknown', error: 'no answer within 10 s' };
export const NEVER: Sent = { outcome: 'refused', error: 'not a number that takes messages' };

/** A provider that answers as told, and takes down what arrived. */
export class FakeChannel implements Channel {
  /** What the provider took, whatever it answered. */
  readonly got: Outgoing[] = [];
  readonly asked: { deliveryId: string; target: Target; attemptedAt: string }[] = [];
  /** Answered in order; afterwards `otherwise`. */
  readonly answers: Answer[] = [];
  otherwise: Answer = OK;
  fate: Sent = SILENT;
  perMinute: number | null = null;
  readonly robots?: ReadonlySet<string>;
  readonly find?: Channel['find'] & {};

  constructor(
    readonly name: ChannelName,
    readonly repeatable: boolean,
    { robots, findable = false }: { robots?: readonly string[]; findable?: boolean } = {},
  ) {
    if (robots !== undefined) this.robots = new Set(robots);
    if (findable) {
      this.find = async (deliveryId, target, attemptedAt) => {
        this.asked.push({ deliveryId, target, attemptedAt });
        return this.fate;
      };
    }
  }

  async send(message: Outgoing, signal: AbortSignal): Promise<Sent> {
    const answer = this.answers.shift() ?? this.otherwise;
    const sent = typeof answer === 'function' ? await answer(message, signal) : answer;
    if (sent.outcome === 'sent' || sent.outcome === 'unknown') this.got.push(message);
    return sent;
  }

  get keys(): string[] {
    return this.got.map(({ target }) => target.key);
  }
}
