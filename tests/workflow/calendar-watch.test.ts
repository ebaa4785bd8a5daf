import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { epochMs, localTextOf, parseInstant, type Instant } from '../../domain/calendar/instant';
import { createLedger } from '../../ledger/ledger';
import { calendarWatchId } from '../../workflows/messages/calendar-watch';
import { engine } from '../support/services';
import { shiftTo, virtualTime, type VirtualTime } from '../support/virtual-time';
import { heardLog, startTestWorker, until, type TestWorker } from '../support/worker';
import { keepCalendarWatch } from '../../worker/calendar-watch';
import { makeWorld, type World } from '../support/world';
import { FakeCalendar } from './fake-calendar';
import { FakeLedger } from './fake-ledger';

const at = (day: string, time = '09:00'): Instant => parseInstant(`${day}T${time}:00+08:00`);
/** A Tuesday before the notice can be out. */
const BEGIN = at('2026-10-20', '10:00');

const minute = (looks: readonly Instant[]) => looks.map((one) => localTextOf(one));

describe('the calendar watch, in virtual time on the real engine', () => {
  const shiftMs = shiftTo(BEGIN);
  let time: VirtualTime;
  let worker: TestWorker | null = null;
  beforeAll(async () => {
    time = await virtualTime({ engine: engine() });
  });
  afterEach(async () => {
    await worker?.stop();
    worker = null;
  });
  afterAll(() => time.close());

  async function start(calendar: FakeCalendar | ReturnType<typeof createLedger>['calendar']) {
    const taskQueue = `calendar-${randomUUID()}`;
    worker = await startTestWorker({
      ledger: new FakeLedger(),
      simulation: { shiftMs },
      calendar,
      taskQueue,
    });
    const id = calendarWatchId(taskQueue);
    await until(() =>
      time.client.workflow
        .getHandle(id)
        .describe()
        .then(
          () => true,
          () => false,
        ),
    );
    let now = epochMs(BEGIN);
    const advanceTo = async (to: Instant) => {
      await time.advanceWorkflow(id, epochMs(to) - now);
      now = epochMs(to);
    };
    return { id, taskQueue, advanceTo };
  }

  it('looks when it starts, on 1 November, every Monday while the year is missing, and then a year later', async () => {
    const calendar = new FakeCalendar();
    const { advanceTo } = await start(calendar);
    await until(() => calendar.looks.length === 1);
    await advanceTo(at('2026-10-31'));
    expect(calendar.looks).toHaveLength(1);
    await advanceTo(at('2026-11-17'));
    expect(minute(calendar.looks.slice(1))).toEqual([
      '2026-11-01 09:00',
      '2026-11-02 09:00',
      '2026-11-09 09:00',
      '2026-11-16 09:00',
    ]);
    calendar.official.add(2027);
    await advanceTo(at('2027-10-31'));
    expect(minute(calendar.looks.slice(5))).toEqual(['2026-11-23 09:00']);
    await advanceTo(at('2027-11-09'));
    expect(minute(calendar.looks.slice(6))).toEqual(['2027-11-01 09:00', '2027-11-08 09:00']);
  });

  it('is started once, however many workers and starts there are', async () => {
    const calendar = new FakeCalendar();
    const { id, taskQueue } = await start(calendar);
    await until(() => calendar.looks.length === 1);
    const { runId } = await time.client.workflow.getHandle(id).describe();
    // What every worker does when it starts, and again every hour.
    const { address, namespace } = engine();
    const connection = Connection.lazy({ address });
    let starts = 0;
    const counted = new Proxy(connection, {
      get: (target, key) =>
        key === 'withDeadline'
          ? (until_: number, call: () => Promise<unknown>) =>
              target.withDeadline(until_, call).then(() => (starts += 1))
          : (Reflect.get(target, key) as unknown),
    });
    const stop = new AbortController();
    const watch = { connection: counted, namespace, taskQueue, log: heardLog(), everyMs: 10 };
    const keeping = keepCalendarWatch(watch, stop.signal);
    await until(() => starts >= 3);
    stop.abort();
    await keeping;
    await connection.close();
    expect((await time.client.workflow.getHandle(id).describe()).runId).toBe(runId);
    expect(calendar.looks).toHaveLength(1);
  });

  it('looks again an hour after a look that failed to the last', async () => {
    const calendar = new FakeCalendar();
    const { advanceTo } = await start(calendar);
    await until(() => calendar.looks.length === 1);
    calendar.failures = 7;
    await advanceTo(at('2026-11-01', '12:00'));
    expect(calendar.failures).toBe(0);
    expect(calendar.looks).toHaveLength(2);
    const hour = (calendar.looks[1] ?? '').slice(0, 13);
    expect(hour >= at('2026-11-01', '10:00').slice(0, 13)).toBe(true);
  });

  describe('over the real ledger', () => {
    let world: World;
    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(async () => {
      await worker?.stop();
      worker = null;
      await world.close();
    });

    it('leaves one reminder for each city and day, in the inbox and for every channel', async () => {
      const { advanceTo } = await start(createLedger(world.pool, ['mail']).calendar);
      await advanceTo(at('2026-11-10'));
      const { rows } = await world.pool.query<{ key: string; channels: number }>(
        `SELECT n.key, count(o.id)::int AS channels FROM notifications n LEFT JOIN outbox o ON o.notification_id = n.id
         WHERE n.kind = 'calendar-missing' AND n.organisation_id = 'zjg' GROUP BY n.key ORDER BY n.key`,
      );
      expect(rows).toEqual(
        ['2026-11-01', '2026-11-02', '2026-11-09'].map((day) => ({
          key: `calendar-missing:2027:${day}:zjg`,
          channels: 1,
        })),
      );
    });
  });
});
