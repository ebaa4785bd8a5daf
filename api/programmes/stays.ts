import { z } from 'zod';
import type { CaseStatus } from '../../domain/case/status';
import { staysWithout } from '../../domain/programme/stays';
import type { Programme } from '../../domain/programme/schema';
import { words } from '../schema';
import type { Deps } from '../ports';

/** The works go on, or stand still for a while. */
const RUNNING: readonly CaseStatus[] = ['IN_PROGRESS', 'SUSPENDED', 'REWORK'];

export const staysSchema = z
  .array(
    z
      .strictObject({
        version: z.int(),
        openCases: z.int().meta({ description: 'That keep this version until they end' }),
        running: z.int().meta({ description: 'Of them, those whose works go on' }),
        without: z
          .array(words)
          .meta({ description: 'What they do without: rules of the newer version that never reach them' }),
      })
      .meta({ id: 'StayingCases' }),
  )
  .meta({ description: 'Open cases of older versions, the newest version first' });

/** Open cases that stay under an older version when this one is in force, and what they do without. */
export async function staysOf(
  { prisma, ledger }: Pick<Deps, 'prisma' | 'ledger'>,
  newer: { programme: Programme; version: number | null },
): Promise<z.input<typeof staysSchema>> {
  const { code } = newer.programme;
  const [versions, counts] = await Promise.all([
    prisma.programmeVersion.findMany({
      where: { code, ...(newer.version !== null && { version: { lt: newer.version } }) },
      select: { id: true, version: true },
      orderBy: { version: 'desc' },
    }),
    prisma.caseRow.groupBy({
      by: ['programmeVersionId', 'status'],
      where: { programmeCode: code, endedAt: null },
      _count: { _all: true },
    }),
  ]);
  const sum = (id: string, statuses: readonly CaseStatus[] | null): number =>
    counts
      .filter((one) => one.programmeVersionId === id)
      .filter(({ status }) => statuses === null || statuses.includes(status as CaseStatus))
      .reduce((all, { _count: count }) => all + count._all, 0);
  const open = versions
    .map(({ id, version }) => ({ id, version, openCases: sum(id, null), running: sum(id, RUNNING) }))
    .filter(({ openCases }) => openCases > 0);
  return Promise.all(
    open.map(async ({ id, ...one }) => ({
      ...one,
      without: staysWithout(await ledger.reference.programme(id), newer.programme),
    })),
  );
}
