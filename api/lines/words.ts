import { Prisma } from '../../prisma/client';
import { containing } from '../where';

const sql = Prisma.sql;

/** SQL on cases `c`: these words are in the title, or part of the number. The index knows characters and their pairs. */
export function hasWords(text: string): Prisma.Sql {
  return sql`(c.title ilike ${containing(text)} or c.number ilike ${containing(text)}) and c.id in (
    select w.case_id from case_words w where w.pairs @> text_pairs(${text}) or w.number_pairs @> text_pairs(${text}))`;
}
