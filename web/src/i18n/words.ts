/** The same keys with other words: a language that lacks one is a type error. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** What the API says in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
