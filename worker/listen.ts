import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from './ports';

/** Whom the ledger calls: when a case must be armed or has ended, a message waits to leave, a calendar has changed, a check goes on. */
export interface Calls {
  readonly banjie_arm: () => void;
  readonly banjie_outbox: () => void;
  readonly banjie_rollout: () => void;
  readonly banjie_spot_check: () => void;
}

const RECONNECT_MS = 1_000;

/**
 * Calls back whenever the ledger calls, and each once after every (re)connect, for what was called in between.
 * On a connection of its own: a pool would hand it to somebody else.
 */
export async function listen(url: string, calls: Calls, log: Log, signal: AbortSignal): Promise<void> {
  let complained = false;
  const names = ['banjie_arm', 'banjie_outbox', 'banjie_rollout', 'banjie_spot_check'] as const;
  while (!signal.aborted) {
    const client = new Client({ connectionString: url, keepAlive: true, application_name: 'banjie-listen' });
    // The signal outlives many connections: what waits for it is taken away with each of them.
    const over = new AbortController();
    const gone = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
    });
    try {
      await client.connect();
      client.on('notification', ({ channel }) =>
        names.filter((name) => name === channel).forEach((name) => calls[name]()),
      );
      for (const name of names) await client.query(`LISTEN ${name}`);
      if (complained) log.info({}, 'listening to the ledger again');
      complained = false;
      for (const name of names) calls[name]();
      await gone;
    } catch (error) {
      if (!complained) log.warn({ err: error }, 'cannot listen to the ledger; the sweep goes on');
      complained = true;
    } finally {
      over.abort();
      await client.end().catch(() => undefined);
    }
    if (!signal.aborted) await sleep(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
  }
}
