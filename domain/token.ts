import { createHash } from 'node:crypto';

/** Bytes of randomness in a token: nobody guesses 256 bits, so tokens need no rate limit. */
export const TOKEN_BYTES = 32;

/** How a token looks; the prefix lets people and scanners recognise one that was left lying about. */
export const TOKEN_PATTERN = /^bj_[A-Za-z0-9_-]{43}$/;

/** Writes random bytes as a token. */
export function formatToken(random: Buffer): string {
  return `bj_${random.toString('base64url')}`;
}

/** What is stored in place of the token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
