import { CommanderError } from 'commander';
import { terminalLanguage } from '../config/cli';
import { DrawError } from '../domain/draw/errors';
import { isRefusal, REFUSALS } from '../domain/errors';
import { ApiProblem } from './api-client';
import { createProgram } from './program';

/** What was asked for could not be done. */
const EXIT_REFUSED = 1;
/** The command line itself was wrong. */
const EXIT_USAGE = 2;

/** One sentence for whoever typed it, and the whole problem for `--json`. */
function report(error: unknown, json: boolean): number {
  const out = (value: object): void => {
    if (json) process.stdout.write(`${JSON.stringify({ error: value })}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Its words are on the terminal already.
    out({ code: 'usage', message: error.message.replace(/^error: /, '') });
    return EXIT_USAGE;
  }
  const problem = error instanceof ApiProblem ? error.problem : null;
  const message = told(error, terminalLanguage());
  const places = problem?.errors?.map((e) =>
    e.message === message ? e.pointer : `${e.pointer}: ${e.message}`,
  );
  const fields = places?.map((place) => `\n  ${place}`).join('') ?? '';
  out(
    problem ?? { ...(isRefusal(error) || error instanceof DrawError ? { code: error.code } : {}), message },
  );
  process.stderr.write(`${message}${fields}\n`);
  return EXIT_REFUSED;
}

/** What the rules refuse is told in the language of the terminal, as the API tells it. */
function told(error: unknown, language: 'zh' | 'en'): string {
  if (error instanceof DrawError) return error[language];
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
