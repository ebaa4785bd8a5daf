import { readFileSync, statSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { describeProgramme } from '../domain/programme/render';
import type { Lang } from '../domain/calendar/limit';
import { parseProgramme, type ParsedProgramme } from '../domain/programme/parse';
import { formatProblem, ProgrammeError, type Problem } from '../domain/programme/problem';

/** The file can be read and something in it is wrong. */
const EXIT_PROBLEMS = 1;
/** The file cannot be read at all. */
const EXIT_UNREADABLE = 2;
/** Far above any programme; keeps a wrong path from filling the memory before the parser can refuse it. */
const MAX_READ_BYTES = 10_000_000;

type Outcome =
  | { readonly file: string; readonly exit: 0; readonly parsed: ParsedProgramme }
  | { readonly file: string; readonly exit: number; readonly problems: readonly Problem[] };

function refuse(file: string, exit: number, message: string): Outcome {
  return { file, exit, problems: [{ file, path: '', line: 1, message }] };
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

function readBytes(file: string): Buffer | string {
  try {
    const { size } = statSync(file);
    if (size > MAX_READ_BYTES) return `cannot be read: ${size} bytes are too many for a programme`;
    return readFileSync(file);
  } catch (error) {
    const code = codeOf(error) ?? String(error);
    const words: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'no permission',
    };
    return `cannot be read: ${words[code] ?? code}`;
  }
}

function examine(file: string): Outcome {
  const bytes = readBytes(file);
  if (typeof bytes === 'string') return refuse(file, EXIT_UNREADABLE, bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { file, exit: 0, parsed: parseProgramme(text, file) };
  } catch (error) {
    if (error instanceof ProgrammeError) return { file, exit: EXIT_PROBLEMS, problems: error.problems };
    if (codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return refuse(file, EXIT_PROBLEMS, 'expected UTF-8 text, found bytes that are not UTF-8');
    }
    throw error;
  }
}

function summary({ programme }: ParsedProgramme): string {
  return `${programme.code}, ${programme.stages.length} stages`;
}

function outcomeJson(outcome: Outcome): unknown {
  if ('problems' in outcome) return { file: outcome.file, ok: false, problems: outcome.problems };
  const { programme } = outcome.parsed;
  return {
    file: outcome.file,
    ok: true,
    code: programme.code,
    stages: programme.stages.map(({ id }) => id),
    problems: [],
  };
}

function check(files: readonly string[], options: { readonly json?: boolean }, command: Command): void {
  const output = command.configureOutput();
  const outcomes = files.map(examine);
  if (options.json) {
    output.writeOut?.(
      `${JSON.stringify({ ok: outcomes.every(({ exit }) => exit === 0), files: outcomes.map(outcomeJson) })}\n`,
    );
  } else {
    for (const outcome of outcomes) {
      if ('problems' in outcome) output.writeErr?.(`${outcome.problems.map(formatProblem).join('\n')}\n`);
      else output.writeOut?.(`OK ${outcome.file} (${summary(outcome.parsed)})\n`);
    }
  }
  const exit = Math.max(...outcomes.map((outcome) => outcome.exit));
  if (exit !== 0) process.exitCode = exit;
}

function show(
  file: string,
  options: { readonly lang: Lang; readonly json?: boolean },
  command: Command,
): void {
  const output = command.configureOutput();
  const outcome = examine(file);
  if ('problems' in outcome) {
    if (options.json) output.writeOut?.(`${JSON.stringify(outcomeJson(outcome))}\n`);
    else output.writeErr?.(`${outcome.problems.map(formatProblem).join('\n')}\n`);
    process.exitCode = outcome.exit;
    return;
  }
  const { programme, sources } = outcome.parsed;
  output.writeOut?.(
    options.json
      ? `${JSON.stringify({ programme, sources })}\n`
      : describeProgramme(programme, sources, options.lang),
  );
}

/** `programme check FILE...` and `programme show FILE`: programme files looked at offline. */
export function registerProgramme(program: Command): void {
  const group = program.command('programme').description('programme files: the rules of one place as data');
  group
    .command('check')
    .description('say what is wrong in programme files, with file and line')
    .argument('<file...>', 'programme files (YAML)')
    .option('--json', 'print one JSON object')
    .action((files: string[], options: { json?: boolean }, command: Command) =>
      check(files, options, command),
    );
  group
    .command('show')
    .description('read a programme out in words, every value with the rule it comes from')
    .argument('<file>', 'programme file (YAML)')
    .addOption(new Option('--lang <lang>', 'language of the words').choices(['zh', 'en']).default('en'))
    .option('--json', 'print the programme and its sources as one JSON object')
    .action((file: string, options: { lang: Lang; json?: boolean }, command: Command) =>
      show(file, options, command),
    );
}
