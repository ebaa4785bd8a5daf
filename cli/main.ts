import { CommanderError } from 'commander';
import { ApiProblem } from './api-client';
import { createProgram } from './program';

/** What was asked for could not be done. */
const EXIT_REFUSED = 1;
/** The command line itself was wrong. */
const EXIT_USAGE = 2;

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
