import { addMs, compareInstants, type Instant } from '../calendar/instant';
import { DrawError } from '../draw/errors';
import { quotasOf, type Stratum } from '../draw/quotas';
import type { SpotCheckEvent } from './events';
import { seedOf, serverSeed } from './seed';
import {
  sampleOf,
  statusOf,
  type Definition,
  type EndCause,
  type Frozen,
  type Round,
  type SpotCheck,
} from './state';

/** One phrase alone is somebody's choice, not chance. */
export const FEWEST_WITNESSES = 2;

/**
 * What needs the database: writing the population down, the server's own chance, drawing, finding who can be sent, and
 * ordering or withdrawing visits in the ledgers of the cases.
 */
export type Work = 'freeze' | 'commit' | 'draw' | 'assign' | 'order' | 'withdraw';

/** Drawn cases for which nobody has been looked for yet. */
export const unassignedOf = (check: SpotCheck): string[] =>
  sampleOf(check).filter((one) => !(check.assigned ?? []).some(({ caseNumber }) => caseNumber === one));

/** Visits that are still to be ordered. */
export const unorderedOf = ({ assigned = [] }: SpotCheck) =>
  assigned.filter(({ personId, order }) => personId !== null && order === 'open');

/** The work that a check waits for; null when it waits for people. */
export function workOf(check: SpotCheck): Work | null {
  const status = statusOf(check);
  if (status === 'DEFINED') return 'freeze';
  if (status === 'SEEDED') return 'draw';
  if (status === 'AWAITING_NUMBER' && check.definition.chance.kind === 'server') return 'commit';
  if ((check.withdraw ?? []).length > 0) return 'withdraw';
  if (status !== 'DRAWN' || check.definition.visits === undefined) return null;
  if (unassignedOf(check).length > 0) return 'assign';
  return unorderedOf(check).length > 0 ? 'order' : null;
}

/** The next instant at which time itself must act on a check; null when only people can. */
export function checkWake(check: SpotCheck): Instant | null {
  const status = statusOf(check);
  if (status === 'AWAITING_PHRASE') return check.server?.until ?? null;
  return status === 'COMMITTING' || status === 'REVEALING' ? (check.round?.until ?? null) : null;
}

const silentOf = ({ step, witnesses, commitments, phrases }: Round) =>
  witnesses.filter(({ personId }) => !(personId in (step === 'committing' ? commitments : phrases)));

/** The seed, once the phrase is there; without one the check ends when time is up. */
function serverEvent({ server }: SpotCheck, now: Instant): SpotCheckEvent | null {
  if (server === undefined) return null;
  if (server.told !== null)
    return { type: 'SeedFixed', at: now, actorId: null, facts: { seed: serverSeed(server.told) } };
  if (compareInstants(now, server.until) < 0) return null;
  return { type: 'Cancelled', at: now, actorId: null, facts: { cause: 'silence', reason: null } };
}

/**
 * What follows by itself: everybody has committed, everybody has told, or time is up. Whoever is silent then is struck
 * off and the others begin anew with fresh phrases, so that holding a phrase back decides nothing; with fewer than two
 * left the check ends. Null when nothing follows.
 */
export function checkEvent(check: SpotCheck, now: Instant): SpotCheckEvent | null {
  const { round, definition } = check;
  const status = statusOf(check);
  if (status === 'AWAITING_PHRASE') return serverEvent(check, now);
  if (round === null || (status !== 'COMMITTING' && status !== 'REVEALING')) return null;
  const silent = silentOf(round);
  if (silent.length === 0) {
    if (round.step === 'revealing')
      return { type: 'SeedFixed', at: now, actorId: null, facts: { seed: seedOf(round) } };
    const until = addMs(now, definition.patienceMs);
    return { type: 'RevealingBegun', at: now, actorId: null, facts: { until } };
  }
  if (compareInstants(now, round.until) < 0) return null;
  if (round.witnesses.length - silent.length < FEWEST_WITNESSES)
    return { type: 'Cancelled', at: now, actorId: null, facts: { cause: 'silence', reason: null } };
  const until = addMs(now, definition.patienceMs);
  return { type: 'RoundRepeated', at: now, actorId: null, facts: { struck: silent, until } };
}

function canBeDrawn({ size, minimum }: Definition, strata: readonly Stratum[]): boolean {
  try {
    quotasOf(strata, size, minimum);
    return true;
  } catch (error) {
    if (error instanceof DrawError) return false;
    throw error;
  }
}

/**
 * The line that a frozen population makes; or the one that ends the check, when its number was out before the freeze or
 * the population is too small for the size or for the minimum of each stratum.
 */
export function frozenEvent(
  { definition }: SpotCheck,
  population: Omit<Frozen, 'at'>,
  now: Instant,
): SpotCheckEvent {
  const { chance, patienceMs } = definition;
  const ended = (cause: EndCause): SpotCheckEvent => ({
    ...{ type: 'Cancelled', at: now, actorId: null, facts: { cause, reason: null } },
  });
  if (chance.kind === 'number' && compareInstants(now, chance.drawnAt) >= 0) return ended('number-out');
  if (!canBeDrawn(definition, population.strata)) return ended('too-few');
  const until = chance.kind === 'phrases' ? addMs(now, patienceMs) : null;
  return { type: 'PopulationFrozen', at: now, actorId: null, facts: { ...population, until } };
}
