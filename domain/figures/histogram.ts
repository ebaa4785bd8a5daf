/** How often each value occurs. Sums of histograms are exact, so averages and medians of any sum can be told. */
export type Histogram = Map<number, number>;

/** A histogram as it is stored: pairs of value and count. */
export type Pairs = readonly (readonly [value: number, count: number])[];

export function addPairs(into: Histogram, pairs: Pairs): void {
  for (const [value, count] of pairs) into.set(value, (into.get(value) ?? 0) + count);
}

export interface Middle {
  count: number;
  /** To two decimals, like the median; null without values. */
  average: number | null;
  median: number | null;
}

/** Two decimals: half a working hour more or less is what people can use. */
export const rounded = (value: number, decimals = 2): number => Number(value.toFixed(decimals));

/** Added in the order of the values, so that nothing depends on the order in which they came. */
export function sumOf(histogram: Histogram): number {
  return sorted(histogram).reduce((sum, [value, count]) => sum + value * count, 0);
}

/** Average and median; of an even number of values the median is the middle between the two middle ones. */
export function middleOf(histogram: Histogram): Middle {
  const values = sorted(histogram);
  const count = values.reduce((n, [, times]) => n + times, 0);
  if (count === 0) return { count, average: null, median: null };
  const at = (place: number): number => {
    let passed = 0;
    for (const [value, times] of values) {
      passed += times;
      if (place < passed) return value;
    }
    return Number.NaN;
  };
  const median = (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
  return { count, average: rounded(sumOf(histogram) / count), median: rounded(median) };
}

function sorted(histogram: Histogram): [number, number][] {
  return [...histogram].sort(([a], [b]) => a - b);
}
