/** The value below which this share of all values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle of several rounds: one that was disturbed does not count. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
