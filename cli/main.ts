import { CommanderError } from 'commander';
import { terminalLanguage } from '../config/cli';
import { isRefusal, REFUSALS } from '../domain/errors';
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
  const message = told(error, terminalLanguage());
  const fields = problem?.errors?.map((e) => `\n  ${e.pointer}: ${e.message}`).join('') ?? '';
  if (json) process.stdout.write(`${JSON.stringify({ error: problem ?? { message } })}\n`);
  process.stderr.write(`${message}${fields}\n`);
  return EXIT_REFUSED;
}

/** What the ledger refuses is told in the language of the terminal, as the API tells it. */
function told(error: unknown, language: 'zh' | 'en'): string {
  if (isRefusal(error)) return (error.detail ?? REFUSALS[error.code])[language];
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    process.exitCode = report(error, process.argv.includes('--json'));
  }
}

void main();
