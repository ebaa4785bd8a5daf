import type { PrismaClient } from '../../prisma/client';

/** The last number that any message was given, committed or not. */
export async function lastGiven(prisma: PrismaClient): Promise<bigint> {
  const [row] = await prisma.$queryRaw<{ last: bigint }[]>`
    select case when is_called then last_value else 0 end as last from notifications_id_seq`;
  return row?.last ?? 0n;
}

/**
 * Up to which number messages are settled. Numbers are given out before their transactions commit, so a higher one may
 * be seen before a lower one; a stream that went by the highest number seen would lose the lower. Whoever has taken a
 * number and not committed holds a lock on the table: first the last number given out is read, then who holds locks,
 * and once those are gone every number up to it is either there or never will be.
 */
export class Settled {
  /** Everything up to here is settled; null until that is known for the first time. */
  upTo: bigint | null = null;
  private waiting: { upTo: bigint; holders: ReadonlySet<string> } | null = null;

  constructor(private readonly prisma: PrismaClient) {}

  /** Some number was given out whose transaction may still be under way: look again soon. */
  get isWaiting(): boolean {
    return this.waiting !== null;
  }

  async look(): Promise<void> {
    // Two statements, in this order. Neither reads through a snapshot: both answer as of now.
    const last = await lastGiven(this.prisma);
    const rows = await this.prisma.$queryRaw<{ holder: string }[]>`
      select distinct virtualtransaction as holder from pg_locks
       where locktype = 'relation' and relation = 'notifications'::regclass and mode = 'RowExclusiveLock'
         and database = (select oid from pg_database where datname = current_database())`;
    this.decide(last, new Set(rows.map(({ holder }) => holder)));
  }

  private decide(last: bigint, holders: ReadonlySet<string>): void {
    if (holders.size === 0) {
      this.waiting = null;
      this.settle(last);
      return;
    }
    if (this.waiting !== null && [...this.waiting.holders].some((holder) => holders.has(holder))) return;
    if (this.waiting !== null) this.settle(this.waiting.upTo);
    this.waiting = this.upTo === null || last > this.upTo ? { upTo: last, holders } : null;
  }

  private settle(upTo: bigint): void {
    if (this.upTo === null || upTo > this.upTo) this.upTo = upTo;
  }
}
