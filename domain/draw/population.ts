import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { quoted } from '../calendar/errors';
import { DrawError } from './errors';
import type { Stratum } from './quotas';

/** What is drawn from, frozen: nobody can change it afterwards without its hash telling. */
export interface Population {
  /** The ids of each stratum by its key: its values joined with `|`, in the order of the columns asked for. */
  readonly strata: ReadonlyMap<string, readonly string[]>;
  readonly size: number;
  /** Lower-case hex of the SHA-256 of the file's bytes. */
  readonly sha256: string;
}

const ID = 'id';

/** Stands between the values in the key of a stratum. */
export const BETWEEN_VALUES = '|';

const invalid = (zh: string, en: string, line: number | null = null): DrawError =>
  new DrawError('population-invalid', zh, en, line);

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('总体名单不是 UTF-8 文本。', 'The population is not UTF-8 text.');
  }
}

function columnsOf(head: readonly string[], strata: readonly string[]): { id: number; strata: number[] } {
  const twice = head.find((name, i) => head.indexOf(name) !== i);
  if (twice !== undefined)
    throw invalid(`列名 ${quoted(twice)} 出现两次。`, `The column ${quoted(twice)} is there twice.`, 1);
  const id = head.indexOf(ID);
  if (id === -1)
    throw invalid(
      `没有 id 列；现有：${head.join('、')}。`,
      `There is no column "id"; there is: ${head.join(', ')}.`,
      1,
    );
  const missing = strata.find((name) => !head.includes(name));
  if (missing !== undefined)
    throw new DrawError(
      'strata-invalid',
      `没有 ${quoted(missing)} 这一列；现有：${head.join('、')}。`,
      `There is no column ${quoted(missing)}; there is: ${head.join(', ')}.`,
      1,
    );
  return { id, strata: strata.map((name) => head.indexOf(name)) };
}

/** Collects the rows of a file as they are read. */
class Reader {
  readonly strata = new Map<string, string[]>();
  readonly #lineOf = new Map<string, number>();
  #columns: ReturnType<typeof columnsOf> | null = null;

  constructor(private readonly wanted: readonly string[]) {}

  get size(): number {
    return this.#lineOf.size;
  }

  get hasHead(): boolean {
    return this.#columns !== null;
  }

  take(record: readonly string[], line: number): void {
    if (this.#columns === null) {
      this.#columns = columnsOf(record, this.wanted);
      return;
    }
    const id = record[this.#columns.id] ?? '';
    if (id === '') throw invalid(`第 ${line} 行没有 id。`, `Line ${line} has no id.`, line);
    const before = this.#lineOf.get(id);
    if (before !== undefined)
      throw invalid(
        `第 ${line} 行的 id ${quoted(id)} 在第 ${before} 行已出现。`,
        `The id ${quoted(id)} of line ${line} is in line ${before} already.`,
        line,
      );
    this.#lineOf.set(id, line);
    const key = this.#columns.strata.map((column) => record[column] ?? '').join(BETWEEN_VALUES);
    const ids = this.strata.get(key);
    if (ids === undefined) this.strata.set(key, [id]);
    else ids.push(id);
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What only a reader of CSV takes apart. */
const NOT_PLAIN = /["\r]/;

/**
 * Reads what the product itself writes, without a quote and with its ids first and in order: a million lines in a fraction
 * of the time, since lines that end alike are of one stratum and no id can come twice. Null for every other file.
 */
function readPlain(text: string, wanted: readonly string[]): Omit<Population, 'sha256'> | null {
  const head = text.slice(0, Math.max(0, text.indexOf('\n'))).split(',');
  if (NOT_PLAIN.test(text) || head[0] !== ID) return null;
  const columns = columnsOf(head, wanted).strata;
  const strata = new Map<string, string[]>();
  const byRest = new Map<string, string[]>();
  let [size, last, from] = [0, '', text.indexOf('\n') + 1];
  while (from < text.length) {
    const next = text.indexOf('\n', from);
    const end = next === -1 ? text.length : next;
    const comma = text.indexOf(',', from);
    const cut = comma === -1 || comma > end ? end : comma;
    const [id, rest] = [text.slice(from, cut), text.slice(cut, end)];
    if (id <= last) return null;
    let ids = byRest.get(rest);
    if (ids === undefined) {
      const record = `${id}${rest}`.split(',');
      if (record.length !== head.length) return null;
      const key = columns.map((column) => record[column] ?? '').join(BETWEEN_VALUES);
      ids = strata.get(key) ?? [];
      strata.set(key, ids);
      // The id itself may be a column asked for: then no two lines end alike.
      if (!columns.includes(0)) byRest.set(rest, ids);
    }
    ids.push(id);
    [size, last, from] = [size + 1, id, end + 1];
  }
  return size === 0 ? null : { strata, size };
}

/**
 * Reads a population from its file: UTF-8 CSV with a header, a column `id` and one column for each stratum. Values are
 * taken as they stand, blanks included; further columns and a byte order mark are passed over.
 *
 * @param strata names of columns; none = the whole is one stratum with the empty key
 * @throws DrawError 'population-invalid' with the line at fault, 'strata-invalid' for a column that is not there
 */
export function readPopulation(bytes: Uint8Array, strata: readonly string[]): Population {
  const twice = strata.find((name, i) => strata.indexOf(name) !== i);
  if (twice !== undefined)
    throw new DrawError(
      'strata-invalid',
      `分层列 ${quoted(twice)} 写了两次。`,
      `The stratum ${quoted(twice)} is named twice.`,
    );
  const text = textOf(bytes);
  const plain = readPlain(text, strata);
  if (plain !== null) return { ...plain, sha256: sha256Of(bytes) };
  const reader = new Reader(strata);
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      on_record: (record: readonly string[], { lines }: { lines: number }) => {
        reader.take(record, lines);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    throw invalid(
      `总体名单不是可读的 CSV：${error.message}`,
      `The population is not readable CSV: ${error.message}`,
      line,
    );
  }
  if (!reader.hasHead) throw invalid('总体名单是空文件。', 'The population is an empty file.');
  if (reader.size === 0)
    throw invalid(
      '总体名单只有表头，没有可抽的事项。',
      'The population has a header and nothing to draw from.',
    );
  return { strata: reader.strata, size: reader.size, sha256: sha256Of(bytes) };
}

/** The strata of a population and how many are in each. */
export function sizesOf({ strata }: Pick<Population, 'strata'>): Stratum[] {
  return [...strata].map(([key, ids]) => ({ key, population: ids.length }));
}

const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Writes a population as the file that `readPopulation` reads: lines end with LF, nothing depends on the machine. */
export function writePopulation(
  strata: readonly string[],
  rows: Iterable<{ readonly id: string; readonly values: readonly string[] }>,
): string {
  const lines = [[ID, ...strata].map(cell).join(',')];
  for (const { id, values } of rows) lines.push([id, ...values].map(cell).join(','));
  return `${lines.join('\n')}\n`;
}
