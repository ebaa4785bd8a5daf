import type { Lang } from '../calendar/limit';
import type { BulletinContent } from './counts';
import { PART_NAMES, PARTS, type PartTexts } from './edition';
import { tablesOf, type BulletinTable } from './tables';

/** What a bulletin says, in figures and in words. */
export interface Saying {
  readonly content: BulletinContent;
  readonly parts: PartTexts;
}

const NOTHING = '–';
/** Columns of the list of what is overdue: the limit, of which one case may have several, and how late it is. */
const [LIMIT, DAYS_LATE] = [3, 6];

/** Each line of a table by what it is about. */
function linesOf({ id, rows }: BulletinTable): Map<string, readonly string[]> {
  return new Map(
    rows.map((row) => [`${row[0] ?? ''}${id === 'overdue' ? ` ${row[LIMIT] ?? ''}` : ''}`, row]),
  );
}

/** The cells that differ between two countings of one table. */
function cellsChanged(before: BulletinTable, after: BulletinTable): string[][] {
  const [then, now] = [linesOf(before), linesOf(after)];
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((line) => {
    const [old, fresh] = [then.get(line), now.get(line)];
    const isWhole = old !== undefined && fresh !== undefined;
    return [...new Set([...after.head.slice(1), ...before.head.slice(1)])].flatMap((column) => {
      // Of a limit that is overdue no more, or only now, one line says enough.
      if (after.id === 'overdue' && !isWhole && column !== after.head[DAYS_LATE]) return [];
      const cell = (table: BulletinTable, row: readonly string[] | undefined): string =>
        row?.[table.head.indexOf(column)] ?? NOTHING;
      const [was, is] = [cell(before, old), cell(after, fresh)];
      return was === is ? [] : [[after.title, line, column, was, is]];
    });
  });
}

/** Every figure that differs between what was said and what is said now, and the parts of the text that do. */
export function changesOf(before: Saying, after: Saying, lang: Lang): BulletinTable {
  const then = tablesOf(before.content, lang);
  const text = { zh: '文字', en: 'Text' }[lang];
  const [old, fresh] = { zh: ['原文字', '已修改'], en: ['as it was', 'rewritten'] }[lang];
  return {
    id: 'changes',
    title: { zh: '变化对照', en: 'What has changed' }[lang],
    head: {
      zh: ['表', '单位或事项', '指标', '原为', '现为'],
      en: ['Table', 'Place or case', 'Figure', 'was', 'is'],
    }[lang],
    rows: [
      ...tablesOf(after.content, lang).flatMap((table) => {
        const other = then.find(({ id }) => id === table.id);
        return other === undefined ? [] : cellsChanged(other, table);
      }),
      ...PARTS.filter((part) => before.parts[part] !== after.parts[part]).map((part) => [
        ...[text, PART_NAMES[part][lang], NOTHING],
        ...[old ?? '', fresh ?? ''],
      ]),
    ],
  };
}

/** Every table of a bulletin; a correction ends with what it puts right. */
export function tablesOfEdition(
  edition: Saying & { readonly corrected: Saying | null },
  lang: Lang,
): BulletinTable[] {
  const { content, corrected } = edition;
  const tables = tablesOf(content, lang);
  if (corrected === null) return tables;
  const title = { zh: '更正前后对照', en: 'What is corrected' }[lang];
  return [...tables, { ...changesOf(corrected, edition, lang), title }];
}
