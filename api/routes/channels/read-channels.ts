import { CHANNELS, type ChannelName } from '../../../domain/channels';
import type { PrismaClient } from '../../../prisma/client';
import { LIVING } from '../../living';
import { toInstant } from '../../schema';
import type { ShownChannel } from './channel-schema';

interface CountRow {
  channel: string;
  waiting: number;
  later: number;
  pending: number;
  oldest: Date | null;
  dead: number;
  unknown: number;
}

interface StateRow {
  channel: string;
  target: string;
  last_ok_at: Date | null;
  last_failed_at: Date | null;
  last_error: string | null;
  failures: number;
  blocked_until: Date | null;
}

/** Failing people shown per channel; a robot is always shown. */
const SHOWN = 50;

/** Names of the robots of each channel that a living worker has; null where it sends to persons. */
export async function configuredChannels(
  prisma: PrismaClient,
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const rows = await prisma.$queryRaw<{ channel: string; robots: string[] | null }[]>`
    select c.key as channel, case when jsonb_typeof(c.value) = 'array' then c.value end as robots
      from worker_heartbeats w, jsonb_each(case when jsonb_typeof(w.detail->'channels') = 'object'
             then w.detail->'channels' else '{}' end) c
     where ${LIVING}`;
  const found = new Map<string, readonly string[] | null>();
  for (const { channel, robots } of rows) {
    const known = found.get(channel) ?? null;
    found.set(channel, robots === null ? known : [...new Set([...(known ?? []), ...robots])].sort());
  }
  return found;
}

function counts(prisma: PrismaClient, simulation: boolean): Promise<CountRow[]> {
  return prisma.$queryRaw<CountRow[]>`
    with out as (
      select channel, count(*) filter (where due)::int as waiting, count(*) filter (where not due)::int as later,
             min(send_from) filter (where due) as oldest
        from (select channel, send_from, ${simulation} or send_from <= now() as due from outbox where queued_at is null) o
       group by channel),
    due as (
      select channel, count(*)::int as pending, min(created_at) as oldest from deliveries
       where state in ('PENDING', 'SENDING') group by channel),
    bad as (
      select channel, count(*) filter (where state = 'DEAD')::int as dead,
             count(*) filter (where state = 'UNKNOWN')::int as unknown
        from deliveries where state in ('DEAD', 'UNKNOWN') group by channel)
    select c.channel, coalesce(o.waiting, 0) as waiting, coalesce(o.later, 0) as later, coalesce(d.pending, 0) as pending,
           least(o.oldest, d.oldest) as oldest, coalesce(b.dead, 0) as dead, coalesce(b.unknown, 0) as unknown
      from unnest(${[...CHANNELS]}::text[]) as c(channel)
      left join out o using (channel) left join due d using (channel) left join bad b using (channel)`;
}

type Reason = ShownChannel['skipped'][number]['reason'];

function skipped(prisma: PrismaClient): Promise<{ channel: string; reason: Reason; count: number }[]> {
  return prisma.$queryRaw`
    select channel, skipped as reason, count(*)::int as count from outbox
     where skipped is not null and queued_at > now() - interval '7 days' group by 1, 2 order by 3 desc, 2`;
}

/** The channel itself, its robots, and of the people only those for whom it fails. */
function states(prisma: PrismaClient): Promise<StateRow[]> {
  return prisma.$queryRaw<StateRow[]>`
    select channel, target, last_ok_at, last_failed_at, last_error, failures, blocked_until from channel_states
     where (target not like 'person:%' and target not like 'proposer:%') or failures > 0
     order by last_failed_at desc nulls last, target limit 2000`;
}

const healthOf = (row: StateRow | undefined) => ({
  lastOkAt: toInstant(row?.last_ok_at ?? null),
  lastFailedAt: toInstant(row?.last_failed_at ?? null),
  lastError: row?.last_error ?? null,
  failures: row?.failures ?? 0,
  blockedUntil: toInstant(row?.blocked_until ?? null),
});

/** Every channel there is, configured or not. */
export async function readChannels(prisma: PrismaClient, simulation: boolean): Promise<ShownChannel[]> {
  const [configured, numbers, reasons, all] = await Promise.all([
    configuredChannels(prisma),
    counts(prisma, simulation),
    skipped(prisma),
    states(prisma),
  ]);
  return CHANNELS.map((name: ChannelName): ShownChannel => {
    const robots = configured.get(name) ?? null;
    const row = numbers.find(({ channel }) => channel === name);
    const own = all.filter(({ channel }) => channel === name);
    return {
      name,
      configured: configured.has(name),
      robots: robots && [...robots],
      ...healthOf(own.find(({ target }) => target === '*')),
      waiting: row?.waiting ?? 0,
      later: row?.later ?? 0,
      pending: row?.pending ?? 0,
      oldestWaitingAt: toInstant(row?.oldest ?? null),
      dead: row?.dead ?? 0,
      unknown: row?.unknown ?? 0,
      skipped: reasons
        .filter(({ channel }) => channel === name)
        .map(({ reason, count }) => ({ reason, count })),
      targets: own
        .filter(({ target }) => target !== '*')
        .slice(0, SHOWN)
        .map((state) => ({ target: state.target, ...healthOf(state) })),
    };
  });
}
