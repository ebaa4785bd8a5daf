import type { Response } from 'express';
import type { Actor } from '../../domain/actor';
import { addressesFor, type Addresses } from '../routes/notifications/mine';
import type { LiveMessage } from './messages';

/** Beats that a reader may leave unread before the connection is given up. */
const MOST_UNREAD_BEATS = 6;

/** Whoever compresses answers adds this to them. */
type Flushing = Response & { flush?: () => void };

/** One open page: its connection, whose it is, and how far it has read. */
export class Stream {
  /** Everything for this person up to here was written. */
  position: bigint | null = null;
  /** In step with the hub; otherwise it reads what it missed by itself. */
  isLive = false;
  addresses: Addresses;
  private unreadBeats = 0;

  constructor(
    private readonly response: Flushing,
    public actor: Actor,
    /** Who the person is now, or null once the session or token has ended. */
    readonly lookAgain: () => Promise<Actor | null>,
  ) {
    this.addresses = addressesFor(actor);
  }

  open(): void {
    this.response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Neither kept nor collected on the way: each event counts when it comes.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      // Once it ends there is nothing to keep the connection for, and stopping need not wait for it.
      Connection: 'close',
    });
    this.response.flushHeaders();
    this.write('retry: 3000\n\n');
  }

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** The reader takes less than is written; wait for it. */
  get isFull(): boolean {
    return this.response.writableNeedDrain;
  }

  /** Resolves when more can be written, or the connection is gone. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.isFull || !this.isOpen) {
        resolve();
        return;
      }
      const done = () => {
        this.response.off('drain', done);
        this.response.off('close', done);
        resolve();
      };
      this.response.on('drain', done);
      this.response.on('close', done);
    });
  }

  /** Writes a message unless it was written before. */
  tell({ id, json }: LiveMessage): void {
    if (this.position !== null && id <= this.position) return;
    this.position = id;
    this.write(`id: ${id}\nevent: message\ndata: ${json}\n\n`);
  }

  /** `ready` and `reset` carry the place from which a reconnect goes on. */
  mark(event: 'ready' | 'reset', position: bigint): void {
    this.position = position;
    this.write(`id: ${position}\nevent: ${event}\ndata: {}\n\n`);
  }

  /** These cases have changed, and with them what is to be done. */
  sayDuties(cases: readonly string[]): void {
    this.write(`event: duties\ndata: ${JSON.stringify({ cases })}\n\n`);
  }

  saySignedOut(): void {
    this.write('event: signed-out\ndata: {}\n\n');
  }

  /** A comment, so that nobody on the way takes the connection for dead; ends it when nobody reads any more. */
  beat(): void {
    this.unreadBeats = this.isFull ? this.unreadBeats + 1 : 0;
    if (this.unreadBeats > MOST_UNREAD_BEATS) this.response.destroy();
    else if (this.unreadBeats === 0) this.write(': \n\n');
  }

  end(): void {
    if (this.isOpen) this.response.end();
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    this.response.write(text);
    this.response.flush?.();
  }
}
