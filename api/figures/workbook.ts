import type { Worksheet } from 'exceljs';
import { sheetText } from '../../domain/figures/sheet-text';
import type { CellValue } from '../../domain/figures/columns';

/** One sheet: its name, and its lines with the titles first. */
export interface Sheet {
  name: string;
  rows: readonly (readonly CellValue[])[];
}

const WIDEST = 60;

/** Chinese characters take twice the room of Latin ones. */
const widthOf = (value: CellValue): number =>
  Array.from(String(value ?? '')).reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 2);

function fill(sheet: Worksheet, rows: Sheet['rows']): void {
  for (const row of rows)
    sheet.addRow(row.map((value) => (typeof value === 'string' ? sheetText(value) : value)));
  sheet.getRow(1).font = { bold: true };
  (rows[0] ?? []).forEach((_title, i) => {
    sheet.getColumn(i + 1).width = Math.min(WIDEST, Math.max(...rows.map((row) => widthOf(row[i] ?? null))));
  });
}

/** An .xlsx file. No cell is a formula. The library is loaded when the first file is asked for. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const { Workbook } = await import('exceljs');
  const workbook = new Workbook();
  for (const { name, rows } of sheets)
    fill(workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] }), rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
