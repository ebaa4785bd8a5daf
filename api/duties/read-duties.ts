import type { Actor } from '../../domain/actor';
import type { Instant } from '../../domain/calendar/instant';
import type { DueSpan } from '../../domain/case/duty-groups';
import type { HandedOn } from '../../domain/case/waiting';
import { Prisma, type PrismaClient } from '../../prisma/client';
import type { NamedRow } from '../lines/case-names';
import { clockOfDue, DUE_COLUMNS, type DueRow } from '../lines/sign';
import { addressesFor } from '../routes/notifications/mine';
import { toDate } from '../schema';

const sql = Prisma.sql;

export interface DutyRow extends NamedRow, DueRow {
  case_id: string;
  key: string;
  number: string;
  title: string;
  kind: 'PROJECT' | 'MATTER';
  programme_code: string;
  role: string;
  owner_place: string;
  person_id: string | null;
  since: Date;
  seq: number;
  urgent: boolean;
  suggestions: number;
  handed: HandedOn;
}

/** Duties without a limit come last. As the indexes have it, so that each address is one short scan. */
const DUE = sql`coalesce(d.due_at, 'infinity'::timestamptz)`;

/** Where the page before ended: due, case and key. */
export type DutyPosition = readonly [string, string, string];

const at = (instant: Instant) => toDate(instant);

function within({ after, until }: DueSpan): Prisma.Sql {
  return sql`${after === null ? Prisma.empty : sql`and ${DUE} > ${at(after)}`}
    ${until === null ? Prisma.empty : sql`and ${DUE} <= ${at(until)}`}`;
}

/** The rest of a scan over `d` of duties: narrowed by its case where something narrows. */
function scan(cases: Prisma.Sql | null, where: Prisma.Sql, rest: Prisma.Sql): Prisma.Sql {
  return cases === null
    ? sql`select d.* from duties d where ${where} ${rest}`
    : sql`select d.* from duties d join cases c on c.id = d.case_id where ${where} and ${cases} ${rest}`;
}

/** SQL: my duties, by name, by post, or in place of somebody absent. */
function mine(actor: Actor, cases: Prisma.Sql | null, rest: Prisma.Sql): Prisma.Sql {
  const { personId, absent, roles, places } = addressesFor(actor);
  const ofPost = sql`d.person_id is null and d.role = a.role and d.organisation_id = a.place`;
  return sql`
    select d.* from unnest(${roles}::text[], ${places}::text[]) as a(role, place)
     cross join lateral (${scan(cases, ofPost, rest)}) d
    union all
    select d.* from unnest(${[personId, ...absent]}::text[]) as a(person)
     cross join lateral (${scan(cases, sql`d.person_id = a.person`, rest)}) d`;
}

export interface DutiesAsked {
  readonly span: DueSpan;
  readonly cases: Prisma.Sql | null;
  readonly after: DutyPosition | null;
  readonly limit: number;
}

/** A page of my duties, soonest due first. */
export function readDuties(prisma: PrismaClient, actor: Actor, asked: DutiesAsked): Promise<DutyRow[]> {
  const { span, cases, after, limit } = asked;
  const start =
    after === null
      ? Prisma.empty
      : sql`and (${DUE}, d.case_id, d.key) > (${after[0]}::timestamptz, ${after[1]}, ${after[2]})`;
  const order = sql`order by ${DUE}, d.case_id, d.key limit ${limit}`;
  return prisma.$queryRaw<DutyRow[]>`
    select d.case_id, d.key, d.stage_id, d.role, d.organisation_id as owner_place, d.person_id, d.since, d.due_at,
           c.number, c.title, c.kind, c.programme_code, c.programme_version_id, c.organisation_id, c.grade, c.seq,
           cardinality(c.suggestion_ids) as suggestions, coalesce(s.urgent, false) as urgent,
           json_build_object('status', c.status, 'openedBy', s."openedBy", 'submittedBy', s."submittedBy",
             'resubmittedBy', s."resubmittedBy", 'sentToReviewBy', s."sentToReviewBy", 'completedBy', s."completedBy",
             'orders', s.orders) as handed,
           ${DUE_COLUMNS}, k.provisional
      from (select * from (${mine(actor, cases, sql`${within(span)} ${start} ${order}`)}) d ${order}) d
      join cases c on c.id = d.case_id
      cross join lateral json_to_record(c.state) as s(urgent boolean, "openedBy" text, "submittedBy" text,
        "resubmittedBy" text, "sentToReviewBy" text, "completedBy" text, orders json)
      ${clockOfDue(sql`d.case_id`, sql`d.due_at`, sql`c.state`)}
     order by ${DUE}, d.case_id, d.key`;
}

export interface DutyCounts {
  overdue: number;
  today: number;
  week: number;
  later: number;
}

/** How many of my duties are in each group: one look at an index for each of my addresses. */
export async function countDuties(
  prisma: PrismaClient,
  actor: Actor,
  cases: Prisma.Sql | null,
  spans: Readonly<Record<keyof DutyCounts, DueSpan>>,
): Promise<DutyCounts> {
  const count = (span: DueSpan) => sql`count(*) filter (where true ${within(span)})::int`;
  const [row] = await prisma.$queryRaw<DutyCounts[]>`
    select ${count(spans.overdue)} as overdue, ${count(spans.today)} as today, ${count(spans.week)} as week,
           ${count(spans.later)} as later
      from (${mine(actor, cases, Prisma.empty)}) d`;
  return row ?? { overdue: 0, today: 0, week: 0, later: 0 };
}
