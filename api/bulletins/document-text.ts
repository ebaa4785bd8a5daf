import { Paragraph, TextRun, type IRunOptions } from 'docx';

/** No XML may hold them, and the library leaves them in. */
const NOT_XML = /[\uFFFE\uFFFF]/g;

/** Text as it was written; what no document can hold is left out. */
export const runOf = (text: string, options: Omit<IRunOptions, 'text' | 'children'> = {}): TextRun =>
  new TextRun({ ...options, text: text.replace(NOT_XML, '') });

/** Each line of a text as a paragraph. */
export const paragraphsOf = (text: string, style: string): Paragraph[] =>
  text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => new Paragraph({ style, children: [runOf(line.trim())] }));
