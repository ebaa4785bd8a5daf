import type { Pool, PoolClient } from 'pg';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import type { Level, Role } from '../../domain/roles';
import {
  cityOf,
  namingFault,
  SENT_ROLES,
  type Candidate,
  type DrawnCase,
  type NamingFault,
} from '../../domain/spot-check/assign';
import type { SpotCheck, Visits } from '../../domain/spot-check/state';

type Db = Pool | PoolClient;

/** SQL over `p` of persons and the day `$1`: with their place. There are many called 检查员甲 or 书记甲. */
const NAME = `concat_ws(' · ', p.display_name, (
  SELECT o.name FROM posts q JOIN organisations o ON o.id = q.organisation_id
   WHERE q.person_id = p.id AND q.from_date <= $1 AND (q.until_date IS NULL OR q.until_date >= $1)
   ORDER BY q.id LIMIT 1))`;

/** Witnesses and inspectors as the record of a check names them; whoever is not registered, or disabled, is missing. */
export async function namesOf(
  db: Db,
  personIds: readonly string[],
  now: Instant,
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `SELECT p.id, ${NAME} AS name FROM persons p WHERE p.id = ANY ($2) AND p.disabled_at IS NULL`,
    [civilDateOf(now), personIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** People with their name and every post that they hold on the day; `among` is SQL over `p`, its values begin with `$2`. */
async function candidates(
  db: Db,
  now: Instant,
  among: string,
  values: readonly unknown[],
): Promise<Candidate[]> {
  const { rows } = await db.query<Candidate>(
    `SELECT p.id AS "personId", ${NAME} AS name, coalesce(json_agg(
       json_build_object('organisationId', o.id, 'orgPath', o.path, 'role', q.role) ORDER BY o.id, q.id)
         FILTER (WHERE o.id IS NOT NULL), '[]') AS posts
     FROM persons p LEFT JOIN (posts q JOIN organisations o ON o.id = q.organisation_id)
       ON q.person_id = p.id AND q.from_date <= $1 AND (q.until_date IS NULL OR q.until_date >= $1)
     WHERE p.disabled_at IS NULL AND ${among}
     GROUP BY p.id, p.display_name ORDER BY p.id`,
    [civilDateOf(now), ...values],
  );
  return rows;
}

/** SQL: those who hold one of these posts in the city on the day. */
const HOLDERS = `p.id IN (
  SELECT s.person_id FROM posts s JOIN organisations a ON a.id = s.organisation_id
  WHERE s.from_date <= $1 AND (s.until_date IS NULL OR s.until_date >= $1)
    AND a.path LIKE $2 || '%' AND s.role = ANY ($3::text[]) AND ($4::text[] IS NULL OR s.person_id = ANY ($4)))`;

/** Among whom the rule looks: those who were named, or every inspector of the city; with their posts on the day. */
export async function candidatesOf(
  db: Db,
  visits: Visits | undefined,
  orgPath: string,
  now: Instant,
): Promise<Candidate[]> {
  if (visits === undefined) return [];
  const named = visits.inspectorIds;
  const roles: readonly Role[] = named === null ? ['inspector'] : SENT_ROLES;
  return candidates(db, now, HOLDERS, [cityOf(orgPath), roles, named]);
}

interface RawCase {
  readonly caseNumber: string;
  readonly orgPath: string;
  readonly townPath: string | null;
  readonly hands: readonly string[];
  readonly implementers: readonly { organisationId: string; level: Level }[] | null;
}

const DRAWN = `
  SELECT c.number AS "caseNumber", c.org_path AS "orgPath",
    (SELECT s.path FROM organisations s WHERE s.level = 'STREET' AND c.org_path LIKE s.path || '%' LIMIT 1) AS "townPath",
    h.hands,
    (SELECT json_agg(DISTINCT jsonb_build_object('organisationId', o.id, 'level', o.level))
       FROM posts p JOIN organisations o ON o.id = p.organisation_id
      WHERE p.role = 'implementer' AND p.person_id = ANY (h.hands)) AS implementers
  FROM cases c CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT jsonb_array_elements_text(coalesce(c.state->'carriedOutBy', '[]')::jsonb))
      || coalesce(ARRAY[c.state->'personInCharge'->>'personId'], '{}') AS hands) h
  WHERE c.number = ANY ($1::text[])`;

async function casesOf(db: Db, numbers: readonly string[]): Promise<DrawnCase[]> {
  const { rows } = await db.query<RawCase>(DRAWN, [numbers]);
  return rows.map((row) => ({ ...row, implementers: row.implementers ?? [] }));
}

/** Drawn cases as the rule looks at them, in the order asked for. */
export async function drawnCases(db: Db, numbers: readonly string[]): Promise<DrawnCase[]> {
  const found = new Map((await casesOf(db, numbers)).map((row) => [row.caseNumber, row]));
  return numbers.map((caseNumber) => {
    const row = found.get(caseNumber);
    if (row === undefined) throw new Error(`the case ${caseNumber} is not in the ledger`);
    return row;
  });
}

/** Whoever a person names to be sent, and where; null for somebody who is not there. */
export async function namedPerson(
  db: PoolClient,
  { caseNumber, personId }: { caseNumber: string; personId: string },
  now: Instant,
): Promise<{ candidate: Candidate; one: DrawnCase } | null> {
  const [candidate] = await candidates(db, now, 'p.id = $2', [personId]);
  // Whether the case is in the sample is decided before anybody asks who goes there.
  const [one] = candidate === undefined ? [] : await casesOf(db, [caseNumber]);
  return candidate === undefined || one === undefined ? null : { candidate, one };
}

/** Somebody who could be named for a drawn case, and why they cannot. */
export interface Offer {
  readonly candidate: Candidate;
  readonly fault: NamingFault | null;
}

/** Everybody of the city who could be named for a drawn case, or why not: inspectors first, those who can go before all. */
export async function offersFor(
  db: Db,
  check: SpotCheck,
  caseNumber: string,
  now: Instant,
): Promise<Offer[]> {
  const [one] = await drawnCases(db, [caseNumber]);
  if (one === undefined) return [];
  const found = await candidates(db, now, HOLDERS, [cityOf(one.orgPath), SENT_ROLES, null]);
  const weight = ({ candidate: { posts }, fault }: Offer): number =>
    (fault === null ? 0 : 2) + (posts.some(({ role }) => role === 'inspector') ? 0 : 1);
  return found
    .map((candidate): Offer => ({ candidate, fault: namingFault(check, candidate, one) }))
    .sort((a, b) => weight(a) - weight(b));
}
