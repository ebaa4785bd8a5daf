import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import type { Clock, Verdict } from '../domain/case/state';
import { STATUS_NAMES, type CaseStatus } from '../domain/case/status';
import { dueWords } from '../domain/messages/when';
import type { ApiClient } from './api-client';
import { findCase } from './find-case';
import { print } from './output';
import { CLOCK_STATUS, VERDICTS } from './words';

interface Receipt {
  caseId: string;
  number: string;
  seq: number;
  status: CaseStatus;
  stageId: string | null;
  allowed: string[];
  dueAt: string | null;
}

interface ShownClock {
  name: { en: string };
  limit: { en: string };
  dueDate: string;
  provisional: boolean;
  status: Clock['status'];
  overdue: boolean;
  verdict: Verdict | null;
}

interface ShownCase extends Omit<Receipt, 'caseId' | 'allowed'> {
  id: string;
  title: string;
  programmeName: { en: string };
  statusName: { zh: string; en: string };
  path: { id: string; at: string }[];
  clocks: ShownClock[];
  allowed: { type: string; name: { zh: string; en: string } }[];
}

interface OpenOptions {
  programme: string;
  place: string;
  title: string;
  kind: string;
  suggestion: string[];
  draft?: boolean;
  key?: string;
  json?: boolean;
}

interface DoOptions {
  data?: unknown;
  dataFile?: string;
  ifSeq?: number;
  key?: string;
  json?: boolean;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(`expected JSON such as '{"reason":"…"}', found ${text.slice(0, 40)}`);
  }
}

const collect = (value: string, before: string[]): string[] => [...before, value];

function parseSeq(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected the seq of the case, a whole number');
}

function afterwards(receipt: Receipt): string {
  const due =
    receipt.dueAt === null
      ? ''
      : `, due ${dueWords({ dueAt: receipt.dueAt, dueDate: null, provisional: false }).zh}`;
  const next = receipt.allowed.length === 0 ? 'nothing for you to do' : receipt.allowed.join(', ');
  return `${receipt.number} (${receipt.caseId}) is ${STATUS_NAMES[receipt.status].en.toLowerCase()} (${STATUS_NAMES[receipt.status].zh})${due}, seq ${receipt.seq}\nnext: ${next}`;
}

function clockLine(clock: ShownClock): string {
  const { verdict, overdue, status } = clock;
  const late = verdict === null ? (overdue ? ', overdue' : '') : `, ${VERDICTS[verdict].en}`;
  const mark = clock.provisional ? ' (provisional, 暂定)' : '';
  return `  ${clock.name.en}: ${clock.limit.en}, due ${clock.dueDate}${mark}: ${CLOCK_STATUS[status].en}${late}`;
}

function describe(found: ShownCase): string {
  const path = found.path
    .map((s) => (s.at === 'now' ? `[${s.id}]` : s.at === 'done' ? `${s.id} ✓` : s.id))
    .join(' → ');
  return [
    `${found.number} ${found.title}`,
    `${found.programmeName.en} · ${found.statusName.en} (${found.statusName.zh}) · seq ${found.seq}`,
    path,
    ...found.clocks.map(clockLine),
    `next: ${found.allowed.map((a) => `${a.type} (${a.name.zh})`).join(', ') || 'nothing for you to do'}`,
  ].join('\n');
}

/** `case open`, `case show` and `case do`: the same abilities as the screens, through the same API. */
export function registerCase(program: Command, client: () => ApiClient): void {
  const group = program.command('case').description('open a case, look at it, act on it');
  group
    .command('open')
    .description('open a case and submit it')
    .requiredOption('--programme <code>', 'such as zhangjiagang')
    .requiredOption('--place <organisation>', 'the community it is about')
    .requiredOption('--title <title>', 'what it is called')
    .option('--kind <kind>', 'PROJECT (has money) or MATTER', 'PROJECT')
    .option('--suggestion <id>', 'a suggestion it comes from; may be given several times', collect, [])
    .option('--draft', 'do not submit yet')
    .option('--key <key>', 'idempotency key, to repeat a call safely')
    .option('--json', 'print one JSON object')
    .action(async (o: OpenOptions, command: Command) => {
      const body = {
        ...{ programmeCode: o.programme, organisationId: o.place, title: o.title, kind: o.kind },
        ...{ suggestions: o.suggestion, submit: o.draft !== true },
      };
      const receipt = await client().post<Receipt>(
        '/api/v1/cases',
        body,
        o.key === undefined ? {} : { key: o.key },
      );
      print(command, o.json, receipt, afterwards(receipt));
    });
  group
    .command('show <case>')
    .description('where a case stands, its clocks, and what you may do next; by id or number')
    .option('--json', 'print the whole case')
    .action(async (asked: string, o: { json?: boolean }, command: Command) => {
      const api = client();
      const id = await findCase(api, asked);
      const found = await api.get<ShownCase>(`/api/v1/cases/${encodeURIComponent(id)}`);
      print(command, o.json, found, describe(found));
    });
  group
    .command('do <case> <command>')
    .description('give a command; "case show CASE --json" lists them with the schema of their data')
    .option('--data <json>', 'its data', parseJson)
    .option('--data-file <file>', 'its data, from a file')
    .option('--if-seq <seq>', 'only if the case is still at this seq', parseSeq)
    .option('--key <key>', 'idempotency key, to repeat a call safely')
    .option('--json', 'print one JSON object')
    .action(async (asked: string, type: string, o: DoOptions, command: Command) => {
      const data = o.dataFile === undefined ? (o.data ?? {}) : parseJson(readFileSync(o.dataFile, 'utf8'));
      const options = {
        ...(o.key === undefined ? {} : { key: o.key }),
        ...(o.ifSeq === undefined ? {} : { ifSeq: o.ifSeq }),
      };
      const api = client();
      const caseId = await findCase(api, asked);
      const receipt = await api.post<Receipt>(
        `/api/v1/cases/${encodeURIComponent(caseId)}/commands`,
        { type, data },
        options,
      );
      print(command, o.json, receipt, afterwards(receipt));
    });
}
