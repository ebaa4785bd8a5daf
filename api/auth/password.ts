import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../domain/errors';
import { PASSWORD_COST, passwordWeakness } from '../../domain/password';

/** Hashes with argon2id, the library's default algorithm; refuses a weak password first. */
export async function hashPassword(password: string, signInName: string | null): Promise<string> {
  const weakness = passwordWeakness(password, signInName);
  if (weakness !== null) throw new Refusal('password-weak', weakness);
  return hash(password, PASSWORD_COST);
}

let stranger: Promise<string> | undefined;

/** Takes the same time whether or not there is such a person, so that time tells nobody which names exist. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  stranger ??= hash('nobody signs in with this', PASSWORD_COST);
  const matches = await verify(stored ?? (await stranger), password);
  return matches && stored !== null;
}
