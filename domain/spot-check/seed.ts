import { createHash } from 'node:crypto';
import type { Round } from './state';

/** Shorter ones could be guessed from their commitment. Characters, not bytes. */
export const PHRASE_CHARACTERS = { least: 8, most: 100 } as const;

/** Stands between two phrases in the seed, and so in none of them. */
const BETWEEN = '|';

/** What a witness hands in first: lower-case hex of the SHA-256 of the phrase in UTF-8. */
export function commitmentTo(phrase: string): string {
  return createHash('sha256').update(phrase, 'utf8').digest('hex');
}

/** What is wrong with a phrase, or null. */
export function phraseFault(phrase: string): 'length' | 'characters' | null {
  const { length } = Array.from(phrase);
  if (length < PHRASE_CHARACTERS.least || length > PHRASE_CHARACTERS.most) return 'length';
  return /[|\p{Cc}\p{Cs}]/u.test(phrase) ? 'characters' : null;
}

/** The seed of a check that nobody was told of: what the server had committed to, and the phrase that came after. */
export function serverSeed({ nonce, phrase }: { nonce: string; phrase: string }): string {
  return `${nonce}${BETWEEN}${phrase}`;
}

/** The phrases in the order in which the record names the witnesses, with `|` between them. */
export function seedOf({ witnesses, phrases }: Pick<Round, 'witnesses' | 'phrases'>): string {
  return witnesses.map(({ personId }) => phrases[personId] ?? '').join(BETWEEN);
}
