import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';

const { IndexedValueType } = temporal.api.enums.v1;
const RETENTION = '30 days';
const READY_LIMIT_MS = 60_000;
const RETRY_MS = 100;

/** Few on purpose: SQL visibility has few columns, they are not encrypted, and lists come from our own tables. */
export const SEARCH_ATTRIBUTES = {
  BanjieProgramme: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  BanjieStage: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  BanjieUrgency: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  BanjieNextDue: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} as const;

/** Waits until the server answers, then returns its version. */
export async function serverVersion(address: string, limitMs = READY_LIMIT_MS): Promise<string> {
  return withConnection(address, limitMs, async ({ workflowService }) => {
    const { serverVersion: version } = await workflowService.getSystemInfo({});
    return version ?? '';
  });
}

/** Registers namespace and search attributes where missing and returns when both can be used. */
export async function ensureNamespace(
  address: string,
  namespace: string,
  limitMs = READY_LIMIT_MS,
): Promise<void> {
  await withConnection(address, limitMs, async (connection) => {
    const until = Date.now() + limitMs;
    await retrying(until, () => register(connection, namespace));
    await retrying(until, () => addSearchAttributes(connection, namespace));
    // Registering returns before every part of the server has noticed.
    await retrying(until, () => connection.workflowService.describeNamespace({ namespace }));
    await retrying(until, () =>
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
  limitMs: number,
  work: (c: Connection) => Promise<T>,
): Promise<T> {
  const connection = await retrying(Date.now() + limitMs, () =>
    Connection.connect({ address, connectTimeout: 2_000 }),
  );
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function retrying<T>(until: number, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(RETRY_MS);
    }
  }
}
