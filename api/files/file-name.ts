import { FILE_TYPES, type FileType } from './file-types';
import { refuseFile } from './refuse-file';

/** As the ledger keeps it. */
const MAX_LENGTH = 255;

/** Control characters, halves of characters, line separators, and signs that turn the direction of reading around, which can make `.exe` look like `.jpg`. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** The name to keep: what people called the file, without a path and without tricks, with the ending its content has. */
export function fileName(sent: string, type: FileType): string {
  const endings: readonly [string, ...string[]] = FILE_TYPES[type];
  const clean = baseName(sent);
  const ending = endingOf(clean);
  if (ending !== null && !endings.includes(ending.toLowerCase())) throw refuseFile('name-differs');
  const stem = ending === null ? clean : clean.slice(0, -ending.length - 1).trimEnd();
  const last = `.${ending ?? endings[0]}`;
  return `${shortened(stem, MAX_LENGTH - last.length) || 'file'}${last}`;
}

/** Without folders, as both kinds of system write them, and without dots or blanks at the ends. */
export function baseName(sent: string): string {
  const last = sent.normalize('NFC').replaceAll(NOT_IN_NAMES, '').split(/[/\\]/).at(-1) ?? '';
  return last.replaceAll(/^[.\s]+|[.\s]+$/gu, '');
}

/** What follows the last dot; a name without a dot has no ending. */
export function endingOf(name: string): string | null {
  return /\.([^.\s]+)$/u.exec(name)?.[1] ?? null;
}

/** Cut between characters as people see them, so that no emoji is left in half. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('zh').segment(text)) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept.trimEnd();
}
