import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createChannelMetrics } from './channel-health';
import { createLatenessMetrics } from './lateness/metrics';

const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LATE = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400];

/** One registry per app instance, so that two apps in one process (tests) do not share counts. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    registry,
    ...createChannelMetrics(registry),
    httpSeconds: new Histogram({
      name: 'banjie_http_request_duration_seconds',
      help: 'Time from request to answer, by operation and status',
      labelNames: ['operation', 'method', 'status'],
      buckets: FAST,
      registers,
    }),
    /** Observed by the case routes: from the parsed command to the ledger's receipt. */
    commandSeconds: new Histogram({
      name: 'banjie_command_duration_seconds',
      help: 'Time one case command takes, by command and outcome',
      labelNames: ['command', 'outcome'],
      buckets: FAST,
      registers,
    }),
    clockLatenessSeconds: new Histogram({
      name: 'banjie_clock_lateness_seconds',
      help: 'From the due instant of a clock to the moment its overdue was written; all instances see the same clocks, so take the maximum, not the sum',
      buckets: LATE,
      registers,
    }),
    ...createLatenessMetrics(registry),
    signIns: new Counter({
      name: 'banjie_sign_ins_total',
      help: 'Sign-ins tried',
      labelNames: ['outcome'],
      registers,
    }),
    openCases: gauge('banjie_open_cases', 'Cases that have not ended'),
    unarmedCases: gauge('banjie_unarmed_cases', 'Open cases whose workflow is not armed early enough'),
    engineLagSeconds: gauge(
      'banjie_engine_lag_seconds',
      'How long ago the oldest case that waits for time should have been woken',
    ),
    engineUp: gauge('banjie_engine_up', '1 while a live worker reports that the engine answers'),
    liveStreams: gauge('banjie_live_streams', 'Pages that are told of messages as they come'),
    workers: gauge('banjie_workers', 'Workers that reported within the last 30 seconds'),
  };
}

/** Memory, CPU and event loop of this process; once per process. */
export function addProcessMetrics(metrics: Metrics): void {
  collectDefaultMetrics({ register: metrics.registry });
}
