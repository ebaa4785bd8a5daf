import type { Logger } from 'pino';
import type { Actor } from '../../domain/actor';
import { covers } from '../../domain/case/who';
import { Refusal } from '../../domain/errors';
import type { PrismaClient } from '../../prisma/client';
import type { Clock } from '../clock';
import { addressesFor } from '../routes/notifications/mine';
import { listen } from './listen';
import { isFor, messagesForAll, messagesForOne, type Span } from './messages';
import { lastGiven, Settled } from './settled';
import type { Stream } from './stream';
import { TouchedCases, type TouchedCase } from './touched-cases';

export interface LiveOptions {
  /** For the connection that listens. */
  readonly url: string;
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** Pages open at once: of one person, and of everybody. */
  readonly perPerson?: number;
  readonly inAll?: number;
  /** Milliseconds between looks when nobody calls: a lost call only delays. */
  readonly pollMs?: number;
  /** Milliseconds between comments; each time it is also asked whether the session still stands. */
  readonly beatMs?: number;
}

const DEFAULTS = { perPerson: 6, inAll: 1_000, pollMs: 3_000, beatMs: 20_000 };
/** Messages read at a time: as many may wait in memory for a page that reads slowly. */
const PAGE = 200;
const BETWEEN_LOOKS_MS = 50;
const FIRST_RETRY_MS = 20;
const LAST_RETRY_MS = 1_000;
/** Duties are looked at no more often than this. */
const DUTIES_MS = 1_000;

/** Everybody's open pages. One connection listens, one query per call serves all of them. */
export class LiveHub {
  private readonly options: Required<LiveOptions>;
  private readonly streams = new Set<Stream>();
  /** What every stream in step has been told up to; null while nobody is connected. */
  private cursor: bigint | null = null;
  private settled: Settled;
  private touched: TouchedCases;
  private looking: Promise<void> | null = null;
  private wanted = false;
  private stopped = false;
  private complained = false;
  private beating = false;
  private dutiesLookedAt = -Infinity;
  private retryMs = FIRST_RETRY_MS;
  private retry: NodeJS.Timeout | undefined;
  private running: { end: AbortController; listening: Promise<void>; timers: NodeJS.Timeout[] } | null = null;

  constructor(options: LiveOptions) {
    this.options = { ...DEFAULTS, ...options };
    this.settled = new Settled(options.prisma);
    this.touched = new TouchedCases(options.prisma);
  }

  get size(): number {
    return this.streams.size;
  }

  /** Refuses one page too many, before anything was answered. */
  admit(personId: string): void {
    if (this.stopped || this.streams.size >= this.options.inAll) {
      throw new Refusal(
        'unavailable',
        { zh: '实时消息暂不可用，请稍后刷新。', en: 'Live messages are not available at the moment.' },
        { retryAfterSeconds: 10 },
      );
    }
    const own = [...this.streams].filter(({ actor }) => actor.personId === personId).length;
    if (own < this.options.perPerson) return;
    throw new Refusal('too-many-streams', {
      zh: `每人同时最多打开 ${this.options.perPerson} 个实时页面，请关闭其他页面。`,
      en: `One person may have ${this.options.perPerson} live pages open: close another one first.`,
    });
  }

  /** Takes an admitted stream in; `after` is the last message its page knows of. */
  join(stream: Stream, after: bigint | null): void {
    this.streams.add(stream);
    this.start();
    stream.open();
    if (!stream.isOpen) {
      this.leave(stream);
      return;
    }
    void this.begin(stream, after).catch((error: unknown) => this.giveUp(stream, error));
  }

  leave(stream: Stream): void {
    this.streams.delete(stream);
    if (this.streams.size === 0) void this.rest();
  }

  /** Ends every page and takes no new one. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const stream of this.streams) stream.end();
    this.streams.clear();
    await this.rest();
  }

  // ── coming in ─────────────────────────────────────────────────────────────────────────────────

  private async begin(stream: Stream, after: bigint | null): Promise<void> {
    for (let ms = FIRST_RETRY_MS; this.cursor === null; ms = Math.min(LAST_RETRY_MS, ms * 2)) {
      await this.look();
      if (!this.streams.has(stream)) return;
      if (this.cursor === null) await pause(ms);
    }
    if (after === null) stream.mark('ready', this.cursor);
    // Another instance may be a step ahead; a number that nobody was given yet is from another database.
    else if (after > this.cursor && after > (await lastGiven(this.options.prisma)))
      stream.mark('reset', this.cursor);
    else stream.mark('ready', after);
    await this.catchUp(stream);
  }

  /** Reads for one stream what it missed, page by page as fast as it is taken, until it is in step. */
  private async catchUp(stream: Stream): Promise<void> {
    const { prisma, clock } = this.options;
    stream.isLive = false;
    while (this.streams.has(stream)) {
      await stream.drained();
      const [from, upTo] = [stream.position, this.cursor];
      if (from === null || upTo === null) return;
      if (from >= upTo) {
        stream.isLive = true;
        return;
      }
      const found = await messagesForOne(prisma, stream.addresses, { after: from, upTo }, PAGE, clock.now());
      for (const message of found) stream.tell(message);
      if (found.length < PAGE) stream.position = upTo;
    }
  }

  // ── being called ──────────────────────────────────────────────────────────────────────────────

  /** Looks once for everybody; a call during a look makes one more look, not one each. */
  private look(): Promise<void> {
    this.wanted = true;
    this.looking ??= this.lookWhileWanted().finally(() => {
      this.looking = null;
      // Somebody called just as the last look was over.
      if (this.wanted && this.streams.size > 0) void this.look();
    });
    return this.looking;
  }

  private async lookWhileWanted(): Promise<void> {
    while (this.wanted && this.streams.size > 0) {
      this.wanted = false;
      try {
        await this.settled.look();
        await this.deliver();
        await this.tellOfDuties();
        this.complained = false;
      } catch (error) {
        this.complain(error);
      }
      // Under load one look serves many calls.
      if (this.wanted) await pause(BETWEEN_LOOKS_MS);
    }
    this.lookAgainSoon();
  }

  /** Some message is being written at this moment: it will not call again when it was seen too early. */
  private lookAgainSoon(): void {
    clearTimeout(this.retry);
    if (!this.settled.isWaiting || this.running === null) {
      this.retryMs = FIRST_RETRY_MS;
      return;
    }
    this.retry = setTimeout(() => void this.look(), this.retryMs);
    this.retryMs = Math.min(LAST_RETRY_MS, this.retryMs * 2);
  }

  private async deliver(): Promise<void> {
    const { prisma, clock } = this.options;
    const { running, settled } = this;
    const { upTo } = settled;
    if (upTo === null) return;
    this.cursor ??= upTo;
    while (this.cursor !== null && this.cursor < upTo) {
      const told = [...this.streams].filter(({ isLive }) => isLive);
      const addresses = told.map((stream) => stream.addresses);
      const span: Span = { after: this.cursor, upTo };
      const found = told.length === 0 ? [] : await messagesForAll(prisma, addresses, span, PAGE, clock.now());
      // Everybody left meanwhile, and whoever came since has begun anew.
      if (this.running !== running) return;
      const end = found.length < PAGE ? upTo : (found.at(-1)?.id ?? upTo);
      for (const message of found) {
        told.forEach((stream, i) => {
          if (isFor(addresses[i] ?? stream.addresses, message)) stream.tell(message);
        });
      }
      this.cursor = end;
      this.keepInStep(new Set(told), end);
    }
  }

  /** Whoever reads too slowly, or came into step during the query, goes on by itself. */
  private keepInStep(told: ReadonlySet<Stream>, end: bigint): void {
    for (const stream of this.streams) {
      if (!stream.isLive) continue;
      if (told.has(stream) && !stream.isFull) {
        if (stream.position === null || stream.position < end) stream.position = end;
      } else {
        void this.catchUp(stream).catch((error: unknown) => this.giveUp(stream, error));
      }
    }
  }

  private async tellOfDuties(): Promise<void> {
    if (performance.now() - this.dutiesLookedAt < DUTIES_MS) return;
    this.dutiesLookedAt = performance.now();
    const touched = await this.touched.look();
    for (const stream of this.streams) {
      const concerns = (place: TouchedCase) => stream.actor.posts.some((post) => covers(post, place));
      const cases = touched.filter(concerns).map(({ caseId }) => caseId);
      if (cases.length > 0) stream.sayDuties(cases);
    }
  }

  // ── beating ───────────────────────────────────────────────────────────────────────────────────

  private async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    for (const stream of [...this.streams]) await this.beatOne(stream);
    this.beating = false;
  }

  private async beatOne(stream: Stream): Promise<void> {
    stream.beat();
    if (!stream.isOpen) {
      this.leave(stream);
      return;
    }
    try {
      const actor = await stream.lookAgain();
      if (actor === null) this.signOut(stream);
      else this.refresh(stream, actor);
    } catch (error) {
      // Whether the session still stands cannot be asked now; nothing is told from that database either.
      this.complain(error);
    }
  }

  private signOut(stream: Stream): void {
    stream.saySignedOut();
    stream.end();
    this.leave(stream);
  }

  /** Posts were given or ended, or somebody began to stand in: other messages and duties from now on. */
  private refresh(stream: Stream, actor: Actor): void {
    const before = JSON.stringify(stream.addresses);
    stream.actor = actor;
    stream.addresses = addressesFor(actor);
    if (JSON.stringify(stream.addresses) !== before) stream.sayDuties([]);
  }

  private giveUp(stream: Stream, error: unknown): void {
    // The page connects again, and says how far it had come.
    this.complain(error);
    stream.end();
    this.leave(stream);
  }

  private complain(error: unknown): void {
    const name = error instanceof Error ? error.name : typeof error;
    if (!this.complained) this.options.log.warn({ event: 'live-cannot-look', cause: name });
    this.complained = true;
  }

  // ── life ──────────────────────────────────────────────────────────────────────────────────────

  private start(): void {
    if (this.running !== null) return;
    const { url, log, pollMs, beatMs } = this.options;
    const end = new AbortController();
    const look = () => void this.look();
    this.running = {
      end,
      listening: listen(url, look, log, end.signal),
      timers: [setInterval(look, pollMs), setInterval(() => void this.beat(), beatMs)],
    };
  }

  /** Nobody is connected: no connection, no timer, no query. */
  private async rest(): Promise<void> {
    const running = this.running;
    this.running = null;
    this.cursor = null;
    this.settled = new Settled(this.options.prisma);
    this.touched = new TouchedCases(this.options.prisma);
    clearTimeout(this.retry);
    for (const timer of running?.timers ?? []) clearInterval(timer);
    running?.end.abort();
    await running?.listening;
    await this.looking;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
