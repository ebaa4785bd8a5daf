import { civilDateOf } from '../../domain/calendar/instant';
import { NEVER_LATE } from '../../domain/case/state';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { CASE_COLUMNS, type CaseLineRow } from '../lines/case-line';
import { holdersOf } from '../lines/holders';
import { DUE_COLUMNS, pausedClock } from '../lines/sign';
import { below, dueWithin, fits, type BoardAsked } from './question';

const sql = Prisma.sql;

/** A case of the board, with who has it and how far it has been chased. */
export interface BoardRow extends CaseLineRow {
  owner_role: string | null;
  owner_place: string | null;
  held_since: Date | null;
  holders: { id: string; displayName: string }[] | null;
  ladder: string | null;
  rung: string | null;
  rung_at: Date | null;
  call_by: Date | null;
  called_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_name: string | null;
}

/** As the index has it: most overdue first, cases without a limit that runs last. */
const DUE = sql`coalesce(c.due_at, 'infinity'::timestamptz)`;

/** Where the page before ended: due and case. */
export type BoardPosition = readonly [string, string];

/** SQL: the clock that makes the case late next, with the ladder it climbs. */
const CLOCK = sql`left join lateral (
  select k.clock_id, k.unit, k.owner_organisation_id,
         (select x->>'ladder' from json_array_elements(c.state->'clocks') x where x->>'id' = k.clock_id) as ladder
    from clocks k
   where k.case_id = c.id and k.due_at = c.due_at and k.status = 'RUNNING' and k.kind <> all(${[...NEVER_LATE]}::text[])
   order by k.clock_id limit 1) k on true`;

const RUNGS = sql`
  left join lateral (
    select r.rung, r.fired_at from rungs r where r.case_id = c.id and r.clock_id = k.clock_id
     order by r.fired_at desc, r.planned_at desc limit 1) r on true
  left join lateral (
    select r.acknowledge_by, r.fired_at, r.acknowledged_at, r.acknowledged_by from rungs r
     where r.case_id = c.id and r.clock_id = k.clock_id and r.acknowledge_by is not null
     order by r.fired_at desc, r.planned_at desc limit 1) a on true
  left join persons ap on ap.id = a.acknowledged_by`;

/** SQL: whose turn it is. */
const holders = (today: string): Prisma.Sql => sql`
  left join lateral (
    select d.role, d.organisation_id, d.person_id, d.since from duties d
     where d.case_id = c.id and d.key like 'stage.%' limit 1) d on true
  ${holdersOf(today)}`;

/** SQL: what is shown of the cases of a page, which is found by index; everything else is looked up for its rows only. */
const shown = (page: Prisma.Sql, today: string): Prisma.Sql => sql`
  select ${CASE_COLUMNS}, c.due_provisional as provisional, ${DUE_COLUMNS}, k.ladder,
         d.role as owner_role, d.organisation_id as owner_place, d.since as held_since, h.people as holders,
         r.rung, r.fired_at as rung_at, a.acknowledge_by as call_by, a.fired_at as called_at, a.acknowledged_at,
         a.acknowledged_by, ap.display_name as acknowledged_name
    from (${page}) page
    join cases c on c.id = page.id
    ${CLOCK} ${pausedClock(sql`c.id`, sql`c.due_at`, sql`c.state`)} ${RUNGS} ${holders(today)}
   order by ${DUE}, c.id`;

/** SQL: the ids of a page, in order. */
function pageOf(asked: BoardAsked, after: BoardPosition | null, limit: number): Prisma.Sql {
  const paths = asked.place === null ? asked.paths : [asked.place.path];
  const start =
    after === null ? Prisma.empty : sql`and (${DUE}, c.id) > (${after[0]}::timestamptz, ${after[1]})`;
  return sql`select c.id from cases c
    where c.ended_at is null and ${below(paths)} and ${fits(asked)} ${dueWithin(DUE, asked.span)} ${start}
    order by ${DUE}, c.id limit ${limit}`;
}

/** A page of the board. */
export function readBoard(
  prisma: PrismaClient,
  asked: BoardAsked,
  after: BoardPosition | null,
  limit: number,
): Promise<BoardRow[]> {
  return prisma.$queryRaw<BoardRow[]>(shown(pageOf(asked, after, limit), civilDateOf(asked.now)));
}

/** Which cases an answer of the board has, in its order; at most so many. */
export async function readBoardIds(
  prisma: PrismaClient,
  asked: BoardAsked,
  limit: number,
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>(pageOf(asked, null, limit));
  return rows.map(({ id }) => id);
}

/** Cases of the board by their ids. */
export function readBoardOf(
  prisma: PrismaClient,
  asked: BoardAsked,
  ids: readonly string[],
): Promise<BoardRow[]> {
  const page = sql`select x.id from unnest(${[...ids]}::text[]) as x(id)`;
  return prisma.$queryRaw<BoardRow[]>(shown(page, civilDateOf(asked.now)));
}
