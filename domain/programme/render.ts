import type { Lang } from '../calendar/limit';
import { textOf, type ReadingRow, type ReadingTable } from './reading/statement';
import { programmeTables } from './reading/tables';
import type { Programme } from './schema';
import type { Sources } from './sources';

/** A programme as plain text to be read aloud: every value with the rule it comes from in brackets. */
export function describeProgramme(programme: Programme, sources: Sources, lang: Lang): string {
  const tables = programmeTables(programme, sources).map((table) => describeTable(table, lang));
  return `${[`${programme.name[lang]} (${programme.code})`, ...tables].join('\n\n')}\n`;
}

function describeTable({ title, about, columns, rows }: ReadingTable, lang: Lang): string {
  const head = [title[lang], ...about.map((one) => textOf(one, lang))].join(lang === 'zh' ? '，' : ', ');
  const headings = columns.slice(1).map((column) => column[lang]);
  return [head, ...rows.flatMap((row) => describeRow(row, headings, lang))].join('\n');
}

/** A row as a line for its name and one for each heading that something is said under. */
function describeRow({ name, cells }: ReadingRow, headings: readonly string[], lang: Lang): string[] {
  const said = cells.map((cell, at) => ({
    heading: headings[at] ?? '',
    text: cell.map((statement) => textOf(statement, lang)).join('; '),
  }));
  return [
    textOf(name, lang),
    ...said.filter(({ text }) => text !== '').map(({ heading, text }) => `   ${heading}: ${text}`),
  ];
}
