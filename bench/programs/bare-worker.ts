import { join } from 'node:path';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createPool } from '../../prisma/client';
import { createRecord } from '../bare/activities';
import { BARE_QUEUE } from '../bare/names';

/** The worker of the bare workflows, with the settings that ours has where they cost or save time. */
async function main(): Promise<void> {
  const { DATABASE_URL = '', TEMPORAL_ADDRESS = '', BANJIE_TEMPORAL_NAMESPACE = '' } = process.env;
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  const pool = createPool(DATABASE_URL, { max: 16 });
  const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS });
  const worker = await Worker.create({
    connection,
    namespace: BANJIE_TEMPORAL_NAMESPACE,
    taskQueue: BARE_QUEUE,
    workflowsPath: join(__dirname, '..', 'bare', 'workflows.ts'),
    activities: { record: createRecord(pool) },
    maxConcurrentLocalActivityExecutions: 20,
  });
  const asked = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'disconnect'] as const) process.once(name, () => resolve());
  });
  process.stdout.write('bare worker ready\n');
  await worker.runUntil(asked);
  await connection.close();
  await pool.end();
  if (process.connected) process.disconnect();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
  if (process.connected) process.disconnect();
});
