import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Pool } from 'pg';
import { Refusal } from '../../domain/errors';

export const LOCK_MINUTES = 15;
const LOCK_SECONDS = LOCK_MINUTES * 60;
export const TRIES_PER_NAME = 10;
export const TRIES_PER_ADDRESS = 100;

/** Counts tries in PostgreSQL, so that all instances count together and a restart forgives nothing. */
export interface SignInLimits {
  /** Counts one try, before the password is looked at: parallel guesses cannot slip past. Throws "too-many-tries". */
  count(signInName: string, address: string): Promise<void>;
  /** A right password clears the name's count, and gives the address its try back: an office has one address. */
  clear(signInName: string, address: string): Promise<void>;
}

export function createSignInLimits(pool: Pool): SignInLimits {
  const common = {
    storeClient: pool,
    tableName: 'rate_limits',
    tableCreated: true,
    duration: LOCK_SECONDS,
    blockDuration: LOCK_SECONDS,
  };
  const names = new RateLimiterPostgres({ ...common, keyPrefix: 'sign-in-name', points: TRIES_PER_NAME });
  const addresses = new RateLimiterPostgres({
    ...common,
    keyPrefix: 'sign-in-address',
    points: TRIES_PER_ADDRESS,
    clearExpiredByTimeout: true,
  });
  return {
    async count(signInName, address) {
      const keys = { addresses: hashed(address), names: nameKey(signInName) };
      await bound(pool, [addresses.getKey(keys.addresses), names.getKey(keys.names)]);
      await take(addresses, keys.addresses);
      await take(names, keys.names);
    },
    async clear(signInName, address) {
      await names.delete(nameKey(signInName));
      await addresses.reward(hashed(address));
    },
  };
}

/** Names and addresses are kept as hashes: the table needs to tell them apart, not to know them. */
const hashed = (value: string) => createHash('sha256').update(value).digest('hex');
const nameKey = (signInName: string) => hashed(signInName.normalize('NFKC').toLowerCase());

/**
 * What was counted by a clock that has been set back since would stay closed until the time has passed again: from now
 * on it is closed for no longer than a lock lasts. What was counted stays counted.
 */
async function bound(pool: Pool, keys: readonly string[]): Promise<void> {
  await pool.query('UPDATE rate_limits SET expire = $2 WHERE key = ANY ($1) AND expire > $2', [
    keys,
    Date.now() + LOCK_SECONDS * 1000,
  ]);
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.max(1, Math.ceil(error.msBeforeNext / 60_000));
    throw new Refusal(
      'too-many-tries',
      { zh: `请在 ${minutes} 分钟后再试。`, en: `Please try again in ${minutes} minutes.` },
      { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) },
    );
  }
}
