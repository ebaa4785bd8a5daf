/** The figures in the order in which they are measured: each leaves the machine quiet for the next. */
export const FIGURES = [
  'arming',
  'commands',
  'lateness',
  'idle',
  'instant',
  'lists',
  'board',
  'bulletin',
  'supervision',
  'spot-check',
  'first-load',
  'figures',
  'recompute',
  'rollout',
  'delivery',
  'together',
  'inspections',
] as const;
export type FigureName = (typeof FIGURES)[number];

export interface BenchArgs {
  readonly names: ReadonlySet<FigureName>;
  /** A smoke run: everything once, small, so that it is known to work. Its figures mean nothing. */
  readonly quick: boolean;
}

/** Reads the command line of `npm run bench`. */
export function benchArgs(argv: readonly string[]): BenchArgs {
  const quick = argv.includes('--quick');
  const names = argv.filter((arg) => arg !== '--quick');
  const unknown = names.filter((name) => !isFigure(name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no figure ${unknown.join(', ')}. Usage: npm run bench -- [--quick] [${FIGURES.join('|')} …]`,
    );
  }
  return { quick, names: new Set(names.length === 0 ? FIGURES : names.filter(isFigure)) };
}

function isFigure(name: string): name is FigureName {
  return (FIGURES as readonly string[]).includes(name);
}
