import type { Actor } from '../../domain/actor';
import { Prisma, type PrismaClient } from '../../prisma/client';
import type { NamedRow } from '../lines/case-names';
import { clockOfDue, DUE_COLUMNS, type DueRow } from '../lines/sign';
import { addressesFor, allMine, AWAITED } from '../routes/notifications/mine';

const sql = Prisma.sql;

export interface AwaitedRow extends NamedRow, DueRow {
  notification_id: bigint;
  case_id: string;
  clock_id: string;
  rung: string | null;
  message_kind: string;
  data: Record<string, unknown>;
  told_at: Date;
  acknowledge_by: Date;
  number: string;
  title: string;
  kind: 'PROJECT' | 'MATTER';
  programme_code: string;
  seq: number;
  urgent: boolean;
}

/** SQL: what I was told last of each clock that somebody still has to acknowledge; one command answers all of it. */
function awaited(actor: Actor, cases: Prisma.Sql | null): Prisma.Sql {
  const unanswered = sql`n.acknowledge_by is not null and n.acknowledged_at is null and n.clock_id is not null`;
  return sql`
    select distinct on (n.case_id, n.clock_id) n.*
      from (${allMine(addressesFor(actor), unanswered)}) n
      join cases c on c.id = n.case_id
     where ${AWAITED} ${cases === null ? Prisma.empty : sql`and ${cases}`}
     order by n.case_id, n.clock_id, n.id desc`;
}

/** Those that should have been acknowledged longest ago come first. */
export function readAwaited(
  prisma: PrismaClient,
  actor: Actor,
  asked: { cases: Prisma.Sql | null; after: readonly [string, string] | null; limit: number },
): Promise<AwaitedRow[]> {
  const { cases, after, limit } = asked;
  const start =
    after === null
      ? Prisma.empty
      : sql`where (n.acknowledge_by, n.id) > (${after[0]}::timestamptz, ${BigInt(after[1])})`;
  return prisma.$queryRaw<AwaitedRow[]>`
    select n.id as notification_id, n.case_id, n.clock_id, n.rung, n.kind as message_kind, n.data, n.at as told_at,
           n.acknowledge_by, c.number, c.title, c.kind, c.programme_code, c.programme_version_id, c.organisation_id,
           c.stage_id, c.grade, c.seq, coalesce((c.state->>'urgent')::boolean, false) as urgent,
           r.due_at, ${DUE_COLUMNS}, k.provisional
      from (select * from (${awaited(actor, cases)}) n ${start} order by n.acknowledge_by, n.id limit ${limit}) n
      join cases c on c.id = n.case_id
      join clocks q on q.case_id = n.case_id and q.clock_id = n.clock_id
      cross join lateral (select case when q.status <> 'PAUSED' then q.due_at end as due_at) r
      ${clockOfDue(sql`n.case_id`, sql`r.due_at`, sql`c.state`)}
     order by n.acknowledge_by, n.id`;
}

/** How many clocks wait for my acknowledgement. */
export async function countAwaited(
  prisma: PrismaClient,
  actor: Actor,
  cases: Prisma.Sql | null,
): Promise<number> {
  const [row] = await prisma.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from (${awaited(actor, cases)}) n`;
  return row?.n ?? 0;
}
