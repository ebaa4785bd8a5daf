/** A phrase is kept on the witness's device alone until it is told. */
const keyOf = (checkId: string, round: number): string => `banjie.phrase.${checkId}.${round}`;

export const keptPhrase = (checkId: string, round: number): string | null =>
  localStorage.getItem(keyOf(checkId, round));

export function keepPhrase(checkId: string, round: number, phrase: string): void {
  localStorage.setItem(keyOf(checkId, round), phrase);
}

export function forgetPhrase(checkId: string, round: number): void {
  localStorage.removeItem(keyOf(checkId, round));
}

const LENGTH = { least: 8, most: 100 } as const;

/** What is wrong with a phrase, by the rule of the API: characters, not bytes. */
export function phraseFault(phrase: string): 'short' | 'long' | 'characters' | null {
  const { length } = Array.from(phrase);
  if (length < LENGTH.least) return 'short';
  if (length > LENGTH.most) return 'long';
  return /[|\p{Cc}\p{Cs}]/u.test(phrase) ? 'characters' : null;
}
