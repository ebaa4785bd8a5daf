/** Fewer stopped limits than this are shown and not ranked: two cases are no league (peers.md 8.10). */
export const FEW_CASES = 5;

export interface Ranked {
  rank: number | null;
  /** How many were ranked together. */
  of: number;
  reason: 'few cases' | null;
}

interface Counted {
  readonly stopped: number;
  readonly onTime: number;
}

/** By rate, best first. Compared in whole numbers, so that equal rates are equal. */
function byRate(a: Counted, b: Counted): number {
  return b.onTime * a.stopped - a.onTime * b.stopped;
}

/** Places by on-time rate, best first; equal rates share a place and the next ones are left out (1, 1, 3). */
export function rankByRate(entries: readonly Counted[], fewCases: number): Ranked[] {
  const ranked = entries.filter(({ stopped }) => stopped > 0 && stopped >= fewCases).sort(byRate);
  const places = new Map<Counted, number>();
  ranked.forEach((entry, i) => {
    const before = ranked[i - 1];
    const shared = before !== undefined && byRate(before, entry) === 0;
    places.set(entry, shared ? (places.get(before) ?? i + 1) : i + 1);
  });
  return entries.map((entry) => {
    const rank = places.get(entry) ?? null;
    return { rank, of: ranked.length, reason: rank === null ? 'few cases' : null };
  });
}
