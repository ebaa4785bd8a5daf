import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { addMs, type Instant } from '../../domain/calendar/instant';
import { commitmentTo } from '../../domain/spot-check/seed';
import type { Advanced } from '../../ledger/spot-check/checks';
import { spotCheckWorkflowId, STANDING, type SpotCheckView } from '../../workflows/messages/spot-check';
import { engine } from '../support/services';
import { definition, HOUR, WITNESSES } from '../support/spot-check';
import { startTestWorker, until, type TestWorker } from '../support/worker';
import { actorAt, makeWorld, openCase, type World } from '../support/world';
import { FakeLedger } from './fake-ledger';

let connection: Connection;
let client: Client;
let worker: TestWorker | null = null;
beforeAll(async () => {
  connection = await Connection.connect({ address: engine().address });
  client = new Client({ connection, namespace: engine().namespace });
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => connection.close());

const handleOf = (id: string) =>
  client.workflow.getHandle<() => Promise<SpotCheckView>>(spotCheckWorkflowId(id));
const now = (): Instant => new Date().toISOString();

describe('a spot check on the real engine, over the real ledger', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
    const about = { programme: 'zhangjiagang', place: 'daxin', by: actorAt('officer', 'daxin') };
    for (let i = 0; i < 6; i += 1) await openCase(world, { ...about, at: '2026-03-02T02:00:00.000Z' });
  });
  afterAll(() => world.close());

  const taskQueue = `spot-${randomUUID()}`;
  const work = async () => {
    const { spotChecks } = world.ledger;
    worker = await startTestWorker({
      ledger: new FakeLedger(),
      spotChecks,
      databaseUrl: world.database.url,
      taskQueue,
    });
  };
  const define = () =>
    world.ledger.spotChecks.define({
      definition: {
        ...{ ...definition, size: 2, strata: ['town'] },
        frame: { ...definition.frame, happened: null },
      },
      now: now(),
      key: randomUUID(),
    });
  const statusOf = async (id: string) => (await world.ledger.spotChecks.load(id))!.state;
  const phraseOf = (by: string) => `nobody knows ${by}`;
  const give = (
    checkId: string,
    by: string,
    command: Parameters<World['ledger']['spotChecks']['command']>[0]['command'],
  ) => world.ledger.spotChecks.command({ checkId, by, command, now: now(), key: randomUUID() });
  const commitAll = async (id: string) => {
    for (const { personId } of WITNESSES)
      await give(id, personId, { type: 'commit', commitment: commitmentTo(phraseOf(personId)) });
  };
  const revealAll = async (id: string) => {
    for (const { personId } of WITNESSES)
      await give(id, personId, { type: 'reveal', phrase: phraseOf(personId) });
  };

  it('is frozen by itself, waits for the witnesses, and draws as soon as the last has told', async () => {
    await work();
    const id = await define();
    await until(async () => (await statusOf(id)).frozen !== null);
    expect((await statusOf(id)).frozen?.size).toBe(6);
    const frozenView = await until(async () => {
      const view = await handleOf(id).query<SpotCheckView>(STANDING);
      return view.status === 'COMMITTING' ? view : null;
    });
    expect(frozenView?.wakeAt).toBe((await statusOf(id)).round?.until);
    await commitAll(id);
    await revealAll(id);
    expect(await handleOf(id).result()).toEqual({ status: 'DRAWN', wakeAt: null, failures: 0 });
    expect((await statusOf(id)).drawn?.flatMap(({ drawn }) => drawn)).toHaveLength(2);
    const history = JSON.stringify(await handleOf(id).fetchHistory());
    const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data]) =>
      Buffer.from(data ?? '', 'base64').toString(),
    );
    expect(payloads.join('\n')).toContain(id);
    // Neither phrases nor names nor numbers of cases travel through the engine.
    expect(payloads.join('\n')).not.toMatch(/nobody knows|见证人|BJ-/);
  });

  it('goes on with another worker: killed between freeze and draw, and between the last phrase and the draw', async () => {
    await work();
    const id = await define();
    await until(async () => (await statusOf(id)).frozen !== null);
    await worker?.stop();
    await commitAll(id);
    await work();
    await worker?.stop();
    await revealAll(id);
    expect((await statusOf(id)).drawn).toBeNull();
    await work();
    expect(await handleOf(id).result()).toMatchObject({ status: 'DRAWN' });
    const record = await world.ledger.spotChecks.record(id);
    for (const once of ['PopulationFrozen', 'SeedFixed', 'SampleDrawn'])
      expect(record.filter(({ event }) => event.type === once)).toHaveLength(1);
    expect(await world.ledger.spotChecks.verify(id)).toEqual({
      ...{
        recordWhole: true,
        changedLines: [],
        phrasesFit: true,
        sampleRepeats: true,
        inspectorsRepeat: null,
      },
    });
    // The engine notices a worker that is gone by its time limits: ten seconds for a task, twenty for a step.
  }, 180_000);
});

it('is started again when the engine has lost it', async () => {
  const id = randomUUID();
  let lost = false;
  const spotChecks = {
    running: () => Promise.resolve([{ id, seq: 1 }]),
    advance: ({ now: at }: { now: Instant }): Promise<Advanced> =>
      Promise.resolve({
        status: lost ? 'DRAWN' : 'COMMITTING',
        over: lost,
        wakeAt: lost ? null : addMs(at, HOUR),
      }),
  };
  worker = await startTestWorker({ ledger: new FakeLedger(), spotChecks });
  const running = () =>
    handleOf(id)
      .describe()
      .then(({ status, runId }) => (status.name === 'RUNNING' ? runId : null))
      .catch(() => null);
  const first = await until(running);
  lost = true;
  await handleOf(id).terminate();
  await until(async () => {
    const { runId } = await handleOf(id).describe();
    return runId !== first;
  });
  expect(await handleOf(id).result()).toMatchObject({ status: 'DRAWN' });
});

it('wakes when the time of the witnesses is up', async () => {
  const id = randomUUID();
  const steps: Instant[] = [];
  const spotChecks = {
    running: () => Promise.resolve([{ id, seq: 1 }]),
    advance: ({ now: at }: { now: Instant }): Promise<Advanced> => {
      steps.push(at);
      const wakeAt = addMs(at, steps.length === 1 ? 300 : HOUR);
      return Promise.resolve({
        status: steps.length === 2 ? 'DRAWN' : 'COMMITTING',
        over: steps.length >= 2,
        wakeAt,
      });
    },
  };
  worker = await startTestWorker({ ledger: new FakeLedger(), spotChecks });
  await until(() =>
    handleOf(id)
      .describe()
      .catch(() => null),
  );
  expect(await handleOf(id).result()).toMatchObject({ failures: 0 });
  expect(steps).toHaveLength(2);
  expect(Date.parse(steps[1]!) - Date.parse(steps[0]!)).toBeGreaterThanOrEqual(300);
});
