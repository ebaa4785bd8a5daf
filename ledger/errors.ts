/** What PostgreSQL says when somebody else was first; each is answered by reading and deciding again. */
const FIRST_COME = new Set(['BJ001', '23505', '40001', '40P01']);

/** What it says when it is not there, is going away or is overloaded: nothing was written, a retry is safe. */
const NOT_THERE = /^(08|57P0|53)/;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Whether another command on the same case, or the same idempotency key, came first. */
export function cameSecond(error: unknown): boolean {
  return FIRST_COME.has(codeOf(error));
}

/** Whether the database could not be reached, so that nothing was written. */
export function databaseDown(error: unknown): boolean {
  return NOT_THERE.test(codeOf(error)) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));
}
