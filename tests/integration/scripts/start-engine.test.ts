import { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { join } from 'node:path';
import versions from '../../../config/versions.json';
import { realEffects } from '../../../scripts/engine/effects';
import { findEngine } from '../../../scripts/engine/finder';
import { ensureEngineSchema } from '../../../scripts/engine/schema';
import { type Engine, startEngine } from '../../../scripts/engine/start';
import type { Candidate } from '../../../scripts/engine/types';
import { type Postgres, startPostgres } from '../../../scripts/postgres';
import { withClient } from '../../../scripts/postgres/databases';
import { isAlive } from '../../../scripts/process/info';
import { plainProgress } from '../../../scripts/progress';
import { makeTempDataDir, removeDataDir } from '../../../scripts/temp-dir';

jest.setTimeout(120_000);

/** The whole way from an empty folder, on servers of its own: other tests' servers must not be killed. */
describe('startEngine on PostgreSQL', () => {
  let dataDir: string;
  let postgres: Postgres;
  let candidate: Candidate;
  const start = (): Promise<Engine> => startEngine({ candidate, dataDir, postgres });

  beforeAll(async () => {
    dataDir = makeTempDataDir('engine');
    const progress = plainProgress({ write: () => undefined });
    candidate = await findEngine({ requireTimeSkipping: false, effects: realEffects(progress) });
    postgres = await startPostgres({ dataDir });
  });

  afterAll(async () => {
    await postgres.stop();
    removeDataDir(dataDir);
  });

  it('finishes a schema setup that was killed half-way, and keeps a workflow through kill -9', async () => {
    if (candidate.kind === 'built') {
      await withClient(postgres.url('temporal'), (client) =>
        client.query('CREATE TABLE schema_version (half int)'),
      );
    }
    const first = await start();
    await startWorkflow(first, 'case:1');
    process.kill(first.pid!, 'SIGKILL');
    await first.exited;

    const second = await start();
    expect(second.address).toBe(first.address);
    expect(await statusOf(second, 'case:1')).toBe('RUNNING');
    await second.stop();
    expect(isAlive(second.pid!)).toBe(false);
  });

  it('ends a server left over from a killed start before it starts its own', async () => {
    const left = await start();
    const next = await start();
    expect(isAlive(left.pid!)).toBe(false);
    await next.stop();
  });

  it('never throws away the databases of a server that ran', async () => {
    if (candidate.kind !== 'built') return;
    await withClient(postgres.url('postgres'), (client) =>
      client.query('COMMENT ON DATABASE temporal IS NULL'),
    );
    await ensureEngineSchema(candidate.sql, postgres, versions.temporalServer);
    const engine = await start();
    expect(await statusOf(engine, 'case:1')).toBe('RUNNING');
    await engine.stop();
  });

  it('refuses another number of history shards', async () => {
    if (candidate.kind !== 'built') return;
    await expect(startEngine({ candidate, dataDir, postgres, historyShards: 8 })).rejects.toThrow(
      /made with 64 history/,
    );
  });

  it('reports a server that cannot start instead of waiting for it', async () => {
    if (candidate.kind !== 'built') return;
    const nowhere = { ...postgres, url: postgres.url, port: 1 };
    const start = startEngine({ candidate, dataDir: join(dataDir, 'other'), postgres: nowhere });
    await expect(start).rejects.toThrow(/stopped while starting|schema could not be set up/);
  });
});

describe('startPostgres', () => {
  it('recovers from kill -9 with what was committed, on the same port', async () => {
    const dataDir = makeTempDataDir('postgres');
    const first = await startPostgres({ dataDir });
    await withClient(first.url(), (client) =>
      client.query(`CREATE TABLE kept AS SELECT '台账'::text AS word`),
    );
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await startPostgres({ dataDir });
    try {
      expect(second.port).toBe(first.port);
      const { rows } = await withClient(second.url(), (client) =>
        client.query(
          `SELECT word, current_setting('synchronous_commit') AS sync, current_setting('fsync') AS fsync FROM kept`,
        ),
      );
      expect(rows).toEqual([{ word: '台账', sync: 'on', fsync: 'on' }]);
      const { rows: listens } = await withClient(second.url(), (client) =>
        client.query('SHOW listen_addresses'),
      );
      expect(listens).toEqual([{ listen_addresses: '127.0.0.1' }]);
    } finally {
      await second.stop();
      removeDataDir(dataDir);
    }
  });

  it('takes over from a server that outlived its parent', async () => {
    const dataDir = makeTempDataDir('postgres');
    const left = await startPostgres({ dataDir });
    const next = await startPostgres({ dataDir });
    expect(isAlive(left.pid)).toBe(false);
    await next.stop();
    removeDataDir(dataDir);
  });
});

async function startWorkflow({ address, namespace }: Engine, workflowId: string): Promise<void> {
  await withService(address, async ({ workflowService }) => {
    await workflowService.startWorkflowExecution({
      namespace,
      workflowId,
      requestId: workflowId,
      workflowType: { name: 'waits' },
      taskQueue: { name: 'nobody-works-here' },
    });
  });
}

async function statusOf({ address, namespace }: Engine, workflowId: string): Promise<string> {
  const RUNNING: number = temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  return withService(address, async ({ workflowService }) => {
    const { workflowExecutionInfo } = await workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    });
    return Number(workflowExecutionInfo?.status) === RUNNING
      ? 'RUNNING'
      : String(workflowExecutionInfo?.status);
  });
}

async function withService<T>(address: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
