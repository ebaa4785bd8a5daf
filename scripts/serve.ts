import { isPortFree } from './ports';
import { createProgress } from './progress';
import { type ServeArgs, parseServeArgs } from './serve/args';
import { banner } from './serve/banner';
import { claimDataFolder } from './serve/data-folder';
import { listenForEnd } from './serve/ending';
import { explain } from './serve/explain';
import { endLeftoverPrograms } from './serve/programs';
import { askTerminal, reset } from './serve/reset';
import { Shutdown } from './serve/shutdown';
import { startAll } from './serve/start-all';

/** `npm start`: everything a bureau needs in one terminal, until Ctrl-C. */
export async function serve(argv: readonly string[]): Promise<void> {
  const startedAt = Date.now();
  const args = parseServeArgs(argv);
  const { dataDir } = args;
  const progress = createProgress();
  if (args.reset && !(await mayReset(args, progress.line))) return;
  const folder = claimDataFolder(dataDir);
  await endLeftoverPrograms(dataDir);
  await refuseTakenPort(args);
  const shutdown = new Shutdown(progress.line);
  const ending = listenForEnd();
  startAll({ args, shutdown, progress, fail: ending.fail })
    .then((address) => banner(address, dataDir, startedAt).forEach(progress.line))
    .catch(ending.fail);

  const failure = await ending.reason;
  progress.line(failure ? `Stopping: ${explain(failure, dataDir).message}` : 'Stopping …');
  await shutdown.run();
  folder.release();
  // A start that was interrupted may still be at work (a download, a build) and is not waited for.
  process.exit(failure ? 1 : 0);
}

function mayReset({ dataDir, yes }: ServeArgs, say: (line: string) => void): Promise<boolean> {
  return reset({ dataDir, yes, isTerminal: process.stdin.isTTY, ask: askTerminal, say });
}

async function refuseTakenPort({ host, port }: ServeArgs): Promise<void> {
  if (await isPortFree(port, host)) return;
  throw new Error(
    `Port ${port} of ${host} is taken: stop the program that uses it, or choose another with --port.`,
  );
}
