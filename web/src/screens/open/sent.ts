import type { NewWords } from '../../api/generated/schema';
import { typedValues, type Field } from '../../shared/command-form/fields';

/** Where the words come from: somebody who can be reached, somebody who gave no name, or nobody. */
export const SOURCES = ['named', 'unnamed', 'none'] as const;
export type Source = (typeof SOURCES)[number];

type Values = Readonly<Record<string, unknown>>;

export interface Typed {
  /** Kind and title. */
  readonly about: Values;
  /** What is sent of the words; undefined: none came in. */
  readonly words: NewWords | undefined;
  /** The words as the schema of the form knows them, to check before sending. */
  readonly checked: Values | undefined;
  /** Somebody can be reached, but neither name nor phone number says who. */
  readonly isNobody: boolean;
}

/** What was typed, as it is sent and as it is checked. */
export function typedOf(fields: readonly Field[], values: Values, source: Source): Typed {
  const { suggestion, ...about } = typedValues(fields, values);
  if (source === 'none') return { about, words: undefined, checked: undefined, isNobody: false };
  const { proposer, noticeShown, ...plain } = (suggestion ?? {}) as Values;
  if (source === 'unnamed') {
    const words = { ...plain, noticeShown: false };
    return { about, words: { ...words, proposer: null } as NewWords, checked: words, isNobody: false };
  }
  const who = (proposer ?? {}) as Values;
  const words = { ...plain, proposer: who, ...(noticeShown === true && { noticeShown }) };
  const isNobody = who['name'] === undefined && who['phone'] === undefined;
  return { about, words: words as unknown as NewWords, checked: words, isNobody };
}

const LONGEST = 40;

/** The first sentence of what was said, as a title to go on from. */
export function titleFrom(words: string): string {
  const plain = words.replace(/^（[^）]*）/u, '').trim();
  const [first = ''] = plain.split(/[。！？!?\n]/u);
  return Array.from(new Intl.Segmenter('zh').segment(first), ({ segment }) => segment)
    .slice(0, LONGEST)
    .join('')
    .trim();
}
