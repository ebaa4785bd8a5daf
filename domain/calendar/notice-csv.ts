import { CsvError, parse } from 'csv-parse/sync';
import { quoted } from './errors';
import type { Manner } from './notice-fields';
import { readNotice, type ReadNotice } from './notice';
import type { NoticeProblem } from './notice-parts';

/** What a table does not say and its sender must: the year, where the notice is, what it is called. */
export interface AboutCsv {
  readonly year: number;
  readonly papers: readonly string[];
  readonly source?: string | undefined;
  readonly status?: string | undefined;
}

const HEADS: Readonly<Record<string, 'date' | 'name' | 'isOffDay'>> = {
  date: 'date',
  日期: 'date',
  name: 'name',
  名称: 'name',
  节日: 'name',
  isoffday: 'isOffDay',
  '休/班': 'isOffDay',
  '放假/上班': 'isOffDay',
};

const OFF: Readonly<Record<string, boolean>> = {
  ...{ true: true, '1': true, 休: true, 放假: true, 是: true },
  ...{ false: false, '0': false, 班: false, 上班: false, 否: false },
};

/** `2027/1/1`, as spreadsheets write it, and `2027年1月1日` mean the same day as `2027-01-01`. */
function dateOf(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (!match) return text;
  return `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
}

function refuse(zh: string, en: string, code: NoticeProblem['code'] = 'shape'): ReadNotice {
  return { notice: null, problems: [{ code, pointer: '/text', zh, en }], warnings: [] };
}

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a notice from a table with the header `date,name,isOffDay` or `日期,名称,休/班`, columns in any order, by the
 * same rules as `readNotice`; problems name the line. Spreadsheets' byte order mark, date style and empty lines are
 * taken as meant.
 */
export function readNoticeCsv(text: string, about: AboutCsv): ReadNotice {
  let lines: Line[];
  try {
    lines = parse(text, {
      ...{ bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, info: true },
      max_record_size: 2_000,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(`不是可读的 CSV：${error.message}`, `Not a readable CSV text: ${error.message}`);
  }
  const [head, ...rows] = lines.filter(({ record }) => record.some((cell) => cell !== ''));
  const columns = (head?.record ?? []).map((cell) => HEADS[cell.toLowerCase()]);
  const missing = (['date', 'name', 'isOffDay'] as const).filter((name) => !columns.includes(name));
  const known = columns.filter((column) => column !== undefined);
  if (missing.length > 0 || new Set(known).size !== known.length) {
    const found = quoted((head?.record ?? []).join(','));
    return refuse(
      `首行应为 date,name,isOffDay 或 日期,名称,休/班，现为 ${found}。`,
      `The first line must be date,name,isOffDay or 日期,名称,休/班, found ${found}.`,
    );
  }
  const days = rows.map(({ record }) => {
    const cell = (name: 'date' | 'name' | 'isOffDay') => record[columns.indexOf(name)] ?? '';
    const off = cell('isOffDay').toLowerCase();
    const isOffDay: unknown = Object.hasOwn(OFF, off) ? OFF[off] : off;
    return { date: dateOf(cell('date')), name: cell('name'), isOffDay };
  });
  const read = readNotice({ ...about, days }, mannerOf(rows));
  const told = (problems: readonly NoticeProblem[]) => problems.map((problem) => inText(problem, rows));
  if (read.notice === null) return { ...read, problems: told(read.problems) };
  return { ...read, warnings: told(read.warnings) };
}

/** A table has lines and a column for days off. */
function mannerOf(rows: readonly Line[]): Manner {
  return {
    place: (index) => {
      const line = rows[index]?.info.lines ?? 0;
      return { zh: `第 ${line} 行`, en: `line ${line}` };
    },
    offDay: { zh: '“休/班”一栏应为 休 或 班', en: 'Expected 休 (off) or 班 (worked)' },
  };
}

/** Points to the line of the text instead of the entry of a list. */
function inText(problem: NoticeProblem, rows: readonly Line[]): NoticeProblem {
  const match = /^\/days(?:\/(\d+))?/.exec(problem.pointer);
  if (!match) return problem;
  const line = match[1] === undefined ? undefined : rows[Number(match[1])]?.info.lines;
  if (line === undefined) return { ...problem, pointer: '/text' };
  return {
    ...problem,
    pointer: '/text',
    zh: `第 ${line} 行：${problem.zh}`,
    en: `Line ${line}: ${problem.en}`,
  };
}
