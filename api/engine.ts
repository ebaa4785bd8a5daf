import { Client, Connection, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { caseWorkflowId } from '../workflows/messages';
import { lastFailure, pendingTimer } from './engine-history';
import type { CaseInEngine, Engine } from './ports';

export interface EngineOptions {
  readonly address: string;
  readonly namespace: string;
  /** Milliseconds that a question may take in all, connecting included. */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 3_000;

/** The engine does not answer in time; what it would have said is not known. */
export class EngineSilentError extends Error {
  override readonly name = 'EngineSilentError';
}

/** The engine as operators ask it. It connects with the first question; an outage in between mends itself. */
export function createEngine({ address, namespace, deadlineMs = DEADLINE_MS }: EngineOptions): Engine {
  let connection: Connection | null = null;
  const ask = async <T>(question: (client: Client) => Promise<T>): Promise<T> => {
    connection ??= Connection.lazy({ address, connectTimeout: deadlineMs });
    const client = new Client({ connection, namespace });
    return client.withDeadline(Date.now() + deadlineMs, () => question(client));
  };
  return {
    async caseWorkflow(caseId) {
      try {
        return await inTime(
          deadlineMs,
          ask((client) => describe(client, caseId)),
        );
      } catch (cause) {
        if (!isSilence(cause)) throw cause;
        throw new EngineSilentError('the engine did not answer', { cause });
      }
    },
    async close() {
      await connection?.close();
    },
  };
}

/** Whatever the engine's own protocol says instead of an answer; a mistake of ours is not silence. */
function isSilence(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof EngineSilentError || isGrpcServiceError(cause)) return true;
  }
  return false;
}

async function inTime<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new EngineSilentError(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Null when the engine has no such workflow. */
async function describe(client: Client, caseId: string): Promise<CaseInEngine | null> {
  const handle = client.workflow.getHandle(caseWorkflowId(caseId));
  try {
    const about = await handle.describe();
    const { events } = await client.workflow.getHandle(about.workflowId, about.runId).fetchHistory();
    return {
      ...{ workflowId: about.workflowId, runId: about.runId, status: about.status.name },
      ...{ startedAt: about.startTime.toISOString(), closedAt: about.closeTime?.toISOString() ?? null },
      ...{ historyLength: about.historyLength, historyBytes: about.historySize ?? null },
      pendingTimer: about.status.name === 'RUNNING' ? pendingTimer(events ?? []) : null,
      lastFailure: lastFailure(events ?? []),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
