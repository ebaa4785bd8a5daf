/** A spreadsheet takes text that begins like this for a formula; the full-width signs and blanks before them as well. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]/u;
const CONTROL_FIRST = /^[\t\r\n]/;

/** Text that no spreadsheet runs: what could be taken for a formula begins with an apostrophe. Numbers need none. */
export function sheetText(text: string): string {
  return FORMULA.test(text) || CONTROL_FIRST.test(text) ? `'${text}` : text;
}

/** One value between commas (RFC 4180). */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = sheetText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Excel reads Chinese as something else without it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Lines of a table as CSV; each ends in CR LF. A file of them begins with the byte order mark. */
export function csvLines(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** A table as CSV in UTF-8. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `${BYTE_ORDER_MARK}${csvLines(rows)}`;
}
