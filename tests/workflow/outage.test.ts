import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { caseWorkflowId } from '../../workflows/messages';
import { engine } from '../support/services';
import { heardLog, startTestWorker, until } from '../support/worker';
import { startWorker } from '../../worker/run';
import { FakeLedger } from './fake-ledger';
import { ownEngine } from './own-engine';

const inMs = (ms: number): Instant => instantOfEpochMs(Date.now() + ms);
const HEAL = { sweepMs: 50, heal: { everyMs: 100, graceMs: 500, limit: 100 } };

describe('when parts are away', () => {
  let connection: Connection;
  let client: Client;
  const handleOf = (caseId: string) => client.workflow.getHandle(caseWorkflowId(caseId));

  beforeAll(async () => {
    connection = await Connection.connect({ address: engine().address });
    client = new Client({ connection, namespace: engine().namespace });
  });
  afterAll(() => connection.close());

  it('the next worker records, once, what fell due while there was none', async () => {
    const ledger = new FakeLedger();
    const first = await startTestWorker({ ledger, arming: HEAL });
    const one = ledger.open(randomUUID(), [inMs(1_000), inMs(3_600_000)]);
    await until(() => one.hasWorkflow);
    await first.stop();
    await until(() => (one.due[0] ?? '') < inMs(0));
    expect(one.recorded).toEqual([]);

    const second = await startTestWorker({ ledger, taskQueue: first.taskQueue, arming: HEAL });
    await until(() => one.recorded.length);
    await second.stop();
    expect(one.recorded).toHaveLength(1);
  });

  it('a case whose workflow somebody terminated gets its clock back by itself', async () => {
    const ledger = new FakeLedger();
    const worker = await startTestWorker({ ledger, arming: HEAL });
    const caseId = randomUUID();
    const one = ledger.open(caseId, [inMs(1_000)]);
    await until(() => one.hasWorkflow);
    await handleOf(caseId).terminate('by a test');
    await until(() => one.recorded.length);
    const disarmed = await worker.metrics.disarmed.get();
    await worker.stop();
    expect(disarmed.values[0]?.value).toBeGreaterThanOrEqual(1);
    expect(one.recorded).toHaveLength(1);
  });

  it('a case that could not be recorded for long is recorded when the ledger is back', async () => {
    const ledger = new FakeLedger();
    const worker = await startTestWorker({
      ledger,
      arming: { ...HEAL, heal: { ...HEAL.heal, everyMs: 2_000 } },
    });
    const one = ledger.open(randomUUID(), [inMs(300)]);
    let tries = 0;
    ledger.beforeEnforce = () => {
      tries += 1;
      if (tries <= 4) throw new Error('the database is away');
    };
    await until(() => one.recorded.length, 40_000);
    await worker.stop();
    expect(tries).toBeGreaterThanOrEqual(5);
    expect(one.recorded).toHaveLength(1);
  });

  it('rehydrate starts every workflow again', async () => {
    const ledger = new FakeLedger();
    const worker = await startTestWorker({ ledger, arming: { sweepMs: 50, heal: null } });
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const cases = ids.map((id) => ledger.open(id, [inMs(3_600_000)]));
    await until(() => cases.every((one) => one.hasWorkflow));
    for (const id of ids) await handleOf(id).terminate('by a test');

    expect(await ledger.rehydrate()).toBe(3);
    for (const id of ids) await until(async () => (await handleOf(id).describe()).status.name === 'RUNNING');
    await worker.stop();
  });

  it('people go on while the engine is away; it is told since when, and an emptied engine gets every clock back', async () => {
    const own = await ownEngine();
    const ledger = new FakeLedger();
    const log = heardLog();
    const worker = await startWorker({
      ledger,
      log,
      engine: own,
      arming: HEAL,
      heartbeatMs: 100,
      taskQueue: 'own',
    });
    await worker.ready;
    const before = ledger.open(randomUUID(), [inMs(3_600_000)]);
    await until(() => before.hasWorkflow && ledger.beats.at(-1)?.engineOk);

    await own.stop();
    const during = ledger.open(randomUUID(), [inMs(500)]);
    const beat = await until(() => ledger.beats.at(-1)?.behindSince && ledger.beats.at(-1));
    expect(beat).toMatchObject({ engineOk: false, workerId: worker.id });
    expect(during.hasWorkflow).toBe(false);

    await own.start();
    await until(() => during.recorded.length, 40_000);
    expect(during.recorded).toHaveLength(1);
    await until(() => ledger.beats.at(-1)?.engineOk);
    expect(ledger.beats.at(-1)?.behindSince).toBeNull();

    await ledger.rehydrate();
    await until(() => before.armedWakeAt);
    await worker.stop();
    await own.remove();
    const said = log.lines.map(({ message }) => message);
    // Once or, while an engine finds itself after its start, twice; not with every call.
    expect(said.filter((message) => message.startsWith('the engine does not answer')).length).toBeLessThan(4);
    expect(said).toContain('the engine answers again');
  });
});
