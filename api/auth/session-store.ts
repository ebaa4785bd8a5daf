import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

declare module 'express-session' {
  interface SessionData {
    personId: string;
    /** What a running single sign-on must come back with. */
    oidc: { state: string; nonce: string; verifier: string; returnTo: string };
  }
}

export const IDLE_SECONDS = 8 * 60 * 60;
const CACHE_MS = 5_000;
const TOUCH_MS = 5 * 60_000;
const BOUND_MS = 60_000;

type Done = (error?: unknown) => void;

/**
 * Sessions in PostgreSQL, read at most every few seconds and touched at most every five minutes, because
 * express-session alone would read and write on every command.
 */
export class SessionStore extends session.Store {
  private readonly stored: session.Store;
  private readonly read = new LRUCache<string, string>({ max: 5_000, ttl: CACHE_MS });
  private readonly touched = new LRUCache<string, true>({ max: 5_000, ttl: TOUCH_MS });
  /** By a clock that nobody sets. */
  private boundAgainAt = 0;

  constructor(
    private readonly pool: Pool,
    private readonly log: Logger,
  ) {
    super();
    const PgStore = connectPgSimple(session);
    this.stored = new PgStore({
      pool,
      tableName: 'sessions',
      ttl: IDLE_SECONDS,
      errorLog: (message) => log.warn({ event: 'session-store' }, String(message)),
    });
  }

  override get(sid: string, done: (error: unknown, data?: SessionData | null) => void): void {
    const known = this.read.get(sid);
    if (known !== undefined) {
      done(null, JSON.parse(known) as SessionData);
      return;
    }
    void this.bound();
    this.stored.get(sid, (error: unknown, data) => {
      if (data) this.read.set(sid, JSON.stringify(data));
      done(error, data);
    });
  }

  override set(sid: string, data: SessionData, done?: Done): void {
    this.read.delete(sid);
    this.touched.set(sid, true);
    this.stored.set(sid, data, done);
  }

  override destroy(sid: string, done?: Done): void {
    this.read.delete(sid);
    this.stored.destroy(sid, done);
  }

  override touch(sid: string, data: SessionData, done?: () => void): void {
    if (this.touched.has(sid)) {
      done?.();
      return;
    }
    this.touched.set(sid, true);
    this.stored.touch?.(sid, data, done);
  }

  /**
   * A session that was dated by a clock which has been set back since would live as much longer as that clock ran
   * ahead: from now on none has more than its idle hours. Looked at once a minute, while anybody asks.
   */
  private async bound(): Promise<void> {
    if (performance.now() < this.boundAgainAt) return;
    this.boundAgainAt = performance.now() + BOUND_MS;
    const latest = Math.ceil(Date.now() / 1000) + IDLE_SECONDS;
    try {
      await this.pool.query('update sessions set expire = to_timestamp($1) where expire > to_timestamp($1)', [
        latest,
      ]);
    } catch (error) {
      this.log.warn({ event: 'session-store', err: error }, 'sessions from a clock ahead cannot be bounded');
    }
  }

  /** Ends every session of a person: disabled, or given another password. */
  async endAllOf(personId: string, exceptSid?: string): Promise<void> {
    await this.pool.query(`delete from sessions where sess->>'personId' = $1 and sid <> $2`, [
      personId,
      exceptSid ?? '',
    ]);
    this.read.clear();
  }
}
