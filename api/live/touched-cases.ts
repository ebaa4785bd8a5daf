import type { PrismaClient } from '../../prisma/client';

interface TouchedRow {
  case_id: string;
  org_path: string;
  seq: number;
}

/** A case that has a new line, and where it belongs. */
export interface TouchedCase {
  readonly caseId: string;
  readonly orgPath: string;
}

/** How far back is looked: a line is dated by the start of its transaction and is seen when that ends. */
const OVERLAP = '10 seconds';

/** Tells which cases were touched since it was last asked; their duties may have changed. */
export class TouchedCases {
  private since: Date | null = null;
  private readonly seen = new Map<string, number>();

  constructor(private readonly prisma: PrismaClient) {}

  async look(): Promise<TouchedCase[]> {
    const [clock] = await this.prisma.$queryRaw<{ at: Date }[]>`select now() - ${OVERLAP}::interval as at`;
    if (clock === undefined) return [];
    // A clock that was set back: what was written since is dated before the last look.
    const from = this.since === null || this.since < clock.at ? this.since : clock.at;
    this.since = clock.at;
    const rows = await this.prisma.$queryRaw<TouchedRow[]>`
      select e.case_id, c.org_path, max(e.seq)::int as seq
        from ledger_events e join cases c on c.id = e.case_id
       where e.recorded_at >= ${from ?? clock.at}
       group by e.case_id, c.org_path`;
    const fresh = rows.filter(({ case_id: id, seq }) => (this.seen.get(id) ?? 0) < seq);
    this.seen.clear();
    for (const { case_id: id, seq } of rows) this.seen.set(id, seq);
    // The first look only learns what there is.
    return from === null ? [] : fresh.map(({ case_id: caseId, org_path: orgPath }) => ({ caseId, orgPath }));
  }
}
