import type { Instant } from '../../domain/calendar/instant';
import { Prisma, type PrismaClient } from '../../prisma/client';
import type { NamedRow } from '../lines/case-names';
import type { DueRow } from '../lines/sign';
import { toDate } from '../schema';
import { startsWith } from '../where';

const sql = Prisma.sql;

/** Clocks that ask somebody to go there. */
export const VISIT_KINDS = ['inspection', 'reinspection', 'visit', 'follow-up'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

export interface VisitRow extends NamedRow, Omit<DueRow, 'paused_clock' | 'paused_place'> {
  clock_id: string;
  clock_kind: VisitKind;
  case_id: string;
  number: string;
  title: string;
  item_type: string | null;
  status: string;
  seq: number;
  owner_role: string | null;
  person_id: string | null;
  name: { zh: string; en: string } | null;
}

export interface VisitsAsked {
  /** Subtrees, of which a visit is in one. */
  readonly paths: readonly string[];
  readonly kind: VisitKind | null;
  /** The first instant of the first day on which it may be due, and of the day after the last. */
  readonly dueFrom: Instant | null;
  readonly dueBefore: Instant | null;
  /** Only what is overdue at an instant, or only what is not. */
  readonly overdue: { readonly is: boolean; readonly at: Instant } | null;
  /** Visits that were ordered from this person by name, and those of nobody by name. */
  readonly personId: string | null;
}

const OPEN = sql`k.stopped_at is null and k.kind in ('inspection', 'reinspection', 'visit', 'follow-up')`;

/** SQL on clocks `k` and their cases `c`. What is due on a day ends with the first instant of the next. */
function fits({ paths, kind, dueFrom, dueBefore, overdue, personId }: VisitsAsked): Prisma.Sql {
  const places = paths.map((path) => sql`c.org_path like ${startsWith(path)}`);
  return Prisma.join(
    [
      OPEN,
      places.length === 0 ? sql`false` : sql`(${Prisma.join(places, ' or ')})`,
      ...(kind === null ? [] : [sql`k.kind = ${kind}`]),
      ...(dueFrom === null ? [] : [sql`k.due_at > ${toDate(dueFrom)}`]),
      ...(dueBefore === null ? [] : [sql`k.due_at <= ${toDate(dueBefore)}`]),
      ...(overdue === null ? [] : [sql`(k.due_at <= ${toDate(overdue.at)}) = ${overdue.is}`]),
      ...(personId === null ? [] : [sql`(${VISITOR} is null or ${VISITOR} = ${personId})`]),
    ],
    ' and ',
  );
}

/** SQL: whom a spot check has sent there, by name. */
const VISITOR = sql`(select v->>'inspectorId' from json_array_elements(c.state->'visits') v where v->>'clockId' = k.clock_id)`;

/** Where somebody has to go, what is due soonest first. */
export function readVisits(
  prisma: PrismaClient,
  asked: VisitsAsked,
  after: readonly [string, string, string] | null,
  limit: number,
): Promise<VisitRow[]> {
  const start =
    after === null
      ? Prisma.empty
      : sql`and (k.due_at, k.case_id, k.clock_id) > (${after[0]}::timestamptz, ${after[1]}, ${after[2]})`;
  return prisma.$queryRaw<VisitRow[]>`
    select k.clock_id, k.kind as clock_kind, k.due_at, k.unit, k.owner_organisation_id, k.provisional, k.owner_role,
           c.id as case_id, c.number, c.title, c.status, c.seq, c.programme_version_id, c.organisation_id, c.stage_id, c.grade,
           c.state->>'itemType' as item_type, ${VISITOR} as person_id,
           (select x->'name' from json_array_elements(c.state->'clocks') x where x->>'id' = k.clock_id) as name
      from clocks k join cases c on c.id = k.case_id
     where ${fits(asked)} ${start} order by k.due_at, k.case_id, k.clock_id limit ${limit}`;
}

export interface PlanRow {
  org_path: string;
  /** Monday of the week in which it is due, in China. */
  week: string;
  due: number;
  overdue: number;
}

/** How much is due when and where, by organisation and week. */
export function readPlan(prisma: PrismaClient, asked: VisitsAsked, now: Instant): Promise<PlanRow[]> {
  return prisma.$queryRaw<PlanRow[]>`
    select c.org_path, to_char(date_trunc('week', (k.due_at - interval '1 millisecond') at time zone 'Asia/Shanghai'),
             'YYYY-MM-DD') as week,
           count(*)::int as due, count(*) filter (where k.due_at <= ${toDate(now)})::int as overdue
      from clocks k join cases c on c.id = k.case_id
     where ${fits(asked)} group by 1, 2 order by 2, 1`;
}
