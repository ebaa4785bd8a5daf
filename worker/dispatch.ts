import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, instantOfEpochMs } from '../domain/calendar/instant';
import type { Outbox } from '../ledger/outbox/outbox';
import { isNoAnswer } from './case-engine';
import type { DeliveryEngine } from './delivery-engine';
import { pausable } from './pause';
import type { Log } from './ports';

export interface DispatchOptions {
  /** How often the outbox is looked at although nobody called. */
  readonly sweepMs: number;
  /** The least between two rounds: a thousand commands a second are one call. */
  readonly gapMs: number;
  /** What should have been sent so long ago has been forgotten: its workflow is told again. */
  readonly lateMs: number;
  /** Messages for channels that nobody configured are kept so long, in case it was a mistake. */
  readonly unconfiguredMs: number;
}

export const DISPATCH: DispatchOptions = {
  sweepMs: 5_000,
  gapMs: 500,
  lateMs: 60_000,
  unconfiguredMs: DAY_MS,
};

export interface DispatchDeps {
  readonly outbox: Pick<Outbox, 'channelsWaiting' | 'channelsLate' | 'skipUnconfigured'>;
  readonly engine: DeliveryEngine;
  /** Names of the channels that are configured. */
  readonly channels: readonly string[];
  readonly simulation: boolean;
  readonly log: Log;
  readonly options: DispatchOptions;
}

export interface Dispatch {
  /** Somebody wrote to the outbox. */
  nudge(): void;
  run(signal: AbortSignal): Promise<void>;
}

/** Tells the channels' workflows that there is more to send: at once when called, and again what was forgotten. */
export function createDispatch(deps: DispatchDeps): Dispatch {
  const { outbox, engine, channels, simulation, log, options } = deps;
  const pause = pausable();
  let called = false;
  let lookedAt = -Infinity;

  /** Once each workflow is started, then those that somebody called for, and from time to time those that are late. */
  async function whom(first: boolean): Promise<readonly string[]> {
    if (first) return channels;
    const nudged = called;
    called = false;
    if (nudged) return outbox.channelsWaiting(channels);
    if (performance.now() - lookedAt < options.lateMs) return [];
    lookedAt = performance.now();
    const now = instantOfEpochMs(Date.now());
    if (!simulation) await outbox.skipUnconfigured(channels, { now, graceMs: options.unconfiguredMs });
    return outbox.channelsLate(channels, { now, simulation, graceMs: options.lateMs });
  }

  return {
    nudge() {
      called = true;
      pause.wake();
    },
    async run(signal) {
      let first = true;
      let well = true;
      while (!signal.aborted) {
        try {
          for (const channel of await whom(first)) await engine.more(channel);
          if (!well) log.info({}, 'the workflows of the channels are told again');
          [first, well] = [false, true];
        } catch (error) {
          if (well)
            log.warn(
              { err: error, engine: isNoAnswer(error) },
              'the workflows of the channels cannot be told',
            );
          // Whoever was not told is told in the next round.
          [called, well] = [true, false];
        }
        await sleep(options.gapMs, undefined, { signal }).catch(() => undefined);
        await pause.wait(options.sweepMs, { signal, deaf: !well });
      }
    },
  };
}
