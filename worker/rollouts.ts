import { Client, type Connection } from '@temporalio/client';
import { plainWords } from '../domain/rollout';
import type { Rollouts } from '../ledger/rollout/rollouts';
import { ROLLOUT_WORKFLOW, rolloutWorkflowId, type RolloutInput } from '../workflows/messages/rollout';
import { CALL_LIMIT_MS } from './case-engine';
import type { Log } from './ports';
import { sweep, type Sweep } from './sweep';

export interface RolloutTimes {
  /** How often the ledger is asked although nobody called. */
  readonly sweepMs: number;
  /** Cases in one transaction, and the pause between two, so that commands of people come first. */
  readonly batch: number;
  readonly pauseMs: number;
  /** A process may hold a calendar for five seconds (ledger/reference.ts): only then has everybody the new one. */
  readonly settleMs: number;
}

export const ROLLOUT_TIMES: RolloutTimes = { sweepMs: 5_000, batch: 200, pauseMs: 200, settleMs: 10_000 };

export interface RolloutStarterDeps {
  readonly rollouts: Pick<Rollouts, 'running'>;
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
  readonly log: Log;
  readonly times: Pick<RolloutTimes, 'sweepMs' | 'pauseMs'>;
}

/**
 * Every rollout that is not over has a workflow: started when the ledger calls, and again when the engine was away or
 * has lost it. Starting what runs already changes nothing.
 */
export function createRolloutStarter(deps: RolloutStarterDeps): Sweep {
  const { rollouts, connection, namespace, taskQueue, shiftMs, log, times } = deps;
  const { workflow } = new Client({ connection, namespace });

  async function start({ id, cause, dryRun }: Awaited<ReturnType<Rollouts['running']>>[number]) {
    const summary = `${plainWords(cause)}${dryRun ? ', dry run' : ''}`;
    const input: RolloutInput = {
      ...{ rolloutId: id, summary, pauseMs: times.pauseMs },
      ...(shiftMs !== undefined && { shiftMs }),
    };
    await connection.withDeadline(Date.now() + CALL_LIMIT_MS, () =>
      workflow.start(ROLLOUT_WORKFLOW, {
        ...{ workflowId: rolloutWorkflowId(id), taskQueue, args: [input] },
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: summary,
        memo: { kind: cause.kind, dryRun },
      }),
    );
  }

  const startAll = async (): Promise<void> => {
    for (const one of await rollouts.running()) await start(one);
  };
  return sweep(startAll, { everyMs: times.sweepMs, log, what: 'rollouts' });
}
