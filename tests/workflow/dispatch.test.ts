import { createDispatch, DISPATCH, type DispatchOptions } from '../../worker/dispatch';
import { heardLog, until } from '../support/worker';
import { FakeOutbox } from './fake-outbox';

function setUp(channels: string[], options: Partial<DispatchOptions> = {}) {
  const outbox = new FakeOutbox();
  const told: string[] = [];
  const engine = { more: async (channel: string) => void told.push(channel) };
  const log = heardLog();
  const dispatch = createDispatch({
    ...{ outbox, engine, channels, simulation: false, log },
    options: { ...DISPATCH, gapMs: 1, sweepMs: 20, lateMs: 3_600_000, ...options },
  });
  const stop = new AbortController();
  const running = dispatch.run(stop.signal);
  const end = async () => {
    stop.abort();
    await running;
  };
  return { outbox, told, engine, log, dispatch, end };
}

describe('telling the workflows of the channels', () => {
  it('starts each once, and afterwards calls only those for which something waits', async () => {
    const { outbox, told, dispatch, end } = setUp(['mail', 'sms']);
    await until(() => told.length === 2);
    outbox.waiting = ['sms'];
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told).toEqual(['mail', 'sms']);
    dispatch.nudge();
    await until(() => told.length === 3);
    await end();
    expect(told).toEqual(['mail', 'sms', 'sms']);
  });

  it('makes one round of many calls', async () => {
    const { outbox, told, dispatch, end } = setUp(['mail'], { gapMs: 200 });
    await until(() => told.length === 1);
    outbox.waiting = ['mail'];
    for (let calls = 0; calls < 1_000; calls += 1) dispatch.nudge();
    await until(() => told.length === 2);
    await end();
    expect(outbox.looks).toBe(1);
  });

  it('tells again of what is late, though nobody called', async () => {
    const { outbox, told, end } = setUp(['mail', 'sms'], { lateMs: 0 });
    await until(() => told.length === 2);
    outbox.late = ['sms'];
    await until(() => told.length >= 4);
    await end();
    expect(told.slice(0, 4)).toEqual(['mail', 'sms', 'sms', 'sms']);
  });

  it('goes on when the engine was away, and says so once', async () => {
    const { outbox, told, engine, log, dispatch, end } = setUp(['mail']);
    await until(() => told.length === 1);
    const { more } = engine;
    let tries = 0;
    engine.more = async () => {
      tries += 1;
      throw new Error('14 UNAVAILABLE');
    };
    outbox.waiting = ['mail'];
    dispatch.nudge();
    await until(() => tries >= 3);
    engine.more = more;
    await until(() => told.length === 2);
    await end();
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'info']);
  });
});
