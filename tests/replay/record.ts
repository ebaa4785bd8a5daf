/*
 * Writes the histories that replay.test.ts protects: `node --import tsx tests/replay/record.ts NAME...`
 * Histories are never rewritten when a workflow changes; a new path gets a new one. Needs an engine (see scripts/).
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { addMs, DAY_MS, instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { startWorker, type RunningWorker } from '../../worker/run';
import { caseWorkflowId, ENDED, REARM, type Rearm } from '../../workflows/messages';
import { shiftTo, virtualTime, type VirtualTime } from '../support/virtual-time';
import { Refusal } from '../../domain/errors';
import { BULLETIN_WORKFLOW, type BulletinInput, type BulletinRun } from '../../workflows/messages/bulletin';
import { rolloutWorkflowId } from '../../workflows/messages/rollout';
import { spotCheckWorkflowId } from '../../workflows/messages/spot-check';
import { calendarWatchId } from '../../workflows/messages/calendar-watch';
import { deliveryWorkflowId, MORE } from '../../workflows/messages/delivery';
import { FakeBulletins } from '../workflow/fake-bulletins';
import { FakeCalendar } from '../workflow/fake-calendar';
import { FakeLedger } from '../workflow/fake-ledger';
import { FakeOutbox, IDLE } from '../workflow/fake-outbox';
import { FakeRollouts } from '../workflow/fake-rollouts';
import { FakeSpotChecks } from '../workflow/fake-spot-checks';
import { ownEngine } from '../workflow/own-engine';

const FOLDER = join(__dirname, '..', 'fixtures', 'histories');
const BEGIN = '2026-01-05T01:00:00.000Z';
const day = (n: number): Instant => addMs(BEGIN, n * DAY_MS);
const shiftMs = shiftTo(BEGIN);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Stage {
  readonly ledger: FakeLedger;
  readonly calendar: FakeCalendar;
  readonly rollouts: FakeRollouts;
  readonly outbox: FakeOutbox;
  readonly spotChecks: FakeSpotChecks;
  readonly bulletins: FakeBulletins;
  readonly time: VirtualTime;
  open(due: Instant[], endsAfterLast?: boolean): Promise<{ caseId: string; handle: WorkflowHandle }>;
}

async function until(look: () => unknown): Promise<void> {
  while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const SCENES: Record<string, (stage: Stage) => Promise<WorkflowHandle>> = {
  async 'wakes-at-each-instant-and-ends'({ time, open }) {
    const { caseId, handle } = await open([day(7), day(21), day(90)], true);
    await time.advanceTo(caseId, day(91));
    await handle.result();
    return handle;
  },
  async 'armed-earlier-and-told-to-end'({ ledger, time, open }) {
    const { caseId, handle } = await open([day(30)]);
    ledger.reschedule(caseId, [day(10), day(40)]);
    await handle.signal(REARM, { wakeAt: day(10), summary: 'review, moved earlier' } satisfies Rearm);
    await time.advanceTo(caseId, day(11));
    await handle.signal(ENDED);
    await handle.result();
    return handle;
  },
  async 'armed-while-recording'({ ledger, time, open }) {
    const { caseId, handle } = await open([day(5), day(60)], true);
    let release = (): void => undefined;
    let waits = false;
    ledger.beforeEnforce = () =>
      waits ? undefined : ((waits = true), new Promise<void>((resolve) => (release = resolve)));
    const passing = time.advanceTo(caseId, day(6));
    await until(() => waits);
    await handle.signal(REARM, { wakeAt: day(20), summary: 'moved earlier meanwhile' } satisfies Rearm);
    release();
    await passing;
    await time.advanceTo(caseId, day(61));
    await handle.result();
    return handle;
  },
  async 'recording-fails-until-armed-again'({ ledger, time, open }) {
    const { caseId, handle } = await open([day(5)], true);
    let tries = 0;
    ledger.beforeEnforce = () => {
      tries += 1;
      if (tries <= 4) throw new Error('the database is away');
    };
    await time.advanceTo(caseId, day(6));
    await until(() => tries === 4);
    await handle.signal(REARM, { wakeAt: day(5), summary: 'armed again' } satisfies Rearm);
    await handle.result();
    return handle;
  },
  async 'waits-without-a-limit'({ ledger, time, open }) {
    const { caseId, handle } = await open([day(2)]);
    await time.advanceTo(caseId, day(3));
    ledger.reschedule(caseId, [day(8)]);
    await handle.signal(REARM, { wakeAt: day(8), summary: 'a new limit' } satisfies Rearm);
    await time.advanceTo(caseId, day(9));
    ledger.end(caseId);
    await handle.signal(ENDED);
    await handle.result();
    return handle;
  },
  async 'goes-on-as-new'({ time, open }) {
    const { caseId, handle } = await open(Array.from({ length: 12 }, (_, n) => day(n + 1)));
    const first = await handle.describe();
    await time.advanceTo(caseId, day(13));
    return time.client.workflow.getHandle(caseWorkflowId(caseId), first.runId);
  },
  async 'calendar-watch-reminds-until-it-is-official'({ calendar, time }) {
    const id = calendarWatchId('calendar-watch-reminds-until-it-is-official');
    await until(() => calendar.looks.length === 1);
    await time.advanceWorkflow(id, 315 * DAY_MS);
    calendar.official.add(2027);
    await time.advanceWorkflow(id, 20 * DAY_MS);
    return time.client.workflow.getHandle(id);
  },
  async 'rollout-walks-judges-and-tells'({ rollouts, time }) {
    const id = randomUUID();
    rollouts.start(id, 3);
    const handle = time.client.workflow.getHandle(rolloutWorkflowId(id));
    await until(() => handle.describe().catch(() => null));
    await handle.result();
    return handle;
  },
  async 'rollout-waits-fails-and-begins-anew'({ rollouts, time }) {
    const id = randomUUID();
    let again = true;
    let failures = 6;
    rollouts.waitMs = 10_000;
    rollouts.before = (name) => {
      if (name === 'review' && (failures -= 1) >= 0) throw new Error('the database is away');
      if (name !== 'finish' || !again) return;
      again = false;
      rollouts.change(id, { phase: 'MOVING', done: 0 });
    };
    rollouts.start(id, 2);
    const handle = time.client.workflow.getHandle(rolloutWorkflowId(id));
    await until(() => handle.describe().catch(() => null));
    const { runId } = await handle.describe();
    await time.advanceWorkflow(rolloutWorkflowId(id), 600_000);
    await handle.result();
    return time.client.workflow.getHandle(rolloutWorkflowId(id), runId);
  },
  async 'spot-check-waits-fails-and-draws'({ spotChecks, time }) {
    const id = randomUUID();
    const handle = time.client.workflow.getHandle(spotCheckWorkflowId(id));
    spotChecks.next = (now) => ({ over: false, wakeAt: addMs(now, 3_600_000), status: 'COMMITTING' });
    spotChecks.start(id);
    await until(() => spotChecks.steps.length > 0);
    // Nobody said anything for an hour; then the database is away for as long as the engine tries.
    let failures = 6;
    spotChecks.next = (now) => {
      if ((failures -= 1) >= 0) throw new Error('the database is away');
      return { over: false, wakeAt: addMs(now, 3_600_000), status: 'REVEALING' };
    };
    await time.advanceWorkflow(handle.workflowId, 2 * 3_600_000);
    await until(() => failures < 0);
    spotChecks.next = () => ({ over: false, wakeAt: null, status: 'DRAWN' });
    await saysSomething(spotChecks);
    spotChecks.next = () => ({ over: true, wakeAt: null, status: 'CLOSED' });
    await saysSomething(spotChecks);
    await handle.result();
    return handle;
  },
  async 'spot-check-goes-on-as-new'({ spotChecks, time }) {
    const id = randomUUID();
    const handle = time.client.workflow.getHandle(spotCheckWorkflowId(id));
    spotChecks.next = () => ({ over: false, wakeAt: null, status: 'DRAWN' });
    spotChecks.start(id);
    await until(() => spotChecks.steps.length > 0);
    const { runId } = await handle.describe();
    for (let visits = 0; visits < 12; visits += 1) await saysSomething(spotChecks);
    return time.client.workflow.getHandle(handle.workflowId, runId);
  },
  async 'bulletin-lists-waits-builds-and-is-refused'({ bulletins, time }) {
    let away = 6;
    bulletins.months = () => {
      if ((away -= 1) >= 0) throw new Error('the database is away');
      return ['2025-11', '2025-12'];
    };
    bulletins.before = (month) => {
      if (month === '2025-11') throw new Refusal('count-wrong');
    };
    const handle = await time.client.workflow.start<(input: BulletinInput) => Promise<BulletinRun>>(
      BULLETIN_WORKFLOW,
      {
        ...{ workflowId: `bulletin:${randomUUID()}`, args: [{ shiftMs }] },
        taskQueue: 'bulletin-lists-waits-builds-and-is-refused',
      },
    );
    await time.advanceWorkflow(handle.workflowId, DAY_MS / 4);
    await handle.result();
    return handle;
  },
  async 'delivery-waits-hears-of-more-and-fails'({ outbox, time }) {
    const handle = time.client.workflow.getHandle(
      deliveryWorkflowId('mail', 'delivery-waits-hears-of-more-and-fails'),
    );
    await until(() => outbox.drains.length > 0);
    outbox.next = (now) => addMs(now, 8 * 3_600_000);
    await calls(outbox, handle, 1);
    await time.advanceWorkflow(handle.workflowId, DAY_MS);
    outbox.beforeDrain = () => {
      outbox.beforeDrain = () => undefined;
      throw new Error('the database is away');
    };
    await calls(outbox, handle, 1);
    await time.advanceWorkflow(handle.workflowId, 60_000);
    outbox.next = (now) => now;
    await calls(outbox, handle, 1);
    outbox.next = () => null;
    await time.advanceWorkflow(handle.workflowId, 60_000);
    return handle;
  },
  async 'delivery-goes-on-as-new'({ outbox, time }) {
    const handle = time.client.workflow.getHandle(deliveryWorkflowId('mail', 'delivery-goes-on-as-new'));
    await until(() => outbox.drains.length > 0);
    const { runId } = await handle.describe();
    await calls(outbox, handle, 12);
    return time.client.workflow.getHandle(handle.workflowId, runId);
  },
};

/** One more line of the record, and the step that follows from it. */
async function saysSomething(spotChecks: FakeSpotChecks): Promise<void> {
  const before = spotChecks.steps.length;
  spotChecks.said();
  await until(() => spotChecks.steps.length > before);
}

/** Drains once more, each call after the one before has been heard. */
async function calls(outbox: FakeOutbox, handle: WorkflowHandle, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const before = outbox.drains.length;
    await handle.signal(MORE);
    await until(() => outbox.drains.length > before);
  }
}

/** Who recorded it and where is nobody's business. */
function anonymous(history: string): string {
  return history.replace(/"(identity|workerInstanceKey|buildId|stackTrace)":\s*"[^"]*"/g, '"$1": "recorder"');
}

async function main(names: string[]): Promise<void> {
  const engine = await ownEngine({ 'limit.historyCount.suggestContinueAsNew': 40 });
  const connection = await Connection.connect({ address: engine.address });
  const client = new Client({ connection, namespace: engine.namespace });
  const time = await virtualTime({ engine });
  for (const name of names.length > 0 ? names : Object.keys(SCENES)) {
    const scene = SCENES[name];
    if (scene === undefined) throw new Error(`There is no scene ${name}.`);
    const [ledger, calendar, rollouts] = [new FakeLedger(), new FakeCalendar(), new FakeRollouts()];
    const [outbox, spotChecks, bulletins] = [new FakeOutbox(), new FakeSpotChecks(), new FakeBulletins()];
    const worker: RunningWorker = await startWorker({
      ...{ ledger, engine, log: silent, simulation: { shiftMs }, taskQueue: name, arming: { sweepMs: 50 } },
      ...(name.startsWith('calendar') && { calendar }),
      ...(name.startsWith('delivery') && {
        delivery: { outbox, channels: new Map([[IDLE.name, IDLE]]), publicUrl: 'https://banjie.example.org' },
      }),
      ...(name.startsWith('spot-check') && { spotChecks }),
      ...(name.startsWith('bulletin') && { bulletins }),
      ...(name.startsWith('rollout') && { rollout: { rollouts, sweepMs: 50, batch: 2 } }),
    });
    const open: Stage['open'] = async (due, endsAfterLast = false) => {
      const caseId = randomUUID();
      const one = ledger.open(caseId, due, endsAfterLast);
      await until(() => one.hasWorkflow);
      return { caseId, handle: client.workflow.getHandle(caseWorkflowId(caseId)) };
    };
    const handle = await scene({ ledger, calendar, rollouts, outbox, spotChecks, bulletins, time, open });
    const history = historyToJSON(await handle.fetchHistory());
    writeFileSync(join(FOLDER, `${name}.json`), `${anonymous(history)}\n`);
    process.stdout.write(`${name} recorded at ${instantOfEpochMs(Date.now())}\n`);
    await worker.stop();
  }
  await time.close();
  await connection.close();
  await engine.remove();
}

void main(process.argv.slice(2));
