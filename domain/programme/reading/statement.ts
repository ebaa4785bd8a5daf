import type { Lang } from '../../calendar/limit';
import type { Both } from '../render-words';
import { readNote } from '../source-note';
import type { Sources } from '../sources';

/** Where a value comes from: a rule of the article, a law, what is usual elsewhere, another paper, or none of them. */
export type OriginKind = 'rule' | 'law' | 'practice' | 'paper' | 'default';

export interface Origin {
  readonly kind: OriginKind;
  readonly words: Both;
}

/** One value in words, and where it comes from. */
export interface Statement {
  readonly words: Both;
  readonly from: readonly Origin[];
}

/** A row: what it is about, and what is said of that under each of the other headings. */
export interface ReadingRow {
  /** Names the row in every version, so that two can be compared. */
  readonly id: string;
  readonly name: Statement;
  readonly cells: readonly (readonly Statement[])[];
}

/** A part of a programme to be read as a table. */
export interface ReadingTable {
  readonly id: string;
  readonly title: Both;
  /** What holds for the whole table. */
  readonly about: readonly Statement[];
  /** The first one is above the names of the rows. */
  readonly columns: readonly Both[];
  readonly rows: readonly ReadingRow[];
}

/** The same sentence in both languages. */
export const both = (say: (lang: Lang) => string): Both => ({ zh: say('zh'), en: say('en') });

/** Several names as one list. */
export const listed = (names: readonly Both[]): Both => ({
  zh: names.map(({ zh }) => zh).join('、'),
  en: names.map(({ en }) => en).join(', '),
});

const UNSTATED: Origin = {
  kind: 'default',
  words: { zh: '默认值，文件未规定', en: 'default, not stated in the document' },
};

/** One clause for Chinese readers: the rule without the English remark behind it. */
function clauseInChinese(clause: string): string {
  return clause
    .replace(/ \(.*\)$/, '')
    .replace(/^practice: /, '参照 ')
    .replace(/^(law|doc): /, '');
}

function originOf(clause: string): Origin {
  if (clause.startsWith('default')) return { kind: 'default', words: { zh: UNSTATED.words.zh, en: clause } };
  const words = { zh: clauseInChinese(clause), en: clause };
  if (clause.startsWith('law:')) return { kind: 'law', words };
  if (clause.startsWith('practice:')) return { kind: 'practice', words };
  return { kind: clause.startsWith('doc:') ? 'paper' : 'rule', words };
}

/** Says values of one programme, each with the sources that its file gives for the paths it is read from. */
export type Say = (words: Both, ...paths: readonly string[]) => Statement;

/** A value that no source is given for says that no document states it. */
export function sayer(sources: Sources): Say {
  return (words, ...paths) => {
    const notes = paths.flatMap((path) => (Object.hasOwn(sources, path) ? [sources[path] ?? ''] : []));
    const clauses = new Set(notes.flatMap((note) => readNote(note).map(({ text }) => text)));
    return { words, from: clauses.size === 0 ? [UNSTATED] : [...clauses].map(originOf) };
  };
}

/** A name that is no value and needs no source. */
export const named = (words: Both): Statement => ({ words, from: [] });

/** A statement as text, its sources in brackets. */
export function textOf({ words, from }: Statement, lang: Lang): string {
  if (from.length === 0) return words[lang];
  return `${words[lang]} [${[...new Set(from.map((origin) => origin.words[lang]))].join('; ')}]`;
}
