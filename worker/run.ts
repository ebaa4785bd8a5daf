import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { createActivities, type CalendarReminder, type DeliveryTimes } from '../activities';
import type { Channel } from '../activities/channels/channel';
import type { QuietHours } from '../domain/messages/quiet-hours';
import type { Outbox } from '../ledger/outbox/outbox';
import type { Rollouts } from '../ledger/rollout/rollouts';
import type { Bulletins } from '../ledger/bulletin/bulletins';
import type { SpotChecks } from '../ledger/spot-check/checks';
import { TASK_QUEUE } from '../workflows/messages';
import { ARMING, createArming, type ArmingOptions } from './arm';
import { workflowBundle } from './bundle';
import { keepBulletinSchedule } from './bulletins';
import { keepCalendarWatch } from './calendar-watch';
import { createCaseEngine } from './case-engine';
import { createDeliveryEngine } from './delivery-engine';
import { createDispatch, DISPATCH, type DispatchOptions } from './dispatch';
import { createEngineHealth } from './health';
import { keepBeating } from './heartbeat';
import { listen, type Calls } from './listen';
import { createWorkerMetrics, type WorkerMetrics } from './metrics';
import type { Log, WorkerLedger } from './ports';
import { createRolloutStarter, ROLLOUT_TIMES, type RolloutTimes } from './rollouts';
import { createSpotCheckStarter } from './spot-checks';
import { keepTime } from './time-keeper';

/** Messages that leave the product. */
export interface DeliveryOptions {
  readonly outbox: Outbox;
  readonly channels: ReadonlyMap<string, Channel>;
  /** The address people type, for links. */
  readonly publicUrl: string;
  readonly quietHours?: QuietHours;
  readonly times?: Partial<DeliveryTimes>;
  readonly dispatch?: Partial<DispatchOptions>;
}

/** A changed calendar or programme that walks through the cases. */
export interface RolloutOptions extends Partial<RolloutTimes> {
  readonly rollouts: Pick<Rollouts, 'running' | 'move' | 'review' | 'finish'>;
}

export interface WorkerOptions {
  readonly ledger: WorkerLedger;
  /** Where the ledger calls from; without it only the sweep arms. */
  readonly databaseUrl?: string;
  readonly engine: { readonly address: string; readonly namespace: string };
  readonly log: Log;
  /** Virtual time: every case acts alone, and the ledger's time is the engine's plus `shiftMs`. */
  readonly simulation?: { readonly shiftMs: number } | null;
  readonly taskQueue?: string;
  readonly localActivities?: number;
  readonly arming?: Partial<ArmingOptions>;
  /** Left out, this worker sends nothing. */
  readonly delivery?: DeliveryOptions;
  /** Left out, this worker watches no calendar. */
  readonly calendar?: CalendarReminder;
  /** Left out, this worker moves no deadlines. */
  readonly rollout?: RolloutOptions;
  /** Left out, this worker draws no spot checks. */
  readonly spotChecks?: Pick<SpotChecks, 'running' | 'advance'>;
  /** Left out, this worker builds no bulletins. */
  readonly bulletins?: Pick<Bulletins, 'due' | 'build'>;
  readonly heartbeatMs?: number;
}

export interface RunningWorker {
  readonly id: string;
  readonly metrics: WorkerMetrics;
  /** Resolves when the engine gives this worker work. */
  readonly ready: Promise<void>;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
}

const HEARTBEAT_MS = 5_000;

/** Enough to keep the database busy, few enough to leave connections to the commands of people. */
const LOCAL_ACTIVITIES = 20;

/** Runs everything that keeps time. Neither engine nor database need be there yet; both may go and come back. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const stopping = new AbortController();
  const metrics = createWorkerMetrics();
  const connection = Connection.lazy({ address: options.engine.address });
  const ready = withResolvers();
  const bundle = await workflowBundle();
  const running = Promise.all(
    parts({ options, id, metrics, connection, bundle, onReady: ready.resolve }, stopping.signal),
  );
  return {
    id,
    metrics,
    ready: ready.promise,
    async stop() {
      stopping.abort();
      await running;
      await connection.close();
    },
  };
}

interface Parts {
  readonly options: WorkerOptions;
  readonly id: string;
  readonly metrics: WorkerMetrics;
  readonly connection: Connection;
  readonly bundle: WorkflowBundle;
  readonly onReady: () => void;
}

/** Each part runs by itself until `signal`, and goes on when another one is in trouble. */
function parts(
  { options, id, metrics, connection, bundle, onReady }: Parts,
  signal: AbortSignal,
): Promise<void>[] {
  const { ledger, log, engine: place, simulation = null, taskQueue = TASK_QUEUE } = options;
  const health = createEngineHealth(log, metrics);
  const shift = simulation && { shiftMs: simulation.shiftMs };
  const ours = { connection, namespace: place.namespace, taskQueue, ...shift };
  const engine = createCaseEngine(ours);
  const armingOptions = { ...ARMING, ...options.arming, ...(simulation && { heal: null }) };
  const arming = createArming({ ledger, engine, health, metrics, log, options: armingOptions });
  const inSimulation = simulation !== null;
  const sending = options.delivery && { ...options.delivery, simulation: inSimulation, log };
  const dispatch =
    sending &&
    createDispatch({
      ...sending,
      channels: [...sending.channels.keys()],
      engine: createDeliveryEngine(ours),
      options: { ...DISPATCH, ...sending.dispatch },
    });
  const { walking, starter } = walksOf(options, ours);
  const drawing = drawsOf(options, ours);
  const activities = createActivities({
    ...{ ledger, simulation: inSimulation, log, metrics: metrics.enforce },
    ...(sending && { delivery: { ...sending, metrics: metrics.delivery } }),
    ...(options.calendar && { calendar: options.calendar }),
    ...(walking && { rollout: walking }),
    ...(options.spotChecks && { spotCheck: { spotChecks: options.spotChecks } }),
    ...(options.bulletins && { bulletin: { bulletins: options.bulletins } }),
  });
  const localActivities = options.localActivities ?? LOCAL_ACTIVITIES;
  const detail = {
    ...{ ready: false, taskQueue, simulation: inSimulation },
    channels: robotsOf(options.delivery?.channels ?? new Map()),
    deliveries: metrics.deliveryCounts,
  };
  const served = (): void => {
    detail.ready = true;
    onReady();
  };
  const beat = { workerId: id, detail: () => detail, everyMs: options.heartbeatMs ?? HEARTBEAT_MS };
  return [
    keepTime(
      { ...place, taskQueue, identity: id, localActivities, bundle, activities, log, onReady: served },
      signal,
    ),
    arming.run(signal),
    keepBeating({ ...beat, ledger, engine, health, log }, signal),
    ...(dispatch === undefined ? [] : [dispatch.run(signal)]),
    ...(options.calendar === undefined ? [] : [keepCalendarWatch({ ...ours, log }, signal)]),
    ...(options.bulletins === undefined ? [] : [keepBulletinSchedule({ ...ours, log }, signal)]),
    ...[starter, drawing].flatMap((one) => (one === undefined ? [] : [one.run(signal)])),
    ...(options.databaseUrl === undefined
      ? []
      : [listen(options.databaseUrl, callsOf({ arming, dispatch, starter, drawing }), log, signal)]),
  ];
}

interface Ours {
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly shiftMs?: number;
}

/** Rollouts: what walks, and what starts it. */
function walksOf({ rollout, log }: WorkerOptions, ours: Ours) {
  if (rollout === undefined) return {};
  const walking = { ...ROLLOUT_TIMES, ...rollout };
  return { walking, starter: createRolloutStarter({ ...ours, ...walking, log, times: walking }) };
}

/** Spot checks: what starts and signals them. */
function drawsOf({ spotChecks, log }: WorkerOptions, ours: Ours) {
  return spotChecks && createSpotCheckStarter({ ...ours, spotChecks, log, sweepMs: ROLLOUT_TIMES.sweepMs });
}

type Nudged = { nudge(): void } | undefined;

function callsOf(parts: Record<'arming' | 'dispatch' | 'starter' | 'drawing', Nudged>): Calls {
  return {
    banjie_arm: () => parts.arming?.nudge(),
    banjie_outbox: () => parts.dispatch?.nudge(),
    banjie_rollout: () => parts.starter?.nudge(),
    banjie_spot_check: () => parts.drawing?.nudge(),
  };
}

/** The channels that are configured here, each with the names of its robots; null where messages go to persons. */
function robotsOf(channels: ReadonlyMap<string, Channel>): Record<string, string[] | null> {
  return Object.fromEntries([...channels].map(([name, { robots }]) => [name, robots ? [...robots] : null]));
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
