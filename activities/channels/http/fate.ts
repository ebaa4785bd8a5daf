import type { Sent } from '../channel';
import type { Answer, Failure } from './post';

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
/** Answers of a server that was not reached in time, or wants the request once more. */
const TRY_AGAIN: readonly number[] = [408, 425, TOO_MANY_REQUESTS, UNAVAILABLE];

/** What a person has to mend at the provider or in the settings is tried again this much later. */
export const MEND_MS = 10 * 60_000;

export const sent = (providerId: string | null = null): Sent => ({ outcome: 'sent', providerId });
export const refused = (error: string): Sent => ({ outcome: 'refused', error });
export const unknown = (error: string): Sent => ({ outcome: 'unknown', error });
export const retry = (error: string, afterMs: number | null = null): Sent => ({
  outcome: 'retry',
  error,
  afterMs,
});

/** A call without an answer: before the first byte had left nothing can have arrived, afterwards nobody knows. */
export const fateOfFailure = ({ begun, error }: Failure): Sent => (begun ? unknown(error) : retry(error));

/**
 * What an answer means that is not 200. `onServerError` says whether a 500 means that nothing was taken, or (for what
 * must never arrive twice) that nobody knows.
 */
export function fateOfStatus(answer: Answer, onServerError: 'retry' | 'unknown'): Sent {
  const error = `HTTP ${answer.status}`;
  if (TRY_AGAIN.includes(answer.status)) return retry(error, answer.retryAfterMs);
  if (answer.status >= 500)
    return onServerError === 'retry' ? retry(error, answer.retryAfterMs) : unknown(error);
  if (answer.status >= 300 && answer.status < 400) {
    return retry(`${error}: a redirect, which is not followed; set the address it leads to`, MEND_MS);
  }
  return retry(`${error}: the address or the key is not right`, MEND_MS);
}

/** The answer as JSON; undefined when it is none. */
export function parsed(answer: Answer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch {
    return undefined;
  }
}
