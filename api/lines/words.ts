import type { OrganisationNode } from '../../ledger/organisations';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { containing } from '../where';

const sql = Prisma.sql;

/** SQL on cases `c`: these words are in the title, or part of the number, as they were typed. */
const has = (text: string): Prisma.Sql =>
  sql`(c.title ilike ${containing(text)} or c.number ilike ${containing(text)})`;

/** SQL on `w` of case_words: the parts of these words are there, in whatever order. What the index knows. */
const mayHave = (text: string): Prisma.Sql =>
  sql`(w.pairs @> longest_parts(text_pairs(${text})) or w.number_parts @> longest_parts(text_threes(${text})))`;

const isOpen = (open: boolean): Prisma.Sql => (open ? sql`and w.open` : Prisma.empty);

/** SQL on cases `c`: these words are in the title, or part of the number. Open cases have an index of their own. */
export function hasWords(text: string, { open }: { open: boolean }): Prisma.Sql {
  return sql`${has(text)} and c.id in (select w.case_id from case_words w where ${mayHave(text)} ${isOpen(open)})`;
}

/** More organisations than these are not worth naming one by one. */
const MOST_PLACES = 20;

/** The organisations below some paths while they are few, else null. */
export function fewPlaces(
  tree: ReadonlyMap<string, OrganisationNode>,
  paths: readonly string[],
): string[] | null {
  const there = [...tree.values()].filter(({ path }) => paths.some((top) => path.startsWith(top)));
  return there.length > MOST_PLACES ? null : there.map(({ id }) => id);
}

export interface NewestAsked {
  readonly text: string;
  /** SQL on cases `c`: everything else that is asked. */
  readonly where: Prisma.Sql;
  /** Whether `where` lets open cases through only. */
  readonly open: boolean;
  /** Where those cases are, while these are few places. */
  readonly places: readonly string[] | null;
  /** Another way in which a case may have these words. */
  readonly otherwise?: {
    /** SQL on cases `c`: it has them so. */
    readonly has: Prisma.Sql;
    /** SQL: id and opened_at of the newest cases that do, by an index. */
    readonly found: Prisma.Sql;
  };
  /** Where the page before ended: opened and case. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
  /** How many of the newest cases are looked through first. */
  readonly lookThrough?: number;
}

/** Words of every fortieth title fill a page from so many. */
const LOOKED_THROUGH = 2_000;

/**
 * Ids of the newest cases with these words, in no order. Common words are found among the newest cases, however many
 * others have them; rarer ones by the index, and of what it finds only as many cases are read as a page has.
 */
export async function newestWithWords(prisma: PrismaClient, asked: NewestAsked): Promise<string[]> {
  const common = await findAmongNewest(prisma, asked);
  return common.length === asked.limit ? common : findByIndex(prisma, asked);
}

type Ids = { id: string }[];
const idsOf = (rows: Ids): string[] => rows.map(({ id }) => id);

async function findAmongNewest(prisma: PrismaClient, asked: NewestAsked): Promise<string[]> {
  const { text, where, otherwise, after, limit, lookThrough: many = LOOKED_THROUGH } = asked;
  const start =
    after === null ? sql`true` : sql`(c.opened_at, c.id) < (${after[0]}::timestamptz, ${after[1]})`;
  const found = otherwise === undefined ? has(text) : sql`(${has(text)} or ${otherwise.has})`;
  return idsOf(
    await prisma.$queryRaw<Ids>`
      select c.id from (
        select * from cases c where ${start} order by c.opened_at desc, c.id desc limit ${many}) c
       where ${where} and ${found} order by c.opened_at desc, c.id desc limit ${limit}`,
  );
}

async function findByIndex(prisma: PrismaClient, asked: NewestAsked): Promise<string[]> {
  const { text, where, open, places, otherwise, after, limit } = asked;
  const start =
    after === null
      ? Prisma.empty
      : sql`and (w.opened_at, w.case_id) < (${after[0]}::timestamptz, ${after[1]})`;
  const there = places === null ? Prisma.empty : sql`and w.organisation_id = any(${[...places]}::text[])`;
  // "offset 0" keeps the order of the words: cases are read one after the other until the page is full.
  const named = sql`(
    select c.id, c.opened_at from (
      select w.case_id, w.opened_at from case_words w where ${mayHave(text)} ${isOpen(open)} ${there} ${start}
       order by w.opened_at desc, w.case_id desc) w
     cross join lateral (
       select c.id, c.opened_at from cases c where c.id = w.case_id and ${where} and ${has(text)} offset 0) c
     order by w.opened_at desc, w.case_id desc limit ${limit})`;
  const all = otherwise === undefined ? named : sql`(${named} union ${otherwise.found})`;
  return idsOf(
    await prisma.$queryRaw<Ids>`
      select c.id from ${all} c order by c.opened_at desc, c.id desc limit ${limit}`,
  );
}
