import { randomUUID } from 'node:crypto';
import { addMs, DAY_MS } from '../../domain/calendar/instant';
import { engine } from '../support/services';
import { shiftTo, virtualTime, type VirtualTime } from '../support/virtual-time';
import { startTestWorker, until, type TestWorker } from '../support/worker';
import { FakeLedger } from './fake-ledger';

const BEGIN = '2026-01-05T01:00:00.000Z';

describe('a case through a year of virtual time on the real engine', () => {
  const ledger = new FakeLedger();
  const shiftMs = shiftTo(BEGIN);
  let worker: TestWorker;
  let time: VirtualTime;

  beforeAll(async () => {
    worker = await startTestWorker({ ledger, simulation: { shiftMs }, arming: { sweepMs: 50 } });
    time = await virtualTime({ engine: engine() });
  });
  afterAll(async () => {
    await worker.stop();
    await time.close();
  });

  it('wakes at each quarter, in scenario time, and not before', async () => {
    const caseId = randomUUID();
    const quarters = [90, 180, 270, 360].map((days) => addMs(BEGIN, days * DAY_MS));
    const one = ledger.open(caseId, quarters, true);
    await until(() => one.hasWorkflow);

    await time.advanceTo(caseId, addMs(BEGIN, 89 * DAY_MS));
    expect(one.recorded).toEqual([]);
    await time.advanceTo(caseId, addMs(BEGIN, 181 * DAY_MS));
    expect(one.recorded.map(({ dueAt }) => dueAt)).toEqual(quarters.slice(0, 2));
    await time.advanceTo(caseId, addMs(BEGIN, 365 * DAY_MS));

    expect(one.recorded.map(({ dueAt }) => dueAt)).toEqual(quarters);
    for (const { dueAt, now } of one.recorded) {
      expect(Date.parse(now) - Date.parse(dueAt)).toBeGreaterThanOrEqual(0);
      expect(Date.parse(now) - Date.parse(dueAt)).toBeLessThan(5_000);
    }
    expect(one.ended).toBe(true);
  });

  it('lets a case pass its own time only', async () => {
    const [late, early] = [randomUUID(), randomUUID()];
    const at = addMs(BEGIN, 30 * DAY_MS);
    const [passing, waiting] = [ledger.open(late, [at]), ledger.open(early, [at])];
    await until(() => passing.hasWorkflow && waiting.hasWorkflow);
    await time.advanceTo(late, at);
    expect(passing.recorded).toHaveLength(1);
    expect(waiting.recorded).toHaveLength(0);
  });
});
