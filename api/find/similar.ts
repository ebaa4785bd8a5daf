import type { Instant } from '../../domain/calendar/instant';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { CASE_COLUMNS, type CaseLineRow } from '../lines/case-line';
import { clockOfDue, DUE_COLUMNS } from '../lines/sign';
import { toDate } from '../schema';

const sql = Prisma.sql;

export interface SimilarRow extends CaseLineRow {
  score: number;
}

export interface SimilarAsked {
  /** The title, and words that say more. */
  readonly words: string;
  /** Organisations whose cases are compared. */
  readonly organisationIds: readonly string[];
  readonly since: Instant;
  readonly limit: number;
}

/** Of each organisation the newest so many: more than a community opens in two years, and an end to the cost. */
const MOST_COMPARED = 200;

/** What shares fewer pairs is something else. */
const LEAST_SCORE = 0.4;

/**
 * Cases with nearly the same title: the share of pairs of characters that both have (Dice), 1 for the same title. Read
 * from the index of each organisation alone, so the cost is bounded by the number of organisations.
 */
export function readSimilar(prisma: PrismaClient, asked: SimilarAsked): Promise<SimilarRow[]> {
  const { words, organisationIds, since, limit } = asked;
  return prisma.$queryRaw<SimilarRow[]>`
    with asked as (select array_agg(p) as pairs from unnest(text_pairs(${words})) as p where length(p) = 2),
    near as (
      select w.case_id, 2.0 * shared.n / (cardinality(asked.pairs) + own.n) as score
        from asked, unnest(${[...organisationIds]}::text[]) as o(id)
       cross join lateral (
         select w.case_id, w.pairs from case_words w
          where w.organisation_id = o.id and w.opened_at >= ${toDate(since)}
          order by w.opened_at desc limit ${MOST_COMPARED}) w
       cross join lateral (
         select count(*) filter (where p = any(asked.pairs)) as n from unnest(w.pairs) as p where length(p) = 2) shared
       cross join lateral (select count(*) as n from unnest(w.pairs) as p where length(p) = 2) own
       where w.pairs && asked.pairs),
    best as (
      select case_id, score from near where score >= ${LEAST_SCORE} order by score desc, case_id limit ${limit})
    select ${CASE_COLUMNS}, b.score::float8 as score, ${DUE_COLUMNS}, c.due_provisional as provisional
      from best b join cases c on c.id = b.case_id
      ${clockOfDue(sql`c.id`, sql`c.due_at`, sql`c.state`)}
     order by b.score desc, c.opened_at desc, c.id`;
}
