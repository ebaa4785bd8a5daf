import type { Command } from 'commander';
import type { ReadNotice } from '../domain/calendar/notice';
import { changedWords, movesWords, problemWords, statusWords } from './calendar-words';
import { registerClosures } from './closures';
import { deskOf, personCalled, type Desk } from './desk';
import { print } from './output';
import { readNoticeFile, withNoticeOptions, type NoticeOptions } from './read-notice';
import { YEAR_STATUS } from './words';

/** The notice has problems, or what is in force is not older. */
const EXIT_REFUSED = 1;
/** The year whose notice should be out is missing. */
const EXIT_MISSING = 3;

interface Read extends NoticeOptions {
  readonly restore?: boolean;
  readonly json?: boolean;
}

/** Says what is wrong with a notice, and that the command did not do what was asked. */
function refuse(command: Command, json: boolean | undefined, { problems }: ReadNotice): void {
  if (json) print(command, true, { ok: false, problems }, '');
  else command.configureOutput().writeErr?.(`${problemWords(problems)}\n`);
  process.exitCode = EXIT_REFUSED;
}

async function preview(command: Command, file: string, options: Read, { ledger, now }: Desk): Promise<void> {
  const read = readNoticeFile(file, options);
  const { notice, warnings } = read;
  if (notice === null) {
    refuse(command, options.json, read);
    return;
  }
  const answer = await ledger.calendar.preview({
    ...{ notice, now, restore: options.restore ?? false },
    maySee: () => true,
  });
  const refusal = answer.refusal && { code: answer.refusal.code, message: answer.refusal.detail };
  const words = [
    `${notice.year} ${YEAR_STATUS[notice.status]}: ${notice.source}`,
    ...(warnings.length > 0 ? [`Please check:\n${problemWords(warnings)}`] : []),
    ...(refusal === null ? [] : [`Would be refused: ${refusal.message?.en ?? refusal.code}`]),
    changedWords(answer.changed),
    movesWords(answer.moves),
  ];
  print(
    command,
    options.json,
    { ok: refusal === null, notice, warnings, ...answer, refusal },
    words.join('\n'),
  );
  if (refusal !== null) process.exitCode = EXIT_REFUSED;
}

interface Import extends Read {
  readonly by: string;
  readonly recompute: boolean;
}

async function importFile(command: Command, file: string, options: Import, desk: Desk): Promise<void> {
  const { pool, ledger, now } = desk;
  const by = await personCalled(pool, options.by);
  const read = readNoticeFile(file, options);
  const { notice, warnings } = read;
  if (notice === null) {
    refuse(command, options.json, read);
    return;
  }
  const { restore = false, recompute } = options;
  const imported = await ledger.calendar.import({ notice, by, now, restore, recompute });
  const words = [
    ...(warnings.length > 0 ? [`Please check:\n${problemWords(warnings)}`] : []),
    `The ${YEAR_STATUS[imported.status]} year ${imported.year} is in force.`,
    changedWords(imported.changed),
    imported.rolloutId === null
      ? 'Open dates stay as they are.'
      : `Open dates move with rollout ${imported.rolloutId}.`,
  ];
  print(command, options.json, { ok: true, warnings, ...imported }, words.join('\n'));
}

/** `calendar status`, `preview`, `import` and `closure`: working days, for whoever runs the server. */
export function registerCalendar(program: Command, databaseUrl: () => string): void {
  const withDesk = deskOf(databaseUrl);
  const group = program.command('calendar').description('working days: notices, closures, what is missing');
  group
    .command('status')
    .description(`which years are official and from where; exit code ${EXIT_MISSING} if a notice is missing`)
    .option('--json', 'print one JSON object')
    .action((options: { json?: boolean }, command: Command) =>
      withDesk(async ({ ledger, now }) => {
        const status = await ledger.calendar.status(now);
        print(command, options.json, status, statusWords(status));
        if (status.wanted.missing) process.exitCode = EXIT_MISSING;
      }),
    );
  withNoticeOptions(group.command('preview'))
    .description(
      'say what a holiday notice would change: days, and open dates from when to when; writes nothing',
    )
    .option('--restore', 'take back a version that was replaced')
    .option('--json', 'print one JSON object')
    .action((file: string, options: Read, command: Command) =>
      withDesk((desk) => preview(command, file, options, desk)),
    );
  withNoticeOptions(group.command('import'))
    .description('put a holiday notice in force')
    .requiredOption('--by <sign-in name>', 'in whose name')
    .option('--restore', 'take back a version that was replaced')
    .option('--no-recompute', 'leave the dates of open cases to a rollout of its own')
    .option('--json', 'print one JSON object')
    .action((file: string, options: Import, command: Command) =>
      withDesk((desk) => importFile(command, file, options, desk)),
    );
  registerClosures(group, withDesk);
}
