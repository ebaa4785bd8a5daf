import { addMs, compareInstants, DAY_MS, type Instant } from '../../domain/calendar/instant';
import { NEVER_LATE } from '../../domain/case/state';
import type { BoardGroup } from '../../domain/figures/board';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { toDate, toInstant } from '../schema';
import { below, fits, type BoardAsked, type BoardFilters } from './question';

const sql = Prisma.sql;

interface Row {
  org_path: string;
  due_at: Date | null;
  cases: number;
}

const group = ({ org_path: orgPath, due_at: dueAt, cases }: Row): BoardGroup => ({
  orgPath,
  dueAt: toInstant(dueAt),
  cases,
});

/** Filters that tell cases apart which the kept counts know as one. */
const BEYOND_COUNTS = [
  'ownerRole',
  'ownerId',
  'rung',
  'acknowledged',
  'text',
] as const satisfies readonly (keyof BoardFilters)[];

/** SQL: open cases as they are counted when they change; those changes that are not added up yet count too. */
const COUNTED = sql`(
  select k.org_path, k.programme_code, k.stage_id, k.grade, k.kind, k.due_at, k.cases from open_counts k
  union all
  select k.org_path, k.programme_code, k.stage_id, k.grade, k.kind, k.due_at, k.cases from open_changes k)`;

/** SQL: one by one where counts do not tell them apart. */
const ONE_BY_ONE = sql`(select k.*, 1 as cases from cases k where k.ended_at is null)`;

/** Open cases by organisation and due instant; those due after the horizon are one group. */
export async function readGroups(
  prisma: PrismaClient,
  asked: BoardAsked,
  horizon: Instant,
): Promise<BoardGroup[]> {
  const counted = BEYOND_COUNTS.every((name) => asked.filters[name] === undefined);
  const rows = await prisma.$queryRaw<Row[]>`
    select c.org_path, case when c.due_at <= ${toDate(horizon)} then c.due_at end as due_at, sum(c.cases)::int as cases
      from ${counted ? COUNTED : ONE_BY_ONE} c where ${below(asked.paths)} and ${fits(asked)}
     group by 1, 2 having sum(c.cases) <> 0`;
  return rows.map(group);
}

/**
 * The same as of an instant that has passed. Where cases stood then is told by their clocks: when each ran, and when it
 * was or would have been due. A date that moved since counts as it is now.
 */
async function readGroupsThen(
  prisma: PrismaClient,
  asked: BoardAsked,
  then: Instant,
  horizon: Instant,
): Promise<BoardGroup[]> {
  const at = toDate(then);
  const scoped = sql`${below(asked.paths)} and ${fits(asked, false)} and c.opened_at <= ${at}`;
  const rows = await prisma.$queryRaw<Row[]>`
    with there as (
      select c.id, c.org_path from cases c where c.ended_at is null and ${scoped}
      union all
      select c.id, c.org_path from cases c where c.ended_at > ${at} and ${scoped}),
    ran as (
      select k.case_id, k.due_at from clocks k
       where k.stopped_at is null and k.status = 'RUNNING' and k.started_at <= ${at} and k.due_at <= ${toDate(horizon)}
         and k.kind <> all(${[...NEVER_LATE]}::text[])
      union all
      select k.case_id, k.due_at from clocks k
       where k.stopped_at > ${at} and k.started_at <= ${at} and k.due_at <= ${toDate(horizon)}
         and k.kind <> all(${[...NEVER_LATE]}::text[])),
    first as (select case_id, min(due_at) as due_at from ran group by 1)
    select t.org_path, f.due_at, count(*)::int as cases from there t left join first f on f.case_id = t.id group by 1, 2`;
  return rows.map(group);
}

/** What was a week ago does not change while somebody looks at it. */
const FRESH_MS = 10 * 60_000;
/** So long it is shown, and worked out anew meanwhile: nobody waits for what moved by minutes in a week. */
const SHOWN_MS = 60 * 60_000;
const MOST_KEPT = 200;
interface KeptGroups {
  readonly groups: Promise<BoardGroup[]>;
  readonly as: BoardThen;
  isRenewed: boolean;
}
type Kept = Map<string, KeptGroups>;
const kept = new WeakMap<PrismaClient, Kept>();

export interface BoardThen {
  readonly then: Instant;
  readonly soon: Instant;
}

/** Filters by which cases of a week ago can be told apart: their facts. What has happened to them since cannot. */
const FACTS = ['programme', 'grade', 'kind', 'text'] as const satisfies readonly (keyof BoardFilters)[];

/** Whether the filters ask only for what a case was a week ago as it is now. */
export function comparable(filters: BoardFilters): boolean {
  const facts: readonly string[] = [...FACTS, 'organisationId'];
  return Object.entries(filters).every(([name, value]) => value === undefined || facts.includes(name));
}

/** The groups of a week ago, with the instant they are as of. Kept for some minutes. */
export async function readWeekAgo(
  prisma: PrismaClient,
  asked: BoardAsked,
  soonEndAt: (then: Instant) => Instant,
): Promise<{ groups: BoardGroup[]; as: BoardThen }> {
  const mine: Kept = kept.get(prisma) ?? (new Map() as Kept);
  kept.set(prisma, mine);
  const key = JSON.stringify([asked.paths, FACTS.map((name) => asked.filters[name] ?? null)]);
  const then = addMs(asked.now, -7 * DAY_MS);
  const workOut = (): KeptGroups => {
    const as = { then, soon: soonEndAt(then) };
    return { groups: readGroupsThen(prisma, asked, then, as.soon), as, isRenewed: false };
  };
  const keep = (one: KeptGroups): void => {
    mine.delete(key);
    mine.set(key, one);
    if (mine.size > MOST_KEPT) mine.delete(mine.keys().next().value ?? '');
  };
  const found = mine.get(key);
  const age = found === undefined ? Infinity : Math.abs(compareInstants(found.as.then, then));
  if (found !== undefined && age < SHOWN_MS) {
    if (age >= FRESH_MS && !found.isRenewed) {
      found.isRenewed = true;
      const next = workOut();
      // If it cannot be worked out, whoever asks next waits for it and is told why not.
      next.groups.then(
        () => keep(next),
        () => mine.delete(key),
      );
    }
    return { groups: await found.groups, as: found.as };
  }
  const first = workOut();
  keep(first);
  first.groups.catch(() => mine.delete(key));
  return { groups: await first.groups, as: first.as };
}
