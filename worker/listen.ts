import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from './ports';

/** Sent by the ledger when a case must be armed or has ended. */
const CHANNEL = 'banjie_arm';
const RECONNECT_MS = 1_000;

/**
 * Calls `onCall` whenever the ledger calls, and once after each (re)connect, for what was called in between.
 * On a connection of its own: a pool would hand it to somebody else.
 */
export async function listen(url: string, onCall: () => void, log: Log, signal: AbortSignal): Promise<void> {
  let complained = false;
  while (!signal.aborted) {
    const client = new Client({ connectionString: url, keepAlive: true, application_name: 'banjie-arm' });
    const gone = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      await client.connect();
      client.on('notification', onCall);
      await client.query(`LISTEN ${CHANNEL}`);
      if (complained) log.info({}, 'listening to the ledger again');
      complained = false;
      onCall();
      await gone;
    } catch (error) {
      if (!complained) log.warn({ err: error }, 'cannot listen to the ledger; the sweep goes on');
      complained = true;
    } finally {
      await client.end().catch(() => undefined);
    }
    if (!signal.aborted) await sleep(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
  }
}
