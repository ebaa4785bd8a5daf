import type { FigureName } from '../args';
import type { SeededCase } from '../cases';
import type { Report } from '../report';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMsOf } from '../processes';
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
  readonly say: (line: string) => void;
}

export type MeasureFigure = (bench: Bench) => Promise<void>;
export type Figures = Readonly<Record<FigureName, MeasureFigure>>;

/** Seconds to allow for arming this many cases: twice the measured rate, since the engine goes on after it has accepted them. */
export function armSeconds({ known }: Bench, count: number): number {
  return (count / (known.armRate ?? 30)) * 2 + 5;
}

const CALM = { cpuMsPerSecond: 150, forMs: 3_000, mostMs: 150_000 };

/** Waits until engine and worker have nothing left to do: what was accepted is worked off afterwards. */
export async function calm({ stack, say }: Bench): Promise<void> {
  const pids = [stack.engine.pid ?? 0, (await stack.worker()).pid];
  const started = performance.now();
  for (;;) {
    const before = cpuMsOf(pids);
    await sleep(CALM.forMs);
    if ((cpuMsOf(pids) - before) / (CALM.forMs / 1000) < CALM.cpuMsPerSecond) return;
    if (performance.now() - started > CALM.mostMs) {
      say('the engine was still working; what comes next is measured with that');
      return;
    }
  }
}
