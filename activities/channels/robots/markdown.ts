import type { Language } from '../../../domain/language';

const WIDE: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  '`': '｀',
  '#': '＃',
  '&': '＆',
  '!': '！',
  '\\': '＼',
  '@': '＠',
  _: '＿',
  '|': '｜',
  '~': '～',
};

/**
 * Plain words in a text that the robot reads as markdown: marks become their full-width twins, one for one, because
 * the robots document no escape. So a name cannot mention everybody, and cutting cannot cut through an escape.
 */
export const withoutMarkup = (text: string): string =>
  text.replace(/[<>[\]*`#&!\\@_|~]/g, (mark) => WIDE[mark] ?? mark);

/** What is pressed to open the page. */
export const LINK_WORDS: Readonly<Record<Language, string>> = { zh: '点击查看', en: 'Open' };

/** A link under our own words; what would end it early is percent-encoded. */
export const markdownLink = (link: string, language: Language): string =>
  `[${LINK_WORDS[language]}](${link.replace(/[()<>\s]/g, percent)})`;

const percent = (mark: string): string =>
  `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
