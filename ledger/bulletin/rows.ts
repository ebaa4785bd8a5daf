import type { Pool, PoolClient } from 'pg';
import type { BulletinContent } from '../../domain/bulletin/counts';
import type { BulletinStatus, EditionNumber, PartTexts } from '../../domain/bulletin/edition';
import { instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { Refusal, type Words } from '../../domain/errors';
import type { Month } from '../../domain/figures/month';

/** What a list shows of a bulletin. */
export interface EditionHead {
  readonly id: string;
  readonly programmeCode: string;
  readonly programmeName: Words;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly orgPath: string;
  readonly month: Month;
  readonly status: BulletinStatus;
  /** The published one that this one corrects, and the one that corrects this one. */
  readonly corrects: string | null;
  readonly correctsNumber: EditionNumber | null;
  readonly correctedBy: string | null;
  readonly correctedByNumber: EditionNumber | null;
  /** A correction of this one that is not published yet. */
  readonly correctionDraft: string | null;
  readonly year: number | null;
  readonly number: number | null;
  /** Nothing was recorded in the month or before. */
  readonly empty: boolean;
  /** Projects confirmed and done in the month, and limits overdue at its end. */
  readonly confirmed: number;
  readonly done: number;
  readonly overdue: number;
  /** Goes up whenever text or figures change. */
  readonly edits: number;
  readonly builtAt: Instant;
  readonly signedAt: Instant | null;
  readonly publishedAt: Instant | null;
  /** Of exactly what was published. */
  readonly sha256: string | null;
}

export interface Edition extends EditionHead {
  readonly content: BulletinContent;
  readonly parts: PartTexts;
  /** What the published one says that this one corrects. */
  readonly corrected: { readonly content: BulletinContent; readonly parts: PartTexts } | null;
}

type Raw<E extends EditionHead> = Omit<E, 'builtAt' | 'signedAt' | 'publishedAt'> & {
  readonly builtAt: Date;
  readonly signedAt: Date | null;
  readonly publishedAt: Date | null;
};

const NUMBER = (of: string): string =>
  `CASE WHEN ${of}.number IS NOT NULL THEN json_build_object('year', ${of}.year, 'number', ${of}.number) END`;

const HEAD = `b.id, b.programme_code AS "programmeCode", x.programme->'name' AS "programmeName",
  b.organisation_id AS "organisationId", x.organisation->>'name' AS "organisationName", b.org_path AS "orgPath",
  b.month, b.status, b.corrects, ${NUMBER('o')} AS "correctsNumber", CASE WHEN c.number IS NOT NULL THEN c.id END AS "correctedBy",
  ${NUMBER('c')} AS "correctedByNumber", CASE WHEN c.number IS NULL THEN c.id END AS "correctionDraft", b.year, b.number, x.empty, b.edits,
  (x.sum#>>'{month,confirmed}')::int AS confirmed, (x.sum#>>'{month,done}')::int AS done,
  (x.sum#>>'{single,overdue}')::int AS overdue,
  b.built_at AS "builtAt", b.signed_at AS "signedAt", b.published_at AS "publishedAt", b.sha256`;

/** What was counted is a long text, so it is read once for each bulletin. */
const WITH = `LEFT JOIN bulletins o ON o.id = b.corrects LEFT JOIN bulletins c ON c.corrects = b.id
  CROSS JOIN LATERAL json_to_record(b.content) AS x(programme json, organisation json, sum json, empty boolean)`;

const at = (date: Date | null): Instant | null => (date === null ? null : instantOfEpochMs(date.getTime()));

const editionOf = <E extends EditionHead>(row: Raw<E>) => ({
  ...row,
  builtAt: instantOfEpochMs(row.builtAt.getTime()),
  ...{ signedAt: at(row.signedAt), publishedAt: at(row.publishedAt) },
});

async function one(db: Pool | PoolClient, where: string, values: unknown[]): Promise<Edition | null> {
  const { rows } = await db.query<Raw<Edition>>(
    `SELECT ${HEAD}, b.content, b.parts,
            CASE WHEN o.id IS NOT NULL THEN json_build_object('content', o.content, 'parts', o.parts) END AS corrected
       FROM bulletins b ${WITH} WHERE ${where}`,
    values,
  );
  return rows[0] === undefined ? null : editionOf(rows[0]);
}

export const load = (db: Pool | PoolClient, id: string): Promise<Edition | null> =>
  one(db, 'b.id = $1', [id]);

/** The edition, which nobody else changes until the transaction ends. Throws 'not-found'. */
export async function locked(db: PoolClient, id: string): Promise<Edition> {
  await db.query('SELECT 1 FROM bulletins WHERE id = $1 FOR UPDATE', [id]);
  const found = await load(db, id);
  if (found === null) throw new Refusal('not-found');
  return found;
}

/** The edition that has just been written. */
export async function reloaded(db: Pool | PoolClient, id: string): Promise<Edition> {
  const found = await load(db, id);
  if (found === null) throw new Error(`bulletin ${id} was not written`);
  return found;
}

/** The first edition of a month: not a correction. */
export const firstOf = (
  db: Pool | PoolClient,
  { programme, organisationId, month }: { programme: string; organisationId: string; month: Month },
): Promise<Edition | null> =>
  one(db, 'b.programme_code = $1 AND b.organisation_id = $2 AND b.month = $3 AND b.corrects IS NULL', [
    ...[programme, organisationId, month],
  ]);

export interface ListAsked {
  /** Published ones are listed for everybody; those that are not only of organisations at or below these paths. */
  readonly drafts: readonly string[];
  readonly programme?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly status?: BulletinStatus | undefined;
  /** Only what comes after this one in the list. */
  readonly after: { readonly month: Month; readonly id: string } | null;
  readonly limit: number;
}

/** The question for a page of bulletins, newest month first. */
export function headsQuestion(asked: ListAsked): { text: string; values: unknown[] } {
  const { drafts, programme, organisationId, status, after, limit } = asked;
  return {
    text: `SELECT ${HEAD} FROM (
      SELECT * FROM bulletins b WHERE (b.status = 'PUBLISHED' OR b.org_path LIKE ANY($1))
        AND ($2::text IS NULL OR b.programme_code = $2) AND ($3::text IS NULL OR b.organisation_id = $3)
        AND ($4::text IS NULL OR b.status = $4) AND ($5::text IS NULL OR (b.month, b.id) < ($5, $6))
      ORDER BY b.month DESC, b.id DESC LIMIT $7) b ${WITH} ORDER BY b.month DESC, b.id DESC`,
    values: [
      drafts.map((path) => `${path}%`),
      ...[programme ?? null, organisationId ?? null, status ?? null],
      ...[after?.month ?? null, after?.id ?? null, limit],
    ],
  };
}

/** Newest month first. */
export async function listHeads(db: Pool | PoolClient, asked: ListAsked): Promise<EditionHead[]> {
  return (await db.query<Raw<EditionHead>>(headsQuestion(asked))).rows.map(editionOf);
}

/** How many wait: for a signature, and to be published. */
export interface Waiting {
  readonly drafts: number;
  readonly signed: number;
}

export const WAITING_SQL = `
  SELECT count(*) FILTER (WHERE status = 'DRAFT')::int AS drafts, count(*) FILTER (WHERE status = 'SIGNED')::int AS signed
    FROM bulletins WHERE status <> 'PUBLISHED' AND org_path LIKE ANY($1)`;

/** Those of organisations at or below these paths that are not published yet. */
export async function countWaiting(db: Pool, paths: readonly string[]): Promise<Waiting> {
  const { rows } = await db.query<Waiting>(WAITING_SQL, [paths.map((path) => `${path}%`)]);
  return rows[0] ?? { drafts: 0, signed: 0 };
}
