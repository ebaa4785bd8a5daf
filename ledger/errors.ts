/** What PostgreSQL says when somebody else was first; each is answered by reading and deciding again. */
const FIRST_COME = new Set(['BJ001', '23505', '40001', '40P01']);

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Whether another command on the same case, or the same idempotency key, came first. */
export function cameSecond(error: unknown): boolean {
  return FIRST_COME.has(codeOf(error));
}

/** Times a transaction is done again when a command on one of its cases came in between. */
const TRIES = 5;

/** Does a transaction again when somebody else was first. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!cameSecond(error) || tries >= TRIES) throw error;
    }
  }
}
