import { Command, Option } from 'commander';
import { shippedCalendar } from '../domain/calendar/shipped';
import { isCivilDate, parseCivilDate } from '../domain/calendar/civil-date';
import { describeStep, explainDue, type Due, type WhyStep } from '../domain/calendar/due';
import { CalendarError } from '../domain/calendar/errors';
import { localTextOf, parseInstant, startOfDay, type Instant } from '../domain/calendar/instant';
import { parseLimit, type Lang } from '../domain/calendar/limit';

interface DueOptions {
  readonly from?: string;
  readonly limit?: string;
  readonly roll: boolean;
  readonly lang: Lang;
  readonly json?: boolean;
}

/** The command was used wrongly; scripts tell it from a crash (1) by this. */
const EXIT_USAGE = 2;

class UsageError extends Error {
  readonly code = 'usage';
}

function readStart(text: string): Instant {
  if (isCivilDate(text)) return startOfDay(text);
  return text.includes('T') ? parseInstant(text) : startOfDay(parseCivilDate(text));
}

function explain(options: DueOptions): { steps: WhyStep[]; due: Due; text: string } {
  if (options.from === undefined)
    throw new UsageError('Say the start with --from, such as --from 2026-02-12.');
  if (options.limit === undefined) throw new UsageError('Say the limit with --limit, such as --limit 10wd.');
  const limit = parseLimit(options.limit);
  const start = readStart(options.from);
  const steps = explainDue(shippedCalendar, { start, limit, roll: options.roll });
  const last = steps.at(-1);
  if (last?.kind !== 'due') throw new Error('The explanation does not end with a due date.');
  return {
    steps,
    due: last.due,
    text: limit.unit === 'hour' ? localTextOf(last.due.dueAt) : last.due.dueDate,
  };
}

function errorJson(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}

function run(command: Command): void {
  const options = command.opts<DueOptions>();
  const output = command.configureOutput();
  const out = (line: string) => output.writeOut?.(`${line}\n`);
  const err = (line: string) => output.writeErr?.(`${line}\n`);
  try {
    const { steps, due, text } = explain(options);
    if (options.json) {
      const told = steps.map((step) => ({ ...step, text: describeStep(step, options.lang) }));
      out(JSON.stringify({ due: text, provisional: due.provisional, steps: told }));
      return;
    }
    out(text);
    for (const step of steps) if (step.kind === 'provisional') err(describeStep(step, options.lang));
  } catch (error) {
    if (!(error instanceof CalendarError || error instanceof UsageError)) throw error;
    if (options.json) out(errorJson(error.code, error.message));
    err(error.message);
    process.exitCode = EXIT_USAGE;
  }
}

/** `due`: when a limit ends, answered offline from the shipped calendar. */
export function dueCommand(): Command {
  const command = new Command('due')
    .description('tell when a limit ends, from the shipped calendar')
    .option(
      '--from <date>',
      'the day it starts, which is not counted, or an instant such as 2026-02-12T16:30:00+08:00',
    )
    .option('--limit <limit>', 'how long: 10wd (working days), 7d, 1week, 1month, 2h (working hours)')
    .option('--no-roll', 'let days, weeks and months end on a rest day')
    .addOption(new Option('--lang <lang>', 'language of the explanation').choices(['zh', 'en']).default('en'))
    .option('--json', 'print the due date with every step that leads to it');
  return command
    .showSuggestionAfterError(false)
    .exitOverride(({ exitCode, message }) => {
      if (exitCode === 0) process.exit(0);
      const text = message.replace(/^error: /, '');
      if (command.opts<DueOptions>().json)
        command.configureOutput().writeOut?.(`${errorJson('usage', text)}\n`);
      process.exit(EXIT_USAGE);
    })
    .action(() => run(command));
}

/** Adds `due` to a program and lets it write where the program writes. */
export function registerDue(program: Command): void {
  program.addCommand(dueCommand().configureOutput(program.configureOutput()));
}
