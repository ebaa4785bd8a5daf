import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/instant';

/** So often a delivery is tried before it is given up (DEAD). */
export const MOST_ATTEMPTS = 8;

/** After the first attempt, the second, …: some 27 hours in all, so that a provider may be down for a whole day. */
const WAITS = [MINUTE_MS, 5 * MINUTE_MS, 25 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS, 8 * HOUR_MS, 8 * HOUR_MS];

/** While a whole channel is down attempts do not count; a message that is older is of no use to anybody. */
export const OLDEST_MS = 2 * DAY_MS;

/** Up to a tenth more, so that what failed together does not come back together. `random` is in [0, 1). */
const JITTER = 0.1;

/** Milliseconds until the next attempt, or null when there is none. `attempts` counts those that were made. */
export function backOffMs(attempts: number, random: number): number | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * random));
}

/** Different people, or groups, for whom a channel fails in a row before all of it is taken to be down. */
export const FAILURES_TO_OPEN = 3;
const LONGEST_REST_MS = 15 * MINUTE_MS;

/**
 * How long a channel that seems to be down is left alone before one message tries again; null while it is not down.
 * `failures` counts different targets that failed since it last worked.
 */
export function restMs(failures: number): number | null {
  if (failures < FAILURES_TO_OPEN) return null;
  return Math.min(LONGEST_REST_MS, MINUTE_MS * 2 ** (failures - FAILURES_TO_OPEN));
}
