import { join } from 'node:path';
import { seed } from '../../cli/seed';
import { childEnv } from '../child-env';
import type { Progress } from '../progress';
import { startAgain } from './again';
import type { ServeArgs } from './args';
import { leaveEnvironment } from './environment';
import { type ProgramsInput, startApiProgram, startWorkerProgram } from './programs';
import { loadSecrets } from './secrets';
import { type ServersInput, prepareDatabase, startDatabaseServer, startTemporal } from './servers';
import type { Shutdown } from './shutdown';
import { supervise } from './supervisor';

export interface StartContext {
  readonly args: ServeArgs;
  readonly shutdown: Shutdown;
  readonly progress: Progress;
  /** Something that was kept alive ended too often. */
  readonly fail: (error: unknown) => void;
}

/** Starts every part in turn, each supervised and noted for the shutdown, and returns the address to open. */
export async function startAll(context: StartContext): Promise<string> {
  const { args, shutdown, progress } = context;
  const { dataDir } = args;
  const { sessionSecret, appPassword } = loadSecrets(dataDir);
  const logDir = join(dataDir, 'logs');
  const input: ServersInput = { dataDir, logDir, appPassword, simulation: args.simulation, progress };
  const { say, onGiveUp } = voices(context);

  const postgres = await startDatabaseServer(input);
  progress.line(`PostgreSQL: ready on ${postgres.host}:${postgres.port}`);
  const again = startAgain(postgres, () => startDatabaseServer(input));
  shutdown.add('PostgreSQL', supervise({ name: 'PostgreSQL', start: again, say, onGiveUp }).stop);

  const [engine, databaseUrl] = await Promise.all([
    startTemporal(input, postgres).then((started) => {
      const restart = startAgain(started, () => startTemporal(input, postgres));
      shutdown.add('Temporal', supervise({ name: 'Temporal', start: restart, say, onGiveUp }).stop);
      return started;
    }),
    prepareDatabase(input, postgres),
  ]);
  const { demo } = args;
  await progress.step(demo ? 'Making the demo bureau' : 'Publishing calendar and programmes', (step) =>
    seed({ dataDir, databaseUrl, demo, say, detail: (text) => step.detail(text) }),
  );

  const { address: temporalAddress, namespace } = engine;
  const env = childEnv({ ...args, databaseUrl, temporalAddress, namespace, sessionSecret });
  leaveEnvironment(dataDir, env);
  return startPrograms(context, { env, dataDir, logDir, say, onGiveUp });
}

async function startPrograms(
  { args, shutdown, progress }: StartContext,
  input: ProgramsInput,
): Promise<string> {
  const address = `http://${args.host.includes(':') ? `[${args.host}]` : args.host}:${args.port}`;
  const worker = startWorkerProgram(input);
  shutdown.add('Worker', worker.stop);
  const api = startApiProgram(input, address);
  shutdown.add('API', api.stop);
  await Promise.all([
    progress.step('Starting the worker', () => worker.ready).then(() => progress.line('Worker: ready')),
    progress.step('Starting the API', () => api.ready).then(() => progress.line(`API: ready on ${address}`)),
  ]);
  return address;
}

function voices({ progress, fail }: StartContext): Pick<ProgramsInput, 'say' | 'onGiveUp'> {
  return {
    say: (line) => progress.line(line),
    onGiveUp: (reason) => fail(new Error(`${reason}: see the logs.`)),
  };
}
