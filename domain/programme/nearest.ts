/** Letters to add, drop or change to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** The known word that was probably meant, if one is close enough to be worth naming. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const shortened = word.slice(0, 60);
  const ranked = known
    .map((candidate) => ({ candidate, away: distance(shortened.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const best = ranked[0];
  return best !== undefined && best.away <= Math.max(2, Math.floor(shortened.length / 3))
    ? best.candidate
    : undefined;
}

/** ` – did you mean "limit"?`, or nothing when no known word is close. */
export function didYouMean(word: string, known: readonly string[]): string {
  const best = nearest(word, known);
  return best === undefined ? '' : ` – did you mean "${best}"?`;
}
