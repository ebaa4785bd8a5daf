import { instantOfEpochMs } from '../../domain/calendar/instant';
import { ARMING, createArming, type ArmingOptions } from '../../worker/arm';
import type { CaseEngine } from '../../worker/case-engine';
import { createEngineHealth } from '../../worker/health';
import { createWorkerMetrics } from '../../worker/metrics';
import { heardLog } from '../support/worker';
import { FakeLedger } from './fake-ledger';

const at = (minute: number) => instantOfEpochMs(Date.UTC(2030, 0, 1, 0, minute));
const unavailable = () =>
  Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: 'gone', metadata: {} });

function setUp(options: Partial<ArmingOptions> = {}) {
  const ledger = new FakeLedger();
  const armed: string[] = [];
  const told: string[] = [];
  const engine: CaseEngine = {
    arm: async ({ caseId }) => void armed.push(caseId),
    tellEnded: async (caseId) => void told.push(caseId),
    ping: async () => undefined,
  };
  const log = heardLog();
  const metrics = createWorkerMetrics();
  const health = createEngineHealth(log, metrics);
  const arming = createArming({
    ...{ ledger, engine, log, metrics, health },
    options: { ...ARMING, concurrency: 1, ...options },
  });
  return { ledger, engine, armed, told, log, health, arming };
}

describe('arming', () => {
  it('tells the engine of the soonest first and of nobody twice', async () => {
    const { ledger, armed, arming } = setUp();
    ledger.open('later', [at(9)]);
    ledger.open('soon', [at(1)]);
    ledger.open('idle', []);
    expect(await arming.pass()).toBe(false);
    await arming.pass();
    expect(armed).toEqual(['soon', 'later']);
  });

  it('goes on at once while batches are full', async () => {
    const { ledger, armed, arming } = setUp({ batch: 2 });
    for (const minute of [1, 2, 3]) ledger.open(`case ${minute}`, [at(minute)]);
    expect(await arming.pass()).toBe(true);
    expect(await arming.pass()).toBe(false);
    expect(armed).toEqual(['case 1', 'case 2', 'case 3']);
  });

  it('marks nothing and gives up the batch when the engine does not answer, and says since when', async () => {
    const { ledger, engine, health, arming } = setUp({ batch: 2 });
    ledger.open('a', [at(1)]);
    ledger.open('b', [at(2)]);
    const arm = jest.fn(async () => Promise.reject(unavailable()));
    expect(await passWith(engine, arm, arming)).toBe(false);
    expect(arm).toHaveBeenCalledTimes(1);
    expect(ledger.case('a').armedWakeAt).toBeNull();
    expect(health.behindSince).not.toBeNull();
  });

  it('arms the others when the engine refuses one case', async () => {
    const { ledger, engine, armed, log, health, arming } = setUp();
    ledger.open('odd', [at(1)]);
    ledger.open('fine', [at(2)]);
    const arm: CaseEngine['arm'] = async ({ caseId }) => {
      if (caseId === 'odd') throw new Error('INVALID_ARGUMENT');
      armed.push(caseId);
    };
    expect(await passWith(engine, arm, arming)).toBe(false);
    expect(armed).toEqual(['fine']);
    expect(ledger.case('odd').armedWakeAt).toBeNull();
    expect(log.lines.map(({ level }) => level)).toEqual(['error']);
    expect(health.behindSince).toBeNull();
  });

  it('does not mark as armed what was enforced meanwhile', async () => {
    const { ledger, engine, arming } = setUp();
    const one = ledger.open('a', [at(1), at(5)]);
    const arm: CaseEngine['arm'] = async () => {
      await ledger.enforce({ caseId: 'a', now: at(2), ownCaseOnly: true, budgetMs: 0 });
    };
    await passWith(engine, arm, arming);
    expect(one.armedWakeAt).toBe(at(5));
  });

  it('tells a workflow once that its case ended', async () => {
    const { ledger, told, arming } = setUp();
    ledger.open('a', [at(1)]);
    await arming.pass();
    ledger.end('a');
    await arming.pass();
    await arming.pass();
    expect(told).toEqual(['a']);
  });

  it('hears a call that comes during a round, and ends when asked', async () => {
    const { ledger, armed, arming } = setUp({ sweepMs: 60_000 });
    const stop = new AbortController();
    const running = arming.run(stop.signal);
    ledger.open('a', [at(1)]);
    arming.nudge();
    while (armed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    await running;
    expect(armed).toEqual(['a']);
  });
});

/** One round with another way to arm. */
async function passWith(engine: CaseEngine, arm: CaseEngine['arm'], arming: { pass(): Promise<boolean> }) {
  Object.assign(engine, { arm });
  return arming.pass();
}
