import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryMetrics, EnforceMetrics } from '../activities';

const LATE = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400];
const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type WorkerMetrics = ReturnType<typeof createWorkerMetrics>;

/** One registry per worker, so that two workers in one process (tests) do not share counts. */
export function createWorkerMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const lateness = new Histogram({
    name: 'banjie_worker_lateness_seconds',
    help: 'From the instant a case should wake to the moment the engine woke it',
    buckets: LATE,
    registers,
  });
  const enforce = new Histogram({
    name: 'banjie_worker_enforce_duration_seconds',
    help: 'Time one enforce takes, other cases that it went on with included',
    labelNames: ['outcome'],
    buckets: FAST,
    registers,
  });
  const observed: EnforceMetrics = {
    enforced: (outcome, seconds) => enforce.observe({ outcome }, seconds),
    late: (seconds) => lateness.observe(Math.max(0, seconds)),
  };
  return {
    registry,
    enforce: observed,
    ...deliveryMetrics(registry),
    armings: new Counter({
      name: 'banjie_worker_armings_total',
      help: 'Timers set or moved earlier in the engine, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    armSeconds: new Histogram({
      name: 'banjie_worker_arm_duration_seconds',
      help: 'Time the engine takes to accept one arming',
      buckets: FAST,
      registers,
    }),
    disarmed: new Counter({
      name: 'banjie_worker_late_disarmed_total',
      help: 'Cases whose timer did not come and that were armed anew; not zero means that the engine lost something',
      registers,
    }),
    engineUp: new Gauge({ name: 'banjie_worker_engine_up', help: '1 while the engine answers', registers }),
    engineLagSeconds: new Gauge({
      name: 'banjie_worker_engine_lag_seconds',
      help: 'For how long the engine has not answered',
      registers,
    }),
  };
}

/** What the channels did; the heartbeat carries the counts to where figures are read. */
function deliveryMetrics(registry: Registry) {
  const registers = [registry];
  const counts: Record<string, Record<string, number>> = {};
  const delivered = new Counter({
    name: 'banjie_deliveries_total',
    help: 'Deliveries by channel and by what became of an attempt',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const took = new Histogram({
    name: 'banjie_delivery_seconds',
    help: 'From the moment a message might leave to its arrival',
    labelNames: ['channel'],
    buckets: LATE,
    registers,
  });
  const skipped = new Counter({
    name: 'banjie_messages_skipped_total',
    help: 'Messages that stayed inside the product because they could reach nobody outside, by reason',
    labelNames: ['channel', 'reason'],
    registers,
  });
  const delivery: DeliveryMetrics = {
    delivered(channel, outcome) {
      delivered.inc({ channel, outcome });
      const own = (counts[channel] ??= {});
      own[outcome] = (own[outcome] ?? 0) + 1;
    },
    took: (channel, seconds) => took.observe({ channel }, seconds),
    skipped: (channel, reason, count) => skipped.inc({ channel, reason }, count),
  };
  return { delivery, deliveryCounts: counts as Readonly<Record<string, Readonly<Record<string, number>>>> };
}
