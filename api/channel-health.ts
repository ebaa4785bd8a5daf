import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { PrismaClient } from '../prisma/client';
import { createFeed, type Place } from './feed';
import { LIVING } from './living';

const LATE = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400];

/** What Prometheus learns of messages on their way out of the product. */
export function createChannelMetrics(registry: Registry) {
  const registers = [registry];
  return {
    outboxWaiting: new Gauge({
      name: 'banjie_outbox_waiting',
      help: 'Messages that may leave and have not, by channel',
      labelNames: ['channel'],
      registers,
    }),
    deliveriesUnfinished: new Gauge({
      name: 'banjie_deliveries_unfinished',
      help: 'Deliveries that wait, are dead, or whose fate nobody knows',
      labelNames: ['channel', 'state'],
      registers,
    }),
    deliveries: new Counter({
      name: 'banjie_deliveries_total',
      help: 'What became of each attempt to send, as the workers that live have counted it',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: 'banjie_delivery_seconds',
      help: 'From the moment a message might leave to its arrival; all instances see the same deliveries, so take the maximum, not the sum',
      labelNames: ['channel'],
      buckets: LATE,
      registers,
    }),
  };
}
export type ChannelMetrics = ReturnType<typeof createChannelMetrics>;

interface Amount {
  channel: string;
  kind: string;
  n: number;
}

/** What is to be called when somebody scrapes, never on a timer. One per app: it remembers what it has counted. */
export function createChannelCollector(deps: {
  prisma: PrismaClient;
  metrics: ChannelMetrics;
}): () => Promise<void> {
  const feed = createDeliveryFeed(deps.prisma, deps.metrics);
  return async () => {
    await Promise.all([collectChannels(deps.prisma, deps.metrics), feed()]);
  };
}

async function collectChannels(prisma: PrismaClient, metrics: ChannelMetrics): Promise<void> {
  const [waiting, unfinished, counted] = await Promise.all([
    prisma.$queryRaw<Amount[]>`
      select channel, '' as kind, count(*)::int as n from outbox
       where queued_at is null and send_from <= now() group by channel`,
    prisma.$queryRaw<Amount[]>`
      select channel, state as kind, count(*)::int as n from deliveries where state in ('PENDING', 'SENDING') group by 1, 2
      union all
      select channel, state, count(*)::int from deliveries where state in ('DEAD', 'UNKNOWN') group by 1, 2`,
    prisma.$queryRaw<Amount[]>`
      select c.key as channel, o.key as kind, sum(o.value::int)::int as n
        from worker_heartbeats w, jsonb_each(w.detail->'deliveries') c, jsonb_each_text(c.value) o
       where ${LIVING} and jsonb_typeof(w.detail->'deliveries') = 'object'
       group by 1, 2`,
  ]);
  metrics.outboxWaiting.reset();
  for (const { channel, n } of waiting) metrics.outboxWaiting.set({ channel }, n);
  metrics.deliveriesUnfinished.reset();
  for (const { channel, kind, n } of unfinished)
    metrics.deliveriesUnfinished.set({ channel, state: kind }, n);
  metrics.deliveries.reset();
  for (const { channel, kind, n } of counted) metrics.deliveries.inc({ channel, outcome: kind }, n);
}

interface Arrived extends Place {
  channel: string;
  took: number;
}

/** Two seconds behind, so that a transaction that commits late is not passed over. */
const MARGIN_MS = 2_000;

/** Feeds the histogram with what arrived since the last scrape, each delivery once. */
function createDeliveryFeed(prisma: PrismaClient, metrics: ChannelMetrics): () => Promise<void> {
  return createFeed<Arrived>(prisma, {
    marginMs: () => MARGIN_MS,
    read: ({ at, key, until, limit }) => prisma.$queryRaw<Arrived[]>`
      select d.sent_at::text as at, d.id as key, d.channel, extract(epoch from d.sent_at - (
               select min(o.send_from) from delivery_items i join outbox o on o.id = i.outbox_id
                where i.delivery_id = d.id))::float8 as took
        from deliveries d
       where d.state = 'SENT' and d.sent_at < ${until}::timestamptz
         and (d.sent_at, d.id) > (${at}::timestamptz, ${key})
       order by d.sent_at, d.id limit ${limit}`,
    see: ({ channel, took }) => metrics.deliverySeconds.observe({ channel }, Math.max(0, took)),
  });
}
