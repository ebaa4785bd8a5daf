import type { SpotCheck } from '../../api/generated/schema';
import { byRank, rankBy, rowsOf, strataOf, type Ranked } from '../../shared/repeat-draw';

/** One stratum as it stands while its list sorts itself. */
export interface ShownStratum {
  readonly key: string;
  readonly population: number;
  readonly quota: number;
  /** How many have their rank. */
  readonly done: number;
  /** The lowest ranks so far, the lowest first: those that would be drawn, and a few that wait behind them. */
  readonly top: readonly Ranked[];
}

/** Shown behind the line, so that one sees where it fell. */
const BEHIND = 3;
/** Pictures of one stratum at most. */
const PICTURES = 48;

/**
 * Every picture of the draw. What it shows is the draw itself: each case gets its rank in the order of the published
 * file, and goes to its place among the lowest so far.
 */
export async function* pictures(
  { seed, sample, strata: columns }: Pick<SpotCheck, 'seed' | 'sample' | 'strata'>,
  file: ArrayBuffer,
): AsyncGenerator<readonly ShownStratum[]> {
  if (seed === null || sample === null) return;
  const rank = await rankBy(seed);
  const ids = strataOf(rowsOf(file, columns));
  let shown: readonly ShownStratum[] = [];
  for (const { key, population, quota } of sample) {
    if (quota === 0) continue;
    const all = ids.get(key) ?? [];
    const step = Math.max(1, Math.ceil(all.length / PICTURES));
    let top: Ranked[] = [];
    for (let from = 0; from < all.length; from += step) {
      const some = await Promise.all(all.slice(from, from + step).map(rank));
      top = [...top, ...some].sort(byRank).slice(0, quota + BEHIND);
      const done = Math.min(all.length, from + step);
      yield [...shown, { key, population, quota, done, top }];
    }
    shown = [...shown, { key, population, quota, done: all.length, top }];
  }
}

/** The published sample in the same form, where it is shown at once. */
export function published({ sample }: Pick<SpotCheck, 'sample'>): ShownStratum[] {
  return (sample ?? [])
    .filter(({ quota }) => quota > 0)
    .map(({ key, population, quota, drawn }) => ({ key, population, quota, done: population, top: drawn }));
}

/** Whether what was computed here is what was published. */
export function agrees(shown: readonly ShownStratum[], { sample }: Pick<SpotCheck, 'sample'>): boolean {
  const listed = (strata: readonly { quota: number; list: readonly Ranked[] }[]) =>
    strata
      .flatMap(({ quota, list }) => list.slice(0, quota).map(({ id, rank }) => `${id} ${rank}`))
      .join('\n');
  return (
    listed(shown.map(({ quota, top }) => ({ quota, list: top }))) ===
    listed((sample ?? []).map(({ quota, drawn }) => ({ quota, list: drawn })))
  );
}
