import type { Instant } from '../../domain/calendar/instant';
import type { ClockList } from '../../domain/figures/definitions';
import { monthsAfter, startOfMonth, type Month } from '../../domain/figures/month';
import { LIMIT_KINDS } from '../../domain/figures/tally';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { toDate } from '../schema';
import { openOverdue } from './cells';

const sql = Prisma.sql;

/** Which clocks stand behind a figure: their kinds, the instant by which they belong to a month, and what else is true. */
interface Behind {
  readonly kinds: readonly string[];
  readonly at: Prisma.Sql;
  readonly and: Prisma.Sql;
}

const STOPPED_AT = sql`k.stopped_at`;
const ALL = sql`true`;
const RECOMPUTED = sql`coalesce(k.verdict_recomputed, k.verdict)`;
const CHANGES = sql`clock_changes(k.case_id, k.clock_id)`;

const limits = (and: Prisma.Sql): Behind => ({ kinds: LIMIT_KINDS, at: STOPPED_AT, and });
const apart = (kind: string): Behind => ({ kinds: [kind], at: STOPPED_AT, and: ALL });
const followUps = (at: Prisma.Sql, and: Prisma.Sql): Behind => ({ kinds: ['follow-up'], at, and });

const BEHIND: Readonly<Record<ClockList, (now: Instant) => Behind>> = {
  stopped: () => limits(ALL),
  onTime: () => limits(sql`k.verdict = 'ON_TIME'`),
  late: () => limits(sql`k.verdict is distinct from 'ON_TIME'`),
  onTimeRecomputed: () => limits(sql`${RECOMPUTED} = 'ON_TIME'`),
  changed: () => limits(sql`${RECOMPUTED} <> k.verdict`),
  openOverdue: (now) => ({ kinds: LIMIT_KINDS, at: sql`k.due_at`, and: openOverdue(now) }),
  paused: () => limits(sql`(select pauses from ${CHANGES}) > 0`),
  extended: () => limits(sql`(select extensions from ${CHANGES}) > 0`),
  followUpsMade: () => followUps(STOPPED_AT, sql`follow_up_made(k.case_id, k.kind, k.stopped_at, k.verdict)`),
  followUpsMissed: () => followUps(sql`k.overdue_at`, ALL),
  waiting: () => apart('waiting'),
  returned: () => apart('returned'),
  order: () => apart('order'),
};

export interface ClocksAsked {
  list: ClockList;
  organisationIds: readonly string[];
  /** Where the caller may see cases. */
  paths: readonly string[];
  from: Month;
  until: Month;
  programme: string | undefined;
  /** Null: limits of the whole case; undefined: any. */
  stage: string | null | undefined;
  now: Instant;
  after: { at: Date; caseId: string; clockId: string } | null;
  limit: number;
}

export interface ListedClock {
  case_id: string;
  clock_id: string;
  number: string;
  title: string;
  programme_code: string;
  organisation_id: string;
  kind: string;
  stage_id: string | null;
  owner_role: string | null;
  owner_organisation_id: string;
  started_at: Date;
  due_at: Date | null;
  stopped_at: Date | null;
  overdue_at: Date | null;
  verdict: string | null;
  verdict_recomputed: string | null;
  unit: string | null;
  used_net: number | null;
  used_gross: number | null;
  pauses: number;
  extensions: number;
  at: Date;
}

function stageIs(stage: string | null | undefined): Prisma.Sql {
  if (stage === undefined) return Prisma.empty;
  return stage === null ? sql`and k.stage_id is null` : sql`and k.stage_id = ${stage}`;
}

/** The clocks behind a figure, newest first, one more than asked for if there are more. */
export function readClocks(prisma: PrismaClient, asked: ClocksAsked): Promise<ListedClock[]> {
  const { kinds, at, and } = BEHIND[asked.list](asked.now);
  const { after, programme } = asked;
  const [since, before] = [startOfMonth(asked.from), startOfMonth(monthsAfter(asked.until, 1))].map(toDate);
  return prisma.$queryRaw<ListedClock[]>`
    select f.*, h.pauses, h.extensions from (
      select k.case_id, k.clock_id, c.number, c.title, c.programme_code, c.organisation_id, k.kind, k.stage_id,
             k.owner_role, k.owner_organisation_id, k.started_at, k.due_at, k.stopped_at, k.overdue_at, k.verdict,
             k.verdict_recomputed, k.unit, k.used_net, k.used_gross, ${at} as at
        from clocks k join cases c on c.id = k.case_id
       where k.owner_organisation_id = any(${asked.organisationIds}::text[])
         and c.org_path like any(${asked.paths.map((path) => `${path}%`)}::text[])
         and k.kind = any(${kinds}::text[]) and ${at} >= ${since} and ${at} < ${before} and ${and}
         ${programme === undefined ? Prisma.empty : sql`and c.programme_code = ${programme}`} ${stageIs(asked.stage)}
         ${after === null ? Prisma.empty : sql`and (${at}, k.case_id, k.clock_id) < (${after.at}, ${after.caseId}, ${after.clockId})`}
       order by ${at} desc, k.case_id desc, k.clock_id desc limit ${asked.limit + 1}) f
      cross join lateral clock_changes(f.case_id, f.clock_id) h
     order by f.at desc, f.case_id desc, f.clock_id desc`;
}
