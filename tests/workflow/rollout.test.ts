import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { PROGRESS, rolloutWorkflowId, type RolloutView } from '../../workflows/messages/rollout';
import { engine } from '../support/services';
import { shiftTo, virtualTime, type VirtualTime } from '../support/virtual-time';
import { startTestWorker, until, type TestWorker } from '../support/worker';
import { FakeLedger } from './fake-ledger';
import { FakeRollouts } from './fake-rollouts';
import { ownEngine } from './own-engine';

const QUICK = { batch: 2, pauseMs: 0, settleMs: 0, sweepMs: 50 };

describe('a rollout on the real engine', () => {
  let connection: Connection;
  let client: Client;
  let rollouts: FakeRollouts;
  let worker: TestWorker | null = null;
  beforeAll(async () => {
    connection = await Connection.connect({ address: engine().address });
    client = new Client({ connection, namespace: engine().namespace });
  });
  beforeEach(() => {
    rollouts = new FakeRollouts();
  });
  afterEach(async () => {
    await worker?.stop();
    worker = null;
  });
  afterAll(() => connection.close());

  const work = async (more: object = {}) => {
    worker = await startTestWorker({
      ...{ ledger: new FakeLedger(), rollout: { rollouts, ...QUICK }, ...more },
    });
  };
  const handleOf = (id: string) =>
    client.workflow.getHandle<() => Promise<RolloutView>>(rolloutWorkflowId(id));
  const described = (id: string) =>
    until(() =>
      handleOf(id)
        .describe()
        .catch(() => null),
    );

  it('is started by the worker, walks in batches, then judges, then tells, and ends', async () => {
    const id = randomUUID();
    rollouts.start(id, 5);
    await work();
    await described(id);
    expect(await handleOf(id).result()).toEqual({
      ...{ step: 'ended', total: 5, done: 5, moved: 5, reviewed: 0, failures: 0 },
    });
    expect(rollouts.calls).toEqual(['move', 'move', 'move', 'review', 'finish']);
    expect(rollouts.row(id).status).toBe('DONE');
    const { memo } = await handleOf(id).describe();
    expect(memo).toMatchObject({ kind: 'closure', dryRun: false, step: 'ended' });
  });

  it('shows how far it is, and carries nothing that somebody typed', async () => {
    const id = randomUUID();
    rollouts.start(id, 6);
    let release = (): void => undefined;
    let calls = 0;
    rollouts.before = () => (++calls === 3 ? new Promise<void>((resolve) => (release = resolve)) : undefined);
    await work();
    await until(() => calls === 3);
    expect(await handleOf(id).query<RolloutView>(PROGRESS)).toMatchObject({
      ...{ step: 'moving', total: 6, done: 4, moved: 4 },
    });
    release();
    await handleOf(id).result();
    const history = JSON.stringify(await handleOf(id).fetchHistory());
    const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data]) =>
      Buffer.from(data ?? '', 'base64').toString(),
    );
    expect(payloads.join('\n')).toContain('closure of zjg-daxin on 2027-04-30');
    expect(payloads.join('\n')).not.toContain('王秀英');
  });

  it('ends where it is when somebody cancels it', async () => {
    const id = randomUUID();
    rollouts.start(id, 100);
    rollouts.before = () => {
      if (rollouts.row(id).done >= 4) rollouts.change(id, { status: 'CANCELLED' });
    };
    await work();
    await described(id);
    expect(await handleOf(id).result()).toMatchObject({ step: 'ended', done: 4 });
    expect(rollouts.calls).not.toContain('finish');
  });

  it('begins anew when the calendar changes once more, at whatever step it is', async () => {
    const id = randomUUID();
    rollouts.start(id, 3);
    let again = true;
    rollouts.before = (name) => {
      if (name !== 'finish' || !again) return;
      again = false;
      rollouts.change(id, { phase: 'MOVING', done: 0 });
    };
    await work();
    await described(id);
    expect(await handleOf(id).result()).toMatchObject({ step: 'ended', done: 3 });
    const once = ['move', 'move', 'review', 'finish'];
    expect(rollouts.calls).toEqual([...once, ...once]);
  });

  it('that somebody terminated goes on by itself', async () => {
    const id = randomUUID();
    rollouts.start(id, 1_000);
    await work({ rollout: { rollouts, ...QUICK, pauseMs: 100 } });
    await until(() => rollouts.row(id).done >= 4);
    await handleOf(id).terminate('by a test');
    const before = rollouts.row(id).done;
    await until(() => rollouts.row(id).done > before + 4);
    rollouts.change(id, { status: 'CANCELLED' });
    await until(async () => (await handleOf(id).describe()).status.name === 'COMPLETED');
  });

  it('goes on with the next worker', async () => {
    const id = randomUUID();
    rollouts.start(id, 20);
    const taskQueue = `rollout-${id}`;
    await work({ taskQueue, rollout: { rollouts, ...QUICK, pauseMs: 50 } });
    await until(() => rollouts.row(id).done >= 6);
    await worker?.stop();
    const done = rollouts.row(id).done;
    await work({ taskQueue });
    expect(await handleOf(id).result()).toMatchObject({ done: 20 });
    expect(done).toBeLessThan(20);
    expect(rollouts.calls.filter((name) => name === 'move')).toHaveLength(10);
  });

  it('that began while the engine was away is started when it is back; a long one goes on as new', async () => {
    const own = await ownEngine({ 'limit.historyCount.suggestContinueAsNew': 40 });
    await work({ engine: own });
    await own.stop();
    const id = randomUUID();
    rollouts.start(id, 60);
    await own.start();
    const other = await Connection.connect({ address: own.address });
    const handle = new Client({ connection: other, namespace: own.namespace }).workflow.getHandle(
      rolloutWorkflowId(id),
    );
    const first = await until(() => handle.describe().catch(() => null));
    await until(() => rollouts.row(id).status === 'DONE', 40_000);
    const last = await until(async () => {
      const seen = await handle.describe();
      return seen.status.name === 'COMPLETED' && seen;
    });
    expect(last.runId).not.toBe(first.runId);
    expect(last.historyLength).toBeLessThan(80);
    expect(rollouts.calls.filter((name) => name === 'finish')).toHaveLength(1);
    await worker?.stop();
    worker = null;
    await other.close();
    await own.remove();
  });
});

describe('a rollout in virtual time', () => {
  const BEGIN = '2027-04-29T02:00:00.000Z';
  const shiftMs = shiftTo(BEGIN);
  let time: VirtualTime;
  beforeAll(async () => {
    time = await virtualTime({ engine: engine() });
  });
  afterAll(() => time.close());

  async function walked(set: (rollouts: FakeRollouts, id: string) => void, advanceMs: number) {
    const [rollouts, id] = [new FakeRollouts(), randomUUID()];
    rollouts.start(id, 4);
    set(rollouts, id);
    const worker = await startTestWorker({
      ...{ ledger: new FakeLedger(), simulation: { shiftMs }, rollout: { rollouts, ...QUICK, pauseMs: 500 } },
    });
    const handle = time.client.workflow.getHandle(rolloutWorkflowId(id));
    await until(() =>
      handle.describe().then(
        () => true,
        () => false,
      ),
    );
    await time.advanceWorkflow(rolloutWorkflowId(id), advanceMs);
    const result = (await handle.result()) as RolloutView;
    await worker.stop();
    return { rollouts, result };
  }

  it('waits until everybody has the new calendar, and tells each step the time of the scenario', async () => {
    const { rollouts, result } = await walked((of) => (of.waitMs = 3_600_000), 3_700_000);
    expect(result).toMatchObject({ step: 'ended', done: 4 });
    expect(rollouts.calls).toEqual(['move', 'move', 'move', 'review', 'finish']);
    const [first, second] = rollouts.times.map((at) => Date.parse(at));
    expect(Math.abs((first ?? 0) - Date.parse(BEGIN))).toBeLessThan(600_000);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });

  it('tries anew, less and less often, while the database is away', async () => {
    let failures = 11;
    const { rollouts, result } = await walked((of) => {
      of.before = () => {
        failures -= 1;
        if (failures >= 0) throw new Error('the database is away');
      };
    }, 600_000);
    expect(result).toMatchObject({ step: 'ended', done: 4, failures: 0 });
    expect(rollouts.calls).toEqual(['move', 'move', 'review', 'finish']);
  });
});
