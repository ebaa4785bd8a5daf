import type { OrganisationNode } from '../../ledger/organisations';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { CASE_COLUMNS, type CaseLineRow } from '../lines/case-line';
import { clockOfDue, DUE_COLUMNS } from '../lines/sign';
import { fewPlaces, newestWithWords, type NewestAsked } from '../lines/words';
import { containing, startsWith } from '../where';

const sql = Prisma.sql;

/** A case that was found; `words` when a suggestion of residents speaks of it. */
export interface FoundRow extends CaseLineRow {
  said: boolean;
}

export interface FindAsked {
  readonly text: string;
  /** Where the reader may see cases. */
  readonly paths: readonly string[];
  /** Where the reader may read suggestions. */
  readonly suggestionPaths: readonly string[];
  /** Places that are called so. */
  readonly places: readonly OrganisationNode[];
  readonly open: boolean | undefined;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

const NEWEST = sql`c.opened_at desc, c.id desc`;

const under = (paths: readonly string[]): Prisma.Sql =>
  sql`c.org_path like any(${paths.map(startsWith)}::text[])`;

/** What every way of finding has in common. */
function common({ paths, open, after }: FindAsked): Prisma.Sql {
  const state =
    open === undefined ? Prisma.empty : open ? sql`and c.ended_at is null` : sql`and c.ended_at is not null`;
  const start =
    after === null ? Prisma.empty : sql`and (c.opened_at, c.id) < (${after[0]}::timestamptz, ${after[1]})`;
  return sql`${under(paths)} ${state} ${start}`;
}

/** SQL: the newest cases in places that are called so, each place one short scan of an index. */
function inPlaces(asked: FindAsked): Prisma.Sql[] {
  if (asked.places.length === 0) return [];
  const paths = asked.places.map(({ path }) => startsWith(path));
  return [
    sql`select c.id, c.opened_at from unnest(${paths}::text[]) as p(path) cross join lateral (
      select c.id, c.opened_at from cases c where c.org_path like p.path and ${common(asked)}
       order by ${NEWEST} limit ${asked.limit}) c`,
  ];
}

/** SQL on suggestions `s`: they speak in these words, where the reader may read suggestions. */
const says = ({ text, suggestionPaths }: FindAsked): Prisma.Sql =>
  sql`s.words ilike ${containing(text)} and s.org_path like any(${suggestionPaths.map(startsWith)}::text[])`;

/** SQL on cases `c`: a suggestion speaks of it in these words. "Exists" would read all suggestions to look up a few. */
const said = (asked: FindAsked): Prisma.Sql => sql`coalesce((
  select true from suggestion_cases l join suggestions s on s.id = l.suggestion_id
   where l.case_id = c.id and ${says(asked)} limit 1), false)`;

/** Words of suggestions count for those who may read suggestions. */
function suggested(asked: FindAsked): NewestAsked['otherwise'] {
  if (asked.suggestionPaths.length === 0) return undefined;
  const found = sql`(
    select c.id, c.opened_at from suggestions s
      join suggestion_cases l on l.suggestion_id = s.id join cases c on c.id = l.case_id
     where text_pairs(s.words) @> longest_parts(text_pairs(${asked.text})) and ${says(asked)} and ${common(asked)}
     order by ${NEWEST} limit ${asked.limit})`;
  return { has: said(asked), found };
}

/** Cases whose title, number or place has these words, or of which a suggestion speaks so; newest first. */
export async function readFound(
  prisma: PrismaClient,
  tree: ReadonlyMap<string, OrganisationNode>,
  asked: FindAsked,
): Promise<FoundRow[]> {
  const { text, paths, open, after, limit } = asked;
  const otherwise = suggested(asked);
  const ids = await newestWithWords(prisma, {
    ...{ text, where: common(asked), open: open === true, places: fewPlaces(tree, paths), after, limit },
    ...(otherwise !== undefined && { otherwise }),
  });
  const named = sql`select c.id, c.opened_at from cases c where c.id = any(${ids}::text[])`;
  const ways = Prisma.join([named, ...inPlaces(asked)], ' union ');
  return prisma.$queryRaw<FoundRow[]>`
    select ${CASE_COLUMNS}, ${otherwise === undefined ? sql`false` : said(asked)} as said, ${DUE_COLUMNS},
           c.due_provisional as provisional
      from (select c.id from (${ways}) c order by ${NEWEST} limit ${limit}) f
      join cases c on c.id = f.id
      ${clockOfDue(sql`c.id`, sql`c.due_at`, sql`c.state`)}
     order by ${NEWEST}`;
}
