import type { PrismaClient } from '../prisma/client';

/** Where a feed stands: the instant of the last row it has seen, and that row's key among those of one instant. */
export interface Place {
  at: string;
  key: string;
}

/** Rows after a place and before an instant, in the order of both, so many at most. */
export interface Span extends Place {
  until: string;
  limit: number;
}

export interface Feeding<R extends Place> {
  /** How far behind now it stays, so that a transaction that commits late is not passed over. Asked each time. */
  readonly marginMs: () => number;
  readonly read: (span: Span) => Promise<R[]>;
  readonly see: (row: R) => void;
}

const BATCH = 5_000;

/** Behind now by the database's own clock, and whether that clock has been set back since the last row was seen. */
async function behindNow(prisma: PrismaClient, marginMs: number, seen: string | null) {
  const [row] = await prisma.$queryRaw<{ at: string; past: string | null }[]>`
    select at::text as at, case when seen > at + interval '2 minutes' then (seen + interval '1 microsecond')::text end as past
      from (select now() - ${marginMs} * interval '1 millisecond' as at, ${seen}::timestamptz as seen) x`;
  return row ?? { at: '-infinity', past: null };
}

/**
 * Sees each row of a table once, as it comes: every call goes on behind the last row that was seen and never reads from
 * the start. Begins at the first call. When the database's clock is set back it goes on from then; what it had seen of
 * the hours that come again is not seen again, and only what was written before it noticed may be left out.
 */
export function createFeed<R extends Place>(prisma: PrismaClient, feeding: Feeding<R>): () => Promise<void> {
  let from: Place | null = null;
  let running: Promise<void> = Promise.resolve();
  const ahead = new Set<string>();

  async function walk(begin: Place, until: string, each: (row: R) => void): Promise<Place> {
    let place = begin;
    for (;;) {
      const rows = await feeding.read({ ...place, until, limit: BATCH });
      rows.forEach(each);
      const last = rows.at(-1);
      if (last !== undefined) place = { at: last.at, key: last.key };
      if (rows.length < BATCH) return place;
    }
  }

  async function feed(): Promise<void> {
    const { at, past } = await behindNow(prisma, feeding.marginMs(), from?.at ?? null);
    const now: Place = { at, key: '' };
    if (past !== null) await walk(now, past, ({ key }) => ahead.add(key));
    if (from === null || past !== null) from = now;
    from = await walk(from, at, (row) => {
      if (!ahead.delete(row.key)) feeding.see(row);
    });
  }

  return () => (running = running.then(feed, feed));
}
