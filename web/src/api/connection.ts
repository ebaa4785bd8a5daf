import { createStore } from '../shared/store';

const ASK_AGAIN_MS = 5_000;

/** Whether the API can be reached, and since when it can not. */
export interface Connection {
  readonly state: 'up' | 'down';
  readonly since: string | null;
}

export const connection = createStore<Connection>({ state: 'up', since: null });

let watching: ReturnType<typeof setTimeout> | undefined;

/** Asks the API whether it can take commands, and goes on asking until it can. */
export async function checkConnection(): Promise<boolean> {
  clearTimeout(watching);
  watching = undefined;
  const isUp = await answersReady();
  if (isUp) {
    connection.set({ state: 'up', since: null });
    return true;
  }
  if (connection.get().state === 'up') connection.set({ state: 'down', since: new Date().toISOString() });
  watching = setTimeout(() => void checkConnection(), ASK_AGAIN_MS);
  return false;
}

async function answersReady(): Promise<boolean> {
  try {
    return (await fetch('/readyz', { signal: AbortSignal.timeout(ASK_AGAIN_MS) })).ok;
  } catch {
    // No answer is the answer: the banner says so.
    return false;
  }
}
