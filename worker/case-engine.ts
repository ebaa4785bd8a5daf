import { Client, type Connection, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { NamespaceNotFoundError, type SearchAttributePair } from '@temporalio/common';
import {
  CASE_WORKFLOW,
  caseWorkflowId,
  ENDED,
  REARM,
  type CaseInput,
  type Rearm,
} from '../workflows/messages';
import { NEXT_DUE, PROGRAMME, STAGE, URGENCY } from '../workflows/search-attributes';
import type { UnarmedCase } from './ports';

/** A call of the engine: long enough for a busy one, short enough that a dead one is noticed. */
export const CALL_LIMIT_MS = 5_000;

/** gRPC: 1 cancelled, 4 deadline exceeded, 7 denied, 8 resource exhausted, 14 unavailable, 16 not authenticated. */
const NO_ANSWER = new Set([1, 4, 7, 8, 14, 16]);

/** What keeping time asks of the engine. */
export interface CaseEngine {
  /** Starts the case's workflow if it does not run, and tells it to wake no later than this. */
  arm(unarmed: UnarmedCase): Promise<void>;
  /** A workflow that is already gone is as good as told. */
  tellEnded(caseId: string): Promise<void>;
  /** Resolves when the engine answers. */
  ping(): Promise<void>;
}

export interface CaseEngineOptions {
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
}

/** The engine as seen from the ledger's side: one workflow per case. */
export function createCaseEngine(options: CaseEngineOptions): CaseEngine {
  const { connection, namespace, taskQueue, shiftMs } = options;
  const { workflow } = new Client({ connection, namespace });
  const limited = <T>(call: () => Promise<T>): Promise<T> =>
    connection.withDeadline(Date.now() + CALL_LIMIT_MS, call);
  return {
    async arm(unarmed) {
      const { caseId, wakeAt, summary } = unarmed;
      const input: CaseInput = { caseId, wakeAt, summary, ...(shiftMs !== undefined && { shiftMs }) };
      const rearm: Rearm = { wakeAt, summary, stage: unarmed.stage, urgency: unarmed.urgency };
      await limited(() =>
        workflow.signalWithStart(CASE_WORKFLOW, {
          workflowId: caseWorkflowId(caseId),
          taskQueue,
          args: [input],
          signal: REARM,
          signalArgs: [rearm],
          // An ended or terminated workflow must not keep a case without a clock.
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: `${unarmed.number} ${unarmed.programme}`,
          memo: { number: unarmed.number, programme: unarmed.programme, stage: unarmed.stage },
          typedSearchAttributes: searchAttributes(unarmed),
        }),
      );
    },
    async tellEnded(caseId) {
      try {
        await limited(() => workflow.getHandle(caseWorkflowId(caseId)).signal(ENDED));
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    async ping() {
      await limited(() => connection.workflowService.getSystemInfo({}));
    },
  };
}

function searchAttributes({ programme, stage, urgency, wakeAt }: UnarmedCase): SearchAttributePair[] {
  return [
    { key: PROGRAMME, value: programme },
    ...(stage === null ? [] : [{ key: STAGE, value: stage }]),
    ...(urgency === null ? [] : [{ key: URGENCY, value: urgency }]),
    { key: NEXT_DUE, value: new Date(wakeAt) },
  ];
}

/** True when the engine itself was not reached, as opposed to one case that it refused. */
export function isNoAnswer(error: unknown): boolean {
  // Without its namespace the engine is as good as away for every case.
  if (error instanceof NamespaceNotFoundError) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isGrpcServiceError(cause)) return NO_ANSWER.has(cause.code);
  }
  return false;
}
