import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EnforceMetrics } from '../activities';

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
