import { randomUUID } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { addMs, instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { CLOCK, ENDED, REARM, caseWorkflowId, type ClockView, type Rearm } from '../../workflows/messages';
import { engine } from '../support/services';
import { startTestWorker, until, type TestWorker } from '../support/worker';
import { FakeLedger } from './fake-ledger';

const inMs = (ms: number): Instant => instantOfEpochMs(Date.now() + ms);
const FAR = 3_600_000;

describe('the case workflow on the real engine', () => {
  const ledger = new FakeLedger();
  let worker: TestWorker;
  let connection: Connection;
  let client: Client;

  beforeAll(async () => {
    ledger.cooperative = false;
    worker = await startTestWorker({ ledger, arming: { sweepMs: 50, heal: null } });
    connection = await Connection.connect({ address: engine().address });
    client = new Client({ connection, namespace: engine().namespace });
  });
  afterEach(() => {
    ledger.beforeEnforce = () => undefined;
  });
  afterAll(async () => {
    await worker.stop();
    await connection.close();
  });

  async function opened(due: Instant[], endsAfterLast = false) {
    const caseId = randomUUID();
    const one = ledger.open(caseId, due, endsAfterLast);
    await until(() => one.hasWorkflow);
    const handle = client.workflow.getHandle(caseWorkflowId(caseId));
    const enforces = () => ledger.enforced.filter((input) => input.caseId === caseId);
    return { caseId, one, handle, enforces };
  }
  const eventsOf = async (handle: WorkflowHandle) => (await handle.fetchHistory()).events ?? [];
  const status = async (handle: WorkflowHandle) => (await handle.describe()).status.name;

  it('records what is due at its instant, once, and then waits for the next', async () => {
    const [first, second] = [inMs(600), inMs(FAR)];
    const { one, handle, enforces } = await opened([first, second]);
    await until(() => one.recorded.length);
    expect(one.recorded[0]?.dueAt).toBe(first);
    expect(one.recorded[0]?.now.localeCompare(first)).toBeGreaterThanOrEqual(0);
    await until(async () => (await handle.query<ClockView>(CLOCK)).wakeAt === second);
    expect(enforces()).toHaveLength(1);
    expect(one.armedWakeAt).toBe(second);
  });

  it('wakes earlier when it is armed earlier', async () => {
    const { one, caseId, handle } = await opened([inMs(FAR)]);
    const sooner = inMs(300);
    ledger.reschedule(caseId, [sooner]);
    await until(() => one.recorded.length);
    expect(one.recorded.map(({ dueAt }) => dueAt)).toEqual([sooner]);
    await until(async () => (await handle.query<ClockView>(CLOCK)).wakeAt === null);
  });

  it('needs no word of a deadline that moved later: it wakes, finds nothing due and waits again', async () => {
    const before = inMs(700);
    const { one, caseId, enforces, handle } = await opened([before]);
    const later = inMs(FAR);
    ledger.reschedule(caseId, [later]);
    await until(() => enforces().length);
    expect(one.recorded).toEqual([]);
    await until(async () => (await handle.query<ClockView>(CLOCK)).wakeAt === later);
    const signals = (await eventsOf(handle)).filter((e) => e.workflowExecutionSignaledEventAttributes);
    expect(signals).toHaveLength(1);
  });

  it('ignores an arming that is later than the one it has', async () => {
    const sooner = inMs(1_000);
    const { one, handle } = await opened([sooner]);
    const later: Rearm = { wakeAt: inMs(FAR), summary: 'too late' };
    await handle.signal(REARM, later);
    expect((await handle.query<ClockView>(CLOCK)).wakeAt).toBe(sooner);
    await until(() => one.recorded.length);
  });

  it('keeps an arming that arrives while the ledger is being written, whatever the answer says', async () => {
    let release = (): void => undefined;
    const written = new Promise<void>((resolve) => (release = resolve));
    const { one, caseId, handle, enforces } = await opened([inMs(800), inMs(FAR)]);
    ledger.beforeEnforce = (input) =>
      input.caseId === caseId && enforces().length === 1 ? written : undefined;
    await until(() => enforces().length);

    const sooner = inMs(500);
    await handle.signal(REARM, { wakeAt: sooner, summary: 'moved earlier' } satisfies Rearm);
    release();
    await until(() => enforces().length > 1);
    expect(one.recorded).toHaveLength(1);
    expect(enforces()[1]?.now.localeCompare(sooner)).toBeGreaterThanOrEqual(0);
  });

  it('completes when its case ends by time', async () => {
    const { handle } = await opened([inMs(300)], true);
    await handle.result();
    expect(await status(handle)).toBe('COMPLETED');
  });

  it('completes when it is told that its case ended, and again when told twice', async () => {
    const { caseId, one, handle } = await opened([inMs(FAR)]);
    ledger.end(caseId);
    await handle.result();
    await until(() => !one.hasWorkflow);
    await expect(handle.signal(ENDED)).rejects.toThrow(/completed|not found/i);
    one.hasWorkflow = true;
    await until(() => !one.hasWorkflow);
  });

  it('completes when told so while it is recording', async () => {
    let release = (): void => undefined;
    const { one, caseId, handle, enforces } = await opened([inMs(600), inMs(FAR)]);
    ledger.beforeEnforce = () => new Promise<void>((resolve) => (release = resolve));
    await until(() => enforces().length);
    ledger.end(caseId);
    await until(() => !one.hasWorkflow);
    release();
    await handle.result();
    expect(enforces()).toHaveLength(1);
  });

  it('tries again while recording fails, and records once it works', async () => {
    let failures = 2;
    const { one, caseId } = await opened([inMs(400)]);
    ledger.beforeEnforce = (input) => {
      if (input.caseId === caseId && failures-- > 0) throw new Error('the database is away');
    };
    await until(() => one.recorded.length);
    expect(failures).toBe(-1);
    expect(one.recorded).toHaveLength(1);
  });

  it('shows operators in words what it waits for', async () => {
    const due = inMs(FAR);
    const { caseId, handle } = await opened([due]);
    const started = await until(async () =>
      (await eventsOf(handle)).find((e) => e.timerStartedEventAttributes),
    );
    expect(Buffer.from(started.userMetadata?.summary?.data ?? []).toString()).toBe(`"review, due ${due}"`);
    const { memo, typedSearchAttributes } = await handle.describe();
    const attributes = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(memo).toEqual({ number: `N-${caseId}`, programme: 'zhangjiagang', stage: 'town-review' });
    expect(attributes).toMatchObject({ BanjieProgramme: 'zhangjiagang', BanjieStage: 'town-review' });
    expect(attributes['BanjieNextDue']).toEqual(new Date(due));
    const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toBe(`review, due ${due}; wakes at ${due}`);
  });

  it('shows in lists where the case stands and what is next, after each wake', async () => {
    const [first, second] = [inMs(800), inMs(FAR)];
    const { one, handle } = await opened([first, second]);
    one.stage = 'pay';
    await until(() => one.recorded.length);
    const shown = async () => {
      const { memo, typedSearchAttributes } = await handle.describe();
      return [memo?.['stage'], ...typedSearchAttributes.getAll().map(({ value }) => value)];
    };
    await until(async () => (await shown())[0] === 'pay');
    expect(await shown()).toEqual(expect.arrayContaining(['pay', new Date(second), 'zhangjiagang']));
    one.due = [];
    await handle.signal(REARM, { wakeAt: inMs(0), summary: 'look', stage: 'pay' } satisfies Rearm);
    await until(async () => !(await shown()).some((value) => value instanceof Date));
  });

  it('is not thrown off by an instant that is long past', async () => {
    const { one } = await opened([addMs(inMs(0), -FAR), inMs(FAR)]);
    await until(() => one.recorded.length);
    expect(one.recorded).toHaveLength(1);
  });
});
