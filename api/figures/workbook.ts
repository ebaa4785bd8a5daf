import { PassThrough, type Readable } from 'node:stream';
import type { Worksheet } from 'exceljs';
import { sheetText } from '../../domain/figures/sheet-text';
import type { CellValue } from '../../domain/figures/columns';

type Row = readonly CellValue[];

/** One sheet: its name, and its lines with the titles first. */
export interface Sheet {
  name: string;
  rows: readonly Row[];
}

/** The library is loaded when the first file is asked for. Node gives it as a default export only. */
const library = async () => (await import('exceljs')).default;

const FIRST_ROW_STAYS = { views: [{ state: 'frozen' as const, ySplit: 1 }] };
const WIDEST = 60;

/** Chinese characters take twice the room of Latin ones. */
const widthOf = (value: CellValue): number =>
  Array.from(String(value ?? '')).reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 2);

const cellsOf = (row: Row): CellValue[] =>
  row.map((value) => (typeof value === 'string' ? sheetText(value) : value));

function setWidths(sheet: Worksheet, rows: readonly Row[]): void {
  (rows[0] ?? []).forEach((_title, i) => {
    sheet.getColumn(i + 1).width = Math.min(WIDEST, Math.max(...rows.map((row) => widthOf(row[i] ?? null))));
  });
}

/** An .xlsx file. No cell is a formula. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const { Workbook } = await library();
  const workbook = new Workbook();
  for (const { name, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, FIRST_ROW_STAYS);
    for (const row of rows) sheet.addRow(cellsOf(row));
    sheet.getRow(1).font = { bold: true };
    setWidths(sheet, rows);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** An .xlsx file of one sheet, made as its lines come, the titles first; columns are as wide as the first lines need. */
export function workbookStream(name: string, parts: AsyncIterable<readonly Row[]>): Readable {
  const file = new PassThrough();
  write(file, name, parts).catch((error: unknown) =>
    file.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return file;
}

async function write(file: PassThrough, name: string, parts: AsyncIterable<readonly Row[]>): Promise<void> {
  const { WorkbookWriter } = (await library()).stream.xlsx;
  const workbook = new WorkbookWriter({ stream: file, useStyles: true });
  const sheet = workbook.addWorksheet(name, FIRST_ROW_STAYS);
  let isFirst = true;
  for await (const rows of parts) {
    if (file.destroyed) return; // whoever wanted it has gone
    if (isFirst) {
      setWidths(sheet, rows);
      sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: rows[0]?.length ?? 1 } };
    }
    for (const row of rows) {
      const added = sheet.addRow(cellsOf(row));
      if (isFirst) added.font = { bold: true };
      isFirst = false;
      added.commit();
    }
  }
  await workbook.commit();
}
