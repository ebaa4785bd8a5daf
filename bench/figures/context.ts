import type { FigureName } from '../args';
import type { SeededCase } from '../cases';
import type { Report } from '../report';
import type { Stack } from '../stack';

/** What every figure works with. */
export interface Bench {
  readonly stack: Stack;
  readonly report: Report;
  readonly quick: boolean;
  /** What has been learnt so far and later figures build on. */
  readonly known: {
    /** Armed cases that nothing has been done to. */
    fresh: SeededCase[];
    /** Cases armed per second, to know how long arming many of them will take. */
    armRate: number | null;
  };
  say(line: string): void;
}

export type MeasureFigure = (bench: Bench) => Promise<void>;
export type Figures = Readonly<Record<FigureName, MeasureFigure>>;

/** Seconds to allow for arming this many cases: the measured rate and half as much again. */
export function armSeconds({ known }: Bench, count: number): number {
  return (count / (known.armRate ?? 30)) * 1.5 + 3;
}
