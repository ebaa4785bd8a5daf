import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';

/** The ledger calls by one of them with every message it writes, whether the message also leaves the product or not. */
const CHANNELS = ['banjie_outbox', 'banjie_message'] as const;
const RECONNECT_MS = 1_000;
/** Nobody waits for a database that hangs, least of all when the process is to end. */
const CONNECT_MS = 5_000;

/**
 * Calls back when the ledger calls, and once after each (re)connect, for what was called in between. On a connection
 * of its own: a pool would hand it to somebody else. Ends with the signal.
 */
export async function listen(
  url: string,
  onCall: () => void,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  let complained = false;
  while (!signal.aborted) {
    const client = new Client({
      ...{ connectionString: url, keepAlive: true, application_name: 'banjie-live' },
      connectionTimeoutMillis: CONNECT_MS,
    });
    // The signal outlives many connections: what waits for it is taken away with each of them.
    const over = new AbortController();
    const gone = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
    });
    try {
      await client.connect();
      client.on('notification', onCall);
      for (const channel of CHANNELS) await client.query(`LISTEN ${channel}`);
      if (complained) log.info({ event: 'live-listens-again' });
      complained = false;
      onCall();
      await gone;
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      if (!complained) log.warn({ event: 'live-cannot-listen', cause: name }, 'polling goes on');
      complained = true;
    } finally {
      over.abort();
      await client.end().catch(() => undefined);
    }
    if (!signal.aborted) await sleep(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
  }
}
