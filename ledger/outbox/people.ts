import type { Pool, PoolClient } from 'pg';
import type { CivilDate } from '../../domain/calendar/civil-date';
import { USUAL_LANGUAGE, type Language } from '../../domain/language';
import { presentOf, type Absence } from '../../domain/messages/stand-ins';

type Db = Pool | PoolClient;

/** A post, or a person, that is meant on a day. */
export interface Meant {
  readonly role: string | null;
  readonly organisationId: string | null;
  readonly personId: string | null;
  readonly day: CivilDate;
}

export interface ContactRow {
  readonly person_id: string;
  readonly email: string | null;
  readonly mobile: string | null;
  readonly wecom_user_id: string | null;
  readonly dingtalk_user_id: string | null;
  readonly muted: readonly string[];
  readonly language: Language;
}

/** Who answers for posts and people on a day, whoever stands in for those away, and how to reach them. */
export interface People {
  /** Those who are there; empty when nobody holds the post. */
  present(meant: Meant): readonly string[];
  contact(personId: string): ContactRow | null;
}

const keyOf = ({ role, organisationId, day }: Meant): string => `${role} ${organisationId} ${day}`;

interface HolderRow {
  role: string;
  organisation_id: string;
  day: string;
  person_id: string;
}

/** A firm or a grid acts for the community above it, so a post of that community is held there as well (addressesOf). */
async function holdersOf(db: Db, posts: readonly Meant[]): Promise<ReadonlyMap<string, string[]>> {
  const holders = new Map<string, string[]>();
  if (posts.length === 0) return holders;
  const { rows } = await db.query<HolderRow>(
    `SELECT DISTINCT w.role, w.organisation_id, w.day, p.person_id
       FROM unnest($1::text[], $2::text[], $3::text[]) AS w(role, organisation_id, day)
       JOIN organisations o ON o.id = w.organisation_id
         OR (o.parent_id = w.organisation_id AND o.level IN ('GRID', 'UNIT'))
       JOIN posts p ON p.organisation_id = o.id AND p.role = w.role
         AND p.from_date <= w.day AND (p.until_date IS NULL OR w.day <= p.until_date)
       JOIN persons s ON s.id = p.person_id AND s.disabled_at IS NULL
      ORDER BY p.person_id`,
    [posts.map((p) => p.role), posts.map((p) => p.organisationId), posts.map((p) => p.day)],
  );
  for (const row of rows) {
    const key = keyOf({ ...row, organisationId: row.organisation_id, personId: null });
    holders.set(key, [...(holders.get(key) ?? []), row.person_id]);
  }
  return holders;
}

/**
 * Absences that are not over before the earliest day. Nobody stands in whose account was closed, or who holds no post
 * of their own any more where the absent one works, or above: what they could not act on they are not told (postsOn).
 */
async function absencesFrom(db: Db, day: CivilDate): Promise<Absence[]> {
  const { rows } = await db.query<Absence>(
    `SELECT a.person_id AS "personId", a.substitute_id AS "substituteId",
            a.from_date AS "fromDate", a.until_date AS "untilDate"
       FROM substitutes a JOIN persons s ON s.id = a.substitute_id AND s.disabled_at IS NULL
      WHERE a.cancelled_at IS NULL AND a.until_date >= $1 AND EXISTS (
        SELECT 1 FROM posts mine JOIN organisations m ON m.id = mine.organisation_id,
                      posts theirs JOIN organisations t ON t.id = theirs.organisation_id
         WHERE mine.person_id = a.substitute_id AND theirs.person_id = a.person_id AND starts_with(t.path, m.path)
           AND mine.from_date <= $1 AND (mine.until_date IS NULL OR $1 <= mine.until_date))
      ORDER BY a.id`,
    [day],
  );
  return rows;
}

/** How to reach these people; whoever gave no address at all is left out. */
export async function contactsOf(
  db: Db,
  people: readonly string[],
): Promise<ReadonlyMap<string, ContactRow>> {
  if (people.length === 0) return new Map();
  const { rows } = await db.query<ContactRow>(
    `SELECT c.person_id, c.email, c.mobile, c.wecom_user_id, c.dingtalk_user_id, c.muted,
            coalesce(p.language, $2) AS language
       FROM contacts c JOIN persons p ON p.id = c.person_id WHERE c.person_id = ANY($1)`,
    [people, USUAL_LANGUAGE],
  );
  return new Map(rows.map((row) => [row.person_id, row]));
}

/** Reads everything about those who are meant, in three queries, however many they are. */
export async function findPeople(db: Db, meant: readonly Meant[]): Promise<People> {
  const posts = [...new Map(meant.filter((m) => m.personId === null).map((m) => [keyOf(m), m])).values()];
  const holders = await holdersOf(db, posts);
  const firstDay = meant.map(({ day }) => day).sort()[0] ?? '9999-12-31';
  const absences = await absencesFrom(db, firstDay);
  const present = (one: Meant): readonly string[] => {
    const people = one.personId === null ? (holders.get(keyOf(one)) ?? []) : [one.personId];
    return presentOf(people, absences, one.day);
  };
  const contacts = await contactsOf(db, [...new Set(meant.flatMap(present))]);
  return { present, contact: (personId) => contacts.get(personId) ?? null };
}
