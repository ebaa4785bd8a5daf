import type { PoolClient } from 'pg';
import type { CalendarYear } from '../domain/calendar/calendar';
import type { Instant } from '../domain/calendar/instant';
import { parseProgramme } from '../domain/programme/parse';
import { takeShippedYears, type TakenYear } from './calendar/shipped-years';
import type { LedgerDeps } from './deps';
import { transaction } from './outbox/transaction';
import { publishProgramme } from './publish';
import { rollOut } from './rollout/start';

/** The rules that come with a version of the product. */
export interface Release {
  readonly years: readonly CalendarYear[];
  readonly programmes: readonly { readonly file: string; readonly text: string }[];
  readonly now: Instant;
}

/** What a start has put in force, and the rollouts by which it reaches the open cases. */
export interface Released {
  readonly years: readonly TakenYear[];
  /** New versions of shipped programmes. Open cases keep the version they started under until a leader rolls it out. */
  readonly programmes: readonly NewVersion[];
  /** Open cases from before there were reminders get them. */
  readonly ladders: boolean;
  /** Each once. */
  readonly rolloutIds: readonly string[];
}

/** A bureau that has published a programme of its own keeps it: the shipped file never takes its place again. */
async function isTheirs(db: PoolClient, text: string, code: string): Promise<boolean> {
  const { rows } = await db.query<{ theirs: boolean }>(
    'SELECT bool_or(published_by IS NOT NULL OR text = $2) AS theirs FROM programme_versions WHERE code = $1',
    [code, text],
  );
  return rows[0]?.theirs ?? false;
}

export interface NewVersion {
  readonly code: string;
  readonly version: number;
  /** Open cases of an older version. */
  readonly openCases: number;
}

/**
 * Publishes one shipped programme if it is new or changed. Running limits stay as they are (domain.md 3.8, 6): whether
 * open cases take over the new ones is for a leader to try out and decide.
 */
async function takeProgramme(
  db: PoolClient,
  { text, file }: Release['programmes'][number],
  now: Instant,
): Promise<NewVersion | null> {
  const { code } = parseProgramme(text, file).programme;
  if (await isTheirs(db, text, code)) return null;
  const { version, isNew } = await publishProgramme(db, { text, file, by: null, now });
  if (!isNew || version === 1) return null;
  const { rows } = await db.query<{ open: number }>(
    'SELECT count(*)::int AS open FROM cases WHERE programme_code = $1 AND ended_at IS NULL',
    [code],
  );
  return { code, version, openCases: rows[0]?.open ?? 0 };
}

/** The first shape of a case's row whose clocks name their ladder. */
const SHAPE_WITH_LADDERS = 2;

/**
 * Whether open cases were kept by a version that had no reminders: their clocks name no ladder. Looked at before rows of
 * an older shape are made anew, so that they are found by that shape.
 */
async function someLackLadders(db: PoolClient): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM cases c, json_array_elements(c.state->'clocks') k
       WHERE c.state_version < $1 AND c.ended_at IS NULL AND k->>'status' <> 'STOPPED' AND k->>'kind' <> 'notice'
         AND k->>'ladder' IS NULL) AS some`,
    [SHAPE_WITH_LADDERS],
  );
  return rows[0]?.some ?? false;
}

/**
 * Puts the rules of a release in force, all or nothing, with the rollouts by which they reach open cases. Starts come
 * one after the other: whoever comes second finds nothing left to do. Run before `rebuild`, worker and API.
 */
export function takeRelease({ pool }: LedgerDeps, release: Release): Promise<Released> {
  const { now } = release;
  return transaction(pool, async (db) => {
    const years = await takeShippedYears(db, release.years, now);
    const programmes: NewVersion[] = [];
    for (const one of release.programmes) {
      const published = await takeProgramme(db, one, now);
      if (published !== null) programmes.push(published);
    }
    const ladders = await someLackLadders(db);
    const forLadders = ladders ? [await rollOut(db, { cause: { kind: 'ladders' }, by: null, now })] : [];
    const ids = [...years.map((one) => one.rolloutId), ...forLadders];
    return {
      years: years.filter((one) => one.rolloutId !== null),
      programmes,
      ladders,
      rolloutIds: [...new Set(ids.filter((id) => id !== null))],
    };
  });
}
