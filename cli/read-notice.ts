import { existsSync, readFileSync, statSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { readNotice, type ReadNotice } from '../domain/calendar/notice';
import { readNoticeCsv } from '../domain/calendar/notice-csv';

/** What a table does not say by itself. */
export interface NoticeOptions {
  readonly year?: number;
  readonly paper: string[];
  readonly source?: string;
  readonly provisional?: boolean;
}

/** Far above any notice. */
const MAX_BYTES = 1_000_000;

function parseYear(value: string): number {
  if (!/^\d{4}$/.test(value)) throw new InvalidArgumentError('Expected a year such as 2027.');
  return Number(value);
}

/** The options that a notice takes besides its file. */
export function withNoticeOptions(command: Command): Command {
  return command
    .argument(
      '<file>',
      'the notice: holiday-cn JSON, or CSV with the header date,name,isOffDay or 日期,名称,休/班',
    )
    .option('--year <year>', 'CSV only: the year of the notice', parseYear)
    .option(
      '--paper <address>',
      'CSV only: where the notice is; may be given several times',
      (value: string, papers: string[]) => [...papers, value],
      [] as string[],
    )
    .option('--source <words>', 'what the notice is called')
    .option('--provisional', 'no notice yet: a guess that stays marked provisional (暂定)');
}

/** Spreadsheets on Chinese machines write GB 18030; what is not UTF-8 is taken for that. */
function textOf(file: string): string {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  if (!statSync(file).isFile()) throw new Error(`${file} is no file.`);
  if (statSync(file).size > MAX_BYTES) throw new Error(`${file} is too large for a notice.`);
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Reads a file as JSON when it begins like an object, otherwise as a table. Throws when the file cannot be read. */
export function readNoticeFile(file: string, options: NoticeOptions): ReadNotice {
  const text = textOf(file);
  const status = options.provisional ? 'PROVISIONAL' : undefined;
  const said = { ...(options.source !== undefined && { source: options.source }), ...(status && { status }) };
  if (!/^\ufeff?\s*[{[]/.test(text)) {
    if (options.year === undefined) throw new Error('Say the year of a CSV notice with --year.');
    return readNoticeCsv(text, { year: options.year, papers: options.paper, ...said });
  }
  if (options.year !== undefined || options.paper.length > 0)
    throw new Error('A JSON notice says its year and papers itself: leave --year and --paper out.');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return readNotice(
    typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, ...said } : value,
  );
}
