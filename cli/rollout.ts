import { InvalidArgumentError, Option, type Command } from 'commander';
import { localTextOf } from '../domain/calendar/instant';
import { dueWords } from '../domain/messages/when';
import type { Asked } from '../ledger/rollout/ask';
import {
  MOVE_KINDS,
  type MoveKind,
  type RolloutFigures,
  type ShownMove,
  type ShownRollout,
} from '../ledger/rollout/read';
import { personCalled, type Desk, type WithDesk } from './desk';
import { print } from './output';
import { count, ROLLOUT_STATUS, VERDICTS } from './words';

interface Json {
  readonly json?: boolean;
}

const LISTED = 50;
const MOST_MOVES = 1_000;

function whole(value: string): number {
  if (/^[1-9]\d{0,4}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Expected a whole number.');
}

function line(row: ShownRollout): string {
  const { id, startedAt, status, dryRun, done, total, moved, title } = row;
  const how = `${ROLLOUT_STATUS[status]}${dryRun ? ', dry run' : ''}`;
  const dates = `${count(moved, 'date')} ${dryRun ? 'would move' : 'moved'}`;
  return `${localTextOf(startedAt)}  ${how}  ${done} of ${count(total, 'case')}, ${dates}  ${title.zh}  ${id}`;
}

function figuresLine({ later, earlier, confirmed, provisional, verdicts }: RolloutFigures): string {
  return (
    `  ${later} later, ${earlier} earlier, ${confirmed} confirmed, ${provisional} still provisional (暂定), ` +
    `${count(verdicts, 'verdict')} ${verdicts === 1 ? 'differs' : 'differ'} by today's calendar`
  );
}

function moveLine({ number, clockId, oldDueAt, newDueAt, provisional, ...of }: ShownMove): string {
  const due = (dueAt: string): string => dueWords({ dueAt, dueDate: null, provisional: false }).zh;
  const dates = oldDueAt === newDueAt ? `${due(newDueAt)} confirmed` : `${due(oldDueAt)} → ${due(newDueAt)}`;
  const { verdict: then, verdictRecomputed: now } = of;
  const verdict =
    then === null || now === null ? '' : `  ${VERDICTS[then].en}, by today's calendar ${VERDICTS[now].en}`;
  return `  ${number} ${clockId}: ${dates}${provisional ? '（暂定）' : ''}${verdict}`;
}

interface ShowOptions extends Json {
  readonly moves?: boolean;
  readonly kind?: MoveKind;
}

async function show(command: Command, id: string, options: ShowOptions, { ledger }: Desk): Promise<void> {
  const found = await ledger.rollouts.show(id);
  if (found === null) throw new Error(`There is no rollout ${id}.`);
  const wanted = options.moves === true || options.kind !== undefined;
  const moves = wanted
    ? await ledger.rollouts.moves({
        ...{ rolloutId: id, paths: null, kind: options.kind ?? null, after: null, limit: MOST_MOVES },
      })
    : [];
  const words = [line(found), figuresLine(found.figures), ...moves.map(moveLine)];
  if (moves.length === MOST_MOVES) words.push(`  … and more: GET /api/v1/rollouts/${id}/moves`);
  print(command, options.json, { ...found, ...(wanted && { moves }) }, words.join('\n'));
}

interface StartOptions extends Json {
  readonly year?: number;
  readonly closure?: string;
  readonly hours?: string;
  readonly programme?: string;
  readonly programmeVersion?: number;
  readonly dryRun?: boolean;
  readonly by: string;
}

/** Exactly one of the things that dates are computed anew for. */
function askedFor({ year, closure, hours, programme, programmeVersion }: StartOptions): Asked {
  const asked: Asked[] = [
    ...(year === undefined ? [] : [{ kind: 'calendar', year } as const]),
    ...(closure === undefined ? [] : [{ kind: 'closure', closureId: closure } as const]),
    ...(hours === undefined ? [] : [{ kind: 'hours', organisationId: hours } as const]),
    ...(programme === undefined
      ? []
      : [{ kind: 'programme', code: programme, version: programmeVersion } as const]),
  ];
  const [one, ...more] = asked;
  if (one !== undefined && more.length === 0) return one;
  throw new Error('Say what for: one of --year, --closure, --hours and --programme.');
}

async function start(command: Command, options: StartOptions, { pool, ledger, now }: Desk): Promise<void> {
  const asked = askedFor(options);
  const by = await personCalled(pool, options.by);
  const cause = await ledger.rollouts.causeOf(asked, now);
  const id = await ledger.rollouts.start({ cause, by, now, dryRun: options.dryRun ?? false });
  const begun = await ledger.rollouts.show(id);
  if (begun === null) throw new Error('the rollout was not written');
  print(command, options.json, begun, `${line(begun)}\nThe worker walks; "rollout show ${id}" says how far.`);
}

function registerStart(group: Command, withDesk: WithDesk): void {
  group
    .command('start')
    .description('compute the dates of open cases anew')
    .option('--year <year>', 'by the calendar of this year', whole)
    .option('--closure <id>', 'because of this local closure')
    .option('--hours <organisation>', 'because of the working hours of this organisation')
    .option('--programme <code>', 'limits that run take over the newest version in force')
    .option('--programme-version <number>', 'or this one', whole)
    .option('--dry-run', 'only say what would move')
    .requiredOption('--by <sign-in name>', 'in whose name')
    .option('--json', 'print one JSON object')
    .action((options: StartOptions, command: Command) => withDesk((desk) => start(command, options, desk)));
}

/** `rollout list`, `show`, `start` and `cancel`: changed calendars and programmes that walk through open cases. */
export function registerRollout(program: Command, withDesk: WithDesk): void {
  const group = program
    .command('rollout')
    .description('changed calendars and programmes, and the dates they move');
  group
    .command('list')
    .description(`the newest ${LISTED}, and how far they are`)
    .option('--json', 'print one JSON object')
    .action((options: Json, command: Command) =>
      withDesk(async ({ ledger }) => {
        const rollouts = await ledger.rollouts.list({ before: null, limit: LISTED });
        print(command, options.json, { rollouts }, rollouts.map(line).join('\n') || 'No rollouts.');
      }),
    );
  group
    .command('show <id>')
    .description('how far it is and what it moved')
    .option('--moves', 'every date with old and new')
    .addOption(new Option('--kind <kind>', 'only these').choices(MOVE_KINDS))
    .option('--json', 'print one JSON object')
    .action((id: string, options: ShowOptions, command: Command) =>
      withDesk((desk) => show(command, id, options, desk)),
    );
  registerStart(group, withDesk);
  group
    .command('cancel <id>')
    .description('end it where it is: dates that moved stay moved, and people are told of them')
    .requiredOption('--by <sign-in name>', 'in whose name')
    .option('--json', 'print one JSON object')
    .action((id: string, options: Json & { by: string }, command: Command) =>
      withDesk(async ({ pool, ledger, now }) => {
        const by = await personCalled(pool, options.by);
        if ((await ledger.rollouts.cancel({ rolloutId: id, by, now })) === null)
          throw new Error(`There is no rollout ${id}.`);
        const found = await ledger.rollouts.show(id);
        if (found !== null) print(command, options.json, found, line(found));
      }),
    );
}
