import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { draw, ranked, type Ranked } from '../../domain/draw/draw';
import { readPopulation, type Population } from '../../domain/draw/population';
import { addMs } from '../../domain/calendar/instant';
import { Refusal } from '../../domain/errors';
import { assignedFacts } from '../../domain/spot-check/assign';
import type { SpotCheckEvent } from '../../domain/spot-check/events';
import { commitmentTo } from '../../domain/spot-check/seed';
import { type SpotCheck } from '../../domain/spot-check/state';
import { checkEvent, frozenEvent, unassignedOf, workOf } from '../../domain/spot-check/time';
import { changedLines, freezePopulation, populationBytes, sha256Of } from './population';
import { appendLine, lockCheck, type KeptCheck } from './rows';
import { candidatesOf, drawnCases } from './people';
import { isAllDone } from './visits';

/** The check, for whoever writes its next line. */
export async function locked(db: PoolClient, checkId: string): Promise<KeptCheck> {
  const check = await lockCheck(db, checkId);
  if (check === null) throw new Refusal('not-found');
  return check;
}

export const write = (db: PoolClient, check: KeptCheck, event: SpotCheckEvent): Promise<KeptCheck> =>
  appendLine(db, check, event, check.orgPath);

/** Whatever follows by itself, without work of its own. */
export async function settle(db: PoolClient, check: KeptCheck, now: Instant): Promise<KeptCheck> {
  const event = checkEvent(check.state, now);
  return event === null ? check : settle(db, await write(db, check, event), now);
}

async function frozenPopulation(db: PoolClient, { id, frozen, definition }: SpotCheck): Promise<Population> {
  const bytes = await populationBytes(db, id);
  if (sha256Of(bytes) === frozen?.sha256) return readPopulation(bytes, definition.strata);
  const changed = frozen === null ? [] : await changedLines(db, id, frozen);
  const where = changed.map(({ from, to }) => `${from}–${to}`).join(', ');
  throw new Refusal('population-changed', {
    zh: `总体名单在封存后被改动：第 ${where} 行。`,
    en: `The population was changed after it was frozen: lines ${where}.`,
  });
}

/** Everybody of a stratum by rank. */
export async function inLine(db: PoolClient, check: SpotCheck): Promise<(key: string) => readonly Ranked[]> {
  if (check.seed === null) return () => [];
  const { seed } = check;
  const { strata } = await frozenPopulation(db, check);
  return (key) => ranked(seed, strata.get(key) ?? []);
}

/** Bytes of chance that the server adds: nobody guesses them from their hash. */
const NONCE_BYTES = 32;

/** The server chooses its part after the freeze; the hash of it is in the record before anybody types a phrase. */
async function committed(
  db: PoolClient,
  { id, definition }: SpotCheck,
  now: Instant,
): Promise<SpotCheckEvent> {
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  await db.query('INSERT INTO spot_check_nonces (check_id, nonce) VALUES ($1, $2)', [id, nonce]);
  const facts = { commitment: commitmentTo(nonce), until: addMs(now, definition.patienceMs) };
  return { type: 'ServerCommitted', at: now, actorId: null, facts };
}

/** What the server had committed to; null where it takes no part. */
export async function nonceOf(db: PoolClient, checkId: string): Promise<string | null> {
  const { rows } = await db.query<{ nonce: string }>(
    'SELECT nonce FROM spot_check_nonces WHERE check_id = $1',
    [checkId],
  );
  return rows[0]?.nonce ?? null;
}

async function assigned(
  db: PoolClient,
  { state, orgPath }: KeptCheck,
  now: Instant,
): Promise<SpotCheckEvent> {
  const cases = await drawnCases(db, unassignedOf(state));
  const candidates = await candidatesOf(db, state.definition.visits, orgPath, now);
  return {
    type: 'InspectorsAssigned',
    at: now,
    actorId: null,
    facts: assignedFacts(state, candidates, cases),
  };
}

/** The line of one step of work that is done within one transaction; null when there is none, or none of that kind. */
export async function worked(db: PoolClient, check: KeptCheck, now: Instant): Promise<SpotCheckEvent | null> {
  const { state } = check;
  switch (workOf(state)) {
    case 'freeze':
      return frozenEvent(state, await freezePopulation(db, state, check.orgPath, now), now);
    case 'commit':
      return committed(db, state, now);
    case 'draw': {
      const { size, minimum } = state.definition;
      const strata = draw(await frozenPopulation(db, state), { seed: state.seed ?? '', size, minimum });
      return { type: 'SampleDrawn', at: now, actorId: null, facts: { strata } };
    }
    case 'assign':
      return assigned(db, check, now);
    case null:
      return (await isAllDone(db, state))
        ? { type: 'Closed', at: now, actorId: null, facts: { reason: null } }
        : null;
    default:
      // Visits are ordered in the ledgers of the cases, each in a transaction of its own.
      return null;
  }
}
