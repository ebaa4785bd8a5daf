import { instantOfEpochMs, type Instant } from '../domain/calendar/instant';
import type { WorkerMetrics } from './metrics';
import type { Log } from './ports';

type Witness = 'ping' | 'arming';

/** Whether the engine answers, and since when it does not. */
export interface EngineHealth {
  /** False until the engine has been heard once. */
  readonly ok: boolean;
  readonly behindSince: Instant | null;
  note(witness: Witness, answered: boolean): void;
}

/**
 * The engine is there when every witness says so: its front may answer a ping while the part that keeps timers is
 * still away. A change is said once, when it happens.
 */
export function createEngineHealth(
  log: Log,
  metrics: WorkerMetrics,
  clock: () => number = Date.now,
): EngineHealth {
  const silent = new Set<Witness>();
  let downSince: number | null = null;
  let heard = false;
  return {
    get ok() {
      return heard && downSince === null;
    },
    get behindSince() {
      return downSince === null ? null : instantOfEpochMs(downSince);
    },
    note(witness, answered) {
      if (answered) silent.delete(witness);
      else silent.add(witness);
      const up = silent.size === 0;
      if (up && downSince !== null) log.info({ downMs: clock() - downSince }, 'the engine answers again');
      if (!up && downSince === null)
        log.warn({ witness }, 'the engine does not answer; clocks will catch up after');
      if (witness === 'ping' && answered) heard = true;
      downSince = up ? null : (downSince ?? clock());
      metrics.engineUp.set(up ? 1 : 0);
      metrics.engineLagSeconds.set(downSince === null ? 0 : (clock() - downSince) / 1000);
    },
  };
}
