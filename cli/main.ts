import { Command, CommanderError } from 'commander';
import { cliSettings } from '../config/cli';
import { registerAdmin } from './admin';
import { ApiProblem, createApiClient } from './api-client';
import { registerCase } from './case';
import { openClocks, registerClocks } from './clocks';
import { registerDue } from './due';
import { registerLedger } from './ledger';
import { registerProgramme } from './programme';

/** What was asked for could not be done. */
const EXIT_REFUSED = 1;
/** The command line itself was wrong. */
const EXIT_USAGE = 2;

/** Every command, over settings that are read only by those that need them. */
export function createProgram(settings = cliSettings()): Command {
  const program = new Command('banjie')
    .description('Case management for community micro-projects (办结)')
    .exitOverride();
  const databaseUrl = (): string => settings.config().database.url;
  registerDue(program);
  registerProgramme(program);
  registerCase(program, () => createApiClient(settings));
  registerLedger(program, databaseUrl);
  registerClocks(program, () => openClocks(settings.config()));
  registerAdmin(program, databaseUrl);
  return program;
}

/** One sentence for whoever typed it, and the whole problem for `--json`. */
function report(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  const problem = error instanceof ApiProblem ? error.problem : null;
  const message = error instanceof Error ? error.message : String(error);
  const fields = problem?.errors?.map((e) => `\n  ${e.pointer}: ${e.message}`).join('') ?? '';
  if (json) process.stdout.write(`${JSON.stringify({ error: problem ?? { message } })}\n`);
  process.stderr.write(`${message}${fields}\n`);
  return EXIT_REFUSED;
}

async function main(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    process.exitCode = report(error, process.argv.includes('--json'));
  }
}

void main();
