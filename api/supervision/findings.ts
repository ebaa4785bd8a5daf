import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import type { Finding } from '../../domain/case/state';
import { Prisma, type PrismaClient } from '../../prisma/client';
import type { NamedRow } from '../lines/case-names';
import { holdersOf } from '../lines/holders';
import { toDate } from '../schema';
import { startsWith } from '../where';

const sql = Prisma.sql;

export const FINDING_FILTERS = ['open', 'OPEN', 'ANSWERED', 'VERIFIED', 'all'] as const;

/** How long a finding is open, or was: up to seven days, up to 31, longer. */
export const AGES = ['week', 'month', 'longer'] as const;
export type Age = (typeof AGES)[number];

export interface FindingsAsked {
  readonly paths: readonly string[];
  readonly status: (typeof FINDING_FILTERS)[number];
  readonly kind: string | null;
  readonly source: string | null;
  readonly checkId: string | null;
  readonly age: Age | null;
  readonly overdue: boolean;
  readonly now: Instant;
}

export interface FindingListRow extends NamedRow {
  case_id: string;
  finding_id: string;
  number: string;
  title: string;
  seq: number;
  status: Finding['status'];
  raised_at: Date;
  verified_at: Date | null;
  due_at: Date | null;
  repeated: boolean;
  times_failed: number;
  organisation: string | null;
  /** As the case has it. */
  finding: Finding;
  unit: string | null;
  provisional: boolean | null;
  again_near: number;
  owner_role: string | null;
  owner_place: string | null;
  holders: { id: string; displayName: string }[] | null;
}

/** SQL: the age of finding `f`. */
const ageAt = (now: Instant): Prisma.Sql => {
  const open = sql`(coalesce(f.verified_at, ${toDate(now)}) - f.raised_at)`;
  return sql`case when ${open} <= interval '7 days' then 'week' when ${open} <= interval '31 days' then 'month' else 'longer' end`;
};

/** SQL on findings `f`. */
function fits({ paths, status, kind, source, checkId, age, overdue, now }: FindingsAsked): Prisma.Sql {
  const places = paths.map((path) => sql`f.org_path like ${startsWith(path)}`);
  const open = sql`f.status <> 'VERIFIED'`;
  return Prisma.join(
    [
      places.length === 0 ? sql`false` : sql`(${Prisma.join(places, ' or ')})`,
      ...(status === 'all' ? [] : [status === 'open' ? open : sql`f.status = ${status}`]),
      ...(kind === null ? [] : [sql`f.kind = ${kind}`]),
      ...(source === null ? [] : [sql`f.source = ${source}`]),
      ...(checkId === null ? [] : [sql`f.check_ids @> array[${checkId}]`]),
      ...(age === null ? [] : [sql`${ageAt(now)} = ${age}`]),
      ...(overdue ? [sql`${open} and f.due_at <= ${toDate(now)}`] : []),
    ],
    ' and ',
  );
}

/** Nobody waits any more for what has been verified. There is an index of exactly this, `findings_by_due`. */
const DUE = sql`case when f.status = 'VERIFIED' then 'infinity' else coalesce(f.due_at, 'infinity'::timestamptz) end`;
const ORDER = sql`order by ${DUE}, f.case_id, f.finding_id`;

export type FindingKey = readonly [due: string, caseId: string, findingId: string];

/** SQL: a page of findings, and only then what is to be told of each. */
export function findingsQuery(asked: FindingsAsked, after: FindingKey | null, limit: number): Prisma.Sql {
  const start =
    after === null
      ? Prisma.empty
      : sql`and (${DUE}, f.case_id, f.finding_id) > (${after[0]}::timestamptz, ${after[1]}, ${after[2]})`;
  return sql`
    select f.case_id, f.finding_id, f.status, f.raised_at, f.verified_at, f.due_at, f.repeated, f.times_failed,
           f.organisation_id as organisation, c.number, c.title, c.seq, c.programme_version_id, c.organisation_id, c.stage_id,
           c.grade, x as finding, k.unit, k.provisional, d.role as owner_role, d.organisation_id as owner_place, h.people as holders,
           (select count(*)::int from findings o
             where o.org_path = f.org_path and o.kind = f.kind and o.case_id <> f.case_id
               and o.raised_at < f.raised_at and o.raised_at > f.raised_at - interval '12 months') as again_near
      from (select * from findings f where ${fits(asked)} ${start} ${ORDER} limit ${limit}) f join cases c on c.id = f.case_id
      cross join lateral (select x from json_array_elements(c.state->'findings') x where x->>'id' = f.finding_id) x
      left join clocks k on k.case_id = f.case_id and k.clock_id = x->>'clockId'
      left join duties d on d.case_id = f.case_id and d.key = x->>'clockId'
      ${holdersOf(civilDateOf(asked.now))} ${ORDER}`;
}

/** What is to be put right, the longest overdue first. */
export const readFindings = (
  prisma: PrismaClient,
  asked: FindingsAsked,
  after: FindingKey | null,
  limit: number,
): Promise<FindingListRow[]> => prisma.$queryRaw<FindingListRow[]>(findingsQuery(asked, after, limit));

export interface FindingCount {
  kind: string;
  status: Finding['status'];
  age: Age;
  /** Of one of the cases: its programme says what the kind is called. */
  programme_version_id: string;
  n: number;
  overdue: number;
}

/** SQL: how many, by kind, state and age; one case of each says by its programme what the kind is called. */
export function countsQuery(asked: FindingsAsked): Prisma.Sql {
  const late = sql`f.status <> 'VERIFIED' and f.due_at <= ${toDate(asked.now)}`;
  return sql`
    select g.kind, g.status, g.age, c.programme_version_id, g.n, g.overdue
      from (select f.kind, f.status, ${ageAt(asked.now)} as age, max(f.case_id) as case_id, count(*)::int as n,
                   count(*) filter (where ${late})::int as overdue
              from findings f where ${fits(asked)} group by 1, 2, 3) g join cases c on c.id = g.case_id order by 1, 2, 3`;
}

/** How many, by kind, state and age. */
export const countFindings = (prisma: PrismaClient, asked: FindingsAsked): Promise<FindingCount[]> =>
  prisma.$queryRaw<FindingCount[]>(countsQuery(asked));
