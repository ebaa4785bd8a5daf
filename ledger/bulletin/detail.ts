import type { PoolClient } from 'pg';
import type { Detail, DetailLine } from '../../domain/bulletin/details';
import { instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { startOfMonth } from '../../domain/figures/month';
import { loadOrganisations } from '../organisations';
import { townsOf } from './count';
import type { Edition } from './rows';

/** So many cases fit into one sheet that people still open. */
const LISTED = 20_000;

/** Cases of which something happened in the month; what came after it is left out. */
export const DETAIL_SQL = `
  WITH moved AS (
    SELECT m.*, p.disbursed, p.paid FROM case_milestones m
      LEFT JOIN (SELECT case_id, sum(disbursed_fen) AS disbursed, sum(paid_fen) AS paid FROM case_payments
                  WHERE programme_code = $1 AND org_path LIKE $2 || '%' AND at >= $3 AND at < $4 GROUP BY case_id) p
        ON p.case_id = m.case_id
     WHERE m.programme_code = $1 AND m.org_path LIKE $2 || '%'
       AND (p.case_id IS NOT NULL OR (m.applied_at >= $3 AND m.applied_at < $4)
         OR (m.confirmed_at >= $3 AND m.confirmed_at < $4) OR (m.funded_at >= $3 AND m.funded_at < $4)
         OR (m.started_at >= $3 AND m.started_at < $4) OR (m.done_at >= $3 AND m.done_at < $4))
  ), shown AS (SELECT *, count(*) OVER () AS "of" FROM moved ORDER BY org_path, case_id LIMIT $5)
  SELECT c.number, c.title, c.organisation_id AS "organisationId", c.org_path AS "orgPath",
         coalesce(s.item_type, '') AS "itemType", s.applied_at AS "appliedAt", s.confirmed_at AS "confirmedAt",
         s.funded_at AS "fundedAt", s.started_at AS "startedAt", s.done_at AS "doneAt",
         CASE WHEN s.confirmed_at < $4 THEN s.approved_fen END::float8 AS "approvedFen",
         coalesce(s.disbursed, 0)::float8 AS "disbursedFen", coalesce(s.paid, 0)::float8 AS "paidFen", s.of::int AS "of"
    FROM shown s JOIN cases c ON c.id = s.case_id ORDER BY c.org_path, c.number COLLATE "C"`;

type Step = 'appliedAt' | 'confirmedAt' | 'fundedAt' | 'startedAt' | 'doneAt';
type Row = Omit<DetailLine, Step | 'town' | 'place'> &
  Readonly<Record<Step, Date | null>> & {
    readonly organisationId: string;
    readonly orgPath: string;
    readonly of: number;
  };

/** The cases behind a bulletin's month, as the ledger has them now: the towns one after the other. */
export async function readDetail(
  db: PoolClient,
  { programmeCode, organisationId, orgPath, month, content }: Edition,
): Promise<Detail> {
  const tree = await loadOrganisations(db);
  const { rows } = await db.query<Row>(DETAIL_SQL, [
    ...[programmeCode, orgPath, startOfMonth(month), content.cutOff, LISTED],
  ]);
  const city = tree.get(organisationId);
  const towns = city === undefined ? null : townsOf(city, tree);
  const name = (id: string): string => tree.get(id)?.name ?? id;
  const cutOff = Date.parse(content.cutOff);
  const until = (at: Date | null): Instant | null =>
    at === null || at.getTime() >= cutOff ? null : instantOfEpochMs(at.getTime());
  const lines = rows.map((row) => ({
    ...{ number: row.number, title: row.title, itemType: row.itemType },
    ...{ town: name(towns?.townOf(row.orgPath) ?? organisationId), place: name(row.organisationId) },
    ...{
      appliedAt: until(row.appliedAt),
      confirmedAt: until(row.confirmedAt),
      fundedAt: until(row.fundedAt),
    },
    ...{ startedAt: until(row.startedAt), doneAt: until(row.doneAt) },
    ...{ approvedFen: row.approvedFen, disbursedFen: row.disbursedFen, paidFen: row.paidFen },
  }));
  return { lines, more: (rows[0]?.of ?? 0) - rows.length };
}
