import { armingRate, seedCases } from '../cases';
import { type Load, summary } from '../load';
import type { BareLedgerLoad } from '../programs/bare-ledger';
import type { Call, HttpLoad } from '../programs/http-client';
import { callsFor, CALLS_PER_CASE, openingCalls } from './command-mix';
import { cpuMsOf } from '../processes';
import type { Bench } from './context';

/** No API of one process is faster than this here; a lane that runs out stops the bench. */
const MOST_PER_SECOND = 1_600;

type Run = (clients: number, ms: number) => Promise<Load>;
/** With the CPU time that PostgreSQL and whoever gave it the work took: the same however busy the machine is. */
type Round = Load & { readonly workCpuMs: number };
interface Contender {
  readonly name: 'ours' | 'ledger-prisma' | 'ledger-pg' | 'update';
  readonly run: Run;
  /** The process that does the work, besides PostgreSQL. */
  readonly pid: number;
}

/**
 * Commands through HTTP beside the bare ledger transaction and a bare Temporal update, in turns, so that whatever
 * else the machine does hits all of them.
 */
export async function measureCommands(bench: Bench): Promise<void> {
  const { stack, quick } = bench;
  await provideCases(bench);
  await stack.worker();
  await stack.program('bare-worker');
  await (await stack.program('temporal-client')).ask('open', { count: 16 });
  const contenders = await contendersOf(bench);
  const [ms, rounds] = quick ? [500, 1] : [3_000, 3];
  await warm(bench, contenders);
  for (const clients of [1, 16]) {
    const loads = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const one of contenders) loads.get(one.name)?.push(await counted(bench, one, clients, ms));
    }
    tell(bench, { clients, of: (name) => summed(loads.get(name) ?? []) });
  }
  await measureOpening(bench);
}

/** Longest time to warm up; a machine that others use as well may not get through all of it. */
const WARM = { calls: 12_000, mostMs: 40_000, again: 22 };

/**
 * Processes that serve for months are measured compiled and with their statements prepared: the API takes three
 * times as much CPU for its first thousand commands as it does after ten thousand.
 */
async function warm(bench: Bench, contenders: readonly Contender[]): Promise<void> {
  const { stack, quick, known } = bench;
  const [clients, ms] = [8, quick ? 500 : 5_000];
  const http = await stack.program('http-client');
  const started = performance.now();
  for (let given = 0; given < (quick ? 1 : WARM.calls) && performance.now() - started < WARM.mostMs;) {
    const lanes = Array.from({ length: clients }, () =>
      known.fresh.splice(0, 9).flatMap((one) => callsFor(one, stack.tokens, WARM.again)),
    );
    given += ((await http.ask('load', loadOf(bench, lanes, ms))) as Load).done;
  }
  for (const { name, run } of contenders) if (name !== 'ours') await run(clients, quick ? 300 : 3_000);
}

/** Enough armed cases for every round, so that no command has to wait for one. */
async function provideCases({ stack, quick, known }: Bench): Promise<void> {
  const wanted = quick ? 250 : 2_000;
  const missing = wanted - known.fresh.length;
  if (missing <= 0) return;
  known.fresh.push(...(await seedCases(stack.pool, missing)));
  await stack.worker();
  known.armRate = await armingRate(stack.pool, 240_000);
}

async function contendersOf(bench: Bench): Promise<Contender[]> {
  const { stack, known } = bench;
  const api = await stack.api();
  const http = await stack.program('http-client');
  const ledger = await stack.program('bare-ledger');
  const updates = await stack.program('temporal-client');
  const bare = (by: BareLedgerLoad['by']): Run => {
    return async (clients, ms) => (await ledger.ask('load', { clients, ms, by })) as Load;
  };
  const ours: Run = async (clients, ms) => {
    const most = Math.min(clients * 800, MOST_PER_SECOND) * (ms / 1000);
    const perLane = Math.ceil(most / clients / CALLS_PER_CASE) + 1;
    const taken = Array.from({ length: clients }, () => known.fresh.splice(0, perLane));
    const lanes = taken.map((cases) => cases.flatMap((one) => callsFor(one, stack.tokens)));
    const load = (await http.ask('load', loadOf(bench, lanes, ms))) as Load;
    // Cases that nothing was done to are as good as new.
    for (const [lane, cases] of taken.entries())
      known.fresh.push(...cases.slice(Math.ceil((load.given[lane] ?? 0) / CALLS_PER_CASE)));
    return load;
  };
  return [
    { name: 'ours', run: ours, pid: api.pid },
    { name: 'ledger-prisma', run: bare('prisma'), pid: ledger.pid },
    { name: 'ledger-pg', run: bare('pg'), pid: ledger.pid },
    {
      name: 'update',
      pid: stack.engine.pid ?? 0,
      run: async (clients, ms) => (await updates.ask('updates', { clients, ms })) as Load,
    },
  ];
}

async function counted(bench: Bench, { run, pid }: Contender, clients: number, ms: number): Promise<Round> {
  const used = (): number => cpuMsOf([pid, bench.stack.postgres.pid]);
  const before = used();
  const load = await run(clients, ms);
  return { ...load, workCpuMs: used() - before };
}

function loadOf({ stack }: Bench, lanes: Call[][], ms: number): HttpLoad {
  return { host: stack.host, port: stack.apiPort, ms, lanes };
}

function summed(rounds: readonly Round[]): ReturnType<typeof summary> & { cpuMs: number } {
  const done = rounds.reduce((sum, round) => sum + round.done, 0);
  return { ...summary(rounds), cpuMs: rounds.reduce((sum, round) => sum + round.workCpuMs, 0) / done };
}

interface Told {
  readonly clients: number;
  readonly of: (name: Contender['name']) => ReturnType<typeof summary> & { cpuMs: number };
}

function tell({ report }: Bench, { clients, of }: Told): void {
  const ours = of('ours');
  for (const beside of ['ledger-prisma', 'ledger-pg', 'update'] as const) {
    const bare = of(beside);
    report.add({
      ...{ bench: 'commands-http', clients, beside, ours: ours.rate, bare: bare.rate, unit: 'per second' },
    });
    const cpu = { clients, beside, ours: ours.cpuMs, bare: bare.cpuMs };
    report.add({ bench: 'commands-cpu', ...cpu, unit: 'ms of CPU per command' });
    for (const share of ['p50', 'p99'] as const) {
      report.add({
        ...{
          bench: `commands-http-${share}`,
          clients,
          beside,
          ours: ours[share],
          bare: bare[share],
          unit: 'ms',
        },
      });
    }
  }
  report.add({ bench: 'commands-load-generator', clients, ours: ours.cpuShare, unit: 'cores' });
}

/** Opening cases: every one is a new workflow as well, which the worker starts meanwhile on the same cores. */
async function measureOpening(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  const [clients, ms] = [16, quick ? 500 : 3_000];
  const http = await stack.program('http-client');
  const lanes = Array.from({ length: clients }, (_, lane) =>
    openingCalls(stack.tokens, lane, Math.ceil((ms / 1000) * (MOST_PER_SECOND / clients))),
  );
  const load = (await http.ask('load', loadOf(bench, lanes, ms))) as Load;
  const { rate, p50, p99 } = summary([load]);
  report.add({ bench: 'open-http', clients, p50, p99, ours: rate, unit: 'cases per second' });
  await armingRate(stack.pool, 240_000);
}
