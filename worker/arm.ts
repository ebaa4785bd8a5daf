import { instantOfEpochMs } from '../domain/calendar/instant';
import { type CaseEngine, isNoAnswer } from './case-engine';
import type { EngineHealth } from './health';
import { mapLimited } from '../domain/map-limited';
import type { WorkerMetrics } from './metrics';
import { pausable } from './pause';
import type { ArmingLedger, Log } from './ports';

export interface ArmingOptions {
  /** How many cases the engine is told of at the same time. */
  readonly concurrency: number;
  readonly batch: number;
  /** How often the ledger is asked although nobody called. */
  readonly sweepMs: number;
  /** Healing of cases whose timer never came; null in simulation, where the ledger's time is not the host's. */
  readonly heal: { readonly everyMs: number; readonly graceMs: number; readonly limit: number } | null;
}

export interface ArmingDeps {
  readonly ledger: ArmingLedger;
  readonly engine: CaseEngine;
  readonly health: EngineHealth;
  readonly metrics: WorkerMetrics;
  readonly log: Log;
  readonly options: ArmingOptions;
}

/**
 * A case that cannot be recorded is armed again and again; half a minute between two rounds keeps that cheap, and
 * the grace keeps a case that is being enforced right now from being armed twice.
 */
export const ARMING: ArmingOptions = {
  concurrency: 8,
  batch: 200,
  sweepMs: 5_000,
  heal: { everyMs: 30_000, graceMs: 60_000, limit: 1_000 },
};

export interface Arming {
  /** One round; true when there is more to do at once. */
  pass(): Promise<boolean>;
  /** Somebody wrote to the ledger. */
  nudge(): void;
  run(signal: AbortSignal): Promise<void>;
}

/** Keeps the engine's timers no later than the ledger's: the one link between truth and time, safe to repeat. */
export function createArming(deps: ArmingDeps): Arming {
  const { ledger, health, metrics, log, options } = deps;
  const pause = pausable();
  let healedAt = Date.now();

  async function heal(): Promise<void> {
    if (options.heal === null || Date.now() - healedAt < options.heal.everyMs) return;
    healedAt = Date.now();
    const late = await ledger.disarmLate(
      instantOfEpochMs(healedAt),
      options.heal.graceMs,
      options.heal.limit,
    );
    if (late === 0) return;
    metrics.disarmed.inc(late);
    log.warn({ late }, 'timers that did not come are armed anew');
  }

  async function pass(): Promise<boolean> {
    // Timers that fell due while the engine was away come by themselves; healing first gives them time.
    if (!health.ok) healedAt = Date.now();
    await heal();
    const unarmed = await ledger.unarmed(options.batch);
    const armed = await tell(unarmed, deps, (row) => deps.engine.arm(row));
    if (armed.accepted.length > 0) await ledger.markArmed(armed.accepted);
    const ended = await ledger.endedWithWorkflow(options.batch);
    const told = await tell(ended, deps, (row) => deps.engine.tellEnded(row.caseId));
    if (told.accepted.length > 0) await ledger.markWorkflowEnded(told.accepted.map(({ caseId }) => caseId));
    health.note('arming', armed.reached && told.reached);
    const complete = armed.accepted.length === unarmed.length && told.accepted.length === ended.length;
    return complete && (unarmed.length === options.batch || ended.length === options.batch);
  }

  return {
    pass,
    nudge: () => pause.wake(),
    async run(signal) {
      let ledgerOk = true;
      while (!signal.aborted) {
        const more = await pass().catch((error: unknown) => {
          if (ledgerOk) log.error({ err: error }, 'arming cannot read the ledger');
          ledgerOk = false;
          return null;
        });
        if (more !== null) ledgerOk = true;
        // After a failure nothing is tried before the next sweep, however many commands call meanwhile.
        const calm = ledgerOk && health.behindSince === null;
        if (more !== true) await pause.wait(options.sweepMs, { signal, deaf: !calm });
      }
    },
  };
}

/** Tells the engine of each row, soonest first, and answers those it accepted; gives up when it does not answer. */
async function tell<T extends { caseId: string }>(
  rows: T[],
  { metrics, log, options }: ArmingDeps,
  call: (row: T) => Promise<void>,
): Promise<{ accepted: T[]; reached: boolean }> {
  const accepted: T[] = [];
  let reached = true;
  await mapLimited(rows, options.concurrency, async (row) => {
    if (!reached) return;
    const started = performance.now();
    try {
      await call(row);
      accepted.push(row);
      metrics.armings.inc({ outcome: 'accepted' });
      metrics.armSeconds.observe((performance.now() - started) / 1000);
    } catch (error) {
      metrics.armings.inc({ outcome: 'failed' });
      if (isNoAnswer(error)) reached = false;
      else log.error({ caseId: row.caseId, err: error }, 'the engine refused to arm a case');
    }
  });
  return { accepted, reached };
}
