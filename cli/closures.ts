import { InvalidArgumentError, type Command } from 'commander';
import { isCivilDate } from '../domain/calendar/civil-date';
import { MOST_CLOSURE_DAYS } from '../domain/calendar/closures';
import { personCalled, type WithDesk } from './desk';
import { closureWords, movesWords } from './calendar-words';
import { print } from './output';
import { count } from './words';

interface AddOptions {
  readonly place: string;
  readonly date: string;
  readonly until?: string;
  readonly name: string;
  readonly source: string;
  readonly by: string;
  readonly open?: boolean;
  readonly recompute: boolean;
  readonly json?: boolean;
}

interface ListOptions {
  readonly place?: string;
  readonly cancelled?: boolean;
  readonly json?: boolean;
}

/** As many as a place can have in some years. */
const MOST = 2_000;

function parseDate(value: string): string {
  if (isCivilDate(value)) return value;
  throw new InvalidArgumentError('Expected a day that exists, such as 2026-07-24.');
}

const rollout = (id: string | null): string =>
  id === null ? 'Open dates stay as they are.' : `Open dates move with rollout ${id}.`;

/** What both entering and trying a closure ask for. */
function aboutClosure(command: Command): Command {
  return command
    .requiredOption('--place <id>', 'the organisation')
    .requiredOption('--date <date>', 'the day, or the first of several', parseDate)
    .option('--until <date>', `the last day, at most ${MOST_CLOSURE_DAYS} days in all`, parseDate)
    .requiredOption('--name <words>', 'what people call it, such as 台风停工')
    .option('--open', 'days that are worked; without it days that are off')
    .option('--json', 'print one JSON object');
}

const wanted = ({ place: organisationId, date, until, name, open }: AddOptions) =>
  ({ organisationId, date, until, name, kind: open === true ? 'OPEN' : 'CLOSED' }) as const;

function registerPreview(group: Command, withDesk: WithDesk): void {
  aboutClosure(group.command('preview'))
    .description('say which days a closure would change and which open dates would move; writes nothing')
    .action((options: AddOptions, command: Command) =>
      withDesk(async ({ ledger }) => {
        const preview = await ledger.calendar.previewClosure({ ...wanted(options), maySee: () => true });
        const { days, moves } = preview;
        const effect = options.open === true ? 'worked' : 'off';
        const head = `${count(days.length, 'day')} would be ${effect}: ${days.join(', ')}`;
        print(command, options.json, preview, `${head}\n${movesWords(moves)}`);
      }),
    );
}

function registerAdd(group: Command, withDesk: WithDesk): void {
  aboutClosure(group.command('add'))
    .description(
      'enter a day or several on which a place and all below it rest, or work although others rest',
    )
    .requiredOption('--source <words>', 'on whose word')
    .requiredOption('--by <sign-in name>', 'in whose name')
    .option('--no-recompute', 'leave the dates of open cases to a rollout of its own')
    .action((options: AddOptions, command: Command) =>
      withDesk(async ({ pool, ledger, now }) => {
        const { source, recompute } = options;
        const added = await ledger.calendar.addClosure({
          ...{ ...wanted(options), source, recompute, now },
          by: await personCalled(pool, options.by),
        });
        print(command, options.json, added, `${closureWords([added])}\n${rollout(added.rolloutId)}`);
      }),
    );
}

function registerCancel(group: Command, withDesk: WithDesk): void {
  group
    .command('cancel')
    .description('take a closure back')
    .argument('<id>', 'the closure, as "closure list" shows it')
    .requiredOption('--by <sign-in name>', 'in whose name')
    .option('--no-recompute', 'leave the dates of open cases to a rollout of its own')
    .option('--json', 'print one JSON object')
    .action((id: string, options: Pick<AddOptions, 'by' | 'recompute' | 'json'>, command: Command) =>
      withDesk(async ({ pool, ledger, now }) => {
        const by = await personCalled(pool, options.by);
        const cancelled = await ledger.calendar.cancelClosure({ id, by, now, recompute: options.recompute });
        if (cancelled === null) throw new Error(`There is no closure ${id}.`);
        print(
          command,
          options.json,
          cancelled,
          `${closureWords([cancelled])}\n${rollout(cancelled.rolloutId)}`,
        );
      }),
    );
}

/** `calendar closure preview`, `add`, `list` and `cancel`: days on which a place differs from the country. */
export function registerClosures(calendar: Command, withDesk: WithDesk): void {
  const group = calendar.command('closure').description('days on which a place rests or works by itself');
  registerPreview(group, withDesk);
  registerAdd(group, withDesk);
  group
    .command('list')
    .description('closures by date')
    .option('--place <id>', 'only those entered for this organisation')
    .option('--cancelled', 'also those that were taken back')
    .option('--json', 'print one JSON object')
    .action((options: ListOptions, command: Command) =>
      withDesk(async ({ ledger }) => {
        const closures = await ledger.calendar.listClosures({
          ...(options.place !== undefined && { organisationIds: [options.place] }),
          ...{ withCancelled: options.cancelled ?? false, limit: MOST },
        });
        print(command, options.json, { closures }, closureWords(closures));
      }),
    );
  registerCancel(group, withDesk);
}
