/**
 * Order by code points, as every language can say it. JavaScript's own order compares UTF-16 units, which puts a rare
 * character (𠮷) before a common one (﨑).
 */
export function byCodePoints(a: string, b: string): number {
  const [as, bs] = [a[Symbol.iterator](), b[Symbol.iterator]()];
  for (;;) {
    const [x, y] = [as.next(), bs.next()];
    if (x.done === true || y.done === true) return Number(y.done ?? false) - Number(x.done ?? false);
    if (x.value !== y.value) return (x.value.codePointAt(0) ?? 0) - (y.value.codePointAt(0) ?? 0);
  }
}
