import { Client, type Connection } from '@temporalio/client';
import type { SpotChecks } from '../ledger/spot-check/checks';
import {
  SPOT_CHECK_WORKFLOW,
  spotCheckWorkflowId,
  STEP,
  type SpotCheckInput,
} from '../workflows/messages/spot-check';
import { CALL_LIMIT_MS } from './case-engine';
import type { Log } from './ports';
import { sweep, type Sweep } from './sweep';

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

/**
 * Every spot check that is not over has a workflow, and the workflow hears of every new line of the record: started when
 * the ledger calls, and again when the engine has lost it. Starting what runs already changes nothing.
 */
export function createSpotCheckStarter(deps: SpotCheckStarterDeps): Sweep {
  const { spotChecks, connection, namespace, taskQueue, shiftMs, log, sweepMs } = deps;
  const { workflow } = new Client({ connection, namespace });
  /** The last line that a workflow was told of. */
  const told = new Map<string, number>();

  async function start(checkId: string): Promise<void> {
    const input: SpotCheckInput = { checkId, ...(shiftMs !== undefined && { shiftMs }) };
    await workflow.start(SPOT_CHECK_WORKFLOW, {
      ...{ workflowId: spotCheckWorkflowId(checkId), taskQueue, args: [input] },
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'spot check',
    });
  }

  async function tell({ id, seq }: { id: string; seq: number }): Promise<void> {
    await connection.withDeadline(Date.now() + CALL_LIMIT_MS, async () => {
      await start(id);
      if (told.get(id) === seq) return;
      await workflow.getHandle(spotCheckWorkflowId(id)).signal(STEP);
      told.set(id, seq);
    });
  }

  const tellAll = async (): Promise<void> => {
    const running = await spotChecks.running();
    const ids = new Set(running.map(({ id }) => id));
    for (const id of told.keys()) if (!ids.has(id)) told.delete(id);
    for (const one of running) await tell(one);
  };
  return sweep(tellAll, { everyMs: sweepMs, log, what: 'spot checks' });
}
