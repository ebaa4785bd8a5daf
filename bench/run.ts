import { createProgress } from '../scripts/progress';
import { benchArgs, FIGURES } from './args';
import { measureArming } from './figures/arming';
import { measureBoard } from './figures/board';
import { measureBulletin } from './figures/bulletin';
import { measureCommands } from './figures/commands';
import type { Bench, Figures } from './figures/context';
import { measureDelivery } from './figures/delivery';
import { measureFirstLoad } from './figures/first-load';
import { measureIdle } from './figures/idle';
import { measureInspections } from './figures/inspections';
import { measureInstant } from './figures/instant';
import { measureLateness } from './figures/lateness';
import { measureLists } from './figures/lists';
import { measureOnTime } from './figures/on-time';
import { measureRecompute } from './figures/recompute';
import { measureRollout } from './figures/rollout';
import { measureSpotCheck } from './figures/supervision';
import { measureSupervisionLists } from './figures/supervision-lists';
import { measureTogether } from './figures/together';
import { createReport } from './report';
import { startStack } from './stack';

const FIGURE: Figures = {
  arming: measureArming,
  commands: measureCommands,
  lateness: measureLateness,
  idle: measureIdle,
  instant: measureInstant,
  lists: measureLists,
  board: measureBoard,
  bulletin: measureBulletin,
  supervision: measureSupervisionLists,
  'spot-check': measureSpotCheck,
  'first-load': measureFirstLoad,
  figures: measureOnTime,
  recompute: measureRecompute,
  rollout: measureRollout,
  delivery: measureDelivery,
  together: measureTogether,
  inspections: measureInspections,
};

/** `npm run bench [-- --quick] [figure …]`: its own servers, one line of JSON for each figure, a table at the end. */
async function main(): Promise<void> {
  const { names, quick } = benchArgs(process.argv.slice(2));
  const progress = createProgress(process.stderr);
  const stopping = stopSignal();
  const stack = await startStack(progress);
  const report = createReport((line) => void process.stdout.write(`${line}\n`));
  const bench: Bench = {
    ...{ stack, report, quick, known: { fresh: [], armRate: null } },
    say: (line) => progress.line(line),
  };
  try {
    for (const name of FIGURES.filter((one) => names.has(one))) {
      await progress.step(`Measuring ${name}`, () => Promise.race([FIGURE[name](bench), stopping]));
    }
    process.stdout.write(`\n${report.table()}\n`);
  } finally {
    await stack.stop();
  }
}

/** Rejects when somebody asks to stop, so that everything that was started is ended in order. */
function stopSignal(): Promise<never> {
  const asked = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
  });
  asked.catch(() => undefined);
  return asked;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
