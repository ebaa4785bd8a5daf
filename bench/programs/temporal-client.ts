import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { BARE_QUEUE } from '../bare/names';
import { type Load, runLoad } from '../load';
import { serveTasks } from './serve';

const { TEMPORAL_ADDRESS = '', BANJIE_TEMPORAL_NAMESPACE = '' } = process.env;
const FAR_MS = 30 * 86_400_000;
const cases: string[] = [];
let connected: Promise<{ connection: Connection; client: Client }> | undefined;

async function connect(): Promise<{ connection: Connection; client: Client }> {
  const connection = await Connection.connect({ address: TEMPORAL_ADDRESS });
  return { connection, client: new Client({ connection, namespace: BANJIE_TEMPORAL_NAMESPACE }) };
}

function engine(): Promise<{ connection: Connection; client: Client }> {
  return (connected ??= connect());
}

/** Starts a timer workflow for each instant, this many at once. */
async function timers(dues: readonly number[], concurrency: number): Promise<void> {
  const { client } = await engine();
  const queue = dues.values();
  const lane = async (): Promise<void> => {
    for (const due of queue) {
      const id = `bare-timer:${randomUUID()}`;
      await client.workflow.start('bareTimer', { workflowId: id, taskQueue: BARE_QUEUE, args: [id, due] });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

serveTasks(
  {
    timers: (input: { dues: number[]; concurrency: number }) => timers(input.dues, input.concurrency),
    /** Starts this many timers that are far away; answers how many seconds it took. */
    async starts({ count, concurrency }: { count: number; concurrency: number }): Promise<number> {
      await engine();
      const from = performance.now();
      await timers(
        Array.from({ length: count }, () => Date.now() + FAR_MS),
        concurrency,
      );
      return (performance.now() - from) / 1000;
    },
    /** One workflow for each client that will give updates. */
    async open({ count }: { count: number }): Promise<void> {
      const { client } = await engine();
      for (let i = 0; i < count; i += 1) {
        const workflowId = `bare-case:${randomUUID()}`;
        await client.workflow.start('bareCase', { workflowId, taskQueue: BARE_QUEUE });
        cases.push(workflowId);
      }
    },
    async updates({ clients, ms }: { clients: number; ms: number }): Promise<Load> {
      const { client } = await engine();
      return runLoad(clients, ms, (lane) => {
        const handle = client.workflow.getHandle(cases[lane] ?? '');
        return () => handle.executeUpdate('give', { args: [randomUUID()] });
      });
    },
  },
  async () => (await connected)?.connection.close(),
);
