import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { localTextOf, type Instant } from '../../domain/calendar/instant';
import type { Bulletins } from '../../ledger/bulletin/bulletins';
import { Refusal } from '../../domain/errors';
import { createLedger } from '../../ledger/ledger';
import { bulletinScheduleId, type BulletinRun } from '../../workflows/messages/bulletin';
import { at } from '../support/domain';
import { engine } from '../support/services';
import { shiftTo } from '../support/virtual-time';
import { heardLog, startTestWorker, until, type TestWorker } from '../support/worker';
import { actorAt, makeWorld, openCase, type World } from '../support/world';
import { FakeLedger } from './fake-ledger';

type Due = Pick<Bulletins, 'due' | 'build'>;

let connection: Connection;
let client: Client;
const workers: TestWorker[] = [];
beforeAll(async () => {
  connection = await Connection.connect({ address: engine().address });
  client = new Client({ connection, namespace: engine().namespace });
});
const stopAll = () => Promise.all(workers.splice(0).map((one) => one.stop()));
afterEach(stopAll);
afterAll(() => connection.close());

const scheduleOf = (taskQueue: string) => client.schedule.getHandle(bulletinScheduleId(taskQueue));

async function start(bulletins: Due, taskQueue: string, now: Instant = new Date().toISOString()) {
  const log = heardLog();
  const simulation = { shiftMs: shiftTo(now) };
  workers.push(await startTestWorker({ ledger: new FakeLedger(), simulation, bulletins, taskQueue, log }));
  await until(async () => {
    const { action } = await scheduleOf(taskQueue)
      .describe()
      .catch(() => ({ action: null }));
    const [input] = (action?.args ?? []) as { shiftMs?: number }[];
    return input?.shiftMs === simulation.shiftMs;
  });
  return log;
}

/** How many runs of the schedule there have been. */
const runsOf = async (taskQueue: string) => (await scheduleOf(taskQueue).describe()).info.numActionsTaken;

async function resultsOf(taskQueue: string): Promise<BulletinRun[]> {
  const { recentActions } = (await scheduleOf(taskQueue).describe()).info;
  return Promise.all(
    recentActions.map(({ action: { workflow } }) =>
      client.workflow.getHandle<() => Promise<BulletinRun>>(workflow.workflowId).result(),
    ),
  );
}

/** The engine names a run by the second in which it begins: a second one of the same second is the same run. */
const nextSecond = () => sleep(1_000);

/** Runs the schedule now and answers what the run came to. */
async function trigger(taskQueue: string): Promise<BulletinRun | undefined> {
  await nextSecond();
  const before = await runsOf(taskQueue);
  await scheduleOf(taskQueue).trigger();
  await until(async () => (await runsOf(taskQueue)) > before);
  return (await resultsOf(taskQueue)).at(-1);
}

describe('the schedule', () => {
  const none: Due = { due: () => Promise.resolve([]), build: () => Promise.reject(new Error('not asked')) };

  it('runs every morning at half past eight in Shanghai, once for however many workers and starts', async () => {
    const taskQueue = `bulletin-${randomUUID()}`;
    await start(none, taskQueue);
    await scheduleOf(taskQueue).pause('the operator pauses it');
    await start(none, taskQueue);
    const { info, policies, state } = await scheduleOf(taskQueue).describe();
    expect(info.nextActionTimes.slice(0, 3).map((next) => localTextOf(next.toISOString()).slice(11))).toEqual(
      [...['08:30', '08:30', '08:30']],
    );
    expect(policies).toMatchObject({ overlap: 'BUFFER_ONE', catchupWindow: 31 * 86_400_000 });
    // A start of ours does not undo what somebody decided.
    expect(state).toMatchObject({ paused: true, note: 'the operator pauses it' });
    const found: string[] = [];
    for await (const { scheduleId } of client.schedule.list()) found.push(scheduleId);
    expect(found.filter((id) => id === bulletinScheduleId(taskQueue)).length).toBeLessThanOrEqual(1);
  });

  it('goes on with the others when one cannot be built, and says which', async () => {
    const taskQueue = `bulletin-${randomUUID()}`;
    let failures = 1;
    const built: string[] = [];
    const log = await start(
      {
        due: () =>
          Promise.resolve(
            ['2026-08', '2026-09'].map((month) => ({ programme: 'p', organisationId: 'o', month })),
          ),
        build: ({ month }) => {
          if (month === '2026-08') return Promise.reject(new Refusal('count-wrong'));
          // The database was away for a moment.
          if (failures-- > 0) return Promise.reject(new Error('away'));
          built.push(month);
          return Promise.resolve({} as Awaited<ReturnType<Due['build']>>);
        },
      },
      taskQueue,
    );
    const run = await trigger(taskQueue);
    expect(run?.built).toEqual(['p o 2026-09']);
    expect(run?.refused).toEqual([expect.stringContaining('p o 2026-08: count-wrong')]);
    expect(built).toEqual(['2026-09']);
    expect(log.lines.map(({ message }) => message)).toContain('a bulletin cannot be built');
  });
});

describe('over the real ledger', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
    const about = { programme: 'zhangjiagang', place: 'daxin', by: actorAt('officer', 'daxin') };
    await openCase(world, { ...about, at: at('2026-06-03') });
  });
  afterAll(async () => {
    await stopAll();
    await world.close();
  });

  const months = async () => {
    const { rows } = await world.pool.query<{ month: string; n: number }>(
      `SELECT month, count(*)::int AS n FROM bulletins WHERE programme_code = 'zhangjiagang' GROUP BY month ORDER BY month`,
    );
    return rows.map(({ month, n }) => [month, n]);
  };

  it('builds last month on the first working day by our calendar, and each month once', async () => {
    const taskQueue = `bulletin-${randomUUID()}`;
    const { bulletins } = createLedger(world.pool, ['mail']);
    await start(bulletins, taskQueue, at('2026-08-03', '08:30'));
    await trigger(taskQueue);
    expect(await months()).toEqual([['2026-07', 1]]);
    // Holidays until 7 October: the 1st is a working day only to whoever counts weekdays.
    await stopAll();
    await start(bulletins, taskQueue, at('2026-10-02', '08:30'));
    expect((await trigger(taskQueue))?.built).toEqual(['zhangjiagang zjg 2026-08']);
    await stopAll();
    // Nobody kept time in between; the worker is not even there when the schedule runs.
    await nextSecond();
    await scheduleOf(taskQueue).trigger();
    await start(bulletins, taskQueue, at('2026-12-01', '08:31'));
    await trigger(taskQueue);
    await until(async () => (await months()).length === 5);
    // Missed mornings that are run now build nothing twice.
    const day = 86_400_000;
    const before = await runsOf(taskQueue);
    await scheduleOf(taskQueue).backfill({
      ...{ start: new Date(Date.now() - 5 * day), end: new Date(Date.now() - day), overlap: 'ALLOW_ALL' },
    });
    await until(async () => (await runsOf(taskQueue)) >= before + 4);
    await resultsOf(taskQueue);
    expect(await months()).toEqual(
      ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'].map((month) => [month, 1]),
    );
  });

  it('tells the officers of the city once for each draft, in the product and by every channel', async () => {
    const { rows } = await world.pool.query<{ month: string; role: string; place: string; sent: number }>(
      `SELECT n.data->>'month' AS month, n.role, n.organisation_id AS place, count(o.id)::int AS sent
         FROM notifications n LEFT JOIN outbox o ON o.notification_id = n.id
        WHERE n.kind = 'bulletin-drafted' GROUP BY n.id ORDER BY 1`,
    );
    expect(rows).toEqual(
      ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'].map((month) => ({
        ...{ month, role: 'officer', place: 'zjg', sent: 1 },
      })),
    );
  });
});
