import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Log } from '../../worker/ports';
import { startWorker, type RunningWorker, type WorkerOptions } from '../../worker/run';
import { engine } from './services';

// The first worker of a run builds the workflow bundle, which takes seconds on a busy machine.
jest.setTimeout(60_000);

// Servers are stopped and workers killed on purpose here; what the SDK says to that is only noise.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: {
    logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} },
  },
});

/** What a worker said, for tests that care; silent otherwise. */
export interface HeardLog extends Log {
  readonly lines: { level: keyof Log; message: string; data: object }[];
}

export function heardLog(): HeardLog {
  const lines: HeardLog['lines'] = [];
  const hear =
    (level: keyof Log) =>
    (data: object, message: string): void =>
      void lines.push({ level, message, data });
  return { lines, info: hear('info'), warn: hear('warn'), error: hear('error') };
}

export interface TestWorker extends RunningWorker {
  readonly taskQueue: string;
}

/** A worker on the run's engine with a task queue of its own, ready for work when this resolves. */
export async function startTestWorker(
  options: Omit<WorkerOptions, 'engine' | 'log'> & Partial<WorkerOptions>,
): Promise<TestWorker> {
  const taskQueue = options.taskQueue ?? `test-${randomUUID()}`;
  const worker = await startWorker({ engine: engine(), log: heardLog(), ...options, taskQueue });
  await worker.ready;
  return { ...worker, taskQueue };
}

type Falsy = false | null | undefined | 0 | '';

/** Waits until `look` answers something truthy; says what it last saw when it does not. */
export async function until<T>(look: () => Promise<T> | T, limitMs = 20_000): Promise<Exclude<T, Falsy>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, Falsy>;
    if (Date.now() > end) throw new Error(`Not within ${limitMs} ms: ${look.toString()}`);
    await sleep(20);
  }
}
