import { createHmac } from 'node:crypto';
import { byCodePoints } from './code-points';
import { DrawError } from './errors';
import { sizesOf, type Population } from './population';
import { quotasOf, type Quota } from './quotas';

/** How a sample is drawn from a frozen population. */
export interface DrawRule {
  /** Taken as it is, in UTF-8: fixed after the population was frozen. */
  readonly seed: string;
  readonly size: number;
  /** Of each stratum at least so many, or all it has. */
  readonly minimum?: number;
}

/** A case of a stratum with its rank's number, by which anybody finds the same order. */
export interface Ranked {
  readonly id: string;
  /** Lower-case hex of HMAC-SHA256(key = seed, message = id). */
  readonly rank: string;
}

export interface DrawnStratum extends Quota {
  /** Those drawn, in the order of their ranks. */
  readonly drawn: readonly Ranked[];
}

/** Lower-case hex of HMAC-SHA256 with the seed as key and the id as message, both in UTF-8. */
export function rankOf(seed: string, id: string): string {
  return createHmac('sha256', seed).update(id, 'utf8').digest('hex');
}

function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return byCodePoints(a.id, b.id);
}

/** All of a stratum in the order in which they are drawn: whoever is next in line takes the place of one that is gone. */
export function ranked(seed: string, ids: readonly string[]): Ranked[] {
  return ids.map((id) => ({ id, rank: rankOf(seed, id) })).sort(byRank);
}

/** Up to so many are picked out one by one; for more it is quicker to sort all of them. */
const PICKED = 1_000;

/** The first of a stratum by rank: what `ranked` begins with, without sorting all who are not drawn. */
function firstRanked(seed: string, ids: readonly string[], count: number): Ranked[] {
  if (count === 0) return [];
  if (count > PICKED) return ranked(seed, ids).slice(0, count);
  const first: Ranked[] = [];
  for (const id of ids) {
    const one = { id, rank: rankOf(seed, id) };
    const last = first[count - 1];
    if (last !== undefined && byRank(one, last) > 0) continue;
    const at = first.findLastIndex((other) => byRank(other, one) <= 0) + 1;
    first.splice(at, 0, one);
    if (first.length > count) first.pop();
  }
  return first;
}

/**
 * Draws the sample: so many of each stratum as `quotasOf` says, the lowest ranks first. The same population, seed, size
 * and minimum give the same sample on every machine (docs/random-draw.md).
 *
 * @returns the strata by key in code-point order
 * @throws DrawError 'seed-invalid' without a seed, 'size-invalid' when so many cannot be drawn
 */
export function draw(population: Pick<Population, 'strata'>, rule: DrawRule): DrawnStratum[] {
  const { seed, size, minimum = 0 } = rule;
  if (seed === '') throw new DrawError('seed-invalid', '种子不能为空。', 'The seed is empty.');
  return quotasOf(sizesOf(population), size, minimum).map((quota) => ({
    ...quota,
    drawn: firstRanked(seed, population.strata.get(quota.key) ?? [], quota.quota),
  }));
}
