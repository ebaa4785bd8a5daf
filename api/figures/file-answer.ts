import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../../domain/errors';
import type { CellValue } from '../../domain/figures/columns';
import { BYTE_ORDER_MARK, csvLines } from '../../domain/figures/sheet-text';
import { codeOf } from '../../ledger/files/code-of';
import { Raw } from '../route';
import { workbookStream } from './workbook';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** More lines than anybody reads; the filters narrow it. */
export const MOST_LINES = 10_000;

/** Refuses a file that nobody could read. */
export function checkLines(number: number): void {
  if (number <= MOST_LINES) return;
  throw new Refusal('too-many-lines', {
    zh: `超过 ${MOST_LINES} 行，请先缩小筛选范围再导出。`,
    en: `There are more than ${MOST_LINES} lines. Narrow the filters and export again.`,
  });
}

/** The same, with the first part made already: what goes wrong before it can still be told as a problem. */
async function begun(all: AsyncGenerator<CellValue[][]>): Promise<AsyncGenerator<CellValue[][]>> {
  const first = await all.next();
  return (async function* () {
    if (first.done !== true) yield first.value;
    yield* all;
  })();
}

async function* csv(lines: AsyncIterable<CellValue[][]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  for await (const rows of lines) yield csvLines(rows);
}

export interface FileAnswer {
  readonly format: 'csv' | 'xlsx';
  /** Without its ending. */
  readonly fileName: string;
  /** Of the sheet in a workbook. */
  readonly sheet: string;
  /** The titles first, then the lines, a part at a time. */
  readonly lines: AsyncGenerator<CellValue[][]>;
}

/** An answer that is a table as a file, sent as its lines come. */
export async function fileAnswer({ format, fileName, sheet, lines }: FileAnswer): Promise<Raw> {
  const ready = await begun(lines);
  return new Raw(async (response) => {
    response.setHeader('Vary', 'Accept-Language');
    response.setHeader('Content-Disposition', `attachment; filename="${fileName}.${format}"`);
    response.setHeader('Content-Type', format === 'csv' ? `${CSV}; charset=utf-8` : XLSX);
    const file = format === 'csv' ? Readable.from(csv(ready)) : workbookStream(sheet, ready);
    try {
      await pipeline(file, response);
    } catch (error) {
      // Somebody who closes the window breaks nothing of ours.
      if (codeOf(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  });
}
