import type { Pool } from 'pg';
import { civilDateOf, startOfDay, type Instant } from '../domain/calendar/instant';
import type { CommandType } from '../domain/case/commands';
import type { CaseFacts } from '../domain/case/context';
import type { CaseState } from '../domain/case/state';

/** Commands that a cap can stop. */
const COUNTED: readonly CommandType[] = ['shortlist', 'approve'];

/** What was approved this year in the case's community and programme, this case not counted (ZJ1, ZJ12). */
export async function moneyFacts(
  pool: Pool,
  type: CommandType,
  state: CaseState,
  now: Instant,
): Promise<Pick<CaseFacts, 'communityYearFen' | 'programmeYearFen'> | Record<string, never>> {
  if (!COUNTED.includes(type) || state.kind === 'MATTER') return {};
  const year = Number(civilDateOf(now).slice(0, 4));
  const { rows } = await pool.query<{ community: string; programme: string }>({
    name: 'ledger-money-facts',
    text: `SELECT COALESCE(sum(approved_fen) FILTER (WHERE organisation_id = $2), 0)::text AS community,
      COALESCE(sum(approved_fen), 0)::text AS programme
      FROM cases WHERE programme_code = $1 AND approved_fen IS NOT NULL AND id <> $3
      AND opened_at >= $4 AND opened_at < $5`,
    values: [
      state.programme.code,
      state.organisationId,
      state.id,
      startOfDay(`${year}-01-01`),
      startOfDay(`${year + 1}-01-01`),
    ],
  });
  return {
    communityYearFen: Number(rows[0]?.community ?? 0),
    programmeYearFen: Number(rows[0]?.programme ?? 0),
  };
}
