import type { Instant } from '../domain/calendar/instant';

/** What time it is for the API: the machine's, or that of a test. */
export interface Clock {
  now(): Instant;
}
