import type { CalendarYear, NamedDay } from './calendar-year';

/** A year as its notice publishes it. */
export interface CalendarNotice extends CalendarYear {
  /** Addresses of the notice, and of later ones that changed it. */
  readonly papers: readonly string[];
  /** Days of the December before that belong to New Year (2019: worked on 29 December 2018, off on the 31st). */
  readonly december: { readonly rest: readonly NamedDay[]; readonly work: readonly NamedDay[] };
}

/**
 * One thing that is wrong or odd in a notice. `pointer` is a JSON pointer into what was handed in; `line` the line of
 * a CSV text instead.
 */
export interface NoticeProblem {
  readonly code: NoticeProblemCode;
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

export type NoticeProblemCode =
  // what stops an import
  | 'not-published'
  | 'shape'
  | 'year'
  | 'paper'
  | 'date'
  | 'other-year'
  | 'twice'
  | 'contradictory'
  | 'name'
  | 'make-up-on-workday'
  | 'statutory-missing'
  // what only a person can judge
  | 'count'
  | 'balance'
  | 'detached'
  | 'ignored'
  | 'december';

/** Collects what is wrong; the words in both languages stand where they are found. */
export type Complain = (code: NoticeProblemCode, pointer: string, zh: string, en: string) => void;
