import type { Pool } from 'pg';
import type { BulletinStatus } from '../../domain/bulletin/edition';
import type { Month } from '../../domain/figures/month';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A bulletin as a line of the archive: without its figures and its text. */
export interface BulletinRow {
  readonly id: string;
  readonly programme: { readonly code: string; readonly name: Words };
  readonly organisation: { readonly id: string; readonly name: string };
  readonly orgPath: string;
  readonly month: Month;
  readonly status: BulletinStatus;
  readonly year: number | null;
  readonly number: number | null;
  readonly builtAt: Date;
  readonly signedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly empty: boolean;
  readonly confirmed: number;
  readonly done: number;
  readonly overdue: number;
  /** The one that this one corrects. */
  readonly correctsId: string | null;
  readonly correctsYear: number | null;
  readonly correctsNumber: number | null;
  /** The one that corrects this one, be it a draft. */
  readonly correctionId: string | null;
  readonly correctionStatus: BulletinStatus | null;
  readonly correctionYear: number | null;
  readonly correctionNumber: number | null;
}

const ROWS = `
  SELECT b.id, b.content->'programme' AS programme, b.content->'organisation' AS organisation, b.org_path AS "orgPath",
         b.month, b.status, b.year, b.number, b.built_at AS "builtAt", b.signed_at AS "signedAt",
         b.published_at AS "publishedAt", (b.content->>'empty')::boolean AS empty,
         (b.content#>>'{sum,month,confirmed}')::int AS confirmed, (b.content#>>'{sum,month,done}')::int AS done,
         (b.content#>>'{sum,single,overdue}')::int AS overdue,
         p.id AS "correctsId", p.year AS "correctsYear", p.number AS "correctsNumber",
         c.id AS "correctionId", c.status AS "correctionStatus", c.year AS "correctionYear", c.number AS "correctionNumber"
    FROM bulletins b LEFT JOIN bulletins p ON p.id = b.corrects LEFT JOIN bulletins c ON c.corrects = b.id`;

/** By (month, id), newest first. Filters that were not asked for are null. */
export const LIST_SQL = `${ROWS}
   WHERE (b.status = 'PUBLISHED' OR EXISTS (SELECT FROM unnest($1::text[]) path WHERE b.org_path LIKE path || '%'))
     AND ($2::text IS NULL OR b.programme_code = $2) AND ($3::text IS NULL OR b.organisation_id = $3)
     AND ($4::text IS NULL OR b.status = $4)
     AND ($5::text IS NULL OR (b.month, b.id) < ($5, $6))
   ORDER BY b.month DESC, b.id DESC LIMIT $7`;

export interface Listed {
  /** Cities whose drafts are shown too. */
  readonly paths: readonly string[];
  readonly programme: string | null;
  readonly organisationId: string | null;
  readonly status: BulletinStatus | null;
  readonly before: readonly [month: Month, id: string] | null;
  readonly limit: number;
}

export async function readBulletins(pool: Pool, asked: Listed): Promise<BulletinRow[]> {
  const { paths, programme, organisationId, status, before, limit } = asked;
  const [month, id] = before ?? [null, null];
  const values = [paths, programme, organisationId, status, month, id, limit];
  return (await pool.query<BulletinRow>(LIST_SQL, values)).rows;
}

export async function readBulletin(pool: Pool, id: string): Promise<BulletinRow | null> {
  return (await pool.query<BulletinRow>(`${ROWS} WHERE b.id = $1`, [id])).rows[0] ?? null;
}
