import { median, percentile } from './statistics';

/** What one load of some seconds did. */
export interface Load {
  readonly done: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  /** How many pieces of work each lane was given. */
  readonly given: readonly number[];
  /** CPU seconds of the process that made the load, to see whether it stood in the way of what is measured. */
  readonly cpuSeconds: number;
}

/**
 * Keeps `clients` lanes busy for `ms`: each gives its next piece of work when the last one is answered. A lane
 * whose `next` answers null has run out of work, which would make the figure a lie: it is an error.
 */
export async function runLoad(
  clients: number,
  ms: number,
  next: (lane: number) => (() => Promise<unknown>) | null,
): Promise<Load> {
  const latenciesMs: number[] = [];
  const given = Array.from({ length: clients }, () => 0);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const lane = async (number: number): Promise<void> => {
    while (performance.now() - started < ms) {
      const work = next(number);
      if (work === null) throw new Error('The bench prepared too little work for this load.');
      given[number] = (given[number] ?? 0) + 1;
      const from = performance.now();
      await work();
      latenciesMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => lane(number)));
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1000;
  return { done: latenciesMs.length, seconds, latenciesMs, given, cpuSeconds: (user + system) / 1e6 };
}

/** Several rounds of the same load as one: the middle rate, the latencies of all. */
export function summary(rounds: readonly Load[]): {
  rate: number;
  p50: number;
  p99: number;
  cpuShare: number;
} {
  const latencies = rounds.flatMap((round) => round.latenciesMs);
  return {
    rate: median(rounds.map((round) => round.done / round.seconds)),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpuShare: median(rounds.map((round) => round.cpuSeconds / round.seconds)),
  };
}
