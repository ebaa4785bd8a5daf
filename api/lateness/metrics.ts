import { Gauge, Histogram, type Registry } from 'prom-client';

const LATE = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400];

export type LatenessMetrics = ReturnType<typeof createLatenessMetrics>;

export function createLatenessMetrics(registry: Registry) {
  const registers = [registry];
  return {
    rungLatenessSeconds: new Histogram({
      name: 'banjie_rung_lateness_seconds',
      help: 'What each step of a rung took: fired after planned, recorded after fired, delivered after recorded, acknowledged after delivered; all instances see the same rungs, so take the maximum, not the sum',
      labelNames: ['step'],
      buckets: LATE,
      registers,
    }),
    latenessOverTolerance: new Gauge({
      name: 'banjie_lateness_over_tolerance',
      help: 'Rungs and overdue marks of the last hour that came later than their programme tolerates, and messages that should have left',
      labelNames: ['programme'],
      registers,
    }),
  };
}
