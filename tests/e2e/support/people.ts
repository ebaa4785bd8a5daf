import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { DEMO_PEOPLE } from '../../../cli/demo/people';
import { formatToken, hashToken, TOKEN_BYTES } from '../../../domain/token';

/** Residents with an account and no post: whoever proposes something in these tests. */
export const RESIDENTS = ['resident-a', 'resident-b', 'resident-c'] as const;

/** API tokens by person: everybody of the demo, and the residents. This is all that tests write into the database. */
export async function issueTokens(pool: Pool): Promise<ReadonlyMap<string, string>> {
  await pool.query(
    `INSERT INTO persons (id, display_name) SELECT id, '居民' || upper(right(id, 1)) FROM unnest($1::text[]) AS id`,
    [RESIDENTS],
  );
  const people = [...DEMO_PEOPLE.map(({ id }) => id), ...RESIDENTS];
  const tokens = people.map(() => formatToken(randomBytes(TOKEN_BYTES)));
  await pool.query(
    `INSERT INTO api_tokens (id, person_id, name, hash)
     SELECT * FROM unnest($1::text[], $2::text[], array_fill('test'::text, ARRAY[cardinality($1::text[])]), $3::text[])`,
    [people.map(() => randomUUID()), people, tokens.map(hashToken)],
  );
  return new Map(people.map((id, i) => [id, tokens[i] ?? '']));
}
