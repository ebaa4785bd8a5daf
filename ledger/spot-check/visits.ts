import type { PoolClient } from 'pg';
import type { Actor } from '../../domain/actor';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import type { Command } from '../../domain/case/commands';
import { isRefusal } from '../../domain/errors';
import type { Level } from '../../domain/roles';
import type { Candidate, DrawnCase } from '../../domain/spot-check/assign';
import type { SpotCheckEvent } from '../../domain/spot-check/events';
import { sampleOf, statusOf, type SpotCheck, type Visits } from '../../domain/spot-check/state';
import { unorderedOf } from '../../domain/spot-check/time';
import { append } from '../append';
import type { LedgerDeps } from '../deps';

/** Posts whose holders can be sent when they are named; without names it is inspectors only. */
const SENT = ['inspector', 'officer', 'finance'] as const;

/** SQL over `p` of persons and the day `$1`: with their place, as witnesses are named. There are many called 检查员甲. */
const NAME = `concat_ws(' · ', p.display_name, (
  SELECT o.name FROM posts q JOIN organisations o ON o.id = q.organisation_id
   WHERE q.person_id = p.id AND q.from_date <= $1 AND (q.until_date IS NULL OR q.until_date >= $1)
   ORDER BY q.id LIMIT 1))`;

/** Who can be sent: those who were named, or every inspector of the city; with their posts on the day. */
export async function candidatesOf(
  db: PoolClient,
  visits: Visits | undefined,
  orgPath: string,
  now: Instant,
): Promise<Candidate[]> {
  if (visits === undefined) return [];
  const named = visits.inspectorIds;
  const { rows } = await db.query<Candidate>(
    `SELECT p.id AS "personId", ${NAME} AS name,
       json_agg(json_build_object('organisationId', o.id, 'orgPath', o.path) ORDER BY o.id) AS posts
     FROM persons p JOIN posts q ON q.person_id = p.id JOIN organisations o ON o.id = q.organisation_id
     WHERE p.disabled_at IS NULL AND q.from_date <= $1 AND (q.until_date IS NULL OR q.until_date >= $1)
       AND p.id IN (
         SELECT s.person_id FROM posts s JOIN organisations a ON a.id = s.organisation_id
         WHERE s.from_date <= $1 AND (s.until_date IS NULL OR s.until_date >= $1)
           AND a.path LIKE $2 || '%' AND s.role = ANY ($3::text[]) AND ($4::text[] IS NULL OR s.person_id = ANY ($4)))
     GROUP BY p.id, p.display_name ORDER BY p.id`,
    [civilDateOf(now), cityOf(orgPath), named === null ? ['inspector'] : SENT, named],
  );
  return rows;
}

/** The head of the tree that a path lies in: `/zjg/` of `/zjg/yangshe/`. */
const cityOf = (orgPath: string): string => orgPath.slice(0, orgPath.indexOf('/', 1) + 1);

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

/** Drawn cases as the rule looks at them, in the order asked for. */
export async function drawnCases(db: PoolClient, numbers: readonly string[]): Promise<DrawnCase[]> {
  const { rows } = await db.query<RawCase>(DRAWN, [numbers]);
  const found = new Map(rows.map((row) => [row.caseNumber, row]));
  return numbers.map((caseNumber) => {
    const row = found.get(caseNumber);
    if (row === undefined) throw new Error(`the case ${caseNumber} is not in the ledger`);
    return { ...row, implementers: row.implementers ?? [] };
  });
}

/** Whoever a person names to be sent; null for somebody who is not there. */
export async function namedPerson(
  db: PoolClient,
  { caseNumber, personId }: { caseNumber: string; personId: string },
  now: Instant,
): Promise<{ name: string; hadAHand: boolean } | null> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT ${NAME} AS name FROM persons p WHERE p.id = $2 AND p.disabled_at IS NULL`,
    [civilDateOf(now), personId],
  );
  const { rows: cases } = await db.query<RawCase>(DRAWN, [[caseNumber]]);
  const [person, one] = [rows[0], cases[0]];
  if (person === undefined) return null;
  return { name: person.name, hadAHand: one?.hands.includes(personId) ?? false };
}

/** Every drawn case was visited, and everything that was found is verified. */
export async function isAllDone(db: PoolClient, check: SpotCheck): Promise<boolean> {
  if (statusOf(check) !== 'DRAWN' || check.definition.visits === undefined) return false;
  const { rows } = await db.query<{ done: boolean }>(
    `SELECT NOT EXISTS (
         SELECT FROM unnest($2::text[]) AS number JOIN cases c USING (number)
          WHERE NOT EXISTS (SELECT FROM inspections i WHERE i.check_id = $1 AND i.case_id = c.id))
       AND NOT EXISTS (SELECT FROM findings f WHERE f.check_id = $1 AND f.status <> 'VERIFIED') AS done`,
    [check.id, sampleOf(check)],
  );
  return rows[0]?.done ?? false;
}

/** Whoever defined the check gives the orders, by the post by which they defined it. */
const orderer = ({ definition }: SpotCheck, { orderedAs }: Visits): Actor => ({
  ...{ personId: definition.definedBy, displayName: '', posts: [orderedAs], via: 'session' },
});

async function inLedger(
  deps: LedgerDeps,
  check: SpotCheck,
  { caseNumber, command, key }: { caseNumber: string; command: Command; key: string },
  now: Instant,
): Promise<string | null> {
  const { visits } = check.definition;
  const { rows } = await deps.pool.query<{ id: string }>('SELECT id FROM cases WHERE number = $1', [
    caseNumber,
  ]);
  if (visits === undefined || rows[0] === undefined) return 'not-found';
  try {
    await append(deps, { caseId: rows[0].id, command, actor: orderer(check, visits), now, key });
    return null;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

/**
 * Orders the visits that are still to be ordered. Each has a key of its own, so however often this is tried, a visit is
 * ordered once; what a case refuses is named and left for a person.
 */
export async function orderVisits(
  deps: LedgerDeps,
  check: SpotCheck,
  now: Instant,
): Promise<Extract<SpotCheckEvent, { type: 'VisitsOrdered' }>> {
  const ordered: string[] = [];
  const refused: { caseNumber: string; code: string }[] = [];
  for (const { caseNumber, personId } of unorderedOf(check)) {
    const { id: checkId, seq, definition } = check;
    const data = {
      checkId,
      purpose: definition.visits?.purpose ?? 'spot-check',
      inspectorId: personId ?? '',
    };
    const key = `visit ${checkId} ${seq} ${caseNumber}`;
    const code = await inLedger(
      deps,
      check,
      { caseNumber, command: { type: 'order-visit', data }, key },
      now,
    );
    if (code === null) ordered.push(caseNumber);
    else refused.push({ caseNumber, code });
  }
  return { type: 'VisitsOrdered', at: now, actorId: null, facts: { ordered, refused } };
}

/** Withdraws the visits that nobody needs any more; one that was made meanwhile stays made. */
export async function withdrawVisits(
  deps: LedgerDeps,
  check: SpotCheck,
  now: Instant,
): Promise<Extract<SpotCheckEvent, { type: 'VisitsWithdrawn' }>> {
  const cases = check.withdraw ?? [];
  for (const caseNumber of cases) {
    const gone = check.replacements.find((one) => one.gone === caseNumber);
    const reason = gone?.reason ?? check.ended?.reason ?? '抽查已结束';
    const command: Command = { type: 'withdraw-visit', data: { checkId: check.id, reason } };
    await inLedger(deps, check, { caseNumber, command, key: `withdraw ${check.id} ${caseNumber}` }, now);
  }
  return { type: 'VisitsWithdrawn', at: now, actorId: null, facts: { cases } };
}
