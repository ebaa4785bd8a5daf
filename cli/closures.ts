import { InvalidArgumentError, type Command } from 'commander';
import { isCivilDate } from '../domain/calendar/civil-date';
import { personCalled, type WithDesk } from './desk';
import { closureWords } from './calendar-words';
import { print } from './output';

interface AddOptions {
  readonly place: string;
  readonly date: string;
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

function registerAdd(group: Command, withDesk: WithDesk): void {
  group
    .command('add')
    .description('enter a day on which a place and all below it rest, or work although others rest')
    .requiredOption('--place <id>', 'the organisation')
    .requiredOption('--date <date>', 'the day', parseDate)
    .requiredOption('--name <words>', 'what people call it, such as 台风停工')
    .requiredOption('--source <words>', 'on whose word')
    .requiredOption('--by <sign-in name>', 'in whose name')
    .option('--open', 'a day that is worked; without it one that is off')
    .option('--no-recompute', 'leave the dates of open cases to a rollout of its own')
    .option('--json', 'print one JSON object')
    .action((options: AddOptions, command: Command) =>
      withDesk(async ({ pool, ledger, now }) => {
        const { place: organisationId, date, name, source, recompute } = options;
        const added = await ledger.calendar.addClosure({
          ...{ organisationId, date, name, source, recompute, now, kind: options.open ? 'OPEN' : 'CLOSED' },
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

/** `calendar closure add`, `list` and `cancel`: days on which a place differs from the country. */
export function registerClosures(calendar: Command, withDesk: WithDesk): void {
  const group = calendar.command('closure').description('days on which a place rests or works by itself');
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
