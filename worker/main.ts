import { makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { createChannels } from '../activities/channels/create';
import { channelNames } from '../config/channels';
import { loadConfig } from '../config/env';
import { createLedger } from '../ledger/ledger';
import { createOutbox } from '../ledger/outbox/outbox';
import { createPool } from '../prisma/client';
import { createLog, sdkLogger } from './log';
import { startWorker } from './run';

const OUTBOX_POOL = 8;

/** The worker process: arms cases, runs their workflows, writes what time does to them. Ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.log.level);
  Runtime.install({
    logger: sdkLogger(log),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
  });
  const pool = createPool(config.database.url, { max: config.database.poolSize, name: 'banjie-worker' });
  // Of its own, so that a rush of messages never keeps the clocks waiting.
  const outboxPool = createPool(config.database.url, { max: OUTBOX_POOL, name: 'banjie-outbox' });
  const { enabled, shiftMs } = config.simulation;
  const ledger = createLedger(pool, channelNames(config.channels), config.quietHours);
  const worker = await startWorker({
    ledger,
    calendar: ledger.calendar,
    rollout: { rollouts: ledger.rollouts, ...config.rollout },
    spotChecks: ledger.spotChecks,
    bulletins: ledger.bulletins,
    databaseUrl: config.database.url,
    engine: config.temporal,
    taskQueue: config.temporal.taskQueue,
    simulation: enabled ? { shiftMs } : null,
    delivery: {
      outbox: createOutbox(outboxPool),
      channels: createChannels(config.channels),
      publicUrl: config.api.publicUrl,
      quietHours: config.quietHours,
    },
    arming: { sweepMs: config.ledger.sweepMs, batch: config.ledger.batchSize },
    log,
  });
  const asked = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve);
  });
  log.info({ signal: asked }, 'worker stopping');
  await worker.stop();
  await Promise.all([pool.end(), outboxPool.end()]);
  log.info({}, 'worker stopped');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
