import { Client, type Connection } from '@temporalio/client';
import type { SpotChecks } from '../ledger/spot-check/checks';
import {
  SPOT_CHECK_WORKFLOW,
  spotCheckWorkflowId,
  STEP,
  type SpotCheckInput,
} from '../workflows/messages/spot-check';
import { isNoAnswer } from './case-engine';
import { pausable } from './pause';
import type { Log } from './ports';

export interface SpotCheckStarterDeps {
  readonly spotChecks: Pick<SpotChecks, 'running'>;
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
  readonly log: Log;
  /** How often the ledger is asked although nobody called. */
  readonly sweepMs: number;
}

export interface SpotCheckStarter {
  /** Somebody has defined a check or done something in one. */
  nudge(): void;
  run(signal: AbortSignal): Promise<void>;
}

/** As for arming. */
const CALL_LIMIT_MS = 5_000;

/**
 * Every spot check that is not over has a workflow, and the workflow hears of every new line of the record: started or
 * signalled when the ledger calls, and again when the engine was away.
 */
export function createSpotCheckStarter(deps: SpotCheckStarterDeps): SpotCheckStarter {
  const { spotChecks, connection, namespace, taskQueue, shiftMs, log, sweepMs } = deps;
  const { workflow } = new Client({ connection, namespace });
  const pause = pausable();
  /** The last line that a workflow was told of. */
  const told = new Map<string, number>();

  async function tell(checkId: string): Promise<void> {
    const input: SpotCheckInput = { checkId, ...(shiftMs !== undefined && { shiftMs }) };
    await connection.withDeadline(Date.now() + CALL_LIMIT_MS, () =>
      workflow.signalWithStart(SPOT_CHECK_WORKFLOW, {
        ...{
          workflowId: spotCheckWorkflowId(checkId),
          taskQueue,
          args: [input],
          signal: STEP,
          signalArgs: [],
        },
        staticSummary: 'spot check',
      }),
    );
  }

  async function tellAll(): Promise<void> {
    const running = await spotChecks.running();
    for (const { id, seq } of running) {
      if (told.get(id) === seq) continue;
      await tell(id);
      told.set(id, seq);
    }
    const ids = new Set(running.map(({ id }) => id));
    for (const id of told.keys()) if (!ids.has(id)) told.delete(id);
  }

  return {
    nudge: () => pause.wake(),
    async run(signal) {
      let well = true;
      while (!signal.aborted) {
        try {
          await tellAll();
          if (!well) log.info({}, 'spot checks go on again');
          well = true;
        } catch (error) {
          if (well) log.warn({ err: error, engine: isNoAnswer(error) }, 'spot checks cannot go on yet');
          well = false;
        }
        await pause.wait(sweepMs, { signal, deaf: !well });
      }
    },
  };
}
