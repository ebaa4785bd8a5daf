import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseEngine } from './case-engine';
import type { EngineHealth } from './health';
import type { Heartbeat, Log } from './ports';

export interface HeartbeatDeps {
  readonly workerId: string;
  readonly ledger: { heartbeat(input: Heartbeat): Promise<void> };
  readonly engine: Pick<CaseEngine, 'ping'>;
  readonly health: EngineHealth;
  readonly log: Log;
  /** What else is worth knowing of this worker. */
  readonly detail: () => object;
  readonly everyMs: number;
}

/** Asks the engine and tells the ledger, again and again: readiness and metrics of every other process read it there. */
export async function keepBeating(deps: HeartbeatDeps, signal: AbortSignal): Promise<void> {
  const { workerId, ledger, engine, health, log, detail, everyMs } = deps;
  let written = true;
  while (!signal.aborted) {
    health.note('ping', await answers(engine));
    const { ok: engineOk, behindSince } = health;
    try {
      await ledger.heartbeat({ workerId, engineOk, behindSince, detail: detail() });
      written = true;
    } catch (error) {
      if (written) log.error({ err: error }, 'the heartbeat cannot be written');
      written = false;
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

async function answers(engine: Pick<CaseEngine, 'ping'>): Promise<boolean> {
  return engine.ping().then(
    () => true,
    () => false,
  );
}
