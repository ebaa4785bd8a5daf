import type { Pool, PoolClient } from 'pg';
import type { Calendar } from '../domain/calendar/calendar';
import { readDefinition } from '../domain/programme/definition';
import type { Programme } from '../domain/programme/schema';
import type { Place } from '../domain/case/place';
import type { Calendars } from './calendar/calendars';
import { calendarLoader } from './calendar/load';
import { loadOrganisations, type OrganisationNode } from './organisations';
import { holdersOn, makePlace, type HeldPost, type Holders } from './place';

/** Rules and places that every command needs and that change rarely. */
export interface Reference {
  /** Inside a transaction on its own connection: whoever holds one and waits for a second may wait for ever. */
  programme(versionId: string, db?: PoolClient): Promise<Programme>;
  /** The newest published version of a programme that is in force on a day; null if there is none. */
  current(code: string, day: string): Promise<{ id: string; version: number; programme: Programme } | null>;
  /** The calendar of the country. */
  calendar(): Promise<Calendar>;
  /** The calendar and working hours of one organisation. */
  calendarOf(organisationId: string): Promise<Calendar>;
  /** All calendars, asked for one organisation after the other without waiting. */
  calendars(): Promise<Calendars>;
  /** After a change of a calendar: this process sees it at once, others within seconds. */
  forgetCalendars(): void;
  organisations(): Promise<ReadonlyMap<string, OrganisationNode>>;
  /** Calendars and holders of posts on a day, asked for one organisation after the other without waiting. */
  places(day: string): Promise<(organisationId: string) => Place>;
}

/** How long a changed calendar or organisation may stay unseen by another process. */
const FRESH_MS = 5_000;

/** Keeps the answer of a loader for a while; a failed load is not kept. */
function kept<T>(load: () => Promise<T>, freshMs: number): (() => Promise<T>) & { forget(): void } {
  let held: { at: number; value: Promise<T> } | null = null;
  const read = () => {
    const now = performance.now();
    if (held === null || now - held.at > freshMs) {
      const value = load();
      held = { at: now, value };
      value.catch(() => {
        held = null;
      });
    }
    return held.value;
  };
  return Object.assign(read, { forget: () => void (held = null) });
}

async function loadPosts(pool: Pool): Promise<HeldPost[]> {
  const { rows } = await pool.query<HeldPost>(
    `SELECT o.person_id AS "personId", o.role, o.organisation_id AS "organisationId", o.from_date AS "fromDate",
       o.until_date AS "untilDate"
     FROM posts o JOIN persons p ON p.id = o.person_id WHERE p.disabled_at IS NULL ORDER BY o.id`,
  );
  return rows;
}

/** Holders of the last day asked for: in production today, in a simulation one day after the other. */
function heldOn(): (posts: HeldPost[], tree: ReadonlyMap<string, OrganisationNode>, day: string) => Holders {
  let last: { posts: HeldPost[]; day: string; holders: Holders } | null = null;
  return (posts, tree, day) => {
    if (last?.posts !== posts || last.day !== day)
      last = { posts, day, holders: holdersOn(posts, tree, day) };
    return last.holders;
  };
}

/** Reference data read from PostgreSQL; programme versions are immutable and kept for ever. */
export function createReference(pool: Pool): Reference {
  const versions = new Map<string, Programme>();
  const load = async (versionId: string, db: Pool | PoolClient): Promise<Programme> => {
    const { rows } = await db.query<{ definition: unknown }>(
      'SELECT definition FROM programme_versions WHERE id = $1',
      [versionId],
    );
    const found = rows[0];
    if (found === undefined) throw new Error(`programme version ${versionId} is not in the database`);
    return readDefinition(found.definition);
  };
  const programme = async (versionId: string, db?: PoolClient): Promise<Programme> => {
    const known = versions.get(versionId) ?? (await load(versionId, db ?? pool));
    versions.set(versionId, known);
    return known;
  };
  const organisations = kept(() => loadOrganisations(pool), FRESH_MS);
  const loadCalendars = calendarLoader(pool);
  const calendars = kept(() => loadCalendars(organisations), FRESH_MS);
  const posts = kept(() => loadPosts(pool), FRESH_MS);
  const holders = heldOn();
  return {
    programme,
    calendars,
    calendar: async () => (await calendars()).national,
    calendarOf: async (organisationId) => (await calendars()).of(organisationId),
    forgetCalendars: () => calendars.forget(),
    organisations,
    async places(day) {
      const [local, tree, held] = await Promise.all([calendars(), organisations(), posts()]);
      return (organisationId) =>
        makePlace(organisationId, tree, (id) => local.of(id), holders(held, tree, day));
    },
    async current(code, day) {
      const { rows } = await pool.query<{ id: string; version: number }>(
        `SELECT id, version FROM programme_versions
         WHERE code = $1 AND effective_from <= $2 ORDER BY version DESC LIMIT 1`,
        [code, day],
      );
      const found = rows[0];
      return found === undefined ? null : { ...found, programme: await programme(found.id) };
    },
  };
}
