import { instantOfEpochMs, type Instant } from '../domain/calendar/instant';
import type { WorkerMetrics } from './metrics';
import type { Log } from './ports';

/** Whether the engine answers, and since when it does not. */
export interface EngineHealth {
  readonly ok: boolean;
  readonly behindSince: Instant | null;
  note(answered: boolean): void;
}

/** Says a change once, when it happens, and not with every failed call. */
export function createEngineHealth(
  log: Log,
  metrics: WorkerMetrics,
  clock: () => number = Date.now,
): EngineHealth {
  let downSince: number | null = null;
  let known = false;
  return {
    get ok() {
      return known && downSince === null;
    },
    get behindSince() {
      return downSince === null ? null : instantOfEpochMs(downSince);
    },
    note(answered) {
      if (answered && downSince !== null)
        log.info({ downMs: clock() - downSince }, 'the engine answers again');
      if (!answered && downSince === null)
        log.warn({}, 'the engine does not answer; clocks will catch up after');
      known = true;
      downSince = answered ? null : (downSince ?? clock());
      metrics.engineUp.set(answered ? 1 : 0);
      metrics.engineLagSeconds.set(downSince === null ? 0 : (clock() - downSince) / 1000);
    },
  };
}
