import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { Command } from 'commander';
import { registerClocks } from '../../cli/clocks';
import { instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { reconcile } from '../../cli/reconcile';
import { CASE_WORKFLOW, caseWorkflowId } from '../../workflows/messages';
import { engine } from '../support/services';
import { startTestWorker, until, type TestWorker } from '../support/worker';
import { FakeLedger } from './fake-ledger';

const inMs = (ms: number): Instant => instantOfEpochMs(Date.now() + ms);
const FAR = 3_600_000;

describe('reconcile', () => {
  const ledger = new FakeLedger();
  let worker: TestWorker;
  let connection: Connection;
  let client: Client;
  const statusOf = async (id: string) =>
    (await client.workflow.getHandle(caseWorkflowId(id)).describe()).status.name;
  const look = (checkOnly = false) => reconcile({ ledger, client, taskQueue: worker.taskQueue, checkOnly });

  beforeAll(async () => {
    worker = await startTestWorker({ ledger, arming: { sweepMs: 50, heal: null } });
    connection = await Connection.connect({ address: engine().address });
    client = new Client({ connection, namespace: engine().namespace });
  });
  afterAll(async () => {
    await worker.stop();
    await connection.close();
  });

  it('finds and mends what is missing, closed, late or orphaned, and leaves the rest alone', async () => {
    const [fine, missing, closed, late, orphan] = Array.from({ length: 5 }, () => randomUUID()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    for (const id of [fine, closed, late]) ledger.open(id, [inMs(FAR)]);
    await until(() => [fine, closed, late].every((id) => ledger.case(id).hasWorkflow));
    const due = inMs(FAR);
    Object.assign(ledger.open(missing, [due]), { armedWakeAt: due, hasWorkflow: true });
    await client.workflow.getHandle(caseWorkflowId(closed)).terminate('by a test');
    const sooner = inMs(FAR / 2);
    Object.assign(ledger.case(late), { due: [sooner], armedWakeAt: sooner });
    await client.workflow.start(CASE_WORKFLOW, {
      workflowId: caseWorkflowId(orphan),
      taskQueue: worker.taskQueue,
      args: [{ caseId: orphan, wakeAt: due, summary: 'of a case that is not there' }],
    });
    const different = {
      ...{ open: 4, kept: 1, waiting: 0, unanswered: [] },
      ...{ missing: [missing], closed: [closed], late: [late], orphans: [orphan] },
    };
    await until(async () => (await look(true)).orphans.length);
    expect(await look(true)).toEqual(different);
    expect(await look()).toEqual(different);

    for (const id of [missing, closed])
      await until(async () => (await statusOf(id).catch(() => '')) === 'RUNNING');
    await until(async () => (await statusOf(orphan)) === 'COMPLETED');
    await until(async () => (await look(true)).kept === 4);
    expect(await look(true)).toMatchObject({ kept: 4, missing: [], closed: [], late: [], orphans: [] });
  });

  describe('on the command line', () => {
    async function run(...words: string[]): Promise<string> {
      let out = '';
      const program = new Command()
        .exitOverride()
        .configureOutput({ writeOut: (text) => void (out += text) });
      registerClocks(program, () => ({
        ...{ ledger, taskQueue: worker.taskQueue },
        client: async () => client,
        close: async () => undefined,
      }));
      await program.parseAsync(['node', 'banjie', ...words]);
      return out;
    }

    it('says in words that all is in order', async () => {
      await until(async () => (await look(true)).waiting === 0);
      const { open } = await look(true);
      expect(await run('reconcile', '--check')).toBe(`${open} open cases: ${open} in order.\n`);
    });

    it('answers one JSON object, and exit code 1 when a check finds something', async () => {
      const gone = randomUUID();
      const due = inMs(FAR);
      Object.assign(ledger.open(gone, [due]), { armedWakeAt: due, hasWorkflow: true });
      const told = JSON.parse(await run('reconcile', '--check', '--json')) as object;
      expect(told).toMatchObject({ checkOnly: true, missing: [gone] });
      expect(process.exitCode).toBe(1);
      process.exitCode = 0;
      expect(await run('reconcile', '--check')).toContain(
        `1 case without a workflow: ${gone}\nNothing was changed.`,
      );
      process.exitCode = 0;
    });

    it('rehydrates', async () => {
      const { open } = await look(true);
      expect(JSON.parse(await run('rehydrate', '--json'))).toEqual({ cases: open });
      expect(await run('rehydrate')).toBe(`${open} cases will be armed anew by the worker, soonest first.\n`);
    });
  });
});
