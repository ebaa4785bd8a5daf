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

/** A table as CSV: UTF-8 with a byte order mark, or Excel reads Chinese as something else; lines end in CR LF. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}
