import { migrate } from '../../prisma/migrate';
import { openEngine } from '../engine/open';
import type { Engine } from '../engine/start';
import { type Postgres, startPostgres } from '../postgres';
import { APP_ROLE, letAppSignIn } from '../postgres/app-role';
import type { Progress } from '../progress';
import { openLogFile } from './log-file';

export interface ServersInput {
  readonly dataDir: string;
  readonly logDir: string;
  readonly appPassword: string;
  readonly simulation: boolean;
  readonly progress: Progress;
}

/** Starts the PostgreSQL of the data folder; after a crash the same one, with the same port and password. */
export function startDatabaseServer({ dataDir, logDir, progress }: ServersInput): Promise<Postgres> {
  const log = openLogFile(logDir, 'postgres');
  return progress.step('Starting PostgreSQL', () =>
    startPostgres({ dataDir, onLog: (line) => log.write(line) }),
  );
}

/** Brings the tables up to date and returns the connection of worker and API, which may not change the ledger. */
export async function prepareDatabase(
  { appPassword, progress }: ServersInput,
  postgres: Postgres,
): Promise<string> {
  const applied = await progress.step('Bringing the tables up to date', () =>
    migrate({ url: postgres.url() }),
  );
  progress.line(`Tables: ${applied.length > 0 ? `${applied.length} migrations applied` : 'up to date'}`);
  await letAppSignIn(postgres.url(), appPassword);
  return `postgresql://${APP_ROLE}:${appPassword}@${postgres.host}:${postgres.port}/banjie`;
}

/** Finds the engine and starts it on this PostgreSQL; after a crash the same one. */
export function startTemporal(input: ServersInput, postgres: Postgres): Promise<Engine> {
  const { dataDir, logDir, simulation, progress } = input;
  const log = openLogFile(logDir, 'engine');
  return progress.step('Starting the Temporal server', () =>
    openEngine({ dataDir, postgres, timeSkipping: simulation, progress, onLog: (line) => log.write(line) }),
  );
}
