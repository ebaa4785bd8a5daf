import { randomUUID } from 'node:crypto';
import { addMs, DAY_MS, HOUR_MS } from '../../domain/calendar/instant';
import { caseWorkflowId, CLOCK, REARM, type ClockView } from '../../workflows/messages';
import { NEXT_DUE, PROGRAMME } from '../../workflows/search-attributes';
import { shiftTo, virtualTime, type VirtualTime } from '../support/virtual-time';
import { startTestWorker, until, type TestWorker } from '../support/worker';
import { FakeLedger } from './fake-ledger';
import { ownEngine, type OwnEngine } from './own-engine';

const BEGIN = '2026-01-05T01:00:00.000Z';

describe('a case whose history has grown', () => {
  const ledger = new FakeLedger();
  const shiftMs = shiftTo(BEGIN);
  let engine: OwnEngine;
  let worker: TestWorker;
  let time: VirtualTime;

  beforeAll(async () => {
    engine = await ownEngine({ 'limit.historyCount.suggestContinueAsNew': 40 });
    worker = await startTestWorker({ ledger, engine, simulation: { shiftMs }, arming: { sweepMs: 50 } });
    time = await virtualTime({ engine });
  });
  afterAll(async () => {
    await worker.stop();
    await time.close();
    await engine.remove();
  });

  it('goes on as new again and again, keeps its clock, and loses and doubles nothing', async () => {
    const caseId = randomUUID();
    const due = Array.from({ length: 40 }, (_, day) => addMs(BEGIN, (day + 1) * DAY_MS));
    const one = ledger.open(caseId, due);
    await until(() => one.hasWorkflow);
    const handle = time.client.workflow.getHandle(caseWorkflowId(caseId));
    const first = await handle.describe();
    await time.advanceTo(caseId, addMs(BEGIN, 39 * DAY_MS + HOUR_MS));

    expect(one.recorded.map(({ dueAt }) => dueAt)).toEqual(due.slice(0, 39));
    // A run that has just begun has no task yet that could answer.
    const view = await until(() => handle.query<ClockView>(CLOCK).catch(() => null));
    expect(view).toEqual({
      wakeAt: due[39],
      summary: `review, due ${due[39]}`,
    });
    const last = await handle.describe();
    expect(last.runId).not.toBe(first.runId);
    expect(last.historyLength).toBeLessThan(80);
    expect(last.memo).toEqual(first.memo);
    expect(last.typedSearchAttributes.get(PROGRAMME)).toBe('zhangjiagang');
    expect(last.typedSearchAttributes.get(NEXT_DUE)).toEqual(new Date(due[39] ?? ''));
  });

  it('is armed earlier by a signal among many without losing it', async () => {
    const caseId = randomUUID();
    const one = ledger.open(caseId, [addMs(BEGIN, 300 * DAY_MS)]);
    await until(() => one.hasWorkflow);
    const handle = time.client.workflow.getHandle(caseWorkflowId(caseId));
    for (let days = 200; days >= 100; days -= 1) {
      await handle.signal(REARM, { wakeAt: addMs(BEGIN, days * DAY_MS), summary: `day ${days}` });
    }
    const view = { wakeAt: addMs(BEGIN, 100 * DAY_MS), summary: 'day 100' };
    await until(async () => (await handle.query<ClockView>(CLOCK)).wakeAt === view.wakeAt);
    expect(await handle.query<ClockView>(CLOCK)).toEqual(view);
    expect((await handle.describe()).historyLength).toBeLessThan(120);
  });
});
