import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';

const { IndexedValueType } = temporal.api.enums.v1;
const RETENTION = '30 days';
const READY_LIMIT_MS = 60_000;
const RETRY_MS = 100;

/** How long to keep asking, and a way to stop asking when there is nobody left to answer. */
export interface Patience {
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
}

/** Few on purpose: SQL visibility has few columns, they are not encrypted, and lists come from our own tables. */
export const SEARCH_ATTRIBUTES = {
  BanjieProgramme: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  BanjieStage: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  BanjieUrgency: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  BanjieNextDue: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} as const;

/** Waits until the server answers, then returns its version. */
export async function serverVersion(address: string, patience: Patience = {}): Promise<string> {
  return withConnection(address, patience, async ({ workflowService }) => {
    const { serverVersion: version } = await workflowService.getSystemInfo({});
    return version ?? '';
  });
}

/** Registers namespace and search attributes where missing and returns when both can be used. */
export async function ensureNamespace(
  address: string,
  namespace: string,
  patience: Patience = {},
): Promise<void> {
  await withConnection(address, patience, async (connection) => {
    await retrying(patience, () => register(connection, namespace));
    await retrying(patience, () => addSearchAttributes(connection, namespace));
    // Registering returns before every part of the server has noticed.
    await retrying(patience, () => connection.workflowService.describeNamespace({ namespace }));
    await retrying(patience, () =>
      connection.workflowService.listWorkflowExecutions({
        namespace,
        query: 'BanjieStage = "none"',
        pageSize: 1,
      }),
    );
  });
}

async function register({ workflowService }: Connection, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs(RETENTION);
  await workflowService
    .registerNamespace({ namespace, workflowExecutionRetentionPeriod })
    .catch((error: unknown) => ignoreExisting(error));
}

async function addSearchAttributes({ operatorService }: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  await operatorService
    .addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) })
    .catch((error: unknown) => ignoreExisting(error));
}

function ignoreExisting(error: unknown): void {
  const ALREADY_EXISTS = 6;
  if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
}

async function withConnection<T>(
  address: string,
  patience: Patience,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await retrying(patience, () => Connection.connect({ address, connectTimeout: 2_000 }));
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function retrying<T>(
  { limitMs = READY_LIMIT_MS, signal }: Patience,
  work: () => Promise<T>,
): Promise<T> {
  const until = Date.now() + limitMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until || signal?.aborted) throw error;
      await sleep(RETRY_MS);
    }
  }
}
