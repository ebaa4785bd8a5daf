import { byCodePoints } from './code-points';
import { DrawError } from './errors';

/** A stratum of the population: its key and how many are in it. */
export interface Stratum {
  readonly key: string;
  readonly population: number;
}

export interface Quota extends Stratum {
  readonly quota: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);

/** `size` places by share of the population: whole shares first, the rest by largest remainder (Hare, Niemeyer). */
function proportional(strata: readonly Stratum[], size: number): Quota[] {
  const total = BigInt(sum(strata.map(({ population }) => population)));
  // Whole numbers throughout: two remainders are equal or they are not, on every machine.
  const shares = strata.map((stratum) => {
    const share = BigInt(size) * BigInt(stratum.population);
    return { ...stratum, quota: Number(share / total), remainder: share % total };
  });
  let left = size - sum(shares.map(({ quota }) => quota));
  const inTurn = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? byCodePoints(a.key, b.key) : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of inTurn) {
    if (left === 0) break;
    if (share.quota === share.population) continue;
    share.quota += 1;
    left -= 1;
  }
  return shares.map(({ remainder: _remainder, ...quota }) => quota);
}

/**
 * How many are drawn of each stratum: in proportion, by largest remainders, equal remainders to the smaller key in
 * code-point order, never more than there are. With a minimum, a stratum whose share is smaller gets the minimum (or
 * all it has), and what is left goes to the others by the same rule, again until every one has enough.
 *
 * @param size whole number from 1 to the size of the population
 * @param minimum of each stratum; 0 = none
 * @returns one quota per stratum, by key in code-point order; they add up to `size`
 * @throws DrawError 'size-invalid' when the population is smaller, or the minimums ask for more than `size`
 */
export function quotasOf(strata: readonly Stratum[], size: number, minimum = 0): Quota[] {
  check(strata, size, minimum);
  const fixed = new Map<string, Quota>();
  for (;;) {
    const open = strata.filter(({ key }) => !fixed.has(key));
    const left = size - sum([...fixed.values()].map(({ quota }) => quota));
    const shared = open.length === 0 ? [] : proportional(open, left);
    const short = shared.filter(({ quota, population }) => quota < Math.min(minimum, population));
    if (short.length === 0) return [...fixed.values(), ...shared].sort((a, b) => byCodePoints(a.key, b.key));
    for (const stratum of short)
      fixed.set(stratum.key, { ...stratum, quota: Math.min(minimum, stratum.population) });
  }
}

function check(strata: readonly Stratum[], size: number, minimum: number): void {
  const refuse = (zh: string, en: string): never => {
    throw new DrawError('size-invalid', zh, en);
  };
  const total = sum(strata.map(({ population }) => population));
  if (!Number.isSafeInteger(size) || size < 1)
    refuse(`抽取数量必须是正整数，现为 ${size}。`, `The size is a whole number from 1, not ${size}.`);
  if (!Number.isSafeInteger(minimum) || minimum < 0)
    refuse(
      `每层最少数量必须是非负整数，现为 ${minimum}。`,
      `The minimum of a stratum is a whole number from 0, not ${minimum}.`,
    );
  if (size > total)
    refuse(
      `要抽 ${size} 件，而总体只有 ${total} 件。`,
      `${size} are to be drawn and the population has ${total} only.`,
    );
  const least = sum(strata.map(({ population }) => Math.min(minimum, population)));
  if (least > size)
    refuse(
      `每层至少 ${minimum} 件，共需 ${least} 件，超过要抽的 ${size} 件。`,
      `At least ${minimum} of each stratum make ${least}, more than the ${size} that are to be drawn.`,
    );
}
