import type { Language } from '../../../domain/language';
import { byteLength, oneLine, truncate } from './truncate';

/** How one provider wants a message to look, and how much of it it takes. */
export interface Layout {
  /** Bytes of UTF-8. */
  readonly maxBytes: number;
  /** Between title, lines and link. */
  readonly separator: string;
  /** Adds its marks around the text; the text itself stays as it is. */
  readonly title: (text: string) => string;
  readonly line: (text: string) => string;
  /** Ready; never cut, because half an address opens nothing. */
  readonly link: string;
  /** Takes from the text what the provider would read as markup. */
  readonly plain?: (text: string) => string;
}

export interface Words {
  /** Of the line that counts what did not fit. */
  readonly language: Language;
  readonly title: string;
  readonly lines: readonly string[];
}

/** The last line when not all of them fit. */
export const moreLine = (hidden: number, language: Language): string =>
  language === 'en' ? `… and ${hidden} more: sign in to see them` : `……另有 ${hidden} 项，请登录查看`;

/**
 * Title, lines and link as one text of at most `maxBytes`. Lines that do not fit are counted in the last line; a
 * single line that is too long is cut at a character; the title is cut last of all.
 */
export function fitMessage(words: Words, layout: Layout): string {
  const plain = (text: string): string => (layout.plain ?? String)(oneLine(text));
  const title = layout.title(plain(words.title));
  const texts = words.lines.map(plain);
  const lines = texts.map(layout.line);
  const more = (hidden: number): string => layout.line(moreLine(hidden, words.language));
  const join = (...parts: readonly string[]): string => parts.join(layout.separator);
  const fits = (text: string): boolean => byteLength(text) <= layout.maxBytes;

  const whole = join(title, ...lines, layout.link);
  if (fits(whole)) return whole;
  const shown = howMany({ title, lines, more }, layout);
  if (shown > 0) return join(title, ...lines.slice(0, shown), more(lines.length - shown), layout.link);
  const [first] = texts;
  if (first !== undefined) {
    const rest = lines.length > 1 ? [more(lines.length - 1)] : [];
    const room = layout.maxBytes - byteLength(join(title, layout.line(''), ...rest, layout.link));
    const cut = truncate(first, room);
    if (cut !== '') return join(title, layout.line(cut), ...rest, layout.link);
    const without = join(title, more(lines.length), layout.link);
    if (fits(without)) return without;
  }
  const room = layout.maxBytes - byteLength(join(layout.title(''), layout.link));
  if (room > 0) return join(layout.title(truncate(plain(words.title), room)), layout.link);
  return truncate(plain(words.title), layout.maxBytes);
}

/** How many whole lines fit when the rest is counted in one more line; 0 when not even one does. */
function howMany(
  { title, lines, more }: { title: string; lines: readonly string[]; more: (hidden: number) => string },
  layout: Layout,
): number {
  const between = byteLength(layout.separator);
  let used = byteLength(title) + between + byteLength(layout.link);
  let shown = 0;
  for (const [index, line] of lines.entries()) {
    used += between + byteLength(line);
    const hidden = lines.length - index - 1;
    const counted = hidden > 0 ? between + byteLength(more(hidden)) : 0;
    if (used > layout.maxBytes) break;
    if (hidden > 0 && used + counted <= layout.maxBytes) shown = index + 1;
  }
  return shown;
}
