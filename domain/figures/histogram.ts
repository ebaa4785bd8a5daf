/**
 * How often each value occurs, as it is stored: value, count, value, count, … Sums of histograms are exact, so averages
 * and medians of any sum can be told.
 */
export type Pairs = readonly number[];

function isSorted(pairs: Pairs): boolean {
  for (let i = 2; i < pairs.length; i += 2)
    if ((pairs[i] as number) <= (pairs[i - 2] as number)) return false;
  return true;
}

/** Several histograms as one, in the order of the values, so that nothing depends on the order in which they came. */
export function mergedPairs(lists: readonly Pairs[]): Pairs {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined && isSorted(only)) return only;
  const counts = new Map<number, number>();
  for (const pairs of lists) {
    for (let i = 0; i < pairs.length; i += 2) {
      const value = pairs[i] as number;
      counts.set(value, (counts.get(value) ?? 0) + (pairs[i + 1] as number));
    }
  }
  return [...counts].sort(([a], [b]) => a - b).flat();
}

export interface Middle {
  count: number;
  sum: number;
  /** To two decimals, like the median; null without values. */
  average: number | null;
  median: number | null;
}

/** Two decimals: half a working hour more or less is what people can use. */
export function rounded(value: number, decimals = 2): number {
  const unit = 10 ** decimals;
  return Math.round(value * unit) / unit;
}

/** The value at a place in the row of all values written out. */
function valueAt(pairs: Pairs, place: number): number {
  let passed = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    passed += pairs[i + 1] as number;
    if (place < passed) return pairs[i] as number;
  }
  return Number.NaN;
}

/** Sum, average and median; of an even number of values the median lies between the two middle ones. */
export function middleOf(lists: readonly Pairs[]): Middle {
  const pairs = mergedPairs(lists);
  let [count, sum] = [0, 0];
  for (let i = 0; i < pairs.length; i += 2) {
    count += pairs[i + 1] as number;
    sum += (pairs[i] as number) * (pairs[i + 1] as number);
  }
  if (count === 0) return { count, sum, average: null, median: null };
  const median = (valueAt(pairs, Math.floor((count - 1) / 2)) + valueAt(pairs, Math.floor(count / 2))) / 2;
  return { count, sum, average: rounded(sum / count), median: rounded(median) };
}
