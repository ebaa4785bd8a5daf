import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { addMs, HOUR_MS, instantOfEpochMs, msBetween, type Instant } from '../../domain/calendar/instant';
import { DELIVERY, deliveryWorkflowId, MORE, type DeliveryView } from '../../workflows/messages/delivery';
import { engine } from '../support/services';
import { virtualTime, type VirtualTime } from '../support/virtual-time';
import { startTestWorker, until, type TestWorker } from '../support/worker';
import { FakeLedger } from './fake-ledger';
import { FakeOutbox, IDLE } from './fake-outbox';
import { ownEngine, type OwnEngine } from './own-engine';

const inMs = (ms: number): Instant => instantOfEpochMs(Date.now() + ms);
const QUIET = { sweepMs: 3_600_000, gapMs: 10, lateMs: 3_600_000, unconfiguredMs: 3_600_000 };

function deliveryOf(outbox: FakeOutbox, dispatch: Partial<typeof QUIET> = {}) {
  return {
    delivery: {
      ...{ outbox, channels: new Map([[IDLE.name, IDLE]]), publicUrl: 'https://banjie.example.org' },
      dispatch: { ...QUIET, ...dispatch },
    },
  };
}

describe('the delivery workflow on the real engine', () => {
  let connection: Connection;
  let client: Client;
  let outbox: FakeOutbox;
  let worker: TestWorker;
  let handle: WorkflowHandle;
  const view = () => handle.query<DeliveryView>(DELIVERY);

  beforeAll(async () => {
    connection = await Connection.connect({ address: engine().address });
    client = new Client({ connection, namespace: engine().namespace });
  });
  beforeEach(() => {
    outbox = new FakeOutbox();
  });
  afterEach(async () => {
    await handle.terminate('the test is over').catch(() => undefined);
    await worker.stop();
  });
  afterAll(() => connection.close());

  async function started(dispatch: Partial<typeof QUIET> = {}): Promise<void> {
    worker = await startTestWorker({ ledger: new FakeLedger(), ...deliveryOf(outbox, dispatch) });
    handle = client.workflow.getHandle(deliveryWorkflowId('mail', worker.taskQueue));
    await until(() => outbox.drains.length);
  }

  it('drains when it starts, waits while nothing waits, and drains again when told that there is more', async () => {
    await started();
    await until(async () => (await handle.describe()).status.name === 'RUNNING');
    // The start's own signal may have come after the first drain had begun.
    const before = await settled(outbox);
    await handle.signal(MORE);
    await until(() => outbox.drains.length === before + 1);
    expect(await view()).toEqual({ nextAt: null, failures: 0 });
    expect(await settled(outbox)).toBe(before + 1);
  });

  it('drains when what waits has its time, not before', async () => {
    const at = inMs(1_500);
    outbox.next = (now) => (now < at ? at : null);
    await started();
    await until(async () => (await view()).nextAt === at);
    const before = outbox.drains.length;
    await until(() => outbox.drains.length > before);
    expect(outbox.drains.at(-1)!.localeCompare(at)).toBeGreaterThanOrEqual(0);
    expect(await settled(outbox)).toBe(before + 1);
  });

  it('goes through a day of virtual time in its own time', async () => {
    outbox.next = (now) => addMs(now, HOUR_MS);
    await started();
    const begun = await settled(outbox);
    const time = await virtualTime({ engine: engine() });
    await time.advanceWorkflow(handle.workflowId, 24 * HOUR_MS + 60_000);
    await time.close();
    const hours = outbox.drains.slice(begun - 1);
    const gaps = hours.slice(1).map((at, i) => msBetween(hours[i]!, at));
    expect(gaps).toHaveLength(24);
    // To the hour, but for what a drain and the engine take themselves.
    for (const gap of gaps) expect(Math.abs(gap - HOUR_MS)).toBeLessThan(60_000);
  });

  it('hears of more while it drains', async () => {
    let release = (): void => undefined;
    await started();
    const before = await settled(outbox);
    outbox.beforeDrain = () => new Promise<void>((resolve) => (release = resolve));
    await handle.signal(MORE);
    await until(() => outbox.drains.length === before + 1);
    await handle.signal(MORE);
    outbox.beforeDrain = () => undefined;
    release();
    await until(() => outbox.drains.length === before + 2);
  });

  it('does not go round in a circle when nothing comes of what is due', async () => {
    outbox.next = (now) => addMs(now, -HOUR_MS);
    await started();
    await until(() => outbox.drains.length >= 3);
    const gaps = outbox.drains.slice(1).map((at, i) => msBetween(outbox.drains[i]!, at));
    // The first two may be the start and its signal.
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(4_900);
  });

  it('goes on after the outbox was away, with a new time for each try', async () => {
    let failures = 2;
    outbox.beforeDrain = () => {
      if (failures-- > 0) throw new Error('the database is away');
    };
    await started();
    await until(async () => (await view()).failures === 0 && outbox.drains.length >= 3, 40_000);
    const gaps = outbox.drains.slice(1, 3).map((at, i) => msBetween(outbox.drains[i]!, at));
    expect(gaps[0]).toBeGreaterThanOrEqual(4_900);
    expect(gaps[1]).toBeGreaterThanOrEqual(9_900);
  });

  it('is started again and told when something is late, though somebody terminated it', async () => {
    await started({ sweepMs: 50, lateMs: 100 });
    await handle.terminate('by a test');
    const before = await settled(outbox);
    outbox.late = ['mail'];
    await until(() => outbox.drains.length > before);
    outbox.late = [];
  });
});

/** How many drains there were, once no more come. */
async function settled(outbox: FakeOutbox): Promise<number> {
  for (;;) {
    const before = outbox.drains.length;
    await new Promise((resolve) => setTimeout(resolve, 700));
    if (outbox.drains.length === before) return before;
  }
}

describe('a channel whose history has grown', () => {
  const outbox = new FakeOutbox();
  let own: OwnEngine;
  let worker: TestWorker;
  let time: VirtualTime;

  beforeAll(async () => {
    own = await ownEngine({ 'limit.historyCount.suggestContinueAsNew': 40 });
    worker = await startTestWorker({ ledger: new FakeLedger(), engine: own, ...deliveryOf(outbox) });
    time = await virtualTime({ engine: own });
  });
  afterAll(async () => {
    await worker.stop();
    await time.close();
    await own.remove();
  });

  it('goes on as new, and no call is lost on the way', async () => {
    await settled(outbox);
    const handle = time.client.workflow.getHandle(deliveryWorkflowId('mail', worker.taskQueue));
    const first = await handle.describe();
    for (let calls = 0; calls < 30; calls += 1) {
      const before = outbox.drains.length;
      await handle.signal(MORE);
      await until(() => outbox.drains.length > before);
    }
    const last = await handle.describe();
    expect(last.runId).not.toBe(first.runId);
    expect(last.historyLength).toBeLessThan(80);
  });
});
