import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { DEMO_ORGANISATIONS } from '../cli/demo/organisations';
import { demoPersonId } from '../cli/demo/people';
import type { Role } from '../domain/roles';
import { formatToken, hashToken, TOKEN_BYTES } from '../domain/token';

/** What a person of the bench sends as `Authorization`. */
export type Token = string;

/** The communities of the programme that the bench plays. */
export const COMMUNITIES: readonly string[] = DEMO_ORGANISATIONS.filter(
  ({ level, parentId }) => level === 'COMMUNITY' && parentId?.startsWith('zjg-'),
).map(({ id }) => id);

const STAFF: readonly (readonly [Role, string])[] = [
  ...COMMUNITIES.flatMap((id) => [['officer', id] as const, ['secretary', id] as const]),
  ['reviewer', 'zjg-daxin'],
  ['officer', 'zjg'],
];

/** Gives everybody the bench speaks for an API token; answers them by person. */
export async function giveTokens(pool: Pool): Promise<ReadonlyMap<string, Token>> {
  const tokens = new Map<string, Token>();
  for (const [role, organisationId] of STAFF) {
    const personId = demoPersonId(role, organisationId);
    const token = formatToken(randomBytes(TOKEN_BYTES));
    await pool.query('INSERT INTO api_tokens (id, person_id, name, hash) VALUES ($1, $2, $3, $4)', [
      ...[`bench-${personId}`, personId, 'bench', hashToken(token)],
    ]);
    tokens.set(personId, token);
  }
  return tokens;
}

/** The token of whoever holds a post. */
export function tokenOf(tokens: ReadonlyMap<string, Token>, role: Role, organisationId: string): Token {
  const token = tokens.get(demoPersonId(role, organisationId));
  if (token === undefined) throw new Error(`nobody holds ${role} at ${organisationId} in the bench`);
  return token;
}
